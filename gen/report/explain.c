/*
 * explain: the story behind a finding.
 *
 * In: a row of the catalogue of rules. Out: its text, wrapped. It has no words of its own
 * for any rule.
 */
#include "gen/report/explain.h"

#include <string.h>

#include "runtime/cli/command_rows.h"

static const char *const severities[] = {
	[SEVERITY_NOTE] = "note",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

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
		instar__print_wrapped(out, rule->explanation, 0, 0);
		fputc('\n', out);
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
