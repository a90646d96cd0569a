/*
 * probe: the runtime's own check, asked at build time. See probe.h.
 */
#include "gen/oracle/probe.h"

#include <string.h>

#include "gen/base/arena.h"
#include "runtime/schema/check.h"

/* A set of one check, with nothing but the texts that it needs. */
struct single {
	instar_set set;
	struct instar_check check;
};

static instar_text place(char *text, uint32_t *size, const char *value)
{
	instar_text at = *size;

	if (!value)
		return 0;
	memcpy(text + at, value, strlen(value) + 1);
	*size += (uint32_t)strlen(value) + 1;
	return at;
}

static size_t length(const char *value)
{
	return value ? strlen(value) + 1 : 0;
}

static struct single *single_of(struct arena *arena, const struct fact *fact)
{
	struct single *single = arena_alloc(arena, sizeof(*single));
	char *text = arena_alloc(arena,
		1 + length(fact->name) + length(fact->part) + length(fact->detail));
	uint32_t size = 1; /* position 0 is the empty string */

	single->check = (struct instar_check){ .digest = fact->digest,
		.kind = fact->kind,
		.flags = fact->flags,
		.name = place(text, &size, fact->name),
		.part = place(text, &size, fact->part),
		.detail = place(text, &size, fact->detail),
		.death = INSTAR_NONE,
		.prior = INSTAR_NONE };
	single->set = (instar_set){ .format = INSTAR_SET_FORMAT,
		.text = text,
		.text_size = size,
		.checks = &single->check,
		.check_count = 1 };
	return single;
}

bool probe_holds(
	struct scratch *scratch, const struct snapshot *snapshot, const struct fact *fact)
{
	struct single *single = single_of(scratch->arena, fact);
	struct instar__sql sql;
	bool holds;

	instar__sql_init(&sql, scratch->db);
	holds = instar__check_holds(
		&sql, &snapshot->schema, &single->set, &single->check);
	if (sql.code == INSTAR_E_NOMEM)
		arena_exhausted();
	return holds;
}

/* Room for one claim or one reason in words. */
enum { WORDS = 400 };

const char *probe_why(
	struct scratch *scratch, const struct snapshot *snapshot, const struct fact *fact)
{
	struct single *single = single_of(scratch->arena, fact);
	char *words = arena_alloc(scratch->arena, WORDS);
	struct instar__sql sql;

	instar__sql_init(&sql, scratch->db);
	instar__check_why(
		&sql, &snapshot->schema, &single->set, &single->check, words, WORDS);
	return words;
}

const char *probe_words(struct arena *arena, const struct fact *fact)
{
	struct single *single = single_of(arena, fact);
	char *words = arena_alloc(arena, WORDS);

	instar__check_words(&single->set, &single->check, words, WORDS);
	return words;
}
