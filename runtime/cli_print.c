/*
 * cli_print: what the commands tell people.
 *
 * In: what the runtime reports. Out: lines on standard output. It decides nothing.
 */
#include "cli.h"

const char *instar__cli_state(const struct instar_status *status)
{
	if (status->conflicts)
		return "conflict";
	if (status->drifted)
		return "drift";
	return status->pending ? "pending" : "up to date";
}

const char *instar__cli_id(const struct instar__cli *c, uint32_t position)
{
	const instar_set *set = c->host->set;
	if (!position || position > set->step_count)
		return "";
	return set->text + set->steps[position - 1].id;
}

void instar__print_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;
		fputc(byte < 0x20 || byte == 0x7f ? '?' : byte, out);
	}
}

void instar__print_ms(FILE *out, int64_t microseconds)
{
	int64_t tenths = (microseconds + 50) / 100;
	fprintf(out, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

static void line(const char *name, const char *value)
{
	printf("%-10s ", name);
	instar__print_text(stdout, value);
	putchar('\n');
}

/* Whose records there are, while they are not ours; "": nothing to say. */
static void print_managed(const char *tool)
{
	if (!*tool)
		return;
	fputs("managed by ", stdout);
	instar__print_text(stdout, tool);
	puts(" so far; migrate takes over");
}

void instar__print_status(const struct instar__cli *c, const struct instar_status *status)
{
	line("database", c->path);
	line("set", status->set_name);
	printf("%-10s ", "at");
	instar__print_text(stdout, *status->current ? status->current : "nothing yet");
	printf(" (%lu of %lu)\n", (unsigned long)status->position,
		(unsigned long)status->count);
	line("required", status->required);
	if (*status->required_release)
		line("release", status->required_release);
	if (*status->newer)
		line("newer", status->newer);
	printf("%-10s %lu\n", "pending", (unsigned long)status->pending);
	line("state", instar__cli_state(status));
	if (*status->problem)
		line("problem", status->problem);
	print_managed(status->managed_by);
}

static const char *colour_of(enum instar_verdict verdict)
{
	switch (verdict) {
	case INSTAR_RUN:
		return "\033[32m";
	case INSTAR_RECONCILE:
		return "\033[33m";
	case INSTAR_CONFLICT:
	case INSTAR_DRIFT:
		return "\033[31m";
	default:
		return "";
	}
}

static void print_decision(
	const struct instar__cli *c, const struct instar_decision *decision)
{
	const char *colour = c->colour ? colour_of(decision->verdict) : "";
	printf("%s%-9s%s ", colour, instar_verdict_name(decision->verdict),
		*colour ? "\033[0m" : "");
	instar__print_text(stdout, decision->id);
	if (*decision->reason) {
		fputs(": ", stdout);
		instar__print_text(stdout, decision->reason);
	}
	putchar('\n');
}

void instar__print_plan(const struct instar__cli *c, const struct instar_plan *plan)
{
	for (uint32_t i = 0; i < plan->count; i++)
		print_decision(c, &plan->decisions[i]);
	print_managed(plan->managed_by);
}

void instar__print_pending(const struct instar__cli *c, const struct instar_plan *plan)
{
	for (uint32_t i = 0; i < plan->count; i++) {
		enum instar_verdict verdict = plan->decisions[i].verdict;
		if (verdict != INSTAR_SKIP)
			print_decision(c, &plan->decisions[i]);
	}
}

void instar__print_done(const struct instar__cli *c, const struct instar__done *done)
{
	fputs("  ", stdout);
	instar__print_text(stdout, instar__cli_id(c, done->position));
	fputs(done->verdict == INSTAR_RECONCILE ? " recorded, " : " ran, ", stdout);
	instar__print_ms(stdout, done->duration_us);
	fputs(" ms\n", stdout);
	fflush(stdout);
}

void instar__print_backup(const char *path)
{
	fputs("backup ", stdout);
	instar__print_text(stdout, path);
	putchar('\n');
	fflush(stdout);
}

void instar__print_stake(const char *id, const char *table, int64_t rows)
{
	fputs("  ", stdout);
	instar__print_text(stdout, id);
	fputs(" takes from ", stdout);
	instar__print_text(stdout, table);
	printf(", which holds %lld row%s\n", (long long)rows, rows == 1 ? "" : "s");
	fflush(stdout);
}

void instar__print_history(
	const struct instar__cli *c, const struct instar_history *history)
{
	(void)c;
	for (uint32_t i = 0; i < history->count; i++) {
		const struct instar_record *record = &history->records[i];
		instar__print_text(stdout, record->applied_at);
		fputs("  ", stdout);
		instar__print_text(stdout, record->id);
		fputs("  ", stdout);
		instar__print_text(stdout, record->applied_how);
		fputs(", ", stdout);
		instar__print_ms(stdout, record->duration_us);
		fputs(" ms", stdout);
		if (*record->release) {
			fputs(", release ", stdout);
			instar__print_text(stdout, record->release);
		}
		if (*record->app_version) {
			fputs(", by version ", stdout);
			instar__print_text(stdout, record->app_version);
		}
		if (*record->applied_by) {
			fputs(", by ", stdout);
			instar__print_text(stdout, record->applied_by);
		}
		fputs(record->known ? "\n" : ", unknown to this program\n", stdout);
	}
}
