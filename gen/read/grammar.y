/*
 * grammar: where statements end, what kind they are, which names they give; and the list
 * of CHECKs of an annotation.
 *
 * In: codes of tokens with their positions in a list. Out: calls into reading. It knows
 * as much of SQL as it takes to find that; the rest of a statement is ANY token, and what
 * fits nowhere is skipped up to the semicolon and stays STATEMENT_OTHER.
 */
%name grammar
%token_type {uint32_t}
%default_type {uint32_t}
%extra_argument {struct reading *reading}
%stack_size 2200
%token_destructor { (void)reading; (void)$$; }

%include {
#include "gen/read/reading.h"

#include <assert.h>
#include <stddef.h>
}

%syntax_error {
	if (!reading->failed) {
		reading->failed = true;
		reading->failed_at = TOKEN;
	}
}
%parse_failure { reading->failed = true; }
%stack_overflow { reading->failed = true; }

%fallback ID
	ADD ALTER ANALYZE AS ATTACH BACKFILL BEGIN COLUMN COMMIT CREATE DELETE DETACH DROP END
	EXISTS EXPLAIN FOREIGN FROM IF INDEX INSERT INTO KEY MATERIALIZED NOT ON OR PLAN
	PRAGMA QUERY RECURSIVE REINDEX RELEASE RENAME REPLACE ROLLBACK ROWS SAVEPOINT SELECT
	TABLE TEMP TO TRIGGER UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHERE WITH.
%wildcard ANY.
%token NUMBER BLOB VARIABLE OPERATOR ILLEGAL.

%start_symbol input
input ::= SCRIPT script.
input ::= CHECKS checks.

/* Statements */

script ::= .
script ::= script SEMI(S).           { reading_statement(reading, S, true); }
script ::= script statement SEMI(S). { reading_statement(reading, S, true); }
script ::= script error SEMI(S).     { reading_statement(reading, S, false); }

statement ::= inner.
statement ::= EXPLAIN inner.            { reading->now.kind = STATEMENT_EXPLAIN; }
statement ::= EXPLAIN QUERY PLAN inner. { reading->now.kind = STATEMENT_EXPLAIN; }

rest ::= .
rest ::= rest ANY.

/* Tokens with their parentheses in pairs. */
group ::= .
group ::= group ANY.
group ::= group LP group RP.

name(A) ::= ID(X).     { A = X; }
name(A) ::= QUOTED(X). { A = X; }
name(A) ::= STRING(X). { A = X; }

object ::= name(X).             { reading_object(reading, READING_NONE, X); }
object ::= name(X) DOT name(Y). { reading_object(reading, X, Y); }

unless ::= .
unless ::= IF NOT EXISTS. { reading->now.if_exists = true; }
when ::= .
when ::= IF EXISTS.       { reading->now.if_exists = true; }
temp ::= .
temp ::= TEMP.            { reading->now.temporary = true; }
unique ::= .
unique ::= UNIQUE.        { reading->now.unique = true; }
column ::= .
column ::= COLUMN.
conflict ::= .
conflict ::= OR name.

inner ::= CREATE temp TABLE unless object LP rest. {
	reading->now.kind = STATEMENT_CREATE_TABLE;
}
inner ::= CREATE temp TABLE unless object AS rest. {
	reading->now.kind = STATEMENT_CREATE_TABLE_AS;
}
inner ::= CREATE VIRTUAL TABLE unless object USING rest. {
	reading->now.kind = STATEMENT_CREATE_VIRTUAL_TABLE;
}
inner ::= CREATE unique INDEX unless object ON name(T) LP rest. {
	reading->now.kind = STATEMENT_CREATE_INDEX;
	reading->now.table = reading_name(reading, T);
}
inner ::= CREATE temp VIEW unless object rest. {
	reading->now.kind = STATEMENT_CREATE_VIEW;
}
inner ::= trigger head SEMI body END.
inner ::= trigger error SEMI body END.

/* The end of a trigger is an END after a semicolon, and nothing else. */
trigger ::= CREATE temp TRIGGER. { reading->now.kind = STATEMENT_CREATE_TRIGGER; }
head ::= unless object event.
head ::= unless object event ON name(T) rest. {
	reading->now.table = reading_name(reading, T);
}
event ::= .
event ::= event ANY.
body ::= .
body ::= body SEMI.
body ::= body ANY rest SEMI.
body ::= body END ANY rest SEMI.

inner ::= ALTER TABLE object RENAME TO name(N). {
	reading->now.kind = STATEMENT_RENAME_TABLE;
	reading->now.new_name = reading_name(reading, N);
}
inner ::= ALTER TABLE object RENAME column name(C) TO name(N). {
	reading->now.kind = STATEMENT_RENAME_COLUMN;
	reading->now.column = reading_name(reading, C);
	reading->now.new_name = reading_name(reading, N);
}
inner ::= ALTER TABLE object ADD column name(C) rest. {
	reading->now.kind = STATEMENT_ADD_COLUMN;
	reading->now.column = reading_name(reading, C);
}
inner ::= ALTER TABLE object DROP column name(C). {
	reading->now.kind = STATEMENT_DROP_COLUMN;
	reading->now.column = reading_name(reading, C);
}
inner ::= DROP TABLE when object.   { reading->now.kind = STATEMENT_DROP_TABLE; }
inner ::= DROP INDEX when object.   { reading->now.kind = STATEMENT_DROP_INDEX; }
inner ::= DROP VIEW when object.    { reading->now.kind = STATEMENT_DROP_VIEW; }
inner ::= DROP TRIGGER when object. { reading->now.kind = STATEMENT_DROP_TRIGGER; }

with ::= .
with ::= WITH tables.
with ::= WITH RECURSIVE tables.
tables ::= table.
tables ::= tables COMMA table.
table ::= name AS hint LP group RP.
table ::= name LP group RP AS hint LP group RP.

/* A parenthesis that is not closed must not take the semicolon in. */
inner ::= WITH broken.
inner ::= WITH RECURSIVE broken.
broken ::= torn.
broken ::= tables COMMA torn.
torn ::= name AS hint open.
torn ::= name open.
torn ::= name LP group RP AS hint open.
open ::= LP group.
open ::= LP group open.
hint ::= .
hint ::= MATERIALIZED.
hint ::= NOT MATERIALIZED.

inner ::= with INSERT conflict INTO object rest. { reading->now.kind = STATEMENT_INSERT; }
inner ::= with REPLACE INTO object rest.         { reading->now.kind = STATEMENT_INSERT; }
inner ::= with UPDATE conflict object rest.      { reading->now.kind = STATEMENT_UPDATE; }
inner ::= with DELETE FROM object rest.          { reading->now.kind = STATEMENT_DELETE; }
inner ::= with SELECT rest.                      { reading->now.kind = STATEMENT_SELECT; }
inner ::= with VALUES rest.                      { reading->now.kind = STATEMENT_SELECT; }

inner ::= PRAGMA object.       { reading->now.kind = STATEMENT_PRAGMA; }
inner ::= PRAGMA object EQ(X) rest. {
	reading->now.kind = STATEMENT_PRAGMA;
	reading->value = X + 1;
}
inner ::= PRAGMA object LP(X) rest. {
	reading->now.kind = STATEMENT_PRAGMA;
	reading->value = X + 1;
}
inner ::= BEGIN rest.     { reading->now.kind = STATEMENT_BEGIN; }
inner ::= COMMIT rest.    { reading->now.kind = STATEMENT_COMMIT; }
inner ::= END rest.       { reading->now.kind = STATEMENT_COMMIT; }
inner ::= ROLLBACK rest.  { reading->now.kind = STATEMENT_ROLLBACK; }
inner ::= SAVEPOINT rest. { reading->now.kind = STATEMENT_SAVEPOINT; }
inner ::= RELEASE rest.   { reading->now.kind = STATEMENT_RELEASE; }
inner ::= ATTACH rest.    { reading->now.kind = STATEMENT_ATTACH; }
inner ::= DETACH rest.    { reading->now.kind = STATEMENT_DETACH; }
inner ::= VACUUM rest.    { reading->now.kind = STATEMENT_VACUUM; }
inner ::= ANALYZE rest.   { reading->now.kind = STATEMENT_ANALYZE; }
inner ::= REINDEX rest.   { reading->now.kind = STATEMENT_REINDEX; }
inner ::= ANY rest.

/* CHECKs */

checks ::= check.
checks ::= checks COMMA check.

check ::= claim.
check ::= NOT claim. { reading->claims[reading->claim_count - 1].negated = true; }
check ::= BACKFILL(B) name(K). {
	reading->claim.table = reading_name(reading, K);
	reading_claim(reading, CLAIM_BACKFILL, K, K);
	(void)B;
}
check ::= BACKFILL(B) key(E). {
	reading->claim.table = reading_text(reading, B + 1, E);
	reading_claim(reading, CLAIM_BACKFILL, B + 1, E);
}
check ::= ROWS(R) LP SELECT(S) group RP(E). {
	reading->claim.select = reading_text(reading, S, E - 1);
	reading_claim(reading, CLAIM_ROWS, R, E);
}

/* A key that is no name: 096_lead_name, or lead-name. */
key(E) ::= NUMBER(N).    { E = N; }
key(E) ::= name part(P). { E = P; }
key(E) ::= key part(P).  { E = P; }
part(P) ::= name(N).     { P = N; }
part(P) ::= NUMBER(N).   { P = N; }
part(P) ::= OPERATOR(N). { P = N; }
part(P) ::= DOT(N).      { P = N; }

claim ::= TABLE name(T) columns(E). { reading_claim(reading, CLAIM_TABLE, T, E ? E : T); }
claim ::= COLUMN name(T) DOT name(C) type(E). {
	reading_column(reading, C);
	reading_claim(reading, CLAIM_COLUMN, T, E ? E : C);
}
claim ::= INDEX name(I). { reading_claim(reading, CLAIM_INDEX, I, I); }
claim ::= INDEX name(I) ON name(T) columns(E). {
	reading->claim.table = reading_name(reading, T);
	reading_claim(reading, CLAIM_INDEX, I, E ? E : T);
}
claim ::= VIEW name(V).    { reading_claim(reading, CLAIM_VIEW, V, V); }
claim ::= TRIGGER name(R). { reading_claim(reading, CLAIM_TRIGGER, R, R); }
claim ::= TRIGGER name(R) ON name(T). {
	reading->claim.table = reading_name(reading, T);
	reading_claim(reading, CLAIM_TRIGGER, R, T);
}
claim ::= FOREIGN KEY name(T) DOT name(C) ARROW name(P) DOT name(D). {
	reading_column(reading, C);
	reading->claim.parent = reading_name(reading, P);
	reading->claim.parent_column = reading_name(reading, D);
	reading_claim(reading, CLAIM_FOREIGN_KEY, T, D);
}

columns(A) ::= .                { A = 0; }
columns(A) ::= LP list RP(E).   { A = E; }
list ::= name(C).               { reading_column(reading, C); }
list ::= list COMMA name(C).    { reading_column(reading, C); }

/* A declared type, as SQLite reads it: words, then one or two numbers. */
type(A) ::= .         { A = 0; }
type(A) ::= words(X). { A = X; }
type(A) ::= words(X) LP group RP(E). {
	A = E;
	(void)X;
	reading->claim.type = reading_text(reading, reading->claim_first, E);
}
words(A) ::= name(X). {
	A = X;
	reading->claim_first = X;
	reading->claim.type = reading_text(reading, X, X);
}
words(A) ::= words name(X). {
	A = X;
	reading->claim.type = reading_text(reading, reading->claim_first, X);
}
