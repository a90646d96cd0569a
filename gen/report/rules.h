/*
 * rules: the catalogue of findings.
 *
 * One row a rule: code, severity, title, how it is reached, the whole story, a failing
 * and a passing example. `instar explain`, the documentation, the rule's own test and its
 * id come from the row, so a new rule is a row and the code that finds it. Codes are
 * stable once released; the first two digits are the group, which has a file of its own.
 */
#ifndef GEN_REPORT_RULES_H
#define GEN_REPORT_RULES_H

#include <stdint.h>

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* A row of the catalogue gives its rule an id; they are in the order of the codes. */
enum rule_id {
#define RULE(id, ...) id,
#include "gen/report/rules_all.def"
#undef RULE
	RULE_COUNT
};

struct rule {
	const char *code; /* "INS0101" */
	enum severity severity;
	const char *title;	 /* one line */
	const char *how;	 /* "bytes", "tokens", "names", "run", "schema" */
	const char *explanation; /* the whole story, in sentences */
	/*
	 * A failing and a passing example: SQL, or several files, each after a line
	 * "== name". \xff in them stands for that byte.
	 */
	const char *wrong, *right;
};

extern const struct rule rules[RULE_COUNT];

/* The rule of a code, in any case ("ins0101"), or NULL. */
const struct rule *rule_find(const char *code);

#endif
