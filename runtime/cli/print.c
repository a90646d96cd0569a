/*
 * print: what the commands tell people. See print.h.
 */
#include "runtime/cli/print.h"

#include <stdarg.h>

#include "runtime/cli/cli.h"

void instar__print_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;
		fputc(byte < 0x20 || byte == 0x7f ? '?' : byte, out);
	}
}

void instar__print(FILE *out, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	for (; *format; format++) {
		if (*format != '%') {
			fputc(*format, out);
		} else if (*++format == 's') {
			instar__print_text(out, va_arg(values, const char *));
		} else if (*format == 'u') {
			fprintf(out, "%lu", (unsigned long)va_arg(values, uint32_t));
		} else {
			fprintf(out, "%lld", va_arg(values, long long));
			format += 2;
		}
	}
	va_end(values);
}

void instar__print_line(int width, const char *name, const char *value)
{
	printf("%-*s ", width, name);
	instar__print(stdout, "%s\n", value);
}

const char *instar__plural(int64_t count)
{
	return count == 1 ? "" : "s";
}

const char *instar__unit(const char *column, int64_t count)
{
	if (*column)
		return count == 1 ? "value" : "values";
	return count == 1 ? "row" : "rows";
}

struct instar__ms instar__ms(int64_t microseconds)
{
	int64_t tenths = (microseconds + 50) / 100;
	struct instar__ms ms;
	snprintf(ms.text, sizeof(ms.text), "%lld.%lld", (long long)(tenths / 10),
		(long long)(tenths % 10));
	return ms;
}

const char *instar__cli_id(const struct instar__cli *c, uint32_t position)
{
	const instar_set *set = c->host->set;
	if (!position || position > set->step_count)
		return "";
	return set->text + set->steps[position - 1].id;
}

const char *instar__cli_state(const struct instar_status *status)
{
	if (status->conflicts)
		return "conflict";
	if (status->drifted)
		return "drift";
	return status->pending ? "pending" : "up to date";
}

void instar__print_done(const struct instar__cli *c, const struct instar__done *done)
{
	instar__print(stdout, "  %s %s, %s ms\n", instar__cli_id(c, done->position),
		done->verdict == INSTAR_RECONCILE ? "recorded" : "ran",
		instar__ms(done->duration_us).text);
	fflush(stdout);
}

/* ", release 1.2"; nothing of "". */
static void also(const char *what, const char *value)
{
	if (*value)
		instar__print(stdout, ", %s %s", what, value);
}

void instar__print_history(const struct instar_history *history)
{
	for (uint32_t i = 0; i < history->count; i++) {
		const struct instar_record *record = &history->records[i];
		instar__print(stdout, "%s  %s  %s, %s ms", record->applied_at, record->id,
			record->applied_how, instar__ms(record->duration_us).text);
		also("release", record->release);
		also("by version", record->app_version);
		also("by", record->applied_by);
		puts(record->known ? "" : ", unknown to this program");
	}
}

void instar__print_command(FILE *out, const struct instar__cli *c, const char *command)
{
	const char *arguments = c->host->arguments;
	instar__print(out, "%s %s %s%s%s\n", c->program, command,
		arguments ? arguments : "", arguments ? " " : "", c->path);
}
