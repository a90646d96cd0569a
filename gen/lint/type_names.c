/*
 * type_names: what the words of a declared type say. See type_names.h.
 */
#include "gen/lint/type_names.h"

#include <string.h>

#include "gen/base/map.h"
#include "runtime/cli/nearest.h"

/* Words that a slip of the hand may have been meant for. */
static const char *const usual[] = { "integer", "bigint", "smallint", "tinyint",
	"varchar", "nvarchar", "char", "character", "text", "blob", "real", "double",
	"float", "numeric", "decimal", "boolean", "datetime", "timestamp", "date",
	"json" };

/* Words of other databases and of programs, which are no slips. */
static const char *const others[] = { "int", "int2", "int4", "int8", "int16", "int32",
	"int64", "uint", "uint8", "uint16", "uint32", "uint64", "mediumint", "hugeint",
	"nchar", "varchar2", "nvarchar2", "bpchar", "ntext", "tinytext", "mediumtext",
	"longtext", "citext", "clob", "nclob", "tinyblob", "mediumblob", "longblob",
	"glob", "byte", "bytes", "bytea", "float4", "float8", "float32", "float64",
	"number", "dec", "bool", "bit", "datetime2", "timestamptz", "time", "timetz",
	"data", "jsonb", "bson", "next", "test", "rear", "dates", "decimals" };

#define COUNT(words) (sizeof(words) / sizeof((words)[0]))

const char *type_surprise(const char *type)
{
	if (strstr(type, "string") && !strstr(type, "char") && !strstr(type, "text"))
		return "SQLite gives it NUMERIC affinity: '007' is stored as 7, '1e3' as "
		       "1000";
	if (strstr(type, "point") || strstr(type, "interval"))
		return "SQLite sees INT in it and gives it INTEGER affinity: '7.0' is "
		       "stored "
		       "as 7";
	return NULL;
}

const char *type_meant(const char *type)
{
	char word[32];
	size_t size = strcspn(type, " (");
	struct instar__nearest nearest = { .word = word };

	if (size < 3 || size >= sizeof(word))
		return NULL;
	memcpy(word, type, size);
	word[size] = 0;
	if (MAP_AMONG(usual, word) || MAP_AMONG(others, word))
		return NULL;
	for (size_t i = 0; i < COUNT(usual); i++)
		instar__nearest_try(&nearest, usual[i]);
	return nearest.best && nearest.edits == 1 ? nearest.best : NULL;
}

bool type_is_int(const char *type)
{
	static const char *const ints[] = { "int", "bigint", "smallint", "tinyint",
		"mediumint", "int2", "int4", "int8", "int64", "unsigned integer",
		"unsigned int", "unsigned big int" };
	size_t size = strcspn(type, "(");

	for (size_t i = 0; i < COUNT(ints); i++) {
		if (strlen(ints[i]) == size && !strncmp(type, ints[i], size))
			return true;
	}
	return false;
}
