/*
 * host_requirements: does the connection have what the set needs? See
 * host_requirements.h.
 *
 * SQLite is asked by compiling a statement that uses the thing, so that functions which a
 * host registers late (a collation-needed callback, an extension) count. What cannot be
 * told is left to the steps.
 */
#include "runtime/migrate/host_requirements.h"

#include <string.h>

#include "runtime/core/error.h"

/* Does compiling the statement fail with words like these? */
static bool fails_with(instar *h, const char *statement, const char *words)
{
	struct instar__sql sql = instar__sql_on(h->db);
	bool fails;

	instar__sql_finish(instar__sql_prepare(&sql, statement));
	fails = sql.code == INSTAR_E_SQL && strstr(sql.message, words);
	if (sql.code == INSTAR_E_NOMEM)
		h->sql = sql;
	return fails;
}

/* "f(2)": with so many arguments; "f" and "f(*)": whatever they are. */
static bool lacks_function(instar *h, const char *name)
{
	char statement[600];
	const char *open = strchr(name, '(');
	int size = open ? (int)(open - name) : (int)strlen(name);
	bool any = !open || open[1] == '*';
	int count = 0;

	for (const char *digit = open ? open + 1 : ""; *digit >= '0' && *digit <= '9';
		digit++)
		count = count * 10 + *digit - '0';
	sqlite3_snprintf(200, statement, "SELECT \"%.*w\"(", size, name);
	for (int i = 0; i < count && i < 127; i++)
		sqlite3_snprintf(8, statement + strlen(statement), i ? ",1" : "1");
	sqlite3_snprintf(2, statement + strlen(statement), ")");
	return fails_with(h, statement, "no such function") ||
	       (!any && fails_with(h, statement, "wrong number of arguments"));
}

static bool lacks_collation(instar *h, const char *name)
{
	char statement[300];

	sqlite3_snprintf(
		sizeof(statement), statement, "SELECT 'a' < 'b' COLLATE \"%w\"", name);
	return fails_with(h, statement, "no such collation");
}

/* Builds before 3.30 may not have the list; then nothing can be told. */
static bool lacks_module(instar *h, const char *name)
{
	struct instar__sql sql = instar__sql_on(h->db);
	bool there;

	there = instar__sql_intf(&sql, 0,
		"SELECT 1 FROM pragma_module_list WHERE name = %Q COLLATE NOCASE", name);
	if (sql.code == INSTAR_E_NOMEM)
		h->sql = sql;
	return !there && !sql.code;
}

static bool starts(const char *need, const char *kind, const char **name)
{
	size_t size = strlen(kind);

	*name = need + size;
	return strncmp(need, kind, size) == 0;
}

static bool lacks(instar *h, const char *need)
{
	const char *name;

	if (starts(need, "function ", &name))
		return lacks_function(h, name);
	if (starts(need, "collation ", &name))
		return lacks_collation(h, name);
	if (starts(need, "module ", &name))
		return lacks_module(h, name);
	if (starts(need, "option ", &name))
		return !sqlite3_compileoption_used(name);
	return false;
}

int instar__host_requirements_refuse(instar *h)
{
	const char *need = instar__text(h, h->set->needs);

	for (uint32_t i = 0; i < h->set->need_count && !h->error.code && !h->sql.code;
		i++) {
		if (lacks(h, need))
			instar__fail(h, INSTAR_E_ENVIRONMENT,
				"register it before migrating, or link a SQLite that has "
				"it",
				"the migrations need the %s, which this connection does "
				"not have",
				need);
		need += strlen(need) + 1;
	}
	return instar__fail_sql(h);
}
