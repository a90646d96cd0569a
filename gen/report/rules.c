/*
 * rules: the catalogue of findings. See rules.h.
 *
 * In: a code. Out: its row. The rows are in one file a group; an example is SQL, or
 * several files, each after a line `== name`, and \xff in it stands for that byte.
 */
#include "gen/report/rules.h"

#include <stddef.h>
#include <strings.h>

const struct rule rules[RULE_COUNT] = {
#include "gen/report/rules_source.def"
#include "gen/report/rules_history.def"
#include "gen/report/rules_layouts.def"
#include "gen/report/rules_proofs.def"
#include "gen/report/rules_rows.def"
#include "gen/report/rules_statements.def"
#include "gen/report/rules_release.def"
#include "gen/report/rules_schema.def"
#include "gen/report/rules_text.def"
#include "gen/report/rules_backfill.def"
};

const struct rule *rule_find(const char *code)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (!strcasecmp(rules[i].code, code))
			return &rules[i];
	}
	return NULL;
}
