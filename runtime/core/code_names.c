/*
 * code_names: the words for codes and verdicts, for logs and screens. See instar.h.
 */
#include "instar.h"

const char *instar_verdict_name(enum instar_verdict verdict)
{
	static const char *const names[] = {
		[INSTAR_SKIP] = "SKIP",
		[INSTAR_RECONCILE] = "RECONCILE",
		[INSTAR_RUN] = "RUN",
		[INSTAR_CONFLICT] = "CONFLICT",
		[INSTAR_DRIFT] = "DRIFT",
	};
	size_t index = (size_t)verdict;

	return index < sizeof(names) / sizeof(names[0]) && names[index] ? names[index]
									: "";
}

const char *instar_code_name(int code)
{
	static const char *const names[] = {
		[INSTAR_OK] = "ok",
		[INSTAR_E_MISUSE] = "misuse",
		[INSTAR_E_NOMEM] = "out of memory",
		[INSTAR_E_FORMAT] = "format",
		[INSTAR_E_VERSION] = "version",
		[INSTAR_E_ENVIRONMENT] = "environment",
		[INSTAR_E_TRANSACTION] = "transaction",
		[INSTAR_E_BUSY] = "busy",
		[INSTAR_E_READONLY] = "read-only",
		[INSTAR_E_CANTOPEN] = "cannot open",
		[INSTAR_E_NOTADB] = "not a database",
		[INSTAR_E_CORRUPT] = "corrupt",
		[INSTAR_E_FULL] = "disk full",
		[INSTAR_E_IO] = "disk error",
		[INSTAR_E_SQL] = "statement failed",
		[INSTAR_E_REQUIRES] = "precondition",
		[INSTAR_E_FOREIGN_KEYS] = "foreign keys",
		[INSTAR_E_VALIDATION] = "validation",
		[INSTAR_E_CONFLICT] = "conflict",
		[INSTAR_E_DRIFT] = "drift",
		[INSTAR_E_TOO_NEW] = "too new",
		[INSTAR_E_TOO_OLD] = "too old",
		[INSTAR_E_EDITED] = "edited",
		[INSTAR_E_FOREIGN] = "foreign",
		[INSTAR_E_CANCELLED] = "cancelled",
		[INSTAR_E_BACKUP] = "backup",
		[INSTAR_E_DESTRUCTIVE] = "destructive",
		[INSTAR_E_IRREVERSIBLE] = "irreversible",
	};

	if (code < 0 || (size_t)code >= sizeof(names) / sizeof(names[0]))
		return "unknown";
	return names[code];
}
