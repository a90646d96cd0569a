/*
 * check_words: a claim, and why it does not hold, as an author would say it. See check.h.
 *
 * In: a check. Out: a sentence in the caller's buffer. Nothing is decided here.
 */
#include "runtime/schema/check.h"

#include <string.h>

#include "runtime/schema/claim.h"

/* "t.a -> p.x", or "t(a,b) -> p(x,y)" when there are several. */
static void foreign_key_words(const struct claim *claim, char *out, int size)
{
	const char *open = strchr(claim->detail, '(');
	size_t parent = open ? (size_t)(open - claim->detail) : strlen(claim->detail);
	size_t inner = open ? strlen(open + 1) : 0;

	if (open && inner && !strchr(claim->part, ','))
		sqlite3_snprintf(size, out, "foreign key %s.%s -> %.*s.%.*s", claim->name,
			claim->part, (int)parent, claim->detail, (int)inner - 1,
			open + 1);
	else
		sqlite3_snprintf(size, out, "foreign key %s(%s) -> %s", claim->name,
			claim->part, claim->detail);
}

static void index_words(const struct claim *claim, char *out, int size)
{
	if (*claim->part && *claim->detail)
		sqlite3_snprintf(size, out, "index %s on %s(%s)", claim->name,
			claim->part, claim->detail);
	else if (*claim->part)
		sqlite3_snprintf(size, out, "index %s on %s", claim->name, claim->part);
	else
		sqlite3_snprintf(size, out, "index %s", claim->name);
}

/* The claim without its "not". */
static void words(const struct claim *claim, char *out, int size)
{
	switch ((enum instar_check_kind)claim->check->kind) {
	case INSTAR_CHECK_TABLE:
		sqlite3_snprintf(size, out, "table %s", claim->name);
		break;
	case INSTAR_CHECK_COLUMN:
		sqlite3_snprintf(size, out, "column %s.%s%s%s", claim->name, claim->part,
			*claim->detail ? " " : "", claim->detail);
		break;
	case INSTAR_CHECK_INDEX:
		index_words(claim, out, size);
		break;
	case INSTAR_CHECK_VIEW:
		sqlite3_snprintf(size, out, "view %s", claim->name);
		break;
	case INSTAR_CHECK_TRIGGER:
		sqlite3_snprintf(size, out, "trigger %s%s%s", claim->name,
			*claim->part ? " on " : "", claim->part);
		break;
	case INSTAR_CHECK_FOREIGN_KEY:
		foreign_key_words(claim, out, size);
		break;
	case INSTAR_CHECK_ROWS:
		sqlite3_snprintf(size, out, "rows (%s)", claim->detail);
		break;
	case INSTAR_CHECK_BACKFILL:
		sqlite3_snprintf(size, out, "backfill %s", claim->name);
		break;
	case INSTAR_CHECK_DEFINITION:
		sqlite3_snprintf(
			size, out, "definition of %s %s", claim->detail, claim->name);
		break;
	}
}

void instar__check_words(
	const instar_set *set, const struct instar_check *check, char *out, size_t size)
{
	struct claim claim = instar__claim(NULL, NULL, set, check);
	size_t used = 0;

	if (!size)
		return;
	out[0] = '\0';
	if (check->flags & INSTAR_CHECK_NOT && size > sizeof("not ")) {
		memcpy(out, "not ", sizeof("not "));
		used = sizeof("not ") - 1;
	}
	words(&claim, out + used, (int)(size - used));
}

/* The type word, the name it has there, and whether it is there under another type. */
static bool why_missing(const struct claim *claim, char *out, int size)
{
	struct claim bare = *claim;

	if (instar__claim_object(claim))
		return false;
	bare.part = bare.detail = "";
	switch ((enum instar_check_kind)claim->check->kind) {
	case INSTAR_CHECK_ROWS:
		sqlite3_snprintf(size, out, "no row from: %s", claim->detail);
		break;
	case INSTAR_CHECK_BACKFILL:
		sqlite3_snprintf(
			size, out, "backfill %s has rows left to change", claim->name);
		break;
	case INSTAR_CHECK_COLUMN:
	case INSTAR_CHECK_FOREIGN_KEY:
		sqlite3_snprintf(size, out, "table %s is missing", claim->name);
		break;
	case INSTAR_CHECK_DEFINITION:
		sqlite3_snprintf(
			size, out, "%s %s is missing", claim->detail, claim->name);
		break;
	default:
		words(&bare, out, size);
		sqlite3_snprintf(
			size - (int)strlen(out), out + strlen(out), " is missing");
	}
	return true;
}

static void why_column(const struct claim *claim, char *out, int size)
{
	char type[256];

	if (!instar__claim_column(claim, type, sizeof(type)))
		sqlite3_snprintf(
			size, out, "column %s.%s is missing", claim->name, claim->part);
	else
		sqlite3_snprintf(size, out, "column %s.%s is %s, not %s", claim->name,
			claim->part, *type ? type : "without a type", claim->detail);
}

static void why_index(const struct claim *claim, char *out, int size)
{
	const struct instar__object *object = instar__claim_object(claim);

	if (*claim->part && sqlite3_stricmp(object->table, claim->part) != 0)
		sqlite3_snprintf(size, out, "index %s is on %s, not on %s", claim->name,
			object->table, claim->part);
	else if (*claim->detail && !instar__claim_index_columns(claim))
		sqlite3_snprintf(size, out, "index %s is not on %s(%s)", claim->name,
			object->table, claim->detail);
	else if (claim->check->flags & INSTAR_CHECK_UNIQUE &&
		 !instar__claim_unique(claim, object->table))
		sqlite3_snprintf(size, out, "index %s is not unique", claim->name);
	else
		sqlite3_snprintf(
			size, out, "index %s has another definition", claim->name);
}

static void why_trigger(const struct claim *claim, char *out, int size)
{
	const struct instar__object *object = instar__claim_object(claim);

	if (*claim->part && sqlite3_stricmp(object->table, claim->part) != 0)
		sqlite3_snprintf(size, out, "trigger %s is on %s, not on %s", claim->name,
			object->table, claim->part);
	else
		sqlite3_snprintf(
			size, out, "trigger %s has another definition", claim->name);
}

/* Why a claim that something is there does not hold, though its object is there. */
static void why_different(const struct claim *claim, char *out, int size)
{
	switch ((enum instar_check_kind)claim->check->kind) {
	case INSTAR_CHECK_COLUMN:
		why_column(claim, out, size);
		break;
	case INSTAR_CHECK_INDEX:
		why_index(claim, out, size);
		break;
	case INSTAR_CHECK_TRIGGER:
		why_trigger(claim, out, size);
		break;
	case INSTAR_CHECK_FOREIGN_KEY:
		words(claim, out, size);
		sqlite3_snprintf(
			size - (int)strlen(out), out + strlen(out), " is missing");
		break;
	case INSTAR_CHECK_DEFINITION:
		sqlite3_snprintf(size, out, "%s %s has another definition", claim->detail,
			claim->name);
		break;
	default:
		words(claim, out, size);
		sqlite3_snprintf(size - (int)strlen(out), out + strlen(out),
			" has another definition");
	}
}

void instar__check_why(struct instar__sql *sql, const struct instar__schema *schema,
	const instar_set *set, const struct instar_check *check, char *out, size_t size)
{
	struct claim claim = instar__claim(sql, schema, set, check);

	if (!size)
		return;
	out[0] = '\0';
	if (check->flags & INSTAR_CHECK_NOT) {
		words(&claim, out, (int)size);
		sqlite3_snprintf(
			(int)(size - strlen(out)), out + strlen(out), " is still there");
	} else if (!why_missing(&claim, out, (int)size)) {
		why_different(&claim, out, (int)size);
	}
}
