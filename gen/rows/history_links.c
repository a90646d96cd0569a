/*
 * history_links: what a history's statements say of columns by their tables. See
 * history_links.h.
 *
 * A qualifier is looked up in the sources around it, innermost first. A column without
 * one is known only where a single table is in sight.
 */
#include "gen/rows/history_links.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/sql/tree_walk.h"

enum {
	LONGEST = 1 << 16, /* of a statement that is read */
	DEEPEST = 16	   /* sources within sources */
};

/* The tables that a node puts in sight. */
struct sight {
	const void *node;
	const struct tree_sources *from;   /* or NULL */
	const struct tree_source *single;  /* that UPDATE or DELETE write, or NULL */
	const struct tree_object *trigger; /* whose NEW and OLD they are, or NULL */
};

struct walk {
	struct history_links *links;
	struct sight sights[DEEPEST];
	uint32_t depth;
};

static const char *key_of(struct arena *arena, const char *table, const char *column)
{
	return arena_printf(arena, "%s.%s", table, column);
}

/* The table of a source that is called so; any name will do for NULL. */
static const char *table_in(const struct tree_source *source, const char *qualifier)
{
	const char *name = source->kind == SOURCE_TABLE ? source->object.name.text : NULL;

	for (uint32_t i = 0; source->kind == SOURCE_JOIN && qualifier && !name &&
			     i < source->sources.count;
		i++)
		name = table_in(&source->sources.items[i], qualifier);
	if (source->kind != SOURCE_TABLE)
		return name;
	return !qualifier || map_same(qualifier,
				     source->alias.text ? source->alias.text : name)
		       ? name
		       : NULL;
}

static const char *table_in_sight(const struct sight *sight, const char *qualifier)
{
	const char *name = NULL;

	if (sight->trigger)
		return map_same(qualifier, "new") || map_same(qualifier, "old")
			       ? sight->trigger->name.text
			       : NULL;
	if (sight->single)
		name = table_in(sight->single, qualifier);
	for (uint32_t i = 0; sight->from && !name && i < sight->from->count; i++)
		name = table_in(&sight->from->items[i], qualifier);
	return name;
}

/* Is a single table in sight there? */
static bool is_alone(const struct sight *sight)
{
	return !sight->trigger &&
	       (sight->from ? sight->from->count : 0) + (sight->single ? 1 : 0) == 1;
}

static const char *table_of(const struct walk *walk, const char *qualifier)
{
	const char *name = NULL;

	for (uint32_t i = walk->depth; i-- > 0 && !name;) {
		if (!qualifier)
			return is_alone(&walk->sights[i])
				       ? table_in_sight(&walk->sights[i], NULL)
				       : NULL;
		name = table_in_sight(&walk->sights[i], qualifier);
	}
	return name;
}

static struct link_end end_of(const struct walk *walk, const struct tree_expr *expr)
{
	while (expr->kind == EXPR_COLLATE)
		expr = expr->collate.operand;
	if (expr->kind != EXPR_COLUMN)
		return (struct link_end){ 0 };
	return (struct link_end){ table_of(walk, expr->column.table.text),
		expr->column.name.text };
}

static void note_end(
	struct history_links *links, const struct link_end *at, const struct link_end *to)
{
	const char *key = key_of(links->arena, at->table, at->column);

	if (map_get(&links->known, key) != MAP_NONE)
		return;
	map_put(&links->known, key, links->count);
	*arena_add(links->arena, links->items, links->count) = *to;
}

static void note(struct history_links *links, const struct link_end *one,
	const struct link_end *two)
{
	if (!one->table || !two->table ||
		(map_same(one->table, two->table) && map_same(one->column, two->column)))
		return;
	note_end(links, one, two);
	note_end(links, two, one);
}

static void push(struct walk *walk, struct sight sight)
{
	if (walk->depth < DEEPEST)
		walk->sights[walk->depth++] = sight;
}

/* column IN (SELECT column FROM …) */
static void read_in(struct walk *walk, const struct tree_expr *expr)
{
	const struct tree_select *select = expr->in.select;
	struct link_end outer = end_of(walk, expr->in.operand), inner;

	if (!select || !select->cores.count ||
		select->cores.items[0].results.count != 1 ||
		!select->cores.items[0].results.items[0].expr || walk->depth >= DEEPEST)
		return;
	push(walk, (struct sight){ select, &select->cores.items[0].from, NULL, NULL });
	inner = end_of(walk, select->cores.items[0].results.items[0].expr);
	walk->depth--;
	note(walk->links, &outer, &inner);
}

static void read_expr(struct walk *walk, const struct tree_expr *expr)
{
	struct link_end left, right;

	if (expr->kind == EXPR_IN)
		read_in(walk, expr);
	if (expr->kind != EXPR_BINARY ||
		(expr->binary.operator!= OPERATOR_EQUAL && expr->binary.operator!=
			OPERATOR_IS))
		return;
	left = end_of(walk, expr->binary.left);
	right = end_of(walk, expr->binary.right);
	note(walk->links, &left, &right);
}

/* a JOIN b USING (x) */
static void read_using(struct walk *walk, const struct tree_sources *from)
{
	for (uint32_t i = 1; i < from->count; i++) {
		const struct tree_names *names = &from->items[i].using;

		for (uint32_t j = 0; j < names->count; j++) {
			struct link_end one = { table_in(&from->items[i - 1], NULL),
				names->items[j].text };
			struct link_end two = { table_in(&from->items[i], NULL),
				names->items[j].text };

			note(walk->links, &one, &two);
		}
	}
}

static bool enter(void *context, enum tree_node kind, const void *node)
{
	struct walk *walk = context;
	const struct tree_core *core = node;
	const struct tree_update *update = node;
	const struct tree_delete *delete = node;
	const struct tree_create_trigger *trigger = node;

	switch (kind) {
	case NODE_CORE:
		push(walk, (struct sight){ node, &core->from, NULL, NULL });
		read_using(walk, &core->from);
		break;
	case NODE_UPDATE:
		push(walk, (struct sight){ node, &update->from, update->table, NULL });
		break;
	case NODE_DELETE:
		push(walk, (struct sight){ node, NULL, delete->table, NULL });
		break;
	case NODE_CREATE_TRIGGER:
		push(walk, (struct sight){ node, NULL, NULL, &trigger->table });
		break;
	case NODE_EXPR:
		read_expr(walk, node);
		break;
	default:
		break;
	}
	return true;
}

static void leave(void *context, enum tree_node kind, const void *node)
{
	struct walk *walk = context;

	(void)kind;
	if (walk->depth && walk->sights[walk->depth - 1].node == node)
		walk->depth--;
}

static void read_statements(
	struct history_links *links, const struct statement *statements, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct walk walk = { .links = links };
		const struct tree_visitor visitor = {
			.context = &walk, .enter = enter, .leave = leave
		};

		if (statements[i].tree &&
			statements[i].span.end - statements[i].span.start <= LONGEST)
			tree_walk_statement(&visitor, statements[i].tree);
	}
}

static void note_written(struct history_links *links, const struct tree_update *update)
{
	const char *table = table_in(update->table, NULL);

	for (uint32_t i = 0; table && i < update->sets.count; i++) {
		const struct tree_names *columns = &update->sets.items[i].columns;

		for (uint32_t j = 0; j < columns->count; j++)
			map_put(&links->written,
				key_of(links->arena, table, columns->items[j].text), 0);
	}
}

/* What the sections of a script write later, batch by batch. */
static void read_backfills(struct history_links *links, const struct script *script)
{
	for (uint32_t i = 0; i < script->section_count; i++) {
		const struct section *section = &script->sections[i];

		read_statements(links, section->statements, section->count);
		for (uint32_t j = 0; j < section->count; j++) {
			if (section->statements[j].kind == STATEMENT_UPDATE &&
				section->statements[j].tree)
				note_written(links, section->statements[j].tree->update);
		}
	}
}

void history_links_read(
	struct history_links *links, struct arena *arena, const struct plan *plan)
{
	links->arena = arena;
	map_init(&links->written, arena);
	map_init(&links->known, arena);
	if (!plan)
		return;
	for (const struct migration *migration = plan_begin(plan);
		migration < plan_end(plan); migration++) {
		read_statements(links, migration->up->up, migration->up->up_count);
		read_backfills(links, migration->up);
		for (uint32_t j = 0; j < migration->backfill_count; j++)
			read_backfills(links, migration->backfills[j]);
	}
}

const struct link_end *history_links_of(
	const struct history_links *links, const char *table, const char *column)
{
	uint32_t i = links->count
			     ? map_get(&links->known, key_of(links->arena, table, column))
			     : MAP_NONE;

	return i == MAP_NONE ? NULL : &links->items[i];
}

bool history_links_backfills(
	const struct history_links *links, const char *table, const char *column)
{
	return map_get(&links->written, key_of(links->arena, table, column)) != MAP_NONE;
}
