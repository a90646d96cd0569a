/*
 * rules: the catalogue of findings.
 *
 * One row a rule: code, severity, title, how it is reached, the whole story, a failing
 * and a passing example. `instar explain`, the documentation and the rule's own test
 * come from the row. Codes are stable once released; the first two digits are the group.
 */
#ifndef GEN_REPORT_RULES_H
#define GEN_REPORT_RULES_H

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
	RULE_ANNOTATION_LATER,	   /* INS0109 a mark of another tool */
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
	RULE_REBUILD,		   /* INS0120 a @rebuild that cannot be carried out */
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
	RULE_RELEASED_EDITED, /* INS0211 the lock file has another token hash */
	RULE_RELEASED_GONE,   /* INS0212 removed or renamed */
	RULE_RELEASED_ORDER,  /* INS0213 a new step sorted before a released one */
	RULE_LOCK_FILE,	      /* INS0214 the lock file does not read */
	RULE_MIXED_LAYOUTS,   /* INS0215 files of two tools in one directory */
	RULE_SECTION,	      /* INS0216 goose's and dbmate's comments */
	RULE_JOURNAL,	      /* INS0217 drizzle's journal and the files */
	RULE_REPEATABLE,      /* INS0218 R__x.sql */
	RULE_OTHER_ENGINE,    /* INS0219 a history for another database */
	RULE_OUTSIDE,	      /* INS0220 warning: drops what the set never made */
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
	RULE_DOWN_LOSES,	 /* INS0311 down takes rows or values from before up */
	RULE_UP_AGAIN,		 /* INS0312 up, down, up does not give what up gave */
	RULE_NO_WAY_BACK,	 /* INS0313 note: none, where most steps have one */
	/* 04 loses rows or values: seen on populated scratch databases */
	RULE_TABLE_LOST,     /* INS0401 DROP TABLE of values kept nowhere else */
	RULE_COLUMN_LOST,    /* INS0402 a rebuild leaves out a column */
	RULE_COLUMN_DROPPED, /* INS0403 warning: DROP COLUMN */
	RULE_ROWS_LOST,	     /* INS0404 a table that stays has fewer rows */
	RULE_DELETE_ALL,     /* INS0405 DELETE without WHERE */
	RULE_DELETE_SOME,    /* INS0406 warning: DELETE … WHERE */
	RULE_COPY_FILTERS,   /* INS0407 a copy that filters or ignores rows */
	RULE_COPY_POSITION,  /* INS0408 a copy by position mixes up columns */
	RULE_COPY_LEAVES_OUT, /* INS0409 a copy leaves out a column that stays */
	RULE_VALUES_LOST,    /* INS0410 values changed that no statement names */
	RULE_VALUES_SET,     /* INS0411 note: values changed by name */
	RULE_RETYPED,	     /* INS0412 warning: storage class changed */
	RULE_SEQUENCE_LOST,  /* INS0413 warning: ids are given again */
	RULE_REPLACE,	     /* INS0414 warning: REPLACE on a parent with foreign keys on */
	RULE_ENFORCED_LOSS,  /* INS0415 DROP TABLE under enforcement takes from children */
	RULE_REPLACE_TAKES,  /* INS0416 warning: REPLACE takes a row that is in the way */
	/* 05 passes when empty, fails when populated */
	RULE_ADD_NOT_NULL,     /* INS0501 ADD COLUMN NOT NULL without a default */
	RULE_ADD_NOT_CONSTANT, /* INS0502 ADD COLUMN with a default that is no constant */
	RULE_ADD_STORED,       /* INS0503 ADD COLUMN … STORED */
	RULE_ADD_REFERENCES,   /* INS0504 ADD COLUMN … REFERENCES with a default */
	RULE_POPULATED_CHECK,  /* INS0505 a CHECK that rows break */
	RULE_POPULATED_NULL,   /* INS0506 NOT NULL over rows with NULL */
	RULE_POPULATED_UNIQUE, /* INS0507 unique over rows with duplicates */
	RULE_POPULATED_TYPE,   /* INS0508 a value of another type */
	RULE_POPULATED_DANGLING, /* INS0509 rows that lose their parent */
	RULE_POPULATED_FAILS,  /* INS0510 fails for another reason */
	RULE_NO_ROWS,	       /* INS0511 note: no row could be made */
	RULE_SAMPLE,	       /* INS0512 a statement of @sample fails */
	RULE_POPULATED_CLAIM,  /* INS0513 a fingerprint that rows make false */
	/* 06 breaks other objects */
	RULE_VIEW_BROKEN,    /* INS0601 */
	RULE_TRIGGER_BROKEN, /* INS0602 */
	RULE_PARENT_MISSING, /* INS0603 foreign key whose parent is missing */
	RULE_DANGLING_ROWS,  /* INS0604 rows of the history itself that lack their parent */
	RULE_TABLE_AS,	     /* INS0605 warning: CREATE TABLE … AS SELECT */
	RULE_RENAMED,	     /* INS0606 warning: a released name */
	RULE_VIEW_STAR,	     /* INS0607 warning */
	RULE_IF_NOT_EXISTS,  /* INS0608 warning: over another shape */
	RULE_REBUILD_OBJECTS, /* INS0609 a rebuild loses a trigger or unique index */
	RULE_REBUILD_PROPERTIES, /* INS0610 warning: or STRICT, COLLATE, an index … */
	/* 07 types, names, keys */
	RULE_FOREIGN_DIALECT, /* INS0701 AUTO_INCREMENT, SERIAL */
	RULE_SWALLOWED_COLUMN, /* INS0702 missing comma */
	RULE_RESERVED_NAME,   /* INS0703 */
	RULE_DOUBLE_QUOTES,   /* INS0704 warning: a string in double quotes */
	RULE_TYPE_AFFINITY,   /* INS0705 warning: STRING, FLOATING POINT */
	RULE_TYPE_UNKNOWN,    /* INS0706 warning: VARCHR */
	RULE_KEY_NULL,	      /* INS0707 note: a primary key that takes NULL */
	RULE_KEY_INT,	      /* INS0708 note: INT PRIMARY KEY */
	RULE_ROWID_NAME,      /* INS0709 warning: a column named rowid */
	RULE_KEY_UNINDEXED,   /* INS0710 note: a foreign key without an index */
	RULE_INDEX_REDUNDANT, /* INS0711 warning */
	RULE_AUTOINCREMENT,   /* INS0712 note */
	RULE_FOREIGN_QUOTES,  /* INS0713 note: backticks, brackets */
	RULE_EQUALS_NULL,     /* INS0714 warning: = NULL */
	RULE_UNIQUE_NULL,     /* INS0715 note: UNIQUE over several columns, some nullable */
	RULE_STRICT,	      /* INS0716 note, when asked for: could be STRICT */
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
	RULE_DDL_ONLY,	    /* INS0811 warning: rows of users changed in a step */
	RULE_UNDECLARED,    /* INS0814 a function, collation or module of the host */
	RULE_TARGET,	    /* INS0815 newer than --target-sqlite */
	RULE_RETIRE,	    /* INS0816 --retire-before cannot be done */
	RULE_UNSTEADY_SCHEMA, /* INS0817 'now' in a CHECK, index or generated column */
	RULE_UNSTEADY_STEP, /* INS0818 warning: random(), 'now' in a step */
	RULE_UNSTEADY_DEFAULT, /* INS0819 warning: DEFAULT (random()) */
	RULE_LIMIT,	    /* INS0820 UPDATE … LIMIT */
	RULE_CALL,	    /* INS0821 note: what @call does is not proved */
	RULE_ALONE,	    /* INS0822 not for a step with @transaction none */
	/* 09 backfills */
	RULE_BACKFILL_SHAPE,   /* INS0901 cannot go in batches */
	RULE_BACKFILL_KEY,     /* INS0902 */
	RULE_BACKFILL_ENDLESS, /* INS0903 */
	RULE_BACKFILL_OUTSIDE, /* INS0904 */
	RULE_BACKFILL_DIFFERS, /* INS0905 */
	RULE_BACKFILL_SCANS,   /* INS0906 warning */
	RULE_BACKFILL_FAILS,   /* INS0907 */
	RULE_BACKFILL_LAPSES,  /* INS0908 a later step takes away what it needs */
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
