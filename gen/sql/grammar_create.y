/*
 * grammar_create: CREATE TABLE, INDEX, VIEW and TRIGGER. Part of grammar.y.
 */

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
	build_constraint_name(reading, 0, NO_NAME);
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
constraints(A) ::= constraints(A) constraint(C). {
	build_named(reading, C);
	ADD_ITEM(A, *C);
}
constraints(A) ::= constraints(A) CONSTRAINT(X) name(N). {
	build_constraint_name(reading, X, N);
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
	A = RULE(build_generated(reading, X), CONSTRAINT_GENERATED, .expr = E,
		.stored = S);
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
reference(A) ::= reference(A) ON INSERT action. { A->span = SPAN(A->span.start); }
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

/* The constraints of a table; SQLite does not require the commas between them. */
%type tail {struct tree_constraints}
%type table_constraints {struct tree_constraints}
tail(A) ::= .                           { A = (struct tree_constraints){ 0 }; }
tail(A) ::= COMMA table_constraints(C). { A = C; }
table_constraints(A) ::= table_constraint(C). {
	A = (struct tree_constraints){ 0 };
	if (C)
		ADD_ITEM(A, *C);
}
table_constraints(A) ::= table_constraints(A) comma table_constraint(C). {
	if (C)
		ADD_ITEM(A, *C);
}
comma ::= .
comma ::= COMMA. { build_constraint_name(reading, 0, NO_NAME); }
%type table_constraint {struct tree_constraint *}
%type table_rule {struct tree_constraint *}
table_constraint(A) ::= table_rule(C). { A = build_named(reading, C); }
table_constraint(A) ::= CONSTRAINT(X) name(N). {
	A = NULL;
	build_constraint_name(reading, X, N);
}
table_rule(A) ::= PRIMARY(X) KEY LP terms(T) autoincrement(I) RP on_conflict(C). {
	A = RULE(X, CONSTRAINT_PRIMARY_KEY, .terms = T, .autoincrement = I,
		.conflict = C);
}
table_rule(A) ::= UNIQUE(X) LP terms(T) RP on_conflict(C). {
	A = RULE(X, CONSTRAINT_UNIQUE, .terms = T, .conflict = C);
}
table_rule(A) ::= check(A).
%type check {struct tree_constraint *}
check(A) ::= CHECK(X) LP expr(E) RP on_conflict(C). {
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
options(A) ::= COMMA option_list(P). { A = P; }
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
inner(A) ::= CREATE unique(Q) INDEX unless(U) object(O) ON name(T) LP terms(C) RP
	where(W). {
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
