/*
 * transactions: BEGIN, COMMIT and their kin in a step. See statement_rules.h.
 *
 * instar's own transaction is around each step. A pair around the whole file is left out
 * of it, and of a released file whatever there is: its tool has run it. Of others it
 * is an error, and left out all the same, so that the steps behind are judged. What a
 * ROLLBACK undid has no effect, and is left out with it.
 */
#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/statement_rules.h"
#include "gen/sql/script_words.h"

static bool is_transaction(const struct statement *statement)
{
	return statement->kind >= STATEMENT_BEGIN && statement->kind <= STATEMENT_RELEASE;
}

/* What begins or ends a transaction at either end of a file, pragmas aside. */
struct wrapper {
	struct statement *items[4];
	uint32_t head, count; /* of these so many at the beginning */
	bool inside;	      /* there is one between other statements, or too many */
};

static struct wrapper wrapper_of(const struct judged *list)
{
	struct wrapper wrapper = { .count = 0 };
	bool body = false, tail = false;

	for (uint32_t i = 0; i < list->count; i++) {
		struct statement *statement = &list->statements[i];

		if (statement->kind == STATEMENT_PRAGMA)
			continue;
		if (!is_transaction(statement)) {
			wrapper.inside |= tail;
			body = true;
			continue;
		}
		tail = body;
		wrapper.head += !body;
		wrapper.inside |= wrapper.count == 4;
		if (wrapper.count < 4)
			wrapper.items[wrapper.count++] = statement;
	}
	return wrapper;
}

/* Do BEGIN and COMMIT alternate, whichever is first? */
static bool alternates(const struct wrapper *wrapper, bool leaves)
{
	for (uint32_t i = 0; i < wrapper->count; i++) {
		enum statement_kind wanted =
			i % 2 == leaves ? STATEMENT_BEGIN : STATEMENT_COMMIT;

		if (wrapper->items[i]->kind != wanted)
			return false;
	}
	return true;
}

/*
 * Drop BEGIN … COMMIT around everything but pragmas. COMMIT … BEGIN is its mirror image:
 * the file leaves its tool's transaction, in which a pragma does nothing; and it may then
 * have one of its own, COMMIT BEGIN … COMMIT BEGIN. True when that was all there is.
 */
static bool drop_wrapper(const struct judged *list)
{
	struct wrapper wrapper = wrapper_of(list);
	bool leaves = wrapper.count && wrapper.items[0]->kind == STATEMENT_COMMIT;

	if (!wrapper.count || wrapper.inside || wrapper.count != 2 * wrapper.head ||
		(!leaves && wrapper.head != 1) || !alternates(&wrapper, leaves))
		return false;
	for (uint32_t i = 0; i < wrapper.count; i++)
		wrapper.items[i]->dropped = true;
	if (leaves) {
		struct diag *diag = judge_report(list, RULE_TRANSACTION,
			judge_place(list, wrapper.items[0]),
			"COMMIT … BEGIN around the file is left out");

		diag->severity = SEVERITY_NOTE;
		diag->evidence = "instar's own transaction is around the step, and "
				 "foreign keys are not enforced in it";
	}
	return true;
}

/* The statement that begins what the ROLLBACK at `end` undoes: BEGIN, or that SAVEPOINT;
 * the first one of the list when its tool had begun. */
static uint32_t undone_from(const struct judged *list, uint32_t end)
{
	const struct tree_statement *back = list->statements[end].tree;
	const char *savepoint = back ? back->transaction->savepoint.text : NULL;

	for (uint32_t i = end; i-- > 0;) {
		const struct statement *statement = &list->statements[i];
		bool other = savepoint ? statement->kind != STATEMENT_SAVEPOINT ||
						 !statement->tree ||
						 !map_same(statement->tree->transaction
								   ->savepoint.text,
							 savepoint)
				       : statement->kind != STATEMENT_BEGIN &&
						 statement->kind != STATEMENT_COMMIT;

		if (!other)
			return i;
	}
	return 0;
}

/* What a PRAGMA set stays set. */
static void undo(const struct judged *list, uint32_t end)
{
	for (uint32_t i = undone_from(list, end); i < end; i++)
		list->statements[i].dropped |=
			list->statements[i].kind != STATEMENT_PRAGMA;
}

/* Only the first is told: they come in pairs. */
static void note_left_out(const struct judged *list, const struct statement *statement)
{
	struct span place = judge_place(list, statement);
	struct diag *diag = judge_report(list, RULE_TRANSACTION, place,
		arena_printf(list->arena, "%s is left out of the released step",
			script_text(list->arena, list->script, place)));

	diag->severity = SEVERITY_NOTE;
	diag->evidence = "instar's own transaction is around the step";
}

static void report_control(const struct judged *list, const struct statement *statement)
{
	struct span place = judge_place(list, statement);

	judge_report(list, RULE_TRANSACTION, place,
		arena_printf(list->arena, "transactions belong to instar; remove %s",
			script_text(list->arena, list->script, place)))
		->help = "a whole run is one transaction, each step a savepoint "
			 "in it; only a BEGIN and a COMMIT around the whole file are "
			 "accepted";
}

void transactions_judge(const struct judged *list)
{
	bool noted = false;

	if (drop_wrapper(list))
		return;
	for (uint32_t i = 0; i < list->count; i++) {
		struct statement *statement = &list->statements[i];

		if (!is_transaction(statement))
			continue;
		if (!list->released)
			report_control(list, statement);
		else if (!noted)
			note_left_out(list, statement);
		noted = true;
		statement->dropped = true;
		if (statement->kind == STATEMENT_ROLLBACK)
			undo(list, i);
	}
}
