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

#define WORD(code)                                                                       \
	{                                                                                \
#code, code                                                              \
	}

/* In the order of strcasecmp. */
static const struct keyword keywords[] = {
	/* clang-format off */
	WORD(ABORT), WORD(ACTION), WORD(ADD), WORD(AFTER), WORD(ALL), WORD(ALTER),
	WORD(ALWAYS), WORD(ANALYZE), WORD(AND), WORD(AS), WORD(ASC), WORD(ATTACH),
	WORD(AUTOINCREMENT), WORD(BACKFILL), WORD(BEFORE), WORD(BEGIN), WORD(BETWEEN),
	WORD(BY), WORD(CASCADE), WORD(CASE), WORD(CAST), WORD(CHECK), WORD(COLLATE),
	WORD(COLUMN), WORD(COMMIT), WORD(CONFLICT), WORD(CONSTRAINT), WORD(CREATE),
	WORD(CROSS), WORD(CURRENT), WORD(CURRENT_DATE), WORD(CURRENT_TIME),
	WORD(CURRENT_TIMESTAMP), WORD(DATABASE), WORD(DEFAULT), WORD(DEFERRABLE),
	WORD(DEFERRED), WORD(DELETE), WORD(DESC), WORD(DETACH), WORD(DISTINCT), WORD(DO),
	WORD(DROP), WORD(EACH), WORD(ELSE), WORD(END), WORD(ESCAPE), WORD(EXCEPT),
	WORD(EXCLUDE), WORD(EXCLUSIVE), WORD(EXISTS), WORD(EXPLAIN), WORD(FAIL),
	WORD(FILTER), WORD(FIRST), WORD(FOLLOWING), WORD(FOR), WORD(FOREIGN), WORD(FROM),
	WORD(FULL), WORD(GENERATED), WORD(GLOB), WORD(GROUP), WORD(GROUPS), WORD(HAVING),
	WORD(IF), WORD(IGNORE), WORD(IMMEDIATE), WORD(IN), WORD(INDEX), WORD(INDEXED),
	WORD(INITIALLY), WORD(INNER), WORD(INSERT), WORD(INSTEAD), WORD(INTERSECT),
	WORD(INTO), WORD(IS), WORD(ISNULL), WORD(JOIN), WORD(KEY), WORD(LAST),
	WORD(LEFT), WORD(LIKE), WORD(LIMIT), WORD(MATCH), WORD(MATERIALIZED),
	WORD(NATURAL), WORD(NO), WORD(NOT), WORD(NOTHING), WORD(NOTNULL),
	{ "NULL", NIL }, WORD(NULLS), WORD(OF), WORD(OFFSET), WORD(ON), WORD(OR),
	WORD(ORDER), WORD(OTHERS), WORD(OUTER), WORD(OVER), WORD(PARTITION), WORD(PLAN),
	WORD(PRAGMA), WORD(PRECEDING), WORD(PRIMARY), WORD(QUERY), WORD(RAISE),
	WORD(RANGE), WORD(RECURSIVE), WORD(REFERENCES), WORD(REGEXP), WORD(REINDEX),
	WORD(RELEASE), WORD(RENAME), WORD(REPLACE), WORD(RESTRICT), WORD(RETURNING),
	WORD(RIGHT), WORD(ROLLBACK), WORD(ROW), WORD(ROWS), WORD(SAVEPOINT),
	WORD(SELECT), WORD(SET), WORD(TABLE), WORD(TEMP), { "TEMPORARY", TEMP },
	WORD(THEN), WORD(TIES), WORD(TO), WORD(TRANSACTION), WORD(TRIGGER),
	WORD(UNBOUNDED), WORD(UNION), WORD(UNIQUE), WORD(UPDATE), WORD(USING),
	WORD(VACUUM), WORD(VALUES), WORD(VIEW), WORD(VIRTUAL), WORD(WHEN), WORD(WHERE),
	WORD(WINDOW), WORD(WITH), WORD(WITHOUT),
	/* clang-format on */
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

const char *lex_keyword_word(uint32_t number)
{
	return number < sizeof(keywords) / sizeof(keywords[0]) ? keywords[number].word
							       : NULL;
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
