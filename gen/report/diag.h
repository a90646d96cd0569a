/*
 * diag: findings as data, printed at the end.
 *
 * In: a rule, a place, a message, evidence, help. Out: text in gcc's form or JSON. Stages
 * report and go on; with any error nothing is written.
 */
#ifndef GEN_REPORT_DIAG_H
#define GEN_REPORT_DIAG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "gen/base/source.h"
#include "gen/report/rules.h"

struct arena;

struct diag {
	const struct rule *rule;
	enum severity severity;	     /* the rule's, unless changed by an option */
	const struct source *source; /* NULL: about the directory */
	struct span span;	     /* start == end: a point */
	const char *place;	     /* file name to print when source is NULL */
	const char *message;	     /* one line, without a full stop */
	const char *evidence;	     /* what happened, may have several lines, or NULL */
	const char *help;	     /* what to write instead, or NULL */
	const char *columns;	     /* "users.mail, users.phone": what it is about, or NULL */
	bool silenced;		     /* by @allow */
	bool past; /* in a released step, and a note for that: printed after the others */
	bool accepted;		     /* an error, were its step not released */
};

struct diags {
	struct arena *arena;
	struct diag *items;
	uint32_t count;
	const struct source *counted; /* the source that the next two are about */
	uint32_t counts[RULE_COUNT];
	struct diag spare;
};

/* So many findings of one rule in one file are kept; one more says that there are more. */
#define DIAG_MOST 100

struct diags *diag_new(struct arena *arena);

/* Report. The result can be given evidence and help; it lasts until the next report. */
struct diag *diag_report(struct diags *diags, enum rule_id rule,
	const struct source *source, struct span span, const char *format, ...);

/* Not silenced findings of that severity. */
uint32_t diag_count(const struct diags *diags, enum severity severity);

enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_SARIF };

/*
 * Print all, ordered by file and offset, those of the past last. Text: `file:line:column: error: message
 * [INS0101]`, the source line, a caret, evidence and help. Colour only when asked for.
 */
void diag_print(const struct diags *diags, FILE *out, enum diag_format format, bool colour);

#endif
