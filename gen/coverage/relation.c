/*
 * relation: what SQLite says of a table that decides which rows it can have. See
 * relation.h.
 */
#include "gen/coverage/relation.h"

#include "gen/base/arena.h"
#include "gen/coverage/heritage.h"
#include "gen/oracle/query.h"
#include "gen/sql/parse.h"
#include "gen/sql/tree_walk.h"

void relations_init(
	struct relations *relations, struct scratch *scratch, const struct script *script)
{
	*relations = (struct relations){ .scratch = scratch, .script = script };
	map_init(&relations->names, scratch->arena);
}

static void read_columns(struct scratch *scratch, struct relation *relation)
{
	struct query query = scratch_query(scratch,
		"SELECT name, \"notnull\", pk, hidden FROM pragma_table_xinfo(%Q) WHERE "
		"hidden "
		"<> 1",
		relation->name);

	while (query_row(&query)) {
		const char *name = query_copy(&query, 0);

		*arena_add(scratch->arena, relation->columns.items,
			relation->columns.count) = name;
		if (!query_int(&query, 3))
			names_add(scratch->arena, &relation->filled, name);
		if (query_int(&query, 1))
			names_add(scratch->arena, &relation->not_null, name);
		if (query_int(&query, 2)) { /* a NULL in it is nobody's */
			names_add(scratch->arena, &relation->primary, name);
			names_add(scratch->arena, &relation->not_null, name);
		}
	}
}

/* An index; one over expressions is no key of columns. */
static void read_key(struct scratch *scratch, struct relation *relation,
	const char *index, bool partial)
{
	struct relation_key key = { .partial = partial };
	struct query query =
		scratch_query(scratch, "SELECT name FROM pragma_index_info(%Q)", index);
	bool whole = true;

	while (query_row(&query)) {
		const char *column = query_copy(&query, 0);

		whole &= column != NULL;
		if (column)
			names_add(scratch->arena, &key.columns, column);
	}
	if (whole && key.columns.count)
		*arena_add(scratch->arena, relation->keys, relation->key_count) = key;
}

/* The keys that have an index; true when the primary key is among them. */
static bool read_keys(struct scratch *scratch, struct relation *relation)
{
	struct query query = scratch_query(scratch,
		"SELECT name, partial, origin = 'pk' FROM pragma_index_list(%Q) "
		"WHERE \"unique\" ORDER BY seq",
		relation->name);
	bool primary = false;

	while (query_row(&query)) {
		primary |= query_int(&query, 2);
		read_key(scratch, relation, query_copy(&query, 0), query_int(&query, 1));
	}
	return primary;
}

static void read_rowid(struct scratch *scratch, struct relation *relation)
{
	struct relation_key key = { .columns = relation->primary };

	if (relation->primary.count != 1 || !relation->table)
		return;
	relation->rowid = relation->primary.items[0];
	names_add(scratch->arena, &relation->not_null, relation->rowid);
	*arena_add(scratch->arena, relation->keys, relation->key_count) = key;
}

static void read_references(struct scratch *scratch, struct relation *relation)
{
	struct query query = scratch_query(scratch,
		"SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(%Q) "
		"ORDER BY id, seq",
		relation->name);
	int64_t id = -1;

	while (query_row(&query)) {
		struct relation_reference *reference;
		const char *target = query_copy(&query, 3);

		if (query_int(&query, 0) != id)
			*arena_add(scratch->arena, relation->references,
				relation->reference_count) = (struct relation_reference){
				.parent = query_copy(&query, 1)
			};
		id = query_int(&query, 0);
		reference = &relation->references[relation->reference_count - 1];
		names_add(scratch->arena, &reference->columns, query_copy(&query, 2));
		if (target)
			names_add(scratch->arena, &reference->targets, target);
	}
}

/* CHECK (c IS NOT NULL), too. */
static void read_check(struct relation *relation, const struct tree_constraint *check,
	struct arena *arena)
{
	const struct tree_expr *expr = check->expr;
	const struct tree_name *column;

	if (check->kind != CONSTRAINT_CHECK)
		return;
	*arena_add(arena, relation->checks, relation->check_count) = expr;
	if (expr->kind != EXPR_BINARY || expr->binary.operator!= OPERATOR_IS_NOT ||
					 expr->binary.right->kind != EXPR_LITERAL ||
					 expr->binary.right->literal.kind != LITERAL_NULL)
		return;
	column = tree_column_of(expr->binary.left);
	if (column)
		names_add(arena, &relation->not_null, column->text);
}

static void read_tree(struct scratch *scratch, struct relation *relation)
{
	const char *sql = scratch_text(scratch,
		"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %Q "
		"COLLATE "
		"NOCASE",
		relation->name);
	const struct tree_statement *statement =
		sql ? parse_statement(scratch->arena, sql) : NULL;
	const struct tree_create_table *tree;

	relation->table = sql != NULL;
	if (!statement || statement->kind != STATEMENT_CREATE_TABLE) {
		relation->table &=
			!statement || statement->kind != STATEMENT_CREATE_VIRTUAL_TABLE;
		return;
	}
	tree = statement->create_table;
	for (uint32_t i = 0; i < tree->constraints.count; i++)
		read_check(relation, &tree->constraints.items[i], scratch->arena);
	for (uint32_t i = 0; i < tree->columns.count; i++) {
		const struct tree_constraints *own = &tree->columns.items[i].constraints;

		for (uint32_t j = 0; j < own->count; j++)
			read_check(relation, &own->items[j], scratch->arena);
	}
}

/* The query that the step makes a table of. */
static const struct tree_select *origin_of(const struct script *script, const char *name)
{
	for (uint32_t i = 0; script && i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (statement->kind == STATEMENT_CREATE_TABLE_AS && statement->tree &&
			map_same(statement->name, name))
			return statement->tree->create_table->select;
	}
	return NULL;
}

static struct relation *read(
	struct scratch *scratch, const struct script *script, const char *name)
{
	struct relation *relation = arena_alloc(scratch->arena, sizeof(*relation));

	relation->name = name;
	read_columns(scratch, relation);
	if (!relation->columns.count)
		return NULL;
	read_tree(scratch, relation);
	if (!read_keys(scratch, relation))
		read_rowid(scratch, relation);
	read_references(scratch, relation);
	relation->select = origin_of(script, name);
	return relation;
}

const struct relation *relation_of(struct relations *relations, const char *name)
{
	struct relation *relation;
	uint32_t i;

	if (relations->reader)
		relations = relations->reader;
	i = map_get(&relations->names, name);

	if (i != MAP_NONE)
		return relations->items[i];
	if (relations->sealed)
		return NULL;
	relation = read(relations->scratch, relations->script, name);
	if (relation)
		heritage_take(relations, relation);
	map_put(&relations->names, name, relations->count);
	*arena_add(relations->scratch->arena, relations->items, relations->count) =
		relation;
	return relation;
}

static bool are_among(const struct names *few, const struct names *many)
{
	for (uint32_t i = 0; i < few->count; i++) {
		if (!names_have(many, few->items[i]))
			return false;
	}
	return true;
}

static bool has_key(
	const struct relation *relation, const struct names *columns, bool nulls)
{
	for (uint32_t i = 0; i < relation->key_count; i++) {
		const struct relation_key *key = &relation->keys[i];

		if (!key->partial && are_among(&key->columns, columns) &&
			(!nulls || are_among(&key->columns, &relation->not_null)))
			return true;
	}
	return false;
}

bool relation_is_unique(const struct relation *relation, const struct names *columns)
{
	return has_key(relation, columns, true);
}

bool relation_is_key(const struct relation *relation, const struct names *columns)
{
	return has_key(relation, columns, false);
}

bool relation_is_rowid(const struct relation *relation, const char *column)
{
	static const char *const names[] = { "rowid", "oid", "_rowid_" };

	return map_same(relation->rowid, column) ||
	       (!names_have(&relation->columns, column) && MAP_AMONG(names, column));
}

bool relation_takes_null(const struct relation *relation, const char *column)
{
	return !names_have(&relation->not_null, column) &&
	       !relation_is_rowid(relation, column);
}

bool relation_refers(
	const struct relation *relation, const struct names *columns, const char *parent)
{
	for (uint32_t i = 0; relation && i < relation->reference_count; i++) {
		const struct relation_reference *reference = &relation->references[i];

		if (map_same(reference->parent, parent) &&
			reference->columns.count == columns->count &&
			are_among(columns, &reference->columns))
			return true;
	}
	return false;
}

bool relation_has_parent(
	const struct relation *relation, const struct names *columns, const char *parent)
{
	if (!relation_refers(relation, columns, parent))
		return false;
	for (uint32_t i = 0; i < columns->count; i++) {
		if (relation_takes_null(relation, columns->items[i]))
			return false;
	}
	return true;
}

const struct names *relation_targets(
	const struct relation_reference *reference, const struct relation *parent)
{
	return reference->targets.count ? &reference->targets : &parent->primary;
}

const char *relation_list(struct arena *arena, const struct names *columns)
{
	const char *list = NULL;

	for (uint32_t i = 0; i < columns->count; i++)
		list = names_join(arena, list, ", ",
			arena_printf(arena, "\"%w\"", columns->items[i]));
	return list;
}
