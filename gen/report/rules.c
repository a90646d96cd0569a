/*
 * rules: the catalogue of findings. See rules.h.
 *
 * In: a code. Out: its row. The rows are in one file a group; an example is SQL, or
 * several files, each after a line `== name`, and \xff in it stands for that byte.
 */
#include "gen/report/rules.h"

#include <stddef.h>
#include <strings.h>

#define RULE(id, ...) [id] = { __VA_ARGS__ },
const struct rule rules[RULE_COUNT] = {
#include "gen/report/rules_all.def"
};
#undef RULE

const struct rule *rule_find(const char *code)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (!strcasecmp(rules[i].code, code))
			return &rules[i];
	}
	return NULL;
}
