/*
 * down_text: the down migration of a step as one text. See down_text.h.
 *
 * The first line is a comment, "-- instar 1 0123456789abcdef": the digest covers the set,
 * the step and every byte of the statements, so that a text that was cut, edited or moved
 * to another row is found out.
 */
#include "runtime/records/down_text.h"

#include <string.h>

#include "runtime/records/pending_backfills.h"
#include "runtime/sqlite/token.h"

static const char head[] = "-- instar 1 ";

enum { HEAD = sizeof(head) - 1, DIGITS = 16 };

static void write_digest(
	const instar *h, const char *id, const char *statements, char *digits)
{
	const char *parts[] = { instar__text(h, h->set->name), id, statements };
	uint64_t digest = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		digest = (digest << 1 | digest >> 63) ^
			 instar__text_digest(parts[i], strlen(parts[i]));
	sqlite3_snprintf(DIGITS + 1, digits, "%016llx", (unsigned long long)digest);
}

/* Deferred ones, which may be there: the down migration was proved without them. */
static void drop_indexes(const instar *h, uint32_t step, sqlite3_str *out)
{
	for (uint32_t i = 0; i < h->set->backfill_count; i++) {
		const struct instar_backfill *item = &h->set->backfills[i];

		if (item->step == step + 1 && item->flags & INSTAR_BACKFILL_INDEX)
			sqlite3_str_appendf(out, "DROP INDEX IF EXISTS \"%w\";\n",
				instar__text(h, item->key));
	}
}

char *instar__down_text_text(instar *h, uint32_t step)
{
	const struct instar_step *from = &h->set->steps[step];
	uint32_t end = from->down.first + from->down.count;
	char digits[DIGITS + 1];
	sqlite3_str *out;
	char *text;

	if (!h->options.carry_down || h->sql.code ||
		(!from->down.count && !instar__pending_is_all(h, step)) ||
		from->flags & INSTAR_STEP_IRREVERSIBLE)
		return NULL;
	out = sqlite3_str_new(h->db);
	sqlite3_str_appendf(out, "%s%016d\n", head, 0);
	drop_indexes(h, step, out);
	for (uint32_t i = from->down.first; i < end; i++)
		sqlite3_str_appendf(
			out, "%s;\n", instar__text(h, h->set->statements[i].sql));
	text = instar__sql_str(&h->sql, out);
	if (!text)
		return NULL;
	write_digest(h, instar__text(h, from->id), text + HEAD + DIGITS + 1, digits);
	memcpy(text + HEAD, digits, DIGITS);
	return text;
}

const char *instar__down_text_statements(
	const instar *h, const char *id, const char *text)
{
	const char *statements = text + HEAD + DIGITS + 1;
	char digits[DIGITS + 1];

	if (strlen(text) < HEAD + DIGITS + 1 || memcmp(text, head, HEAD) != 0 ||
		statements[-1] != '\n')
		return NULL;
	write_digest(h, id, statements, digits);
	return memcmp(text + HEAD, digits, DIGITS) == 0 ? statements : NULL;
}
