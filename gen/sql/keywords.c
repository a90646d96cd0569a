/*
 * keywords: the words that mean something to the grammar.
 *
 * In: a word. Out: its code. They are SQLite's keywords, and what annotations add.
 */
#include <stdlib.h>
#include <strings.h>

#include "gen/sql/grammar.h"
#include "gen/sql/lex.h"

/* Made by lemon. */
int grammarFallback(int code);

struct keyword {
	const char *word;
	int code;
};

/* In the order of strcmp. */
static const struct keyword keywords[] = {
	{ "abort", ABORT },
	{ "action", ACTION },
	{ "add", ADD },
	{ "after", AFTER },
	{ "all", ALL },
	{ "alter", ALTER },
	{ "always", ALWAYS },
	{ "analyze", ANALYZE },
	{ "and", AND },
	{ "as", AS },
	{ "asc", ASC },
	{ "attach", ATTACH },
	{ "autoincrement", AUTOINCREMENT },
	{ "backfill", BACKFILL },
	{ "before", BEFORE },
	{ "begin", BEGIN },
	{ "between", BETWEEN },
	{ "by", BY },
	{ "cascade", CASCADE },
	{ "case", CASE },
	{ "cast", CAST },
	{ "check", CHECK },
	{ "collate", COLLATE },
	{ "column", COLUMN },
	{ "commit", COMMIT },
	{ "conflict", CONFLICT },
	{ "constraint", CONSTRAINT },
	{ "create", CREATE },
	{ "cross", CROSS },
	{ "current", CURRENT },
	{ "current_date", CURRENT_DATE },
	{ "current_time", CURRENT_TIME },
	{ "current_timestamp", CURRENT_TIMESTAMP },
	{ "database", DATABASE },
	{ "default", DEFAULT },
	{ "deferrable", DEFERRABLE },
	{ "deferred", DEFERRED },
	{ "delete", DELETE },
	{ "desc", DESC },
	{ "detach", DETACH },
	{ "distinct", DISTINCT },
	{ "do", DO },
	{ "drop", DROP },
	{ "each", EACH },
	{ "else", ELSE },
	{ "end", END },
	{ "escape", ESCAPE },
	{ "except", EXCEPT },
	{ "exclude", EXCLUDE },
	{ "exclusive", EXCLUSIVE },
	{ "exists", EXISTS },
	{ "explain", EXPLAIN },
	{ "fail", FAIL },
	{ "filter", FILTER },
	{ "first", FIRST },
	{ "following", FOLLOWING },
	{ "for", FOR },
	{ "foreign", FOREIGN },
	{ "from", FROM },
	{ "full", FULL },
	{ "generated", GENERATED },
	{ "glob", GLOB },
	{ "group", GROUP },
	{ "groups", GROUPS },
	{ "having", HAVING },
	{ "if", IF },
	{ "ignore", IGNORE },
	{ "immediate", IMMEDIATE },
	{ "in", IN },
	{ "index", INDEX },
	{ "indexed", INDEXED },
	{ "initially", INITIALLY },
	{ "inner", INNER },
	{ "insert", INSERT },
	{ "instead", INSTEAD },
	{ "intersect", INTERSECT },
	{ "into", INTO },
	{ "is", IS },
	{ "isnull", ISNULL },
	{ "join", JOIN },
	{ "key", KEY },
	{ "last", LAST },
	{ "left", LEFT },
	{ "like", LIKE },
	{ "limit", LIMIT },
	{ "match", MATCH },
	{ "materialized", MATERIALIZED },
	{ "natural", NATURAL },
	{ "no", NO },
	{ "not", NOT },
	{ "nothing", NOTHING },
	{ "notnull", NOTNULL },
	{ "null", NIL },
	{ "nulls", NULLS },
	{ "of", OF },
	{ "offset", OFFSET },
	{ "on", ON },
	{ "or", OR },
	{ "order", ORDER },
	{ "others", OTHERS },
	{ "outer", OUTER },
	{ "over", OVER },
	{ "partition", PARTITION },
	{ "plan", PLAN },
	{ "pragma", PRAGMA },
	{ "preceding", PRECEDING },
	{ "primary", PRIMARY },
	{ "query", QUERY },
	{ "raise", RAISE },
	{ "range", RANGE },
	{ "recursive", RECURSIVE },
	{ "references", REFERENCES },
	{ "regexp", REGEXP },
	{ "reindex", REINDEX },
	{ "release", RELEASE },
	{ "rename", RENAME },
	{ "replace", REPLACE },
	{ "restrict", RESTRICT },
	{ "returning", RETURNING },
	{ "right", RIGHT },
	{ "rollback", ROLLBACK },
	{ "row", ROW },
	{ "rows", ROWS },
	{ "savepoint", SAVEPOINT },
	{ "select", SELECT },
	{ "set", SET },
	{ "table", TABLE },
	{ "temp", TEMP },
	{ "temporary", TEMP },
	{ "then", THEN },
	{ "ties", TIES },
	{ "to", TO },
	{ "transaction", TRANSACTION },
	{ "trigger", TRIGGER },
	{ "unbounded", UNBOUNDED },
	{ "union", UNION },
	{ "unique", UNIQUE },
	{ "update", UPDATE },
	{ "using", USING },
	{ "vacuum", VACUUM },
	{ "values", VALUES },
	{ "view", VIEW },
	{ "virtual", VIRTUAL },
	{ "when", WHEN },
	{ "where", WHERE },
	{ "window", WINDOW },
	{ "with", WITH },
	{ "without", WITHOUT },
};

struct word {
	const char *text;
	size_t size;
};

static int compare_keyword(const void *key, const void *item)
{
	const struct word *word = key;
	const struct keyword *keyword = item;
	int order = strncasecmp(word->text, keyword->word, word->size);
	return order ? order : -(keyword->word[word->size] != 0);
}

int lex_keyword(const char *word, size_t size)
{
	const struct word key = { word, size };
	const struct keyword *found =
		bsearch(&key, keywords, sizeof(keywords) / sizeof(keywords[0]),
			sizeof(keywords[0]), compare_keyword);
	return found ? found->code : ID;
}

bool lex_is_name(int code)
{
	return code == ID || code == QUOTED || code == FILTER || code == OVER ||
	       code == WINDOW || grammarFallback(code) == ID;
}

bool lex_joins(int code)
{
	switch (code) {
	case CROSS:
	case FULL:
	case INNER:
	case LEFT:
	case NATURAL:
	case OUTER:
	case RIGHT:
		return true;
	default:
		return false;
	}
}
