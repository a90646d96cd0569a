/*
 * grammar: SQL as SQLite reads it, and what annotations and sections say.
 *
 * In: codes of tokens with their positions in a list, behind the code of an entrance.
 * Out: a tree, or what an annotation says, by calls into tree_build and reading. Written
 * from SQLite's syntax diagrams and its table of operators. A statement that does not
 * read by STATEMENT is read once more by HEAD, which knows kinds and names only: what it
 * means, and whether it is wrong, is SQLite's to say.
 */
%name grammar
%token_type {uint32_t}
%default_type {uint32_t}
%extra_argument {struct reading *reading}
%stack_size 2200
%token_destructor { (void)reading; (void)$$; }

%include {
#include "gen/base/arena.h"
#include "gen/read/reading.h"
#include "gen/read/tree_build.h"

#include <assert.h>
#include <stddef.h>

/* From a byte to the end of the last token read. */
#define SPAN(start) build_span(reading, start)
#define START(token) build_start(reading, token)
/* A struct of the tree with these members, in the arena. */
#define MAKE(type, ...) \
	build_copy(reading, &(struct type){ __VA_ARGS__ }, sizeof(struct type))
#define EXPR(start, ...) \
	build_expr(reading, &(struct tree_expr){ .span = SPAN(start), __VA_ARGS__ })
#define UNARY(token, code, expr) \
	EXPR(START(token), .kind = EXPR_UNARY, .unary = { code, expr })
#define BINARY(code, l, r) \
	EXPR(l->span.start, .kind = EXPR_BINARY, .binary = { code, l, r })
#define LIKE_EXPR(code, no, l, r, e) \
	EXPR(l->span.start, .kind = EXPR_LIKE, .like = { code, no, l, r, e })
#define RULE(token, code, ...) \
	MAKE(tree_constraint, .kind = code, .span = SPAN(START(token)), __VA_ARGS__)
#define MAKE_STATEMENT(kind, node) build_statement(reading, kind, node)
#define ADD_ITEM(list, item) \
	((list).items = arena_grow(reading->arena, (list).items, (list).count, \
		 sizeof(*(list).items)), \
		(list).items[(list).count++] = (item))
#define NO_NAME ((struct tree_name){ NULL })
}

%syntax_error {
	if (!reading->failed) {
		reading->failed = true;
		reading->failed_at = TOKEN;
	}
}
%parse_failure { reading->failed = true; }
%stack_overflow { reading->failed = true; }

/* Keywords that are names wherever they have no meaning. */
%fallback ID
	ABORT ACTION AFTER ALWAYS ANALYZE ASC ATTACH BACKFILL BEFORE BEGIN BY CASCADE CAST
	COLUMN CONFLICT CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE
	DEFERRED DESC DETACH DO EACH END EXCLUDE EXCLUSIVE EXPLAIN FAIL FIRST
	FOLLOWING FOR GENERATED GLOB GROUPS IF IGNORE IMMEDIATE INITIALLY INSTEAD KEY LAST
	LIKE MATCH MATERIALIZED NO NULLS OF OFFSET OTHERS PARTITION PLAN PRAGMA
	PRECEDING QUERY RAISE RANGE RECURSIVE REGEXP REINDEX RELEASE RENAME REPLACE
	RESTRICT ROLLBACK ROW ROWS SAVEPOINT TEMP TIES TRIGGER UNBOUNDED VACUUM VIEW
	VIRTUAL WITH WITHOUT.
%wildcard ANY.

/* EMPTY is no token: a rule of this precedence gives way to any other. */
%nonassoc EMPTY.
%nonassoc TO.
/* From the loosest to the tightest, as SQLite's documentation has them. */
%left OR.
%left AND.
%right NOT.
%left IS MATCH LIKE GLOB REGEXP BETWEEN IN ISNULL NOTNULL UNEQUAL EQ.
%left LESS LESS_EQUAL GREATER GREATER_EQUAL.
%right ESCAPE.
%left BIT_AND BIT_OR SHIFT_LEFT SHIFT_RIGHT.
%left PLUS MINUS.
%left STAR SLASH PERCENT.
%left CONCAT ARROW ARROW_VALUE.
%left COLLATE.
%right TILDE.
%nonassoc ON.

%token NUMBER STRING BLOB VARIABLE SEMI LP RP COMMA DOT ILLEGAL.

/* They join tables, and are names elsewhere. */
%token_class join_word CROSS|FULL|INNER|LEFT|NATURAL|OUTER|RIGHT.

/* Where no other word can stand, even these are names: in HEAD and in annotations. */
%token_class reserved
	ADD|ALL|ALTER|AND|AS|AUTOINCREMENT|BETWEEN|CASE|CHECK|COLLATE|COMMIT|CONSTRAINT
	|CREATE|DEFAULT|DEFERRABLE|DELETE|DISTINCT|DROP|ELSE|ESCAPE|EXCEPT|EXISTS|FOREIGN
	|FROM|GROUP|HAVING|IN|INDEX|INDEXED|INSERT|INTERSECT|INTO|IS|ISNULL|JOIN|LIMIT|NIL
	|NOT|NOTHING|NOTNULL|ON|OR|ORDER|PRIMARY|REFERENCES|RETURNING|SELECT|SET|TABLE
	|THEN|TO|TRANSACTION|UNION|UNIQUE|UPDATE|USING|VALUES|WHEN|WHERE.

%token_class sign
	ARROW|ARROW_VALUE|BIT_AND|BIT_OR|CONCAT|GREATER|GREATER_EQUAL|LESS|LESS_EQUAL|MINUS
	|PERCENT|PLUS|SHIFT_LEFT|SHIFT_RIGHT|SLASH|STAR|TILDE|UNEQUAL.

%start_symbol input
input ::= STATEMENT statement(S).  { reading->tree = S; }
input ::= EXPRESSION expr(E).      { reading->expr = E; }
input ::= HEAD head.
input ::= CHECKS checks.

/* Names */

%type id {struct tree_name}
id(A) ::= ID(X).      { A = build_name(reading, X); }
id(A) ::= QUOTED(X).  { A = build_name(reading, X); }
id(A) ::= INDEXED(X). { A = build_name(reading, X); }

%type name {struct tree_name}
name(A) ::= id(A).
name(A) ::= STRING(X).    { A = build_name(reading, X); }
name(A) ::= join_word(X). { A = build_name(reading, X); }

%type object {struct tree_object}
object(A) ::= name(N).             { A = (struct tree_object){ NO_NAME, N }; }
object(A) ::= name(S) DOT name(N). { A = (struct tree_object){ S, N }; }

%type names {struct tree_names}
names(A) ::= name(N).                { A = (struct tree_names){ 0 }; ADD_ITEM(A, N); }
names(A) ::= names(A) COMMA name(N). { ADD_ITEM(A, N); }

%type name_list {struct tree_names}
name_list(A) ::= .                { A = (struct tree_names){ 0 }; }
name_list(A) ::= LP names(N) RP.  { A = N; }

/* AS may be left out before a name that is no keyword. */
%type alias {struct tree_name}
alias(A) ::= .            { A = NO_NAME; }
alias(A) ::= AS name(N).  { A = N; }
alias(A) ::= ID(X).       { A = build_name(reading, X); }
alias(A) ::= QUOTED(X).   { A = build_name(reading, X); }
alias(A) ::= STRING(X).   { A = build_name(reading, X); }

/* Expressions */

%type expr {struct tree_expr *}
%type exprs {struct tree_exprs}
%type expr_list {struct tree_exprs}
exprs(A) ::= expr(E).                { A = (struct tree_exprs){ 0 }; ADD_ITEM(A, E); }
exprs(A) ::= exprs(A) COMMA expr(E). { ADD_ITEM(A, E); }
expr_list(A) ::= .                   { A = (struct tree_exprs){ 0 }; }
expr_list(A) ::= exprs(A).

%type literal {struct tree_expr *}
literal(A) ::= NIL(X).               { A = build_literal(reading, LITERAL_NULL, X); }
literal(A) ::= NUMBER(X).            { A = build_literal(reading, LITERAL_NUMBER, X); }
literal(A) ::= STRING(X).            { A = build_literal(reading, LITERAL_STRING, X); }
literal(A) ::= BLOB(X).              { A = build_literal(reading, LITERAL_BLOB, X); }
literal(A) ::= CURRENT_DATE(X).      { A = build_literal(reading, LITERAL_DATE, X); }
literal(A) ::= CURRENT_TIME(X).      { A = build_literal(reading, LITERAL_TIME, X); }
literal(A) ::= CURRENT_TIMESTAMP(X). { A = build_literal(reading, LITERAL_TIMESTAMP, X); }

expr(A) ::= literal(A).
expr(A) ::= VARIABLE(X). {
	A = EXPR(START(X), .kind = EXPR_PARAMETER, .parameter = reading_text(reading, X, X));
}
expr(A) ::= id(N).        { A = build_word(reading, N); }
expr(A) ::= join_word(X). { A = build_word(reading, build_name(reading, X)); }
expr(A) ::= name(T) DOT name(C). {
	A = EXPR(T.span.start, .kind = EXPR_COLUMN, .column = { NO_NAME, T, C });
}
expr(A) ::= name(S) DOT name(T) DOT name(C). {
	A = EXPR(S.span.start, .kind = EXPR_COLUMN, .column = { S, T, C });
}
expr(A) ::= LP(L) expr(E) RP. {
	A = E;
	A->span = SPAN(START(L));
}
expr(A) ::= LP(L) exprs(R) COMMA expr(E) RP. {
	ADD_ITEM(R, E);
	A = EXPR(START(L), .kind = EXPR_ROW, .row = R);
}
expr(A) ::= LP(L) select(S) RP. {
	A = EXPR(START(L), .kind = EXPR_SELECT, .select = S);
}
expr(A) ::= EXISTS(X) LP select(S) RP. {
	A = EXPR(START(X), .kind = EXPR_EXISTS, .select = S);
}

expr(A) ::= NOT(X) expr(E).            { A = UNARY(X, OPERATOR_NOT, E); }
expr(A) ::= TILDE(X) expr(E).          { A = UNARY(X, OPERATOR_BIT_NOT, E); }
expr(A) ::= MINUS(X) expr(E). [TILDE]  { A = UNARY(X, OPERATOR_MINUS, E); }
expr(A) ::= PLUS(X) expr(E). [TILDE]   { A = UNARY(X, OPERATOR_PLUS, E); }

expr(A) ::= expr(L) OR expr(R).            { A = BINARY(OPERATOR_OR, L, R); }
expr(A) ::= expr(L) AND expr(R).           { A = BINARY(OPERATOR_AND, L, R); }
expr(A) ::= expr(L) EQ expr(R).            { A = BINARY(OPERATOR_EQUAL, L, R); }
expr(A) ::= expr(L) UNEQUAL expr(R).       { A = BINARY(OPERATOR_UNEQUAL, L, R); }
expr(A) ::= expr(L) LESS expr(R).          { A = BINARY(OPERATOR_LESS, L, R); }
expr(A) ::= expr(L) LESS_EQUAL expr(R).    { A = BINARY(OPERATOR_LESS_EQUAL, L, R); }
expr(A) ::= expr(L) GREATER expr(R).       { A = BINARY(OPERATOR_GREATER, L, R); }
expr(A) ::= expr(L) GREATER_EQUAL expr(R). { A = BINARY(OPERATOR_GREATER_EQUAL, L, R); }
expr(A) ::= expr(L) BIT_AND expr(R).       { A = BINARY(OPERATOR_BIT_AND, L, R); }
expr(A) ::= expr(L) BIT_OR expr(R).        { A = BINARY(OPERATOR_BIT_OR, L, R); }
expr(A) ::= expr(L) SHIFT_LEFT expr(R).    { A = BINARY(OPERATOR_SHIFT_LEFT, L, R); }
expr(A) ::= expr(L) SHIFT_RIGHT expr(R).   { A = BINARY(OPERATOR_SHIFT_RIGHT, L, R); }
expr(A) ::= expr(L) PLUS expr(R).          { A = BINARY(OPERATOR_ADD, L, R); }
expr(A) ::= expr(L) MINUS expr(R).         { A = BINARY(OPERATOR_SUBTRACT, L, R); }
expr(A) ::= expr(L) STAR expr(R).          { A = BINARY(OPERATOR_MULTIPLY, L, R); }
expr(A) ::= expr(L) SLASH expr(R).         { A = BINARY(OPERATOR_DIVIDE, L, R); }
expr(A) ::= expr(L) PERCENT expr(R).       { A = BINARY(OPERATOR_REMAINDER, L, R); }
expr(A) ::= expr(L) CONCAT expr(R).        { A = BINARY(OPERATOR_CONCAT, L, R); }
expr(A) ::= expr(L) ARROW expr(R).         { A = BINARY(OPERATOR_ARROW, L, R); }
expr(A) ::= expr(L) ARROW_VALUE expr(R).   { A = BINARY(OPERATOR_ARROW_VALUE, L, R); }
expr(A) ::= expr(L) IS expr(R).            { A = BINARY(OPERATOR_IS, L, R); }
expr(A) ::= expr(L) IS NOT expr(R). [IS]   { A = BINARY(OPERATOR_IS_NOT, L, R); }
expr(A) ::= expr(L) IS DISTINCT FROM expr(R). [IS]     { A = BINARY(OPERATOR_IS_NOT, L, R); }
expr(A) ::= expr(L) IS NOT DISTINCT FROM expr(R). [IS] { A = BINARY(OPERATOR_IS, L, R); }
expr(A) ::= expr(L) ISNULL(X). {
	A = BINARY(OPERATOR_IS, L, build_literal(reading, LITERAL_NULL, X));
}
expr(A) ::= expr(L) NOTNULL(X). {
	A = BINARY(OPERATOR_IS_NOT, L, build_literal(reading, LITERAL_NULL, X));
}
expr(A) ::= expr(L) NOT NIL(X). [NOTNULL] {
	A = BINARY(OPERATOR_IS_NOT, L, build_literal(reading, LITERAL_NULL, X));
}

%type like {enum tree_operator}
like(A) ::= LIKE.   { A = OPERATOR_LIKE; }
like(A) ::= GLOB.   { A = OPERATOR_GLOB; }
like(A) ::= REGEXP. { A = OPERATOR_REGEXP; }
like(A) ::= MATCH.  { A = OPERATOR_MATCH; }

expr(A) ::= expr(L) like(O) expr(R). [LIKE] { A = LIKE_EXPR(O, false, L, R, NULL); }
expr(A) ::= expr(L) like(O) expr(R) ESCAPE expr(E). [LIKE] {
	A = LIKE_EXPR(O, false, L, R, E);
}
expr(A) ::= expr(L) NOT like(O) expr(R). [LIKE] { A = LIKE_EXPR(O, true, L, R, NULL); }
expr(A) ::= expr(L) NOT like(O) expr(R) ESCAPE expr(E). [LIKE] {
	A = LIKE_EXPR(O, true, L, R, E);
}
expr(A) ::= expr(E) BETWEEN expr(L) AND expr(H). [BETWEEN] {
	A = EXPR(E->span.start, .kind = EXPR_BETWEEN, .between = { false, E, L, H });
}
expr(A) ::= expr(E) NOT BETWEEN expr(L) AND expr(H). [BETWEEN] {
	A = EXPR(E->span.start, .kind = EXPR_BETWEEN, .between = { true, E, L, H });
}
expr(A) ::= expr(E) IN among(I). [IN]     { A = build_in(reading, E, I, false); }
expr(A) ::= expr(E) NOT IN among(I). [IN] { A = build_in(reading, E, I, true); }
expr(A) ::= expr(E) COLLATE word(X). {
	A = EXPR(E->span.start, .kind = EXPR_COLLATE,
		.collate = { E, build_name(reading, X) });
}

/* What follows IN, as an expression that lacks its operand. */
%type among {struct tree_expr *}
among(A) ::= LP expr_list(V) RP. { A = MAKE(tree_expr, .in = { .values = V }); }
among(A) ::= LP select(S) RP.    { A = MAKE(tree_expr, .in = { .select = S }); }
among(A) ::= object(O). {
	A = MAKE(tree_expr, .in = { .table = build_source(reading, O, NO_NAME, NULL) });
}
among(A) ::= object(O) LP expr_list(V) RP. {
	A = MAKE(tree_expr, .in = { .table = build_function(reading, O, V, NO_NAME) });
}

expr(A) ::= CASE(X) operand(O) whens(W) otherwise(E) END. {
	A = EXPR(START(X), .kind = EXPR_CASE, .choice = { O, W, E });
}
%type operand {struct tree_expr *}
operand(A) ::= .              { A = NULL; }
operand(A) ::= expr(A).
%type otherwise {struct tree_expr *}
otherwise(A) ::= .             { A = NULL; }
otherwise(A) ::= ELSE expr(E). { A = E; }
%type whens {struct tree_whens}
%type when {struct tree_when}
whens(A) ::= when(W).          { A = (struct tree_whens){ 0 }; ADD_ITEM(A, W); }
whens(A) ::= whens(A) when(W). { ADD_ITEM(A, W); }
when(A) ::= WHEN(X) expr(C) THEN expr(V). { A = (struct tree_when){ SPAN(START(X)), C, V }; }

expr(A) ::= CAST(X) LP expr(E) AS type(T) RP. {
	A = EXPR(START(X), .kind = EXPR_CAST, .cast = { E, T.text });
}
expr(A) ::= RAISE(X) LP IGNORE RP. {
	A = EXPR(START(X), .kind = EXPR_RAISE, .raise = { RAISE_IGNORE, NULL });
}
expr(A) ::= RAISE(X) LP raise(R) COMMA expr(M) RP. {
	A = EXPR(START(X), .kind = EXPR_RAISE, .raise = { R, M });
}
%type raise {enum tree_raise}
raise(A) ::= ROLLBACK. { A = RAISE_ROLLBACK; }
raise(A) ::= ABORT.    { A = RAISE_ABORT; }
raise(A) ::= FAIL.     { A = RAISE_FAIL; }

/* Calls and windows */

expr(A) ::= call(C) filter(F) over(O). {
	C->filter = F;
	C->over = O.window;
	C->window = O.name;
	A = EXPR(C->name.span.start, .kind = EXPR_CALL, .call = C);
}
%type call {struct tree_call *}
call(A) ::= called(N) LP STAR RP. { A = MAKE(tree_call, .name = N, .star = true); }
call(A) ::= called(N) LP distinct(D) expr_list(V) order_by(O) RP. {
	A = MAKE(tree_call, .name = N, .distinct = D == DISTINCT, .arguments = V,
		.order_by = O);
}
%type called {struct tree_name}
called(A) ::= id(A).
called(A) ::= join_word(X). { A = build_name(reading, X); }
%type filter {struct tree_expr *}
filter(A) ::= .                           { A = NULL; }
filter(A) ::= FILTER LP WHERE expr(E) RP. { A = E; }
%type over {struct build_over}
over(A) ::= .                    { A = (struct build_over){ NULL, NO_NAME }; }
over(A) ::= OVER name(N).        { A = (struct build_over){ NULL, N }; }
over(A) ::= OVER LP window(W) RP. { A = (struct build_over){ W, NO_NAME }; }

%type window {struct tree_window *}
/* Written out, as an empty rule before ROWS would make it a name. */
window(A) ::= framed(A).
window(A) ::= id(B) framed(F). {
	A = F;
	A->base = B;
}
%type framed {struct tree_window *}
framed(A) ::= frame(A).
framed(A) ::= ORDER BY terms(O) frame(F). {
	A = F;
	A->order_by = O;
}
framed(A) ::= PARTITION BY exprs(P) order_by(O) frame(F). {
	A = F;
	A->partition_by = P;
	A->order_by = O;
}
%type frame {struct tree_window *}
frame(A) ::= . { A = MAKE(tree_window, .frame = FRAME_NONE); }
frame(A) ::= unit(U) bound(S) exclude(X). {
	A = MAKE(tree_window, .frame = U, .start = S, .exclude = X);
}
frame(A) ::= unit(U) BETWEEN bound(S) AND bound(E) exclude(X). {
	A = MAKE(tree_window, .frame = U, .start = S, .end = E, .exclude = X);
}
%type unit {enum tree_frame}
unit(A) ::= ROWS.   { A = FRAME_ROWS; }
unit(A) ::= RANGE.  { A = FRAME_RANGE; }
unit(A) ::= GROUPS. { A = FRAME_GROUPS; }
%type bound {struct tree_bound}
bound(A) ::= UNBOUNDED PRECEDING. {
	A = (struct tree_bound){ BOUND_UNBOUNDED_PRECEDING, NULL };
}
bound(A) ::= UNBOUNDED FOLLOWING. {
	A = (struct tree_bound){ BOUND_UNBOUNDED_FOLLOWING, NULL };
}
bound(A) ::= CURRENT ROW.       { A = (struct tree_bound){ BOUND_CURRENT_ROW, NULL }; }
bound(A) ::= expr(E) PRECEDING. { A = (struct tree_bound){ BOUND_PRECEDING, E }; }
bound(A) ::= expr(E) FOLLOWING. { A = (struct tree_bound){ BOUND_FOLLOWING, E }; }
%type exclude {enum tree_exclude}
exclude(A) ::= .                    { A = EXCLUDE_NONE; }
exclude(A) ::= EXCLUDE NO OTHERS.   { A = EXCLUDE_NO_OTHERS; }
exclude(A) ::= EXCLUDE CURRENT ROW. { A = EXCLUDE_CURRENT_ROW; }
exclude(A) ::= EXCLUDE GROUP.       { A = EXCLUDE_GROUP; }
exclude(A) ::= EXCLUDE TIES.        { A = EXCLUDE_TIES; }

/* SELECT */

%type select {struct tree_select *}
select(A) ::= with(W) cores(C) order_by(O) limit(L). {
	A = build_select(reading, W, C, O, L);
}
%type with {struct tree_with *}
with(A) ::= .                       { A = NULL; }
with(A) ::= WITH(X) ctes(C).        {
	A = MAKE(tree_with, .span = SPAN(START(X)), .ctes = C);
}
with(A) ::= WITH(X) RECURSIVE ctes(C). {
	A = MAKE(tree_with, .span = SPAN(START(X)), .recursive = true, .ctes = C);
}
%type ctes {struct tree_ctes}
ctes(A) ::= cte(C).               { A = (struct tree_ctes){ 0 }; ADD_ITEM(A, *C); }
ctes(A) ::= ctes(A) COMMA cte(C). { ADD_ITEM(A, *C); }
%type cte {struct tree_cte *}
cte(A) ::= name(N) name_list(L) AS hint(H) LP select(S) RP. {
	A = MAKE(tree_cte, .span = SPAN(N.span.start), .name = N, .columns = L,
		.materialized = H, .select = S);
}
%type hint {enum tree_materialized}
hint(A) ::= .                 { A = MATERIALIZED_NONE; }
hint(A) ::= MATERIALIZED.     { A = MATERIALIZED_YES; }
hint(A) ::= NOT MATERIALIZED. { A = MATERIALIZED_NOT; }

%type cores {struct tree_cores}
cores(A) ::= core(C). { A = (struct tree_cores){ 0 }; ADD_ITEM(A, *C); }
cores(A) ::= cores(A) compound(K) core(C). {
	C->compound = K;
	ADD_ITEM(A, *C);
}
%type compound {enum tree_compound}
compound(A) ::= UNION.     { A = COMPOUND_UNION; }
compound(A) ::= UNION ALL. { A = COMPOUND_UNION_ALL; }
compound(A) ::= EXCEPT.    { A = COMPOUND_EXCEPT; }
compound(A) ::= INTERSECT. { A = COMPOUND_INTERSECT; }
%type core {struct tree_core *}
core(A) ::= SELECT(X) distinct(D) results(R) from(F) where(W) group_by(G) having(H)
	windows(V). {
	A = MAKE(tree_core, .span = SPAN(START(X)), .distinct = D == DISTINCT,
		.all = D == ALL, .results = R, .from = F, .where = W, .group_by = G,
		.having = H, .windows = V);
}
core(A) ::= VALUES(X) rows(R). { A = MAKE(tree_core, .span = SPAN(START(X)), .rows = R); }
distinct(A) ::= .         { A = 0; }
distinct(A) ::= DISTINCT. { A = DISTINCT; }
distinct(A) ::= ALL.      { A = ALL; }
%type rows {struct tree_rows}
rows(A) ::= LP exprs(E) RP.               { A = (struct tree_rows){ 0 }; ADD_ITEM(A, E); }
rows(A) ::= rows(A) COMMA LP exprs(E) RP. { ADD_ITEM(A, E); }

%type results {struct tree_results}
results(A) ::= result(R).                  { A = (struct tree_results){ 0 }; ADD_ITEM(A, *R); }
results(A) ::= results(A) COMMA result(R). { ADD_ITEM(A, *R); }
%type result {struct tree_result *}
result(A) ::= expr(E) alias(N). {
	A = MAKE(tree_result, .span = SPAN(E->span.start), .expr = E, .alias = N);
}
result(A) ::= STAR(X). { A = MAKE(tree_result, .span = SPAN(START(X))); }
result(A) ::= name(T) DOT STAR. {
	A = MAKE(tree_result, .span = SPAN(T.span.start), .table = T);
}

%type from {struct tree_sources}
from(A) ::= .                { A = (struct tree_sources){ 0 }; }
from(A) ::= FROM sources(S). { A = S; }
%type sources {struct tree_sources}
sources(A) ::= source(S). { A = (struct tree_sources){ 0 }; ADD_ITEM(A, *S); }
sources(A) ::= sources(A) join(J) source(S) on(C). {
	S->join = J.join;
	S->natural = J.natural;
	S->on = C.expr;
	S->using = C.columns;
	ADD_ITEM(A, *S);
}
%type source {struct tree_source *}
source(A) ::= object(O) alias(N) indexed(I). {
	A = build_source(reading, O, N, I);
}
source(A) ::= object(O) LP expr_list(V) RP alias(N). {
	A = build_function(reading, O, V, N);
}
source(A) ::= LP(L) select(S) RP alias(N). {
	A = MAKE(tree_source, .kind = SOURCE_SELECT, .span = SPAN(START(L)), .select = S,
		.alias = N);
}
source(A) ::= LP(L) sources(S) RP alias(N). {
	A = MAKE(tree_source, .kind = SOURCE_JOIN, .span = SPAN(START(L)), .sources = S,
		.alias = N);
}
/* The index's name; without text for NOT INDEXED. */
%type indexed {struct tree_name *}
indexed(A) ::= .                   { A = NULL; }
indexed(A) ::= INDEXED BY name(N). { A = MAKE(tree_name, N.text, N.span, N.quote); }
indexed(A) ::= NOT INDEXED.        { A = MAKE(tree_name, NULL); }
%type on {struct build_on}
on(A) ::= . [EMPTY]             { A = (struct build_on){ NULL, { 0 } }; }
on(A) ::= ON expr(E).           { A = (struct build_on){ E, { 0 } }; }
on(A) ::= USING LP names(N) RP. { A = (struct build_on){ NULL, N }; }
%type join {struct build_join}
join(A) ::= COMMA.                { A = (struct build_join){ JOIN_COMMA, false }; }
join(A) ::= joined(J) JOIN.       { A = (struct build_join){ J, false }; }
join(A) ::= NATURAL joined(J) JOIN. { A = (struct build_join){ J, true }; }
%type joined {enum tree_join}
joined(A) ::= .            { A = JOIN_INNER; }
joined(A) ::= INNER.       { A = JOIN_INNER; }
joined(A) ::= CROSS.       { A = JOIN_CROSS; }
joined(A) ::= LEFT outer.  { A = JOIN_LEFT; }
joined(A) ::= RIGHT outer. { A = JOIN_RIGHT; }
joined(A) ::= FULL outer.  { A = JOIN_FULL; }
outer ::= .
outer ::= OUTER.

%type where {struct tree_expr *}
where(A) ::= .              { A = NULL; }
where(A) ::= WHERE expr(E). { A = E; }
%type group_by {struct tree_exprs}
group_by(A) ::= .                  { A = (struct tree_exprs){ 0 }; }
group_by(A) ::= GROUP BY exprs(E). { A = E; }
%type having {struct tree_expr *}
having(A) ::= .               { A = NULL; }
having(A) ::= HAVING expr(E). { A = E; }
%type windows {struct tree_windows}
%type window_list {struct tree_windows}
windows(A) ::= .                      { A = (struct tree_windows){ 0 }; }
windows(A) ::= WINDOW window_list(W). { A = W; }
window_list(A) ::= named_window(W).   { A = (struct tree_windows){ 0 }; ADD_ITEM(A, *W); }
window_list(A) ::= window_list(A) COMMA named_window(W). { ADD_ITEM(A, *W); }
%type named_window {struct tree_window *}
named_window(A) ::= name(N) AS LP window(W) RP. {
	A = W;
	A->name = N;
}
%type order_by {struct tree_terms}
order_by(A) ::= .                  { A = (struct tree_terms){ 0 }; }
order_by(A) ::= ORDER BY terms(T). { A = T; }
%type terms {struct tree_terms}
terms(A) ::= term(T).                { A = (struct tree_terms){ 0 }; ADD_ITEM(A, T); }
terms(A) ::= terms(A) COMMA term(T). { ADD_ITEM(A, T); }
%type term {struct tree_term}
term(A) ::= expr(E) direction(D) nulls(N). {
	A = (struct tree_term){ SPAN(E->span.start), E, D, N };
}
%type direction {enum tree_direction}
direction(A) ::= .     { A = ORDER_NONE; }
direction(A) ::= ASC.  { A = ORDER_ASC; }
direction(A) ::= DESC. { A = ORDER_DESC; }
%type nulls {enum tree_nulls}
nulls(A) ::= .            { A = NULLS_NONE; }
nulls(A) ::= NULLS FIRST. { A = NULLS_FIRST; }
nulls(A) ::= NULLS LAST.  { A = NULLS_LAST; }
%type limit {struct build_limit}
limit(A) ::= .                             { A = (struct build_limit){ NULL, NULL }; }
limit(A) ::= LIMIT expr(L).                { A = (struct build_limit){ L, NULL }; }
limit(A) ::= LIMIT expr(L) OFFSET expr(O). { A = (struct build_limit){ L, O }; }
limit(A) ::= LIMIT expr(O) COMMA expr(L).  { A = (struct build_limit){ L, O }; }

/* Statements */

%type statement {struct tree_statement *}
%type inner {struct tree_statement *}
statement(A) ::= inner(A).
statement(A) ::= EXPLAIN inner(S).            {
	A = MAKE_STATEMENT(STATEMENT_EXPLAIN, MAKE(tree_explain, false, S));
}
statement(A) ::= EXPLAIN QUERY PLAN inner(S). {
	A = MAKE_STATEMENT(STATEMENT_EXPLAIN, MAKE(tree_explain, true, S));
}
inner(A) ::= change(A).

/* What a trigger can do, too */
%type change {struct tree_statement *}
change(A) ::= select(S). { A = MAKE_STATEMENT(STATEMENT_SELECT, S); }
change(A) ::= insert(I) select(S) upserts(U) returning(R). {
	I->select = S;
	I->upserts = U;
	I->returning = R;
	A = MAKE_STATEMENT(STATEMENT_INSERT, I);
}
change(A) ::= insert(I) DEFAULT VALUES returning(R). {
	I->returning = R;
	A = MAKE_STATEMENT(STATEMENT_INSERT, I);
}
%type insert {struct tree_insert *}
insert(A) ::= with(W) INSERT or(C) INTO object(O) as(N) name_list(L). {
	A = MAKE(tree_insert, .with = W, .conflict = C, .table = O, .alias = N,
		.columns = L);
}
insert(A) ::= with(W) REPLACE INTO object(O) as(N) name_list(L). {
	A = MAKE(tree_insert, .with = W, .conflict = CONFLICT_REPLACE, .table = O,
		.alias = N, .columns = L);
}
%type as {struct tree_name}
as(A) ::= .           { A = NO_NAME; }
as(A) ::= AS name(N). { A = N; }
%type or {enum tree_conflict}
or(A) ::= .                { A = CONFLICT_NONE; }
or(A) ::= OR conflict(C).  { A = C; }
%type conflict {enum tree_conflict}
conflict(A) ::= ROLLBACK. { A = CONFLICT_ROLLBACK; }
conflict(A) ::= ABORT.    { A = CONFLICT_ABORT; }
conflict(A) ::= FAIL.     { A = CONFLICT_FAIL; }
conflict(A) ::= IGNORE.   { A = CONFLICT_IGNORE; }
conflict(A) ::= REPLACE.  { A = CONFLICT_REPLACE; }
%type upserts {struct tree_upserts}
upserts(A) ::= .                      { A = (struct tree_upserts){ 0 }; }
upserts(A) ::= upserts(A) upsert(U).  { ADD_ITEM(A, *U); }
%type upsert {struct tree_upsert *}
upsert(A) ::= ON(X) CONFLICT target(T) DO NOTHING. {
	A = T;
	A->span = SPAN(START(X));
}
upsert(A) ::= ON(X) CONFLICT target(T) DO UPDATE SET sets(S) where(W). {
	A = T;
	A->span = SPAN(START(X));
	A->sets = S;
	A->where = W;
}
%type target {struct tree_upsert *}
target(A) ::= . { A = MAKE(tree_upsert, .where = NULL); }
target(A) ::= LP terms(T) RP where(W). {
	A = MAKE(tree_upsert, .target = T, .target_where = W);
}
%type returning {struct tree_results}
returning(A) ::= .                     { A = (struct tree_results){ 0 }; }
returning(A) ::= RETURNING results(R). { A = R; }

change(A) ::= with(W) UPDATE or(C) written(T) SET sets(S) from(F) where(E) returning(R)
	order_by(O) limit(L). {
	A = MAKE_STATEMENT(STATEMENT_UPDATE, MAKE(tree_update, .with = W, .conflict = C,
		.table = T, .sets = S, .from = F, .where = E, .returning = R,
		.order_by = O, .limit = L.limit, .offset = L.offset));
}
change(A) ::= with(W) DELETE FROM written(T) where(E) returning(R) order_by(O) limit(L). {
	A = MAKE_STATEMENT(STATEMENT_DELETE, MAKE(tree_delete, .with = W, .table = T,
		.where = E, .returning = R, .order_by = O, .limit = L.limit,
		.offset = L.offset));
}
%type written {struct tree_source *}
written(A) ::= object(O) as(N) indexed(I). { A = build_source(reading, O, N, I); }
%type sets {struct tree_sets}
sets(A) ::= set(S).               { A = (struct tree_sets){ 0 }; ADD_ITEM(A, *S); }
sets(A) ::= sets(A) COMMA set(S). { ADD_ITEM(A, *S); }
%type set {struct tree_set *}
set(A) ::= name(N) EQ expr(E). {
	A = MAKE(tree_set, .span = SPAN(N.span.start), .value = E);
	ADD_ITEM(A->columns, N);
}
set(A) ::= LP(L) names(N) RP EQ expr(E). {
	A = MAKE(tree_set, .span = SPAN(START(L)), .columns = N, .row = true, .value = E);
}

/* CREATE */

unless(A) ::= .               { A = false; }
unless(A) ::= IF NOT EXISTS.  { A = true; }
when_there(A) ::= .           { A = false; }
when_there(A) ::= IF EXISTS.  { A = true; }
temp(A) ::= .                 { A = false; }
temp(A) ::= TEMP.             { A = true; }
unique(A) ::= .               { A = false; }
unique(A) ::= UNIQUE.         { A = true; }

inner(A) ::= CREATE temp(T) TABLE unless(U) object(O) LP column_defs(C) tail(K) RP
	options(P). {
	A = MAKE_STATEMENT(STATEMENT_CREATE_TABLE, MAKE(tree_create_table,
		.temporary = T, .if_not_exists = U, .table = O, .columns = C,
		.constraints = K, .without_rowid = P & BUILD_WITHOUT_ROWID,
		.strict = P & BUILD_STRICT));
}
inner(A) ::= CREATE temp(T) TABLE unless(U) object(O) AS select(S). {
	A = MAKE_STATEMENT(STATEMENT_CREATE_TABLE_AS, MAKE(tree_create_table,
		.temporary = T, .if_not_exists = U, .table = O, .select = S));
}
%type column_defs {struct tree_column_defs}
column_defs(A) ::= column_def(C). { A = (struct tree_column_defs){ 0 }; ADD_ITEM(A, *C); }
column_defs(A) ::= column_defs(A) COMMA column_def(C). { ADD_ITEM(A, *C); }
%type column_def {struct tree_column_def *}
column_def(A) ::= name(N) type(T) constraints(C). {
	A = MAKE(tree_column_def, .span = SPAN(N.span.start), .name = N, .type = T.text,
		.type_span = T.span, .constraints = C);
}
%type type {struct build_type}
type(A) ::= .                                   { A = (struct build_type){ 0 }; }
type(A) ::= words(X).                           { A = build_type(reading, X); }
type(A) ::= words(X) LP number RP.              { A = build_type(reading, X); }
type(A) ::= words(X) LP number COMMA number RP. { A = build_type(reading, X); }
words(A) ::= word(A).
words(A) ::= words(A) word.
word(A) ::= ID(A).
word(A) ::= QUOTED(A).
word(A) ::= STRING(A).
number(A) ::= NUMBER(A).
number(A) ::= PLUS(A) NUMBER.
number(A) ::= MINUS(A) NUMBER.

%type constraints {struct tree_constraints}
constraints(A) ::= .                             { A = (struct tree_constraints){ 0 }; }
constraints(A) ::= constraints(A) constraint(C). { ADD_ITEM(A, *C); }
constraints(A) ::= constraints(A) CONSTRAINT(X) name(N) constraint(C). {
	C->span = SPAN(START(X));
	C->name = N;
	ADD_ITEM(A, *C);
}
constraints(A) ::= constraints(A) deferrable(D). { build_deferred(reading, &A, D); }
%type constraint {struct tree_constraint *}
constraint(A) ::= PRIMARY(X) KEY direction(D) on_conflict(C) autoincrement(I). {
	A = RULE(X, CONSTRAINT_PRIMARY_KEY, .direction = D, .conflict = C,
		.autoincrement = I);
}
constraint(A) ::= UNIQUE(X) on_conflict(C). {
	A = RULE(X, CONSTRAINT_UNIQUE, .conflict = C);
}
constraint(A) ::= NOT(X) NIL on_conflict(C). {
	A = RULE(X, CONSTRAINT_NOT_NULL, .conflict = C);
}
constraint(A) ::= NIL(X) on_conflict(C).  { A = RULE(X, CONSTRAINT_NULL, .conflict = C); }
constraint(A) ::= CHECK(X) LP expr(E) RP. { A = RULE(X, CONSTRAINT_CHECK, .expr = E); }
constraint(A) ::= DEFAULT(X) fallback(E). { A = RULE(X, CONSTRAINT_DEFAULT, .expr = E); }
constraint(A) ::= DEFAULT(X) LP expr(E) RP. {
	A = RULE(X, CONSTRAINT_DEFAULT, .expr = E, .parentheses = true);
}
constraint(A) ::= COLLATE(X) name(N). { A = RULE(X, CONSTRAINT_COLLATE, .collation = N); }
constraint(A) ::= reference(R). {
	A = MAKE(tree_constraint, .kind = CONSTRAINT_FOREIGN_KEY, .span = R->span,
		.reference = R);
}
constraint(A) ::= GENERATED(X) ALWAYS AS LP expr(E) RP stored(S). {
	A = RULE(X, CONSTRAINT_GENERATED, .expr = E, .stored = S);
}
/* GENERATED ALWAYS may have been read as words of the type. */
constraint(A) ::= AS(X) LP expr(E) RP stored(S). {
	A = RULE(build_generated(reading, X), CONSTRAINT_GENERATED, .expr = E, .stored = S);
}
%type fallback {struct tree_expr *}
fallback(A) ::= literal(A).
fallback(A) ::= id(N).                { A = build_word(reading, N); }
fallback(A) ::= PLUS(X) literal(E).   { A = UNARY(X, OPERATOR_PLUS, E); }
fallback(A) ::= MINUS(X) literal(E).  { A = UNARY(X, OPERATOR_MINUS, E); }
stored(A) ::= .      { A = false; }
stored(A) ::= ID(X). { A = build_stored(reading, X); }
autoincrement(A) ::= .               { A = false; }
autoincrement(A) ::= AUTOINCREMENT.  { A = true; }
%type on_conflict {enum tree_conflict}
on_conflict(A) ::= .                         { A = CONFLICT_NONE; }
on_conflict(A) ::= ON CONFLICT conflict(C).  { A = C; }

%type reference {struct tree_reference *}
reference(A) ::= REFERENCES(X) name(T) name_list(C). {
	A = MAKE(tree_reference, .span = SPAN(START(X)), .table = T, .columns = C);
}
reference(A) ::= reference(A) ON DELETE action(N). {
	A->on_delete = N;
	A->span = SPAN(A->span.start);
}
reference(A) ::= reference(A) ON UPDATE action(N). {
	A->on_update = N;
	A->span = SPAN(A->span.start);
}
reference(A) ::= reference(A) MATCH name(N). {
	A->match = N;
	A->span = SPAN(A->span.start);
}
%type action {enum tree_action}
action(A) ::= NO ACTION.   { A = ACTION_NO; }
action(A) ::= RESTRICT.    { A = ACTION_RESTRICT; }
action(A) ::= SET NIL.     { A = ACTION_SET_NULL; }
action(A) ::= SET DEFAULT. { A = ACTION_SET_DEFAULT; }
action(A) ::= CASCADE.     { A = ACTION_CASCADE; }
%type deferrable {struct build_deferrable}
deferrable(A) ::= DEFERRABLE initially(I). {
	A = (struct build_deferrable){ DEFERRABLE_YES, I };
}
deferrable(A) ::= NOT DEFERRABLE initially(I). {
	A = (struct build_deferrable){ DEFERRABLE_NOT, I };
}
%type initially {enum tree_initially}
initially(A) ::= .                    { A = INITIALLY_NONE; }
initially(A) ::= INITIALLY DEFERRED.  { A = INITIALLY_DEFERRED; }
initially(A) ::= INITIALLY IMMEDIATE. { A = INITIALLY_IMMEDIATE; }

/* The constraints of a table; SQLite does not insist on the commas between them. */
%type tail {struct tree_constraints}
%type table_constraints {struct tree_constraints}
tail(A) ::= .                           { A = (struct tree_constraints){ 0 }; }
tail(A) ::= COMMA table_constraints(C). { A = C; }
table_constraints(A) ::= table_constraint(C). {
	A = (struct tree_constraints){ 0 };
	ADD_ITEM(A, *C);
}
table_constraints(A) ::= table_constraints(A) table_constraint(C).       { ADD_ITEM(A, *C); }
table_constraints(A) ::= table_constraints(A) COMMA table_constraint(C). { ADD_ITEM(A, *C); }
%type table_constraint {struct tree_constraint *}
%type table_rule {struct tree_constraint *}
table_constraint(A) ::= table_rule(A).
table_constraint(A) ::= CONSTRAINT(X) name(N) table_rule(C). {
	A = C;
	A->span = SPAN(START(X));
	A->name = N;
}
table_rule(A) ::= PRIMARY(X) KEY LP terms(T) autoincrement(I) RP on_conflict(C). {
	A = RULE(X, CONSTRAINT_PRIMARY_KEY, .terms = T, .autoincrement = I, .conflict = C);
}
table_rule(A) ::= UNIQUE(X) LP terms(T) RP on_conflict(C). {
	A = RULE(X, CONSTRAINT_UNIQUE, .terms = T, .conflict = C);
}
table_rule(A) ::= CHECK(X) LP expr(E) RP on_conflict(C). {
	A = RULE(X, CONSTRAINT_CHECK, .expr = E, .conflict = C);
}
table_rule(A) ::= FOREIGN(X) KEY LP names(N) RP reference(R). {
	A = RULE(X, CONSTRAINT_FOREIGN_KEY, .columns = N, .reference = R);
}
table_rule(A) ::= FOREIGN(X) KEY LP names(N) RP reference(R) deferrable(D). {
	R->deferrable = D.deferrable;
	R->initially = D.initially;
	R->span = SPAN(R->span.start);
	A = RULE(X, CONSTRAINT_FOREIGN_KEY, .columns = N, .reference = R);
}
options(A) ::= .                               { A = 0; }
options(A) ::= option_list(A).
option_list(A) ::= option(A).
option_list(A) ::= option_list(A) COMMA option(P). { A |= P; }
option(A) ::= WITHOUT ID(X). { A = build_option(reading, X, BUILD_WITHOUT_ROWID); }
option(A) ::= ID(X).         { A = build_option(reading, X, BUILD_STRICT); }

inner(A) ::= CREATE VIRTUAL TABLE unless(U) object(O) USING name(M). {
	A = MAKE_STATEMENT(STATEMENT_CREATE_VIRTUAL_TABLE, MAKE(tree_create_virtual,
		.if_not_exists = U, .table = O, .module = M));
}
inner(A) ::= CREATE VIRTUAL TABLE unless(U) object(O) USING name(M) LP(L) group RP. {
	A = MAKE_STATEMENT(STATEMENT_CREATE_VIRTUAL_TABLE, MAKE(tree_create_virtual,
		.if_not_exists = U, .table = O, .module = M,
		.arguments = build_arguments(reading, L)));
}
inner(A) ::= CREATE unique(Q) INDEX unless(U) object(O) ON name(T) LP terms(C) RP where(W). {
	A = MAKE_STATEMENT(STATEMENT_CREATE_INDEX, MAKE(tree_create_index, .unique = Q,
		.if_not_exists = U, .index = O, .table = T, .terms = C, .where = W));
}
inner(A) ::= CREATE temp(T) VIEW unless(U) object(O) name_list(C) AS select(S). {
	A = MAKE_STATEMENT(STATEMENT_CREATE_VIEW, MAKE(tree_create_view, .temporary = T,
		.if_not_exists = U, .view = O, .columns = C, .select = S));
}
inner(A) ::= trigger(T) BEGIN body(S) END. {
	T->body = S;
	A = MAKE_STATEMENT(STATEMENT_CREATE_TRIGGER, T);
}
%type trigger {struct tree_create_trigger *}
trigger(A) ::= CREATE temp(T) TRIGGER unless(U) object(O) time(I) event(E) ON object(B)
	each_row(R) condition(W). {
	A = MAKE(tree_create_trigger, .temporary = T, .if_not_exists = U, .trigger = O,
		.time = I, .event = E.event, .columns = E.columns, .table = B,
		.for_each_row = R, .when = W);
}
%type time {enum tree_trigger_time}
time(A) ::= .           { A = TRIGGER_NONE; }
time(A) ::= BEFORE.     { A = TRIGGER_BEFORE; }
time(A) ::= AFTER.      { A = TRIGGER_AFTER; }
time(A) ::= INSTEAD OF. { A = TRIGGER_INSTEAD; }
%type event {struct build_event}
event(A) ::= INSERT.             { A = (struct build_event){ TRIGGER_INSERT, { 0 } }; }
event(A) ::= DELETE.             { A = (struct build_event){ TRIGGER_DELETE, { 0 } }; }
event(A) ::= UPDATE.             { A = (struct build_event){ TRIGGER_UPDATE, { 0 } }; }
event(A) ::= UPDATE OF names(N). { A = (struct build_event){ TRIGGER_UPDATE, N }; }
each_row(A) ::= .             { A = false; }
each_row(A) ::= FOR EACH ROW. { A = true; }
%type condition {struct tree_expr *}
condition(A) ::= .             { A = NULL; }
condition(A) ::= WHEN expr(E). { A = E; }
%type body {struct tree_statements}
body(A) ::= step(S).         { A = (struct tree_statements){ 0 }; ADD_ITEM(A, *S); }
body(A) ::= body(A) step(S). { ADD_ITEM(A, *S); }
%type step {struct tree_statement *}
step(A) ::= change(S) SEMI(X). {
	A = S;
	build_step_span(reading, A, X);
}

/* ALTER, DROP */

column ::= . [EMPTY]
column ::= COLUMN.
%type alter {struct tree_alter *}
alter(A) ::= ALTER TABLE object(O). { A = MAKE(tree_alter, .table = O); }
inner(A) ::= alter(L) RENAME TO name(N). {
	L->new_name = N;
	A = MAKE_STATEMENT(STATEMENT_RENAME_TABLE, L);
}
inner(A) ::= alter(L) RENAME column name(C) TO name(N). {
	L->column = C;
	L->new_name = N;
	A = MAKE_STATEMENT(STATEMENT_RENAME_COLUMN, L);
}
inner(A) ::= alter(L) ADD column column_def(C). {
	L->added = C;
	A = MAKE_STATEMENT(STATEMENT_ADD_COLUMN, L);
}
inner(A) ::= alter(L) DROP column name(C). {
	L->column = C;
	A = MAKE_STATEMENT(STATEMENT_DROP_COLUMN, L);
}
inner(A) ::= alter(L) ADD table_constraint(C). {
	L->constraint = C;
	A = MAKE_STATEMENT(STATEMENT_ADD_CONSTRAINT, L);
}
inner(A) ::= alter(L) DROP CONSTRAINT name(N). {
	L->constraint_name = N;
	A = MAKE_STATEMENT(STATEMENT_DROP_CONSTRAINT, L);
}
inner(A) ::= alter(L) ALTER column name(C) SET NOT NIL on_conflict(K). {
	L->column = C;
	L->conflict = K;
	A = MAKE_STATEMENT(STATEMENT_SET_NOT_NULL, L);
}
inner(A) ::= alter(L) ALTER column name(C) DROP NOT NIL. {
	L->column = C;
	A = MAKE_STATEMENT(STATEMENT_DROP_NOT_NULL, L);
}
inner(A) ::= DROP TABLE when_there(W) object(O). {
	A = MAKE_STATEMENT(STATEMENT_DROP_TABLE, MAKE(tree_drop, W, O));
}
inner(A) ::= DROP INDEX when_there(W) object(O). {
	A = MAKE_STATEMENT(STATEMENT_DROP_INDEX, MAKE(tree_drop, W, O));
}
inner(A) ::= DROP VIEW when_there(W) object(O). {
	A = MAKE_STATEMENT(STATEMENT_DROP_VIEW, MAKE(tree_drop, W, O));
}
inner(A) ::= DROP TRIGGER when_there(W) object(O). {
	A = MAKE_STATEMENT(STATEMENT_DROP_TRIGGER, MAKE(tree_drop, W, O));
}

/* The rest */

inner(A) ::= PRAGMA object(O). {
	A = MAKE_STATEMENT(STATEMENT_PRAGMA, MAKE(tree_pragma, .name = O));
}
inner(A) ::= PRAGMA object(O) EQ value(V). {
	A = MAKE_STATEMENT(STATEMENT_PRAGMA, MAKE(tree_pragma, .name = O,
		.value = build_text(reading, V), .value_span = SPAN(START(V))));
}
inner(A) ::= PRAGMA object(O) LP value(V) RP(X). {
	struct span span = { START(V), START(X) };
	A = MAKE_STATEMENT(STATEMENT_PRAGMA, MAKE(tree_pragma, .name = O, .call = true,
		.value = reading_text(reading, V, X - 1), .value_span = span));
}
value(A) ::= number(A).
value(A) ::= ID(A).
value(A) ::= QUOTED(A).
value(A) ::= STRING(A).
value(A) ::= INDEXED(A).
value(A) ::= join_word(A).
value(A) ::= ON(A).
value(A) ::= DELETE(A).
value(A) ::= DEFAULT(A).

inner(A) ::= BEGIN mode(M) transaction.  {
	A = MAKE_STATEMENT(STATEMENT_BEGIN, MAKE(tree_transaction, .mode = M));
}
inner(A) ::= COMMIT transaction. {
	A = MAKE_STATEMENT(STATEMENT_COMMIT, MAKE(tree_transaction, MODE_NONE));
}
inner(A) ::= END transaction. {
	A = MAKE_STATEMENT(STATEMENT_COMMIT, MAKE(tree_transaction, MODE_NONE));
}
inner(A) ::= ROLLBACK transaction. {
	A = MAKE_STATEMENT(STATEMENT_ROLLBACK, MAKE(tree_transaction, MODE_NONE));
}
inner(A) ::= ROLLBACK transaction TO savepoint name(N). {
	A = MAKE_STATEMENT(STATEMENT_ROLLBACK, MAKE(tree_transaction, .savepoint = N));
}
inner(A) ::= SAVEPOINT name(N). {
	A = MAKE_STATEMENT(STATEMENT_SAVEPOINT, MAKE(tree_transaction, .savepoint = N));
}
inner(A) ::= RELEASE savepoint name(N). {
	A = MAKE_STATEMENT(STATEMENT_RELEASE, MAKE(tree_transaction, .savepoint = N));
}
savepoint ::= .
savepoint ::= SAVEPOINT.
transaction ::= .
transaction ::= TRANSACTION.
transaction ::= TRANSACTION name.
%type mode {enum tree_transaction_mode}
mode(A) ::= .          { A = MODE_NONE; }
mode(A) ::= DEFERRED.  { A = MODE_DEFERRED; }
mode(A) ::= IMMEDIATE. { A = MODE_IMMEDIATE; }
mode(A) ::= EXCLUSIVE. { A = MODE_EXCLUSIVE; }

inner(A) ::= ATTACH database expr(F) AS expr(S). {
	A = MAKE_STATEMENT(STATEMENT_ATTACH, MAKE(tree_attach, F, S));
}
inner(A) ::= DETACH database expr(S). {
	A = MAKE_STATEMENT(STATEMENT_DETACH, MAKE(tree_attach, NULL, S));
}
database ::= .
database ::= DATABASE.
inner(A) ::= VACUUM into(I). {
	A = MAKE_STATEMENT(STATEMENT_VACUUM, MAKE(tree_upkeep, .into = I));
}
inner(A) ::= VACUUM name(N) into(I). {
	A = MAKE_STATEMENT(STATEMENT_VACUUM, MAKE(tree_upkeep, .object.schema = N, .into = I));
}
%type into {struct tree_expr *}
into(A) ::= .             { A = NULL; }
into(A) ::= INTO expr(E). { A = E; }
inner(A) ::= ANALYZE. {
	A = MAKE_STATEMENT(STATEMENT_ANALYZE, MAKE(tree_upkeep, .object = { NO_NAME, NO_NAME }));
}
inner(A) ::= ANALYZE object(O). {
	A = MAKE_STATEMENT(STATEMENT_ANALYZE, MAKE(tree_upkeep, .object = O));
}
inner(A) ::= REINDEX. {
	A = MAKE_STATEMENT(STATEMENT_REINDEX, MAKE(tree_upkeep, .object = { NO_NAME, NO_NAME }));
}
inner(A) ::= REINDEX object(O). {
	A = MAKE_STATEMENT(STATEMENT_REINDEX, MAKE(tree_upkeep, .object = O));
}

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
opaque ::= DROP TABLE opaque_when opaque_object. {
	reading->now.kind = STATEMENT_DROP_TABLE;
}
opaque ::= DROP INDEX opaque_when opaque_object. {
	reading->now.kind = STATEMENT_DROP_INDEX;
}
opaque ::= DROP VIEW opaque_when opaque_object. { reading->now.kind = STATEMENT_DROP_VIEW; }
opaque ::= DROP TRIGGER opaque_when opaque_object. {
	reading->now.kind = STATEMENT_DROP_TRIGGER;
}

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

checks ::= check.
checks ::= checks COMMA check.

check ::= claim.
check ::= NOT claim. { reading->claims[reading->claim_count - 1].negated = true; }
check ::= BACKFILL(B) label(K). {
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
key(E) ::= NUMBER(N).     { E = N; }
key(E) ::= label part(P). { E = P; }
key(E) ::= key part(P).   { E = P; }
part(P) ::= label(N).     { P = N; }
part(P) ::= NUMBER(N).    { P = N; }
part(P) ::= sign(N).      { P = N; }
part(P) ::= DOT(N).       { P = N; }

claim ::= TABLE label(T) columns(E). { reading_claim(reading, CLAIM_TABLE, T, E ? E : T); }
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
