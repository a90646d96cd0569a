/*
 * rules: the catalogue of findings. See rules.h.
 *
 * In: a code. Out: its row. The rows are in one file a group; an example is SQL, or
 * several files, each after a line `== name`, and \xff in it stands for that byte.
 */
#include "rules.h"

#include <stddef.h>
#include <strings.h>

const struct rule rules[RULE_COUNT] = {
#include "rules_source.def"
#include "rules_history.def"
#include "rules_layouts.def"
#include "rules_proofs.def"
#include "rules_rows.def"
#include "rules_statements.def"
#include "rules_release.def"
#include "rules_schema.def"
#include "rules_text.def"
#include "rules_backfill.def"
};

const struct rule *rule_find(const char *code)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (!strcasecmp(rules[i].code, code))
			return &rules[i];
	}
	return NULL;
}
