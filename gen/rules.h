/*
 * rules: the catalogue of findings.
 *
 * One row a rule: code, severity, title, how it is reached, the whole story, a failing
 * and a passing example. `instar explain`, the documentation and the rule's own test
 * come from the row. Codes are stable once released; the first two digits are the group.
 */
#ifndef GEN_RULES_H
#define GEN_RULES_H

#include <stdint.h>

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* In the order of the table in rules.c, which is the order of the codes. */
enum rule_id {
	/* 01 source */
	RULE_NUL_BYTE,		   /* INS0101 */
	RULE_ENCODING,		   /* INS0102 invalid or overlong UTF-8, surrogates, UTF-16 */
	RULE_BARE_CR,		   /* INS0103 */
	RULE_BIDI,		   /* INS0104 */
	RULE_MIXED_SCRIPTS,	   /* INS0105 warning */
	RULE_UNTERMINATED,	   /* INS0106 string, quoted name, comment */
	RULE_TRIGGER_WITHOUT_END,  /* INS0107 */
	RULE_EMPTY,		   /* INS0108 warning: no statement */
	RULE_ANNOTATION_LATER,	   /* INS0109 not supported by this version */
	RULE_ANNOTATION_UNKNOWN,   /* INS0110 */
	RULE_ANNOTATION_MALFORMED, /* INS0111 */
	RULE_ANNOTATION_REPEATED,  /* INS0112 */
	RULE_ANNOTATION_PLACE,	   /* INS0113 in the wrong place */
	RULE_ALLOW_UNUSED,	   /* INS0114 warning */
	RULE_FILE_NAME,		   /* INS0115 matches no pattern: warning, hostile: error */
	RULE_NOT_A_FILE,	   /* INS0116 not regular, unreadable, too large, changed */
	RULE_SHELL_COMMAND,	   /* INS0117 .read */
	RULE_MERGE_CONFLICT,	   /* INS0118 */
	RULE_TOO_DEEP,		   /* INS0119 */
	/* 02 history */
	RULE_GAP,	      /* INS0201 */
	RULE_DUPLICATE,	      /* INS0202 */
	RULE_CASE_TWINS,      /* INS0203 */
	RULE_MIXED_PATTERNS,  /* INS0204 */
	RULE_NUMBER_TOO_LARGE, /* INS0205 */
	RULE_AFTER,	      /* INS0206 */
	RULE_RELEASE_ORDER,   /* INS0207 */
	RULE_WAS,	      /* INS0208 one old name twice, or a step's own */
	RULE_DOWN_ORPHAN,     /* INS0209 a down file without its up file; both kinds */
	RULE_NO_MIGRATIONS,   /* INS0210 */
	/* 03 proofs */
	RULE_SQL_FAILS,		 /* INS0301 SQLite refuses a statement */
	RULE_FINGERPRINT_FALSE,	 /* INS0302 */
	RULE_FINGERPRINT_BEFORE, /* INS0303 */
	RULE_FINGERPRINT_GAP,	 /* INS0304 leaves out an object that the step makes */
	RULE_DOWN_DIFFERS,	 /* INS0305 */
	RULE_DOWN_FAILS,	 /* INS0306 */
	RULE_DOWN_FINGERPRINT,	 /* INS0307 still true after down */
	RULE_REQUIRES,		 /* INS0308 precondition false on the scratch database */
	RULE_ROWS_SELECT,	 /* INS0309 rows (…) is not a plain, steady SELECT */
	RULE_UNDETECTABLE,	 /* INS0310 note: nothing tells that the step has run */
	/* 06 breaks other objects */
	RULE_VIEW_BROKEN,    /* INS0601 */
	RULE_TRIGGER_BROKEN, /* INS0602 */
	RULE_PARENT_MISSING, /* INS0603 foreign key whose parent is missing */
	RULE_DANGLING_ROWS,  /* INS0604 rows of the history itself that lack their parent */
	/* 07 types, names, keys */
	RULE_FOREIGN_DIALECT, /* INS0701 AUTO_INCREMENT, SERIAL */
	RULE_SWALLOWED_COLUMN, /* INS0702 missing comma */
	RULE_RESERVED_NAME,   /* INS0703 */
	RULE_DOUBLE_QUOTES,   /* INS0704 warning: a string in double quotes */
	/* 08 transactions, pragmas, environment */
	RULE_TRANSACTION,   /* INS0801 */
	RULE_ATTACH,	    /* INS0802 */
	RULE_VACUUM,	    /* INS0803 */
	RULE_PRAGMA,	    /* INS0804 */
	RULE_PRAGMA_DROPPED, /* INS0805 note */
	RULE_LOAD_EXTENSION, /* INS0806 */
	RULE_TEMPORARY,	    /* INS0807 */
	RULE_PARAMETER,	    /* INS0808 */
	RULE_WRITABLE_SCHEMA, /* INS0809 */
	RULE_BUDGET,	    /* INS0810 a step takes too long or too much memory */
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
