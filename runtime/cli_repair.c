/*
 * cli_repair: the command `repair`: put back what is missing, and say what was done.
 */
#include "cli.h"

/* One thing that was mended, or left, as a line. */
static void print_mend(const struct instar_mend *mend)
{
	fputs(mend->repaired ? "  repaired " : "  left     ", stdout);
	instar__print_text(stdout, mend->type);
	putchar(' ');
	instar__print_text(stdout, mend->name);
	fputs(": ", stdout);
	instar__print_text(stdout, mend->text);
	if (mend->repaired) {
		fputs(", ", stdout);
		instar__print_ms(stdout, mend->duration_us);
		fputs(" ms", stdout);
	}
	putchar('\n');
}

static void print_repair(
	const struct instar__cli *c, const struct instar_repair_result *repair)
{
	fputs("database ", stdout);
	instar__print_text(stdout, c->path);
	putchar('\n');
	for (uint32_t i = 0; i < repair->count; i++)
		print_mend(&repair->mends[i]);
	if (!repair->count && !repair->rewritten) {
		puts("nothing to repair");
		return;
	}
	printf("%lu repaired, %lu left, %lu step%s recorded anew, ",
		(unsigned long)repair->repaired, (unsigned long)repair->left,
		(unsigned long)repair->rewritten, repair->rewritten == 1 ? "" : "s");
	instar__print_ms(stdout, repair->duration_us);
	puts(" ms");
	if (!*repair->backup)
		return;
	fputs("rows of ", stdout);
	instar__print_text(stdout, repair->lost);
	fputs(" are in the backup ", stdout);
	instar__print_text(stdout, repair->backup);
	putchar('\n');
}

static void json_repair(
	const struct instar__cli *c, const struct instar_repair_result *repair)
{
	instar__json_text("{", "database", c->path);
	instar__json_number(", ", "repaired", repair->repaired);
	instar__json_number(", ", "left", repair->left);
	instar__json_number(", ", "rewritten", repair->rewritten);
	instar__json_number(", ", "duration_us", repair->duration_us);
	instar__json_text(", ", "lost", repair->lost);
	instar__json_text(", ", "backup", repair->backup);
	fputs(",\n  \"mends\": [", stdout);
	for (uint32_t i = 0; i < repair->count; i++) {
		const struct instar_mend *mend = &repair->mends[i];

		fputs(i ? ",\n    {" : "\n    {", stdout);
		instar__json_boolean("", "repaired", mend->repaired);
		instar__json_text(", ", "type", mend->type);
		instar__json_text(", ", "name", mend->name);
		instar__json_text(", ", "text", mend->text);
		instar__json_text(", ", "id", mend->id);
		instar__json_number(", ", "duration_us", mend->duration_us);
		putchar('}');
	}
	puts("]}");
}

/* A person is asked; elsewhere the command itself is the answer. */
int instar__cli_repair(struct instar__cli *c, instar *h)
{
	const struct instar_status *status = instar_status(h);
	const struct instar_repair_result *repair;

	if (!status)
		return instar__cli_fail(c, instar_error(h));
	if (!instar__cli_confirmed(c, status->drifted + status->conflicts, false))
		return INSTAR_EXIT_DRIFT;
	repair = instar_repair(h);
	if (!repair)
		return instar__cli_fail(c, instar_error(h));
	if (c->json)
		json_repair(c, repair);
	else
		print_repair(c, repair);
	return repair->left ? INSTAR_EXIT_DRIFT : INSTAR_EXIT_OK;
}
