/*
 * inventory: what each migration does to the schema.
 *
 * In: a proof and the program made of it. Out: text for people, or JSON. It reads the
 * checks that were proved and never the SQL.
 */
#include "gen/emit/inventory.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/emit/lower.h"
#include "gen/lint/destructive_names.h"
#include "gen/prove/prove.h"
#include "gen/read/directory.h"
#include "gen/read/plan.h"
#include "runtime/schema/check.h"

struct inventory {
	struct text out;
	const struct proof *proof;
	const instar_set *set;
};

static const char *at(const struct inventory *in, instar_text position)
{
	return in->set->text + position;
}

static bool is_memo(const struct instar_check *check)
{
	return check->flags & INSTAR_CHECK_MEMO;
}

/* The claim as something that is made: "not" is left to the list it is in. */
static const char *words(const struct inventory *in, const struct instar_check *check,
	char *out, size_t size)
{
	struct instar_check bare = *check;
	bare.flags &= ~(uint32_t)INSTAR_CHECK_NOT;
	instar__check_words(in->set, &bare, out, size);
	return out;
}

static uint32_t guarded(const struct inventory *in, const struct instar_step *step)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < step->up.count; i++)
		count += in->set->statements[step->up.first + i].guard != INSTAR_NONE;
	return count;
}

/* "makes" or "ends", and everything that this step makes or ends. */
static void list_text(struct inventory *in, const struct instar_step *step, bool ends)
{
	char claim[300];
	for (uint32_t i = 0; i < step->checks.count; i++) {
		const struct instar_check *check =
			&in->set->checks[step->checks.first + i];
		if (is_memo(check) || ends != !!(check->flags & INSTAR_CHECK_NOT))
			continue;
		text_format(&in->out, "  %s %s\n", ends ? "ends " : "makes",
			words(in, check, claim, sizeof(claim)));
	}
}

static void names_text(struct inventory *in, const char *title, const struct names *names)
{
	if (!names->count)
		return;
	text_format(&in->out, "  %s", title);
	for (uint32_t i = 0; i < names->count; i++)
		text_format(&in->out, "%s %s", i ? "," : "", names->items[i]);
	text_byte(&in->out, '\n');
}

/* What users are asked about, as @destructive names it. */
static struct names takes_of(struct inventory *in, const struct proof_step *proved)
{
	struct arena *arena = in->out.arena;
	struct names takes = { 0 };
	for (uint32_t i = 0; i < proved->stakes.count; i += 2) {
		const char *column = proved->stakes.items[i + 1];
		*arena_add(arena, takes.items, takes.count) = destructive_names_words(
			arena, proved->stakes.items[i], *column ? column : NULL);
	}
	return takes;
}

static void step_text(struct inventory *in, const struct instar_step *step,
	const struct proof_step *proved)
{
	const struct migration *migration = proved->migration;
	struct names takes = takes_of(in, proved);

	text_format(&in->out, "%s", at(in, step->id));
	if (step->release)
		text_format(&in->out, "  (release %s)", at(in, step->release));
	text_byte(&in->out, '\n');
	names_text(in, "was  ", &migration->was);
	list_text(in, step, false);
	list_text(in, step, true);
	names_text(in, "takes", &takes);
	text_format(&in->out,
		"  %u statement%s, %u guarded; down migration: ", step->up.count,
		step->up.count == 1 ? "" : "s", guarded(in, step));
	if (step->down.count)
		text_format(&in->out, "%u statement%s", step->down.count,
			step->down.count == 1 ? "" : "s");
	else
		text_add(&in->out, "none");
	if (migration->enforced)
		text_add(&in->out, "; foreign keys on");
	if (migration->bare)
		text_add(&in->out, "; outside a transaction");
	if (proved->breaking)
		text_format(&in->out, "; breaks older programs: %s", proved->breaking);
	if (migration->destructive)
		text_format(&in->out, "; destructive: %s", migration->destructive);
	if (migration->irreversible)
		text_format(&in->out, "; irreversible: %s", migration->irreversible);
	text_byte(&in->out, '\n');
}

/* What was there before the first step, as one that has checks only. */
static struct instar_step base_of(const struct inventory *in)
{
	return (struct instar_step){ .checks = in->proof->base.facts,
		.up = in->set->baseline };
}

static void base_text(struct inventory *in)
{
	struct instar_step base = base_of(in);

	if (!in->proof->base.migration)
		return;
	text_add(&in->out, "base.sql  (before the first step)\n");
	list_text(in, &base, false);
	list_text(in, &base, true);
	text_format(&in->out, "  %u statement%s\n", base.up.count,
		base.up.count == 1 ? "" : "s");
}

void inventory_text(struct arena *arena, FILE *file, const struct proof *proof,
	const struct program *program)
{
	const struct plan *plan = proof->plan;
	struct inventory in = { .proof = proof, .set = &program->set };
	text_init(&in.out, arena);
	base_text(&in);
	for (uint32_t i = 0; i < plan->count; i++)
		step_text(&in, &in.set->steps[i], &in.proof->steps[i]);
	names_text(&in, "archived:", &plan->directory->archived);
	fwrite(in.out.bytes, 1, in.out.size, file);
}

static void member(struct inventory *in, const char *name, const char *value)
{
	text_format(&in->out, ", \"%s\": ", name);
	text_json(&in->out, value);
}

static void list_json(struct inventory *in, const struct instar_step *step, bool ends)
{
	char claim[300];
	const char *comma = "";
	text_format(&in->out, ",\n   \"%s\": [", ends ? "ends" : "makes");
	for (uint32_t i = 0; i < step->checks.count; i++) {
		const struct instar_check *check =
			&in->set->checks[step->checks.first + i];
		if (is_memo(check) || ends != !!(check->flags & INSTAR_CHECK_NOT))
			continue;
		text_format(&in->out, "%s\n    ", comma);
		text_json(&in->out, words(in, check, claim, sizeof(claim)));
		comma = ",";
	}
	text_byte(&in->out, ']');
}

static void names_json(struct inventory *in, const char *name, const struct names *names)
{
	text_format(&in->out, "\"%s\": [", name);
	for (uint32_t i = 0; i < names->count; i++) {
		text_add(&in->out, i ? ", " : "");
		text_json(&in->out, names->items[i]);
	}
	text_byte(&in->out, ']');
}

static void step_json(struct inventory *in, const struct instar_step *step,
	const struct proof_step *proved)
{
	const struct migration *migration = proved->migration;
	struct names takes = takes_of(in, proved);

	text_format(&in->out, "  {\"position\": %u", migration->position);
	member(in, "id", migration->id);
	member(in, "description", migration->description);
	member(in, "file", at(in, step->file));
	member(in, "version", migration->version);
	member(in, "release", migration->release);
	member(in, "destructive", migration->destructive);
	member(in, "irreversible", migration->irreversible);
	member(in, "breaking", proved->breaking);
	text_add(&in->out, ",\n   ");
	names_json(in, "was", &migration->was);
	text_add(&in->out, ", ");
	names_json(in, "takes", &takes);
	text_format(&in->out, ", \"statements\": %u, \"guarded\": %u, \"down\": %u",
		step->up.count, guarded(in, step), step->down.count);
	if (migration->enforced)
		text_add(&in->out, ", \"foreign_keys\": true");
	if (migration->bare)
		text_add(&in->out, ", \"transaction\": false");
	list_json(in, step, false);
	list_json(in, step, true);
	text_byte(&in->out, '}');
}

static void base_json(struct inventory *in)
{
	struct instar_step base = base_of(in);

	if (!in->proof->base.migration)
		return;
	text_format(&in->out, ",\n \"base\": {\"file\": \"base.sql\", \"statements\": %u",
		base.up.count);
	list_json(in, &base, false);
	text_byte(&in->out, '}');
}

void inventory_json(struct arena *arena, FILE *file, const struct proof *proof,
	const struct program *program)
{
	const struct plan *plan = proof->plan;
	struct inventory in = { .proof = proof, .set = &program->set };
	text_init(&in.out, arena);
	text_add(&in.out, "{\"set\": ");
	text_json(&in.out, at(&in, in.set->name));
	base_json(&in);
	text_add(&in.out, ",\n \"migrations\": [");
	for (uint32_t i = 0; i < plan->count; i++) {
		text_add(&in.out, i ? ",\n" : "\n");
		step_json(&in, &in.set->steps[i], &in.proof->steps[i]);
	}
	text_add(&in.out, "],\n ");
	names_json(&in, "archived", &plan->directory->archived);
	text_add(&in.out, "}\n");
	fwrite(in.out.bytes, 1, in.out.size, file);
}
