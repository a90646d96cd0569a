/*
 * states_damage: what is missing, too much, or in the way. See states_damage.h.
 */
#include "gen/states/states_damage.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/states/states_past.h"
#include "runtime/schema/check.h"
#include "runtime/sqlite/token.h"

/* No more attempts than this to find a column that SQLite can drop. */
enum { ATTEMPTS = 30 };

/* Tables of the host, no virtual ones, no shadows. */
static const char table_names[] =
	"SELECT name FROM sqlite_master AS t WHERE type = 'table' AND rootpage > 0 AND"
	" name NOT GLOB 'sqlite_*' AND NOT EXISTS (SELECT 1 FROM sqlite_master AS v WHERE"
	" v.rootpage = 0 AND v.type = 'table' AND"
	" substr(t.name, 1, length(v.name) + 1) = v.name || '_') ORDER BY name";

/* Does no later step touch it? */
static bool is_at_rest(
	const struct maker *maker, const struct map *map, const char *table)
{
	uint32_t last = map_get(map, table);

	return last == MAP_NONE || last <= maker->at;
}

/* Can SQLite run them here? Leaves no trace. */
static bool can_run(struct maker *maker, const char *sql)
{
	bool runs;

	scratch_savepoint(maker->scratch, "damage");
	runs = scratch_run(maker->scratch, sql);
	scratch_undo(maker->scratch, "damage");
	return runs;
}

/* A name as part of a file's name. */
static const char *file_part(struct arena *arena, const char *name)
{
	char *part = arena_printf(arena, "%.60s", name);

	for (char *at = part; *at; at++) {
		bool plain = (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') ||
			     (*at >= 'A' && *at <= 'Z');

		if (!plain)
			*at = '_';
	}
	return part;
}

static struct instar_fixture *add_named(struct maker *maker, uint32_t step,
	const char *what, const char *name, const char *state)
{
	return maker_add(maker, step,
		arena_printf(maker->arena, "%s%s", what, file_part(maker->arena, name)),
		arena_printf(maker->arena, state, name));
}

static void drop_object(struct maker *maker, uint32_t k, const char *type,
	const char *name, const char *table)
{
	const char *word = strcmp(type, "table") == 0	? "TABLE"
			   : strcmp(type, "index") == 0 ? "INDEX"
			   : strcmp(type, "view") == 0	? "VIEW"
							: "TRIGGER";
	const char *sql = arena_printf(maker->arena, "DROP %s \"%w\"", word, name);
	struct instar_fixture *fixture;

	if (!can_run(maker, sql))
		return;
	fixture = maker_add(maker, k,
		arena_printf(maker->arena, "without_%s_%s", type,
			file_part(maker->arena, name)),
		arena_printf(maker->arena, "%s %s is missing", type, name));
	fixture->more = maker_more(maker, sql, NULL);
	fixture->outcome = is_at_rest(maker, &maker->past->schema, table)
				   ? INSTAR_FIXTURE_REFUSED
				   : INSTAR_FIXTURE_EITHER;
}

static void drop_objects(struct maker *maker, uint32_t k)
{
	static const char objects[] =
		" FROM sqlite_master AS t WHERE sql IS NOT NULL AND name NOT GLOB"
		" 'sqlite_*' AND NOT EXISTS (SELECT 1 FROM sqlite_master AS v WHERE"
		" v.rootpage = 0 AND v.type = 'table' AND substr(t.tbl_name, 1,"
		" length(v.name) + 1) = v.name || '_') ORDER BY type, name";
	struct scratch *scratch = maker->scratch;
	struct names types = scratch_texts(scratch, "SELECT type%s", objects);
	struct names names = scratch_texts(scratch, "SELECT name%s", objects);
	struct names tables = scratch_texts(scratch, "SELECT tbl_name%s", objects);

	for (uint32_t i = 0; i < names.count; i++)
		drop_object(maker, k, types.items[i], names.items[i], tables.items[i]);
}

/* Whoever may read a column without its table being touched: a digest of all of them. */
static uint64_t digest_readers(struct maker *maker)
{
	struct names readers = scratch_texts(maker->scratch,
		"SELECT sql FROM sqlite_master WHERE type IN ('view', 'trigger')");
	uint64_t sum = 1;

	for (uint32_t i = 0; i < readers.count; i++)
		sum += instar__text_digest(readers.items[i], strlen(readers.items[i]));
	return sum;
}

static bool find_column(struct maker *maker, const char *table, uint32_t *attempts)
{
	struct names columns = scratch_texts(
		maker->scratch, "SELECT name FROM pragma_table_info(%Q)", table);

	for (uint32_t i = columns.count; i-- > 0 && (*attempts)++ < ATTEMPTS;) {
		const char *sql = arena_printf(maker->arena,
			"ALTER TABLE \"%w\" DROP COLUMN \"%w\"", table, columns.items[i]);

		if (!can_run(maker, sql))
			continue;
		maker->column_drop = sql;
		maker->column_table = table;
		maker->column_name =
			arena_printf(maker->arena, "%s.%s", table, columns.items[i]);
		return true;
	}
	return false;
}

/* To try it SQLite reads the whole schema: once for as long as it holds. */
static bool drop_column(
	struct maker *maker, uint32_t k, const char *table, uint32_t *attempts)
{
	uint64_t readers = digest_readers(maker);
	struct instar_fixture *fixture;

	if (!map_same(maker->column_table, table) || maker->column_readers != readers) {
		if (!find_column(maker, table, attempts))
			return false;
		maker->column_readers = readers;
	}
	fixture = add_named(
		maker, k, "without_column_", maker->column_name, "column %s is missing");
	fixture->more = maker_more(maker, maker->column_drop, NULL);
	fixture->outcome = INSTAR_FIXTURE_REFUSED;
	return true;
}

static void reshape(struct maker *maker, uint32_t k, const char *table)
{
	const char *drop = arena_printf(maker->arena, "DROP TABLE \"%w\"", table);
	const char *make = arena_printf(
		maker->arena, "CREATE TABLE \"%w\"(instar_other TEXT)", table);
	struct instar_fixture *fixture;

	fixture =
		add_named(maker, k, "other_shape_", table, "table %s has another shape");
	fixture->more = maker_more(maker, drop, make);
	fixture->outcome = INSTAR_FIXTURE_REFUSED;
}

/* Is the table's definition as a whole a claim, at any time? */
static bool is_claimed(const struct maker *maker, const char *table)
{
	for (uint32_t i = 0; i < maker->set->check_count; i++) {
		const struct instar_check *check = &maker->set->checks[i];

		if (check->kind == INSTAR_CHECK_DEFINITION &&
			!(check->flags & INSTAR_CHECK_MEMO) &&
			map_same(maker->set->text + check->name, table))
			return true;
	}
	return false;
}

static bool add_index(struct maker *maker, uint32_t k, const char *table)
{
	const char *column = scratch_text(
		maker->scratch, "SELECT name FROM pragma_table_info(%Q)", table);
	struct instar_fixture *fixture;
	const char *sql;

	if (!column)
		return false;
	sql = arena_printf(maker->arena,
		"CREATE INDEX instar_extra_index ON \"%w\"(\"%w\")", table, column);
	fixture = maker_add(maker, k, "extra_index", "somebody has added an index");
	fixture->more = maker_more(maker, sql, NULL);
	maker_judge(maker, fixture, k);
	return true;
}

static bool add_column(struct maker *maker, uint32_t k, const char *table)
{
	const char *sql = arena_printf(
		maker->arena, "ALTER TABLE \"%w\" ADD COLUMN instar_extra TEXT", table);
	struct instar_fixture *fixture;

	if (is_claimed(maker, table))
		return false;
	fixture = maker_add(maker, k, "extra_column", "somebody has added a column");
	fixture->more = maker_more(maker, sql, NULL);
	maker_judge(maker, fixture, k);
	return true;
}

static void add_table(struct maker *maker, uint32_t k)
{
	struct instar_fixture *fixture;

	if (!maker->extra_table.count)
		maker->extra_table = maker_more(maker,
			"CREATE TABLE instar_extra(id INTEGER PRIMARY KEY, note TEXT)",
			"INSERT INTO instar_extra VALUES(1, 'kept')");
	fixture = maker_add(maker, k, "extra_table", "somebody has added a table");
	fixture->more = maker->extra_table;
	maker_judge(maker, fixture, k);
}

/* Does the step that is due next write the table, as it is called now? */
static bool is_written_next(const struct maker *maker, uint32_t k, const char *table)
{
	const struct instar_step *step = &maker->set->steps[k];
	const char *name = maker->set->text + step->writes;

	for (uint32_t i = 0; i < step->write_count; i++) {
		if (map_same(name, table))
			return true;
		name += strlen(name) + 1;
	}
	return false;
}

static const char *trigger_on(struct maker *maker, const char *table)
{
	return arena_printf(maker->arena,
		"CREATE TRIGGER instar_extra_trigger AFTER DELETE ON \"%w\" BEGIN SELECT "
		"1;"
		" END",
		table);
}

static bool add_trigger(struct maker *maker, uint32_t k, const char *table)
{
	const char *sql = trigger_on(maker, table);
	struct instar_fixture *fixture;

	if (!is_at_rest(maker, &maker->past->any, table) || !can_run(maker, sql))
		return false;
	fixture = maker_add(maker, k, "extra_trigger", "somebody has added a trigger");
	fixture->more = maker_more(maker, sql, NULL);
	maker_judge(maker, fixture, k);
	return true;
}

/*
 * A trigger that nobody knows is the user's own, until a step writes its table. Only what
 * the next step writes is certain: later ones may find the table under another name.
 */
static bool add_unknown(struct maker *maker, uint32_t k, const char *table)
{
	const char *sql = trigger_on(maker, table);
	struct instar_fixture *fixture;

	if (k == maker->past->count || !is_written_next(maker, k, table) ||
		!can_run(maker, sql))
		return false;
	fixture = maker_add(maker, k, "unknown_trigger",
		"somebody has put a trigger on a table that the next step writes");
	fixture->more = maker_more(maker, sql, NULL);
	maker_judge(maker, fixture, k);
	if (fixture->resume == k + 1)
		fixture->outcome = INSTAR_FIXTURE_FOREIGN;
	else
		maker->fixture_count--; /* that step does not run */
	return true;
}

void damage_add(struct maker *maker, uint32_t k)
{
	const struct past *past = maker->past;
	struct names tables = scratch_texts(maker->scratch, table_names);
	bool dropped = false, reshaped = false, indexed = false, widened = false;
	bool triggered = false, unknown = false;
	uint32_t attempts = 0;

	add_table(maker, k);
	for (uint32_t i = 0; i < tables.count; i++) {
		const char *table = tables.items[i];
		bool at_rest = is_at_rest(maker, &past->schema, table);

		if (at_rest && !dropped)
			dropped = drop_column(maker, k, table, &attempts);
		if (at_rest && !reshaped)
			reshape(maker, k, table);
		reshaped |= at_rest;
		if (at_rest && !indexed)
			indexed = add_index(maker, k, table);
		if (!triggered)
			triggered = add_trigger(maker, k, table);
		if (!unknown)
			unknown = add_unknown(maker, k, table);
		if (!widened && is_at_rest(maker, &past->any, table))
			widened = add_column(maker, k, table);
	}
	if (maker->all || k == past->count)
		drop_objects(maker, k);
}

void damage_obstruct(struct maker *maker, uint32_t k)
{
	const struct past_step *next = &maker->past->steps[k + 1];
	struct instar_fixture *fixture;
	const char *sql;

	if (!next->table)
		return;
	sql = arena_printf(
		maker->arena, "CREATE TABLE \"%w\"(instar_other TEXT)", next->table);
	fixture = add_named(maker, k + 1, "in_the_way_", next->table,
		"another table %s is where the step wants to make one");
	fixture->more = maker_more(maker, sql, NULL);
	fixture->outcome = INSTAR_FIXTURE_REFUSED;
}

static bool counts(const struct instar_check *check)
{
	return check->death && !(check->flags & INSTAR_CHECK_MEMO);
}

/* Does a claim that is alive before the step say the same? */
static bool is_old_news(
	const instar_set *set, const struct instar_check *check, uint32_t position)
{
	for (uint32_t i = check->prior; i != INSTAR_NONE; i = set->checks[i].prior) {
		if (instar__check_alive(&set->checks[i], position))
			return true;
	}
	return false;
}

/* How many claims there are about the step, and how many hold. */
struct tally {
	bool before, after; /* all that is alive before the step, after it */
	uint32_t asked, there;
};

static struct tally count_claims(struct maker *maker, struct instar__sql *sql,
	const struct instar__schema *schema, uint32_t step)
{
	const instar_set *set = maker->set;
	struct tally tally = { .before = true, .after = true };

	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];
		bool before = instar__check_alive(check, step - 1);
		bool after = instar__check_alive(check, step), holds;

		if (!counts(check) || (!before && !after))
			continue;
		holds = instar__check_holds(sql, schema, set, check);
		tally.before &= !before || holds;
		tally.after &= !after || holds;
		if (check->birth != step || is_old_news(set, check, step - 1))
			continue;
		tally.asked++;
		tally.there += holds;
	}
	return tally;
}

enum damage_half damage_half_seen(struct maker *maker, uint32_t step)
{
	struct instar__schema schema;
	struct instar__sql sql;
	struct tally tally;

	instar__schema_init(&schema);
	instar__sql_init(&sql, maker->scratch->db);
	if (instar__schema_load(&schema, &sql))
		arena_exhausted();
	tally = count_claims(maker, &sql, &schema, step);
	instar__schema_free(&schema);
	if (tally.asked && tally.after)
		return DAMAGE_HALF_ALL;
	return !tally.there && tally.before ? DAMAGE_HALF_NONE : DAMAGE_HALF_PART;
}
