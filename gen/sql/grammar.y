/*
 * grammar: SQL as SQLite reads it, and what annotations and sections say.
 *
 * In: codes of tokens with their positions in a list, behind the code of an entrance.
 * Out: a tree, or what an annotation says, by calls into tree_build and reading. Written
 * from SQLite's syntax diagrams and its table of operators. A statement that does not
 * read by STATEMENT is read once more by HEAD, which knows kinds and names only: what it
 * means, and whether it is wrong, is SQLite's to say.
 *
 * It is one grammar in four files, which the build puts together: here are tokens, names
 * and expressions; then come grammar_statement, grammar_create and grammar_annotation.
 */
%name grammar
%token_type {uint32_t}
%default_type {uint32_t}
%extra_argument {struct reading *reading}
%stack_size 2200
%token_destructor { (void)reading; (void)$$; }

%include {
#include "gen/base/arena.h"
#include "gen/sql/reading.h"
#include "gen/sql/tree_build.h"

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
	(*arena_add(reading->arena, (list).items, (list).count) = (item))
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

/* Where no other word can be, even these are names: in HEAD and in annotations. */
%token_class reserved
	ADD|ALL|ALTER|AND|AS|AUTOINCREMENT|BETWEEN|CASE|CHECK|COLLATE|COMMIT|CONSTRAINT
	|CREATE|DEFAULT|DEFERRABLE|DELETE|DISTINCT|DROP|ELSE|ESCAPE|EXCEPT|EXISTS|FOREIGN
	|FROM|GROUP|HAVING|IN|INDEX|INDEXED|INSERT|INTERSECT|INTO|IS|ISNULL|JOIN|LIMIT|NIL
	|NOT|NOTHING|NOTNULL|ON|OR|ORDER|PRIMARY|REFERENCES|RETURNING|SELECT|SET|TABLE
	|THEN|TO|TRANSACTION|UNION|UNIQUE|UPDATE|USING|VALUES|WHEN|WHERE.

%token_class sign
	ARROW|ARROW_VALUE|BIT_AND|BIT_OR|CONCAT|GREATER|GREATER_EQUAL|LESS|LESS_EQUAL
	|MINUS|PERCENT|PLUS|SHIFT_LEFT|SHIFT_RIGHT|SLASH|STAR|TILDE|UNEQUAL.

%start_symbol input
input ::= STATEMENT statement(S).  { reading->tree = S; }
input ::= EXPRESSION expr(E).      { reading->expr = E; }
input ::= HEAD head.
input ::= CHECKS checks.
input ::= REBUILD rebuild.
input ::= FUNCTIONS functions.
input ::= TAKEN taken.

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
	A = EXPR(START(X), .kind = EXPR_PARAMETER,
		.parameter = reading_text(reading, X, X));
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
expr(A) ::= expr(L) IS DISTINCT FROM expr(R). [IS] {
	A = BINARY(OPERATOR_IS_NOT, L, R);
}
expr(A) ::= expr(L) IS NOT DISTINCT FROM expr(R). [IS] {
	A = BINARY(OPERATOR_IS, L, R);
}
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
when(A) ::= WHEN(X) expr(C) THEN expr(V). {
	A = (struct tree_when){ SPAN(START(X)), C, V };
}

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
