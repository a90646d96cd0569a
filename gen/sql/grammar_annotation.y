/*
 * grammar_annotation: what annotations and sections say, and the heads of statements that
 * do not read. Part of grammar.y.
 */

/* Kinds and names of statements that do not read */

rest ::= .
rest ::= rest ANY.
/* Tokens with their parentheses in pairs. */
group ::= .
group ::= group ANY.
group ::= group LP group RP.
group ::= group COMMA.

label(A) ::= ID(A).
label(A) ::= QUOTED(A).
label(A) ::= STRING(A).
label(A) ::= join_word(A).
label(A) ::= reserved(A).

opaque_object ::= label(N).              { reading_object(reading, READING_NONE, N); }
opaque_object ::= label(S) DOT label(N). { reading_object(reading, S, N); }
opaque_unless ::= unless(U). { reading->now.if_exists = U; }
opaque_when ::= when_there(W). { reading->now.if_exists = W; }
opaque_temp ::= temp(T). { reading->now.temporary = T; }
opaque_conflict ::= . [EMPTY]
opaque_conflict ::= OR label.

head ::= opaque.
head ::= EXPLAIN opaque.            { reading->now.kind = STATEMENT_EXPLAIN; }
head ::= EXPLAIN QUERY PLAN opaque. { reading->now.kind = STATEMENT_EXPLAIN; }

opaque ::= CREATE opaque_temp TABLE opaque_unless opaque_object LP rest. {
	reading->now.kind = STATEMENT_CREATE_TABLE;
}
opaque ::= CREATE opaque_temp TABLE opaque_unless opaque_object AS rest. {
	reading->now.kind = STATEMENT_CREATE_TABLE_AS;
}
opaque ::= CREATE VIRTUAL TABLE opaque_unless opaque_object USING rest. {
	reading->now.kind = STATEMENT_CREATE_VIRTUAL_TABLE;
}
opaque ::= CREATE unique(Q) INDEX opaque_unless opaque_object ON label(T) LP rest. {
	reading->now.kind = STATEMENT_CREATE_INDEX;
	reading->now.unique = Q;
	reading->now.table = reading_name(reading, T);
}
opaque ::= CREATE opaque_temp VIEW opaque_unless opaque_object rest. {
	reading->now.kind = STATEMENT_CREATE_VIEW;
}
/* This much of a trigger is kept even when what follows does not read. */
opaque ::= opaque_trigger opaque_unless opaque_object event_words.
opaque ::= opaque_trigger opaque_unless opaque_object event_words opaque_on rest.
opaque_trigger ::= CREATE opaque_temp TRIGGER. {
	reading->now.kind = STATEMENT_CREATE_TRIGGER;
}
opaque_on ::= ON label(T). { reading->now.table = reading_name(reading, T); }
event_words ::= .
event_words ::= event_words ANY.

opaque ::= ALTER TABLE opaque_object RENAME TO label(N). {
	reading->now.kind = STATEMENT_RENAME_TABLE;
	reading->now.new_name = reading_name(reading, N);
}
opaque ::= ALTER TABLE opaque_object RENAME column label(C) TO label(N). {
	reading->now.kind = STATEMENT_RENAME_COLUMN;
	reading->now.column = reading_name(reading, C);
	reading->now.new_name = reading_name(reading, N);
}
opaque ::= ALTER TABLE opaque_object ADD column label(C) rest. {
	reading->now.kind = STATEMENT_ADD_COLUMN;
	reading->now.column = reading_name(reading, C);
}
opaque ::= ALTER TABLE opaque_object DROP column label(C). {
	reading->now.kind = STATEMENT_DROP_COLUMN;
	reading->now.column = reading_name(reading, C);
}
opaque ::= DROP droppable(K) opaque_when opaque_object. { reading->now.kind = K; }

opaque_with ::= .
opaque_with ::= WITH opaque_ctes.
opaque_with ::= WITH RECURSIVE opaque_ctes.
opaque_ctes ::= opaque_cte.
opaque_ctes ::= opaque_ctes COMMA opaque_cte.
opaque_cte ::= label AS hint LP group RP.
opaque_cte ::= label LP group RP AS hint LP group RP.

opaque ::= opaque_with INSERT opaque_conflict INTO opaque_object rest. {
	reading->now.kind = STATEMENT_INSERT;
}
opaque ::= opaque_with REPLACE INTO opaque_object rest. {
	reading->now.kind = STATEMENT_INSERT;
}
opaque ::= opaque_with UPDATE opaque_conflict opaque_object rest. {
	reading->now.kind = STATEMENT_UPDATE;
}
opaque ::= opaque_with DELETE FROM opaque_object rest. {
	reading->now.kind = STATEMENT_DELETE;
}
opaque ::= opaque_with SELECT rest. { reading->now.kind = STATEMENT_SELECT; }
opaque ::= opaque_with VALUES rest. { reading->now.kind = STATEMENT_SELECT; }

opaque ::= PRAGMA opaque_object. { reading->now.kind = STATEMENT_PRAGMA; }
opaque ::= PRAGMA opaque_object EQ(X) rest. {
	reading->now.kind = STATEMENT_PRAGMA;
	reading->now.value = reading_value(reading, X + 1);
}
opaque ::= PRAGMA opaque_object LP(X) rest. {
	reading->now.kind = STATEMENT_PRAGMA;
	reading->now.value = reading_value(reading, X + 1);
}
opaque ::= BEGIN rest.     { reading->now.kind = STATEMENT_BEGIN; }
opaque ::= COMMIT rest.    { reading->now.kind = STATEMENT_COMMIT; }
opaque ::= END rest.       { reading->now.kind = STATEMENT_COMMIT; }
opaque ::= ROLLBACK rest.  { reading->now.kind = STATEMENT_ROLLBACK; }
opaque ::= SAVEPOINT rest. { reading->now.kind = STATEMENT_SAVEPOINT; }
opaque ::= RELEASE rest.   { reading->now.kind = STATEMENT_RELEASE; }
opaque ::= ATTACH rest.    { reading->now.kind = STATEMENT_ATTACH; }
opaque ::= DETACH rest.    { reading->now.kind = STATEMENT_DETACH; }
opaque ::= VACUUM rest.    { reading->now.kind = STATEMENT_VACUUM; }
opaque ::= ANALYZE rest.   { reading->now.kind = STATEMENT_ANALYZE; }
opaque ::= REINDEX rest.   { reading->now.kind = STATEMENT_REINDEX; }
opaque ::= ANY rest.

/* CHECKs */

checks ::= claim_or_not.
checks ::= checks COMMA claim_or_not.

claim_or_not ::= claim.
claim_or_not ::= NOT claim. { reading->claims[reading->claim_count - 1].negated = true; }
claim_or_not ::= BACKFILL(B) label(K). {
	reading->claim.table = reading_name(reading, K);
	reading_claim(reading, CLAIM_BACKFILL, K, K);
	(void)B;
}
claim_or_not ::= BACKFILL(B) key(E). {
	reading->claim.table = reading_text(reading, B + 1, E);
	reading_claim(reading, CLAIM_BACKFILL, B + 1, E);
}
claim_or_not ::= ROWS(R) LP SELECT(S) group RP(E). {
	reading->claim.select = reading_text(reading, S, E - 1);
	reading_claim(reading, CLAIM_ROWS, R, E);
}

/* A key that is no name: 096_lead_name, or lead-name. */
key(E) ::= NUMBER(N).     { E = N; }
key(E) ::= label part(P). { E = P; }
key(E) ::= key part(P).   { E = P; }
part(P) ::= label(N).     { P = N; }
part(P) ::= NUMBER(N).    { P = N; }
part(P) ::= sign(N).      { P = N; }
part(P) ::= DOT(N).       { P = N; }

claim ::= TABLE label(T) columns(E). {
	reading_claim(reading, CLAIM_TABLE, T, E ? E : T);
}
claim ::= COLUMN label(T) DOT label(C) claim_type(E). {
	reading_column(reading, C);
	reading_claim(reading, CLAIM_COLUMN, T, E ? E : C);
}
claim ::= INDEX label(I). { reading_claim(reading, CLAIM_INDEX, I, I); }
claim ::= INDEX label(I) ON label(T) columns(E). {
	reading->claim.table = reading_name(reading, T);
	reading_claim(reading, CLAIM_INDEX, I, E ? E : T);
}
claim ::= VIEW label(V).    { reading_claim(reading, CLAIM_VIEW, V, V); }
claim ::= TRIGGER label(R). { reading_claim(reading, CLAIM_TRIGGER, R, R); }
claim ::= TRIGGER label(R) ON label(T). {
	reading->claim.table = reading_name(reading, T);
	reading_claim(reading, CLAIM_TRIGGER, R, T);
}
claim ::= FOREIGN KEY label(T) DOT label(C) ARROW label(P) DOT label(D). {
	reading_column(reading, C);
	reading->claim.parent = reading_name(reading, P);
	reading->claim.parent_column = reading_name(reading, D);
	reading_claim(reading, CLAIM_FOREIGN_KEY, T, D);
}

columns(A) ::= .                { A = 0; }
columns(A) ::= LP list RP(E).   { A = E; }
list ::= label(C).              { reading_column(reading, C); }
list ::= list COMMA label(C).   { reading_column(reading, C); }

/* A declared type, as SQLite reads it: words, then one or two numbers. */
claim_type(A) ::= .               { A = 0; }
claim_type(A) ::= claim_words(X). { A = X; }
claim_type(A) ::= claim_words(X) LP group RP(E). {
	A = E;
	(void)X;
	reading->claim.type = reading_text(reading, reading->claim_first, E);
}
claim_words(A) ::= label(X). {
	A = X;
	reading->claim_first = X;
	reading->claim.type = reading_text(reading, X, X);
}
claim_words(A) ::= claim_words label(X). {
	A = X;
	reading->claim.type = reading_text(reading, reading->claim_first, X);
}

/* @rebuild: a table, and columns with expressions, whatever these are. */

rebuild ::= rebuild_table.
rebuild ::= rebuild_table rebuild_values.
rebuild_table ::= label(T).  { annotate_rebuild_table(reading, T); }
rebuild_values ::= rebuild_value.
rebuild_values ::= rebuild_values rebuild_comma rebuild_value.
rebuild_comma ::= COMMA.     { reading->wanted = "needs a column here"; }
rebuild_value ::= rebuild_column rebuild_equal(E) raw. {
	annotate_rebuild_value(reading, E + 1);
}
rebuild_column ::= label(C). { annotate_rebuild_column(reading, C); }
rebuild_equal(A) ::= EQ(A).
raw ::= .
raw ::= raw ANY.
raw ::= raw LP group RP.

/* @function: f(2), g(*) */

functions ::= function.
functions ::= functions COMMA function.
function ::= label(N) LP NUMBER(A) RP. { annotate_function(reading, N, A); }
function ::= label(N) LP STAR(A) RP.   { annotate_function(reading, N, A); }

/* @destructive: t, t.c */

taken ::= takes.
taken ::= taken COMMA takes.
takes ::= label(T).              { annotate_taken(reading, T, READING_NONE); }
takes ::= label(T) DOT label(C). { annotate_taken(reading, T, C); }
takes ::= label DOT label(T) DOT label(C). { annotate_taken(reading, T, C); }
