/*
 * states: the databases that the users of a set may have. See states.h.
 *
 * One scratch database goes through the history; at each step the states of it are
 * written down. A state with a savepoint around it is tried first: whether SQLite can
 * drop a column is SQLite's to say.
 */
#include "gen/states/states.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/prove/prove.h"
#include "gen/read/plan.h"
#include "gen/states/states_damage.h"
#include "gen/states/states_filled.h"
#include "gen/states/states_maker.h"
#include "gen/states/states_past.h"
#include "runtime/schema/check.h"

struct instar_fixture *maker_add(
	struct maker *maker, uint32_t step, const char *what, const char *state)
{
	struct instar_fixture fixture = { .step = step,
		.base = maker->at,
		.recorded = maker->at,
		.resume = maker->at + 1,
		.outcome = INSTAR_FIXTURE_CURRENT,
		.state = state };

	fixture.name = arena_printf(maker->arena, "%03u_%s", step, what);
	for (int i = 2; map_get(&maker->names, fixture.name) != MAP_NONE; i++)
		fixture.name = arena_printf(maker->arena, "%03u_%s_%d", step, what, i);
	map_put(&maker->names, fixture.name, maker->fixture_count);
	*arena_add(maker->arena, maker->fixtures, maker->fixture_count) = fixture;
	return &maker->fixtures[maker->fixture_count - 1];
}

struct instar_range maker_more(struct maker *maker, const char *first, const char *second)
{
	const char *texts[] = { first, second };
	struct instar_range range = { .first = maker->statement_count };

	for (int i = 0; i < 2 && texts[i]; i++) {
		*arena_add(maker->arena, maker->statements, maker->statement_count) =
			texts[i];
		range.count++;
	}
	return range;
}

bool maker_runs(struct maker *maker, struct instar_range range)
{
	for (uint32_t i = range.first; i < range.first + range.count; i++) {
		if (!scratch_run(maker->scratch, maker->statements[i]))
			return false;
	}
	return true;
}

static int64_t count_dangling(struct maker *maker)
{
	return scratch_int(
		maker->scratch, 0, "SELECT count(*) FROM pragma_foreign_key_check");
}

/* From here, do the steps run to the end in plain SQL? Leaves no trace. */
static bool goes_on(struct maker *maker, uint32_t resume)
{
	int64_t dangling = count_dangling(maker);
	bool runs = true;

	scratch_savepoint(maker->scratch, "trial");
	for (uint32_t i = resume; runs && i <= maker->past->count; i++) {
		const struct instar_fixture_step *step = &maker->steps[i - 1];

		runs = maker_runs(maker,
			(struct instar_range){ step->before, step->rows - step->before });
	}
	runs = runs && count_dangling(maker) <= dangling;
	scratch_undo(maker->scratch, "trial");
	return runs;
}

/* How many claims about rows are alive there; INSTAR_NONE when one does not hold now. */
static uint32_t count_rows_claims(struct maker *maker, uint32_t position)
{
	static const struct instar__schema none = { 0 };
	const instar_set *set = maker->set;
	struct instar__sql sql;
	uint32_t count = 0;

	instar__sql_init(&sql, maker->scratch->db);
	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];

		if (check->kind != INSTAR_CHECK_ROWS ||
			!instar__check_alive(check, position))
			continue;
		if (!instar__check_holds(&sql, &none, set, check))
			return INSTAR_NONE;
		count++;
	}
	return count;
}

/*
 * The position from which the runtime will go on: of those from `from` up that have the
 * schema of that signature, and whose claims about rows hold in the scratch database, the
 * one with the most of these claims, the lowest of equals. INSTAR_NONE: none fits.
 */
static uint32_t stands_at(struct maker *maker, uint64_t signature, uint32_t from)
{
	uint32_t best = INSTAR_NONE, most = 0;

	for (uint32_t q = from; q <= maker->past->count; q++) {
		uint32_t claims;

		if (maker->past->steps[q].signature != signature)
			continue;
		claims = count_rows_claims(maker, q);
		if (claims == INSTAR_NONE || (best != INSTAR_NONE && claims <= most))
			continue;
		best = q;
		most = claims;
	}
	return best;
}

void maker_resume(struct maker *maker, struct instar_fixture *fixture, uint32_t resume)
{
	fixture->resume = resume;
	if (!goes_on(maker, resume))
		fixture->outcome = INSTAR_FIXTURE_FAILS;
}

/* Steps up to `from` are recorded: how far does the schema say that it has come? */
void maker_judge(struct maker *maker, struct instar_fixture *fixture, uint32_t from)
{
	uint64_t signature = maker->past->steps[maker->at].signature;
	uint32_t at = stands_at(maker, signature, from);

	if (at == INSTAR_NONE)
		fixture->outcome = INSTAR_FIXTURE_REFUSED;
	else if (at != fixture->resume - 1 || maker->fragile)
		maker_resume(maker, fixture, at + 1);
}

static bool has_old_names(const struct maker *maker)
{
	for (uint32_t i = 0; i < maker->at; i++) {
		if (maker->set->steps[i].was_count)
			return true;
	}
	return false;
}

/* The step as a whole, in the log only. */
static void add_log(struct maker *maker, uint32_t k)
{
	const struct instar_fixture_step *step = &maker->steps[k];
	struct instar_fixture *fixture = maker_add(
		maker, k + 1, "wal", "the last step is in the write-ahead log only");

	fixture->flags |= INSTAR_FIXTURE_WAL;
	fixture->more = (struct instar_range){ step->before, step->end - step->before };
	fixture->recorded = k + 1;
	fixture->resume = k + 2;
	maker->log = maker->fixture_count - 1;
}

/* To the runtime it is no other than the clean one of that step. */
static void judge_log(struct maker *maker, struct instar_fixture clean)
{
	maker->fixtures[maker->log].resume = clean.resume;
	maker->fixtures[maker->log].outcome = clean.outcome;
}

/* The schema is right; how it is stored, opened and recorded is not the same. */
static void add_whole(struct maker *maker, uint32_t k)
{
	struct instar_fixture *fixture;

	fixture = maker_add(maker, k, "clean", "as its own release left it");
	maker_judge(maker, fixture, k);
	judge_log(maker, *fixture);
	fixture =
		maker_add(maker, k, "stamped", "the same, and its stamp is in the file");
	fixture->flags |= INSTAR_FIXTURE_STAMPED;
	if (k < maker->past->count) /* else the stamp is believed */
		maker_judge(maker, fixture, k);
	fixture = maker_add(maker, k, "utf16", "texts are stored as UTF-16");
	fixture->flags |= INSTAR_FIXTURE_UTF16;
	maker_judge(maker, fixture, k);
	fixture = maker_add(maker, k, "read_only", "the file cannot be written");
	fixture->flags |= INSTAR_FIXTURE_PROTECTED;
	maker_judge(maker, fixture, k);
	if (k < maker->past->count)
		fixture->outcome = INSTAR_FIXTURE_READONLY;
	if (!has_old_names(maker))
		return;
	fixture = maker_add(maker, k, "old_names", "recorded under the names of @was");
	fixture->flags |= INSTAR_FIXTURE_OLD_NAMES;
	maker_judge(maker, fixture, k);
}

static void add_tracking(struct maker *maker, uint32_t k)
{
	struct instar_fixture *fixture;
	uint32_t middle = (k + 1) / 2;

	fixture =
		maker_add(maker, k, "without_tracking", "the tracking table is missing");
	fixture->recorded = 0;
	maker_judge(maker, fixture, 0);
	fixture = maker_add(maker, k, "newer", "recorded by a newer program");
	fixture->flags |= INSTAR_FIXTURE_UNKNOWN;
	fixture->outcome = INSTAR_FIXTURE_NEWER;
	if (k < 2)
		return;
	fixture = maker_add(maker, k,
		arena_printf(maker->arena, "without_row_%03u", middle),
		"a tracking row in the middle is missing");
	fixture->forgotten = middle;
	maker_judge(maker, fixture, middle == k ? k - 1 : k);
	fixture = maker_add(
		maker, k, "without_last_row", "the last tracking row is missing");
	fixture->forgotten = k;
	maker_judge(maker, fixture, k - 1);
}

/* Recorded, and never run. */
static void add_lie(struct maker *maker, uint32_t k)
{
	struct instar_fixture *fixture = maker_add(
		maker, k + 1, "lying", "the last step is recorded, and never ran");

	fixture->recorded = k + 1;
	maker_judge(maker, fixture, k + 1);
}

/* What is there of a step may be another position, be all of it, a part, or nothing. */
static void judge_half(struct maker *maker, struct instar_fixture *fixture, uint32_t k)
{
	uint32_t at = stands_at(maker, past_signature(maker->scratch), k);
	enum damage_half seen = damage_half_seen(maker, k + 1);

	if (at != INSTAR_NONE)
		maker_resume(maker, fixture, at + 1);
	else if (seen == DAMAGE_HALF_PART)
		fixture->outcome = INSTAR_FIXTURE_REFUSED;
	else
		maker_resume(maker, fixture, seen == DAMAGE_HALF_ALL ? k + 2 : k + 1);
}

static void add_half(struct maker *maker, uint32_t k)
{
	const struct instar_fixture_step *step = &maker->steps[k];
	struct instar_range half = { step->first, (step->rows - step->first) / 2 };
	struct instar_fixture *fixture;

	if (!half.count)
		return;
	scratch_savepoint(maker->scratch, "half");
	if (maker_runs(maker, half)) {
		fixture = maker_add(
			maker, k + 1, "half", "the first half of the last step has run");
		fixture->more = half;
		judge_half(maker, fixture, k);
	}
	scratch_undo(maker->scratch, "half");
}

static bool has_table(const instar_set *set, const char *name)
{
	for (uint32_t i = 0; i < set->check_count; i++) {
		if (set->checks[i].kind == INSTAR_CHECK_TABLE &&
			map_same(set->text + set->checks[i].name, name))
			return true;
	}
	return false;
}

/* Can the tool tell the steps of this history apart? */
static bool fits(const struct maker *maker, const struct instar__fixture_tool *tool)
{
	const struct migration *steps = maker->plan->migrations;

	if (tool->table && has_table(maker->set, tool->table))
		return false;
	for (uint32_t i = 0; tool->by_number && i < maker->at; i++) {
		char number[INSTAR__NUMBER_SIZE];

		instar__tool_version_number(steps[i].id, number);
		if (!*number || steps[i].id[0] < '0' || steps[i].id[0] > '9' ||
			(i && steps[i].number == steps[i - 1].number) ||
			(!tool->table &&
				(!steps[i].number || steps[i].number > INT32_MAX)))
			return false;
	}
	return true;
}

static void add_tools(struct maker *maker, uint32_t k)
{
	const struct instar__fixture_tool *tool;

	for (uint32_t i = 0; (tool = instar__fixture_tool(i)) != NULL; i++) {
		struct instar_fixture *fixture;

		if (!fits(maker, tool))
			continue;
		fixture = maker_add(maker, k,
			arena_printf(maker->arena, "by_%s", tool->file),
			arena_printf(maker->arena, "%s keeps the records", tool->name));
		fixture->tool = tool->name;
		maker_judge(maker, fixture, tool->silent ? 0 : k);
	}
}

/* Before the first step: a new file, and one that has what base.sql makes. */
static void add_first(struct maker *maker)
{
	struct instar_fixture *fixture = maker_add(maker, 0, "empty", "nothing is there");

	fixture->recorded = 0;
	if (!maker->plan->base)
		return;
	fixture->flags |= INSTAR_FIXTURE_EMPTY;
	fixture = maker_add(maker, 0, "base", "what base.sql makes, and no records");
	maker_judge(maker, fixture, 0);
}

static void add_states(struct maker *maker, uint32_t k)
{
	if (k) {
		add_whole(maker, k);
		add_tracking(maker, k);
		damage_add(maker, k);
		filled_add(maker, k);
		if (k == maker->past->count || k == (maker->past->count + 1) / 2)
			add_tools(maker, k);
	} else {
		add_first(maker);
	}
	if (k == maker->past->count)
		return;
	add_lie(maker, k);
	add_log(maker, k);
	add_half(maker, k);
	damage_obstruct(maker, k);
}

static void open_scratch(struct maker *maker)
{
	maker->scratch = placeholders_open(maker->arena, maker->plan);
	scratch_double_quotes(maker->scratch, true);
	sqlite3_limit(maker->scratch->db, SQLITE_LIMIT_ATTACHED, 0);
}

static void append(struct maker *maker, const struct names *texts)
{
	for (uint32_t i = 0; i < texts->count; i++)
		maker_more(maker, texts->items[i], NULL);
}

/* Rows that cannot be made again from their text are left out. */
static void append_rows(struct maker *maker, const struct past_step *past)
{
	for (uint32_t i = 0; i < past->rows.count; i++) {
		if (scratch_run_text(maker->scratch, past->rows.items[i]))
			maker_more(maker, past->rows.items[i], NULL);
	}
}

/* The statements of a step, each tried once; NULL, or why one failed. */
static const char *list_step(struct maker *maker, const struct past_step *past,
	struct instar_fixture_step *step)
{
	const char *failed = NULL;

	step->before = maker->statement_count;
	append(maker, &past->before);
	step->first = maker->statement_count;
	append(maker, &past->made);
	step->rows = maker->statement_count;
	if (!maker_runs(maker,
		    (struct instar_range){ step->before, step->rows - step->before }))
		failed = maker->scratch->failure.message;
	maker->fragile |= count_dangling(maker) != 0;
	append_rows(maker, past);
	step->end = maker->statement_count;
	return failed;
}

/* Those of all steps, and what was there before the first. */
static bool list_steps(struct maker *maker)
{
	const char *failed;

	open_scratch(maker);
	maker->steps =
		arena_array(maker->arena, maker->past->count, sizeof(*maker->steps));
	failed = list_step(maker, &maker->past->steps[0], &maker->before);
	for (uint32_t k = 1; !failed && k <= maker->past->count; k++)
		failed = list_step(maker, &maker->past->steps[k], &maker->steps[k - 1]);
	scratch_close(maker->scratch);
	maker->past->problem = failed;
	return !failed;
}

/* A step that requires rows may stop a run that gets there. */
static void note_insisting(struct maker *maker)
{
	uint32_t last = maker->past->count;

	while (last && !maker->past->steps[last].insists)
		last--;
	for (uint32_t i = 0; i < maker->fixture_count; i++) {
		struct instar_fixture *fixture = &maker->fixtures[i];

		if (fixture->resume <= last)
			fixture->flags |= INSTAR_FIXTURE_REQUIRES;
	}
}

static void go_through(struct maker *maker)
{
	open_scratch(maker);
	for (uint32_t i = maker->before.first; i < maker->before.end; i++)
		scratch_run_text(maker->scratch, maker->statements[i]);
	for (uint32_t k = 0;; k++) {
		const struct instar_fixture_step *step = &maker->steps[k];

		maker->at = k;
		add_states(maker, k);
		if (k == maker->past->count)
			break;
		for (uint32_t i = step->before; i < step->end; i++)
			scratch_run_text(maker->scratch, maker->statements[i]);
	}
	scratch_close(maker->scratch);
	note_insisting(maker);
}

const instar_fixtures *states_make(struct arena *arena, const struct plan *plan,
	const struct proof *proof, const instar_set *set, bool all, const char **problem)
{
	struct instar__clock *clock = instar__clock_stop();
	struct maker maker = {
		.arena = arena, .plan = plan, .proof = proof, .set = set, .all = all
	};
	instar_fixtures *table = arena_alloc(arena, sizeof(*table));

	if (!clock)
		arena_exhausted();
	map_init(&maker.names, arena);
	maker.past = past_run(arena, plan, proof);
	if (!maker.past->problem && list_steps(&maker))
		go_through(&maker);
	instar__clock_free(clock);
	*problem = maker.past->problem;
	*table = (instar_fixtures){ .format = INSTAR_FIXTURES_FORMAT,
		.statement_count = maker.statement_count,
		.step_count = plan->count,
		.count = maker.fixture_count,
		.statements = maker.statements,
		.steps = maker.steps,
		.fixtures = maker.fixtures,
		.before = maker.before };
	return maker.past->problem ? NULL : table;
}
