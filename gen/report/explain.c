/*
 * explain: the story behind a finding.
 *
 * In: a row of the catalogue of rules. Out: its text, wrapped. It has no words of its own
 * for any rule.
 */
#include "gen/report/explain.h"

#include <string.h>

#define WIDTH 78

static const char *const severities[] = {
	[SEVERITY_NOTE] = "note",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

/* A paragraph, broken between words; its own line ends are kept. */
static void wrap(FILE *out, const char *text)
{
	size_t column = 0;
	while (*text) {
		if (*text == '\n') {
			fputc('\n', out);
			column = 0;
			text++;
			continue;
		}
		size_t length = strcspn(text, " \n");
		if (column && column + 1 + length > WIDTH) {
			fputc('\n', out);
			column = 0;
		}
		if (column)
			column += (size_t)(fputc(' ', out) == ' ');
		column += fwrite(text, 1, length, out);
		text += length;
		text += *text == ' ';
	}
	fputc('\n', out);
}

static void example(FILE *out, const char *title, const char *text)
{
	if (!text || !*text)
		return;
	fprintf(out, "\n%s\n\n", title);
	while (*text) {
		size_t length = strcspn(text, "\n");
		fputs(length ? "    " : "", out);
		fwrite(text, 1, length, out);
		fputc('\n', out);
		text += length;
		text += *text == '\n';
	}
}

void explain_rule(FILE *out, const struct rule *rule)
{
	fprintf(out, "%s (%s): %s\n", rule->code, severities[rule->severity],
		rule->title);
	if (rule->explanation && *rule->explanation) {
		fputc('\n', out);
		wrap(out, rule->explanation);
	}
	example(out, "This has it:", rule->wrong);
	example(out, "This has not:", rule->right);
}

void explain_all(FILE *out)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (i)
			fputc('\n', out);
		explain_rule(out, &rules[i]);
	}
}
