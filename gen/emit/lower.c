/*
 * lower: from what was proved to the table, in memory. See lower.h.
 *
 * Texts are laid out in the order in which steps first need them, so that a new step at
 * the end of a history only adds to the block.
 */
#include "gen/emit/lower.h"

#include <string.h>

#include "gen/backfill/backfill.h"
#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/base/text.h"
#include "gen/lint/acknowledged.h"
#include "gen/prove/prove.h"
#include "gen/read/directory.h"
#include "runtime/sqlite/token.h"

struct lowering {
	struct arena *arena;
	struct program *program;
	struct program_text *texts;
	struct map labels; /* every label in use */
	struct map names;  /* a shared name, exactly as written, to its text */
	struct instar_step *steps;
	struct instar_statement *statements;
	struct instar_check *checks;
	struct instar_backfill *backfills;
	const char *owner; /* id of the step in hand */
};

/* Longest part of a name that goes into a label. */
enum { LABEL = 40 };

static instar_text add(struct lowering *low, const char *label, const char *comment,
	const char *value, uint32_t size)
{
	struct program *program = low->program;
	struct program_text text = { .label = label,
		.comment = comment,
		.owner = low->owner,
		.value = value,
		.offset = program->set.text_size,
		.size = size + 1 };

	*arena_add(low->arena, low->texts, program->text_count) = text;
	program->set.text_size += text.size;
	map_put(&low->labels, label, text.offset);
	return text.offset;
}

/* A text of one step: "id_0002". None when there is no value. */
static instar_text add_own(
	struct lowering *low, const char *kind, uint32_t position, const char *value)
{
	if (!value || !*value)
		return 0;
	return add(low, arena_printf(low->arena, "%s_%04u", kind, position), NULL, value,
		(uint32_t)strlen(value));
}

/* A C identifier that looks like the name, and is not in use yet. */
static const char *label_of(struct lowering *low, const char *name)
{
	char word[LABEL + 1];
	const char *label;
	uint32_t size = 0;

	for (; name[size] && size < LABEL; size++) {
		char c = name[size];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			      (c >= '0' && c <= '9');

		word[size] = letter ? c : '_';
	}
	word[size] = '\0';
	label = arena_printf(low->arena, "n_%s", word);
	for (uint32_t i = 2; map_get(&low->labels, label) != MAP_NONE; i++)
		label = arena_printf(low->arena, "n_%s_%u", word, i);
	return label;
}

/* A name that many checks share. */
static instar_text add_shared(struct lowering *low, const char *name)
{
	uint32_t text;

	if (!name || !*name)
		return 0;
	text = map_get(&low->names, name);
	if (text == MAP_NONE) {
		text = add(low, label_of(low, name), NULL, name, (uint32_t)strlen(name));
		map_put(&low->names, name, text);
	}
	return text;
}

static uint32_t line_of(const struct script *script, const struct statement *statement)
{
	uint32_t line, column;

	source_position(script->source, statement->span.start, &line, &column);
	return line;
}

/* The number of a function of the host, from 1. */
static uint32_t add_call(struct lowering *low, const char *name)
{
	struct program *program = low->program;

	for (uint32_t i = 0; i < program->set.call_count; i++) {
		if (strcmp(program->calls[i], name) == 0)
			return i + 1;
	}
	*arena_add(low->arena, program->calls, program->set.call_count) = name;
	return program->set.call_count;
}

static struct instar_range add_statements(struct lowering *low, const char *kind,
	uint32_t position, const struct script *script, const struct statement *list,
	uint32_t count, const uint32_t *guards)
{
	instar_set *set = &low->program->set;
	struct instar_range range = { .first = set->statement_count };

	for (uint32_t i = 0; i < count; i++) {
		struct instar_statement *statement =
			&low->statements[set->statement_count];
		uint32_t line;

		if (list[i].dropped && list[i].kind != STATEMENT_CALL)
			continue;
		line = line_of(script, &list[i]);
		range.count++;
		statement->line = line;
		statement->guard = guards ? guards[i] : INSTAR_NONE;
		if (list[i].kind == STATEMENT_CALL)
			statement->call = add_call(low, list[i].name);
		statement->sql = add(low,
			arena_printf(
				low->arena, "%s_%04u_%u", kind, position, range.count),
			arena_printf(low->arena, "%s:%u", script->source->name, line),
			list[i].sql, (uint32_t)strlen(list[i].sql));
		set->statement_count++;
	}
	return range;
}

static void add_check(struct lowering *low, const struct fact *fact)
{
	instar_set *set = &low->program->set;
	struct instar_check *check = &low->checks[set->check_count++];

	check->digest = fact->digest;
	check->kind = fact->kind;
	check->flags = fact->flags;
	check->name = add_shared(low, fact->name);
	check->part = add_shared(low, fact->part);
	check->detail = add_shared(low, fact->detail);
	check->birth = fact->birth;
	check->death = fact->death;
	check->prior = fact->prior;
}

/* Words, each with its NUL, as one text. */
static instar_text add_names(
	struct lowering *low, const char *label, const struct names *names)
{
	struct text joined;

	text_init(&joined, low->arena);
	for (uint32_t i = 0; i < names->count; i++)
		text_bytes(&joined, names->items[i], strlen(names->items[i]) + 1);
	return names->count
		       ? add(low, label, NULL, joined.bytes, (uint32_t)joined.size - 1)
		       : 0;
}

static uint32_t flags_of(const struct migration *migration, const char *breaking)
{
	return (migration->destructive ? INSTAR_STEP_DESTRUCTIVE : 0u) |
	       (migration->irreversible ? INSTAR_STEP_IRREVERSIBLE : 0u) |
	       (migration->enforced ? INSTAR_STEP_FOREIGN_KEYS : 0u) |
	       (migration->bare ? INSTAR_STEP_NO_TRANSACTION : 0u) |
	       (migration->down_script && migration->down_script != migration->up
			       ? INSTAR_STEP_DOWN_IN_OTHER_FILE
			       : 0u) |
	       (breaking ? INSTAR_STEP_BREAKING : 0u);
}

static void add_texts(
	struct lowering *low, struct instar_step *step, const struct migration *migration)
{
	uint32_t position = migration->position;

	step->id = add_own(low, "id", position, migration->id);
	step->description = add_own(low, "about", position, migration->description);
	step->file = add_own(low, "file", position, migration->up->source->name);
	if (migration->down_script && migration->down_script != migration->up)
		step->down_file = add_own(
			low, "down_file", position, migration->down_script->source->name);
	step->release = add_own(low, "release", position, migration->release);
	step->token_hash = add_own(low, "hash", position, migration->token_hash);
	step->reason = add_own(low, "reason", position,
		migration->destructive ? migration->destructive
				       : migration->irreversible);
	if (migration->destructive)
		step->irreversible =
			add_own(low, "one_way", position, migration->irreversible);
	else
		step->irreversible = step->reason;
	step->was = add_names(
		low, arena_printf(low->arena, "was_%04u", position), &migration->was);
	step->was_count = migration->was.count;
}

/* A list in which `each` names belong together: how often. */
static uint32_t add_groups(struct lowering *low, const char *kind, uint32_t position,
	const struct names *names, uint32_t each, instar_text *text)
{
	*text = add_names(
		low, arena_printf(low->arena, "%s_%04u", kind, position), names);
	return names->count / each;
}

static void add_step(struct lowering *low, const struct proof *proof, uint32_t i)
{
	const struct proof_step *proved = &proof->steps[i];
	const struct migration *migration = proved->migration;
	const struct script *up = migration->up;
	struct instar_step *step = &low->steps[i];

	low->owner = migration->id;
	add_texts(low, step, migration);
	step->write_count = add_groups(
		low, "writes", migration->position, &proved->writes, 1, &step->writes);
	step->stake_count = add_groups(
		low, "stakes", migration->position, &proved->stakes, 2, &step->stakes);
	step->rename_count = add_groups(
		low, "renames", migration->position, &proved->renames, 3, &step->renames);
	step->flags = flags_of(migration, proved->breaking);
	step->requires = proved->requires;
	step->checks = proved->facts;
	for (uint32_t j = 0; j < proved->requires.count + proved->facts.count; j++)
		add_check(low, &proof->facts[low->program->set.check_count]);
	if (i < proof->baseline.retired)
		return;
	step->up = add_statements(
		low, "up", migration->position, up, up->up, up->up_count, proved->guards);
	step->down = add_statements(low, "down", migration->position,
		migration->down_script, migration->down, migration->down_count, NULL);
	step->down_write_count = add_groups(low, "down_writes", migration->position,
		&proved->down_writes, 1, &step->down_writes);
	add_groups(low, "down_seeds", migration->position, &proved->down_seeds, 1,
		&step->down_seeds);
	step->down_stake_count = add_groups(low, "down_stakes", migration->position,
		&proved->down_stakes, 2, &step->down_stakes);
}

static struct instar_range add_baseline(
	struct lowering *low, const struct baseline *baseline)
{
	instar_set *set = &low->program->set;
	struct instar_range range = { .first = set->statement_count };

	for (uint32_t i = 0; i < baseline->count; i++) {
		struct instar_statement *statement =
			&low->statements[set->statement_count++];

		statement->guard = INSTAR_NONE;
		statement->sql = add(low, arena_printf(low->arena, "baseline_%u", i + 1),
			NULL, baseline->statements[i],
			(uint32_t)strlen(baseline->statements[i]));
		range.count++;
	}
	return range;
}

/* What was there before the first step: its claims, and what makes it anew. */
static void add_base(struct lowering *low, const struct proof *proof)
{
	const struct proof_step *proved = &proof->base;
	instar_set *set = &low->program->set;

	if (proved->migration)
		low->owner = proved->migration->id;
	for (uint32_t i = 0; i < proved->facts.count; i++)
		add_check(low, &proof->facts[set->check_count]);
	if (proof->baseline.retired || !proved->facts.count)
		set->baseline = add_baseline(low, &proof->baseline);
	else
		set->baseline = add_statements(low, "base", 0, proved->migration->up,
			proved->migration->up->up, proved->migration->up->up_count, NULL);
	low->owner = NULL;
}

static instar_text add_backfill_text(
	struct lowering *low, const char *part, uint32_t number, const char *value)
{
	if (!value)
		return 0;
	return add(low, arena_printf(low->arena, "backfill_%u_%s", number, part), NULL,
		value, (uint32_t)strlen(value));
}

static struct instar_range add_batch(struct lowering *low,
	const struct backfill *backfill, const char *part, const char *const *list,
	uint32_t number)
{
	instar_set *set = &low->program->set;
	struct instar_range range = { .first = set->statement_count };

	for (uint32_t i = 0; list && i < backfill->statement_count; i++) {
		struct instar_statement *statement =
			&low->statements[set->statement_count++];
		const char *name = arena_printf(low->arena, "%s_%u", part, i + 1);

		statement->line = backfill->line;
		statement->guard = INSTAR_NONE;
		statement->sql = add_backfill_text(low, name, number, list[i]);
		range.count++;
	}
	return range;
}

/* What is named in its section; in a file of its own, above the first section too. */
static struct names stakes_of(struct arena *arena, const struct backfill *backfill)
{
	const struct script *script = backfill->script;
	struct span within = { backfill->section->annotation->span.start, UINT32_MAX };
	bool first = script != backfill->migration->up;

	for (uint32_t i = 0; i < script->section_count; i++) {
		uint32_t start = script->sections[i].annotation->span.start;

		first &= start >= within.start;
		if (start > within.start && start < within.end)
			within.end = start;
	}
	if (first)
		within.start = 0;
	return acknowledged_stakes(arena, script->destructive, within, false);
}

static bool deletes(const struct section *section)
{
	for (uint32_t i = 0; i < section->count; i++) {
		if (section->statements[i].kind == STATEMENT_DELETE)
			return true;
	}
	return false;
}

static uint32_t backfill_flags(const struct backfill *backfill, bool named)
{
	int priority = backfill->section->annotation->priority;

	return (backfill->index ? INSTAR_BACKFILL_INDEX : 0u) |
	       (backfill->unique ? INSTAR_BACKFILL_UNIQUE : 0u) |
	       (named || deletes(backfill->section) ? INSTAR_BACKFILL_TAKES : 0u) |
	       (priority > 0	      ? INSTAR_BACKFILL_HIGH
		       : priority < 0 ? INSTAR_BACKFILL_LOW
				      : 0u);
}

static void add_backfill(
	struct lowering *low, const struct backfill *backfill, uint32_t number)
{
	struct instar_backfill *item = &low->backfills[number - 1];
	uint32_t step = backfill->migration->position;
	struct names stakes = stakes_of(low->arena, backfill);

	low->owner = backfill->migration->id;
	item->digest = backfill->digest;
	item->key = add_shared(low, backfill->key);
	item->table = add_shared(low, backfill->table);
	item->file = add_shared(low, backfill->script->source->name);
	item->token_hash = add_backfill_text(low, "hash", number, backfill->token_hash);
	item->line = backfill->line;
	item->step = step;
	item->batch = backfill->section->annotation->batch;
	item->flags = backfill_flags(backfill, stakes.count);
	item->after = backfill->after == UINT32_MAX ? INSTAR_NONE : backfill->after;
	item->ends = backfill->ends;
	item->writes =
		add_names(low, arena_printf(low->arena, "backfill_%u_writes", number),
			&backfill->writes);
	item->write_count = backfill->writes.count;
	item->stakes = add_names(
		low, arena_printf(low->arena, "backfill_%u_stakes", number), &stakes);
	item->stake_count = stakes.count / 2;
	item->key_columns = backfill->key_count;
	item->bound_first =
		add_backfill_text(low, "bound_first", number, backfill->bound_first);
	item->bound_next =
		add_backfill_text(low, "bound_next", number, backfill->bound_next);
	item->left_first =
		add_backfill_text(low, "left_first", number, backfill->left_first);
	item->left_next =
		add_backfill_text(low, "left_next", number, backfill->left_next);
	item->row = add_backfill_text(low, "row", number, backfill->row);
	item->first = add_batch(low, backfill, "first", backfill->first, number);
	item->next = add_batch(low, backfill, "next", backfill->next, number);
}

static void join_texts(struct lowering *low)
{
	struct program *program = low->program;
	char *block = arena_alloc(low->arena, program->set.text_size);

	for (uint32_t i = 0; i < program->text_count; i++)
		memcpy(block + low->texts[i].offset, low->texts[i].value,
			low->texts[i].size);
	program->set.text = block;
	program->texts = low->texts;
}

static uint64_t mix(uint64_t digest, uint64_t value)
{
	return (digest ^ value) * 0x100000001b3u + (value >> 7);
}

/* What the stamp has to cover: which steps there are, and every claim. Not the lines. */
static uint64_t digest_of(const instar_set *set)
{
	uint64_t digest = instar__token_digest(
		set->text + set->name, strlen(set->text + set->name));

	digest = mix(digest, set->format);
	for (uint32_t i = 0; !set->retired && i < set->baseline.count; i++) {
		const struct instar_statement *statement =
			&set->statements[set->baseline.first + i];
		const char *sql = set->text + statement->sql;

		digest = mix(digest, instar__token_digest(sql, strlen(sql)));
	}
	for (uint32_t i = 0; i < set->step_count; i++) {
		const char *hash = set->text + set->steps[i].token_hash;
		const char *id = set->text + set->steps[i].id;

		digest = mix(digest, instar__token_digest(hash, strlen(hash)));
		digest = mix(digest, instar__token_digest(id, strlen(id)));
	}
	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];
		const instar_text texts[] = { check->name, check->part, check->detail };

		digest = mix(digest, check->digest);
		digest = mix(digest, check->kind | (uint64_t)check->flags << 8);
		digest = mix(digest, check->birth | (uint64_t)check->death << 32);
		for (size_t j = 0; j < sizeof(texts) / sizeof(*texts); j++)
			digest = mix(digest, instar__token_digest(set->text + texts[j],
						     strlen(set->text + texts[j])));
	}
	return digest;
}

static uint32_t count_statements(const struct proof *proof)
{
	const struct plan *plan = proof->plan;
	uint32_t count =
		proof->baseline.count + (plan->base ? plan->base->up->up_count : 0);

	for (uint32_t i = 0; i < proof->backfill_count; i++)
		count += 2 * proof->backfills[i].statement_count;
	for (uint32_t i = 0; i < plan->count; i++)
		count +=
			plan->migrations[i].up->up_count + plan->migrations[i].down_count;
	return count;
}

struct program *lower_program(
	struct arena *arena, const struct proof *proof, const char *name)
{
	struct program *program = arena_alloc(arena, sizeof(*program));
	instar_set *set = &program->set;
	struct lowering low = { .arena = arena, .program = program };

	map_init(&low.labels, arena);
	map_init(&low.names, arena);
	low.names.exact = true;
	low.steps = arena_array(arena, proof->plan->count, sizeof(*low.steps));
	low.statements =
		arena_array(arena, count_statements(proof), sizeof(*low.statements));
	low.checks = arena_array(arena, proof->fact_count, sizeof(*low.checks));
	low.backfills = arena_array(arena, proof->backfill_count, sizeof(*low.backfills));
	add(&low, "none", NULL, "", 0);
	set->name = add(&low, "set_name", NULL, name, (uint32_t)strlen(name));
	set->needs = add_names(&low, "needs", &proof->needs);
	set->need_count = proof->needs.count;
	set->retired = proof->baseline.retired;
	add_base(&low, proof);
	for (uint32_t i = 0; i < proof->plan->count; i++)
		add_step(&low, proof, i);
	for (uint32_t i = 0; i < proof->backfill_count; i++)
		add_backfill(&low, &proof->backfills[i], i + 1);
	join_texts(&low);
	set->format = INSTAR_SET_FORMAT;
	set->sqlite_version = proof->sqlite_version;
	set->step_count = proof->plan->count;
	set->steps = low.steps;
	set->statements = low.statements;
	set->checks = low.checks;
	set->backfill_count = proof->backfill_count;
	set->backfills = low.backfills;
	set->digest = digest_of(set);
	program->directory = proof->plan->directory->label;
	return program;
}
