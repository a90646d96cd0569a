/*
 * grammar_statement: SELECT, the statements that write rows, ALTER, DROP and the rest.
 * Part of grammar.y.
 */

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
results(A) ::= result(R). { A = (struct tree_results){ 0 }; ADD_ITEM(A, *R); }
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
join(A) ::= COMMA.             { A = (struct build_join){ JOIN_COMMA, false }; }
join(A) ::= JOIN.              { A = (struct build_join){ JOIN_INNER, false }; }
join(A) ::= join_words(X) JOIN(Y). { A = build_join(reading, X, Y); }
join_words(A) ::= join_word(A).
join_words(A) ::= join_words(A) join_word.

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
inner(A) ::= alter(L) ADD check(C). {
	L->constraint = C;
	A = MAKE_STATEMENT(STATEMENT_ADD_CONSTRAINT, L);
}
inner(A) ::= alter(L) ADD CONSTRAINT(X) name(N) check(C). {
	C->span = SPAN(START(X));
	C->name = N;
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
inner(A) ::= DROP droppable(K) when_there(W) object(O). {
	A = MAKE_STATEMENT(K, MAKE(tree_drop, W, O));
}
%type droppable {enum statement_kind}
droppable(A) ::= TABLE.   { A = STATEMENT_DROP_TABLE; }
droppable(A) ::= INDEX.   { A = STATEMENT_DROP_INDEX; }
droppable(A) ::= VIEW.    { A = STATEMENT_DROP_VIEW; }
droppable(A) ::= TRIGGER. { A = STATEMENT_DROP_TRIGGER; }

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
	struct tree_object database = { N, NO_NAME };
	A = MAKE_STATEMENT(STATEMENT_VACUUM,
		MAKE(tree_upkeep, .object = database, .into = I));
}
%type into {struct tree_expr *}
into(A) ::= .             { A = NULL; }
into(A) ::= INTO expr(E). { A = E; }
inner(A) ::= ANALYZE maybe_object(O). {
	A = MAKE_STATEMENT(STATEMENT_ANALYZE, MAKE(tree_upkeep, .object = O));
}
inner(A) ::= REINDEX maybe_object(O). {
	A = MAKE_STATEMENT(STATEMENT_REINDEX, MAKE(tree_upkeep, .object = O));
}
%type maybe_object {struct tree_object}
maybe_object(A) ::= .          { A = (struct tree_object){ NO_NAME, NO_NAME }; }
maybe_object(A) ::= object(A).
