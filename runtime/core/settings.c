/*
 * settings: what a migration needs of the host's connection. See settings.h.
 *
 * A table of pragmas and the value each must have. None of them can be set inside a
 * transaction with the meaning it should have. Strings in double quotes have no pragma.
 */
#include "runtime/core/settings.h"

#include "runtime/core/error.h"

enum { FOREIGN_KEYS }; /* its place in the table */

static const struct wanted {
	const char *pragma;
	int64_t value;
	bool or_more;  /* a higher value is as good */
	bool by_steps; /* a step may set it, and a rollback would not take that back */
} wanted[INSTAR__SETTING_COUNT] = {
	/* Inside a transaction it does nothing, and DROP TABLE would delete children. */
	{ "foreign_keys", 0, false, false },
	{ "defer_foreign_keys", 0, false, false },
	/* RENAME has to look into views and triggers; @rebuild has it on for a while. */
	{ "legacy_alter_table", 0, false, true },
	{ "ignore_check_constraints", 0, false, true },
	{ "recursive_triggers", 0, false, true },
	{ "query_only", 0, false, false },
	/* Damage is found when a page is read, not when it is written back. */
	{ "cell_size_check", 1, false, false },
	/* FULL: a commit that was told is on the disk. Never lower what the host chose.
	 */
	{ "synchronous", 2, true, false },
};

static const int quoting[INSTAR__QUOTING_COUNT] = {
#ifdef SQLITE_DBCONFIG_DQS_DML /* before 3.29 they are always on */
	SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL
#else
	-1, -1 /* SQLite knows no such setting, and does nothing */
#endif
};

void instar__settings_quote(sqlite3 *db)
{
	for (int i = 0; i < INSTAR__QUOTING_COUNT; i++)
		sqlite3_db_config(db, quoting[i], 1, NULL);
}

static void take_quoting(struct instar *h)
{
	for (int i = 0; i < INSTAR__QUOTING_COUNT && !h->settings.quoting; i++)
		sqlite3_db_config(h->db, quoting[i], -1, &h->settings.quoted[i]);
	h->settings.quoting = true;
	instar__settings_quote(h->db);
}

static void restore_quoting(struct instar *h)
{
	for (int i = 0; i < INSTAR__QUOTING_COUNT && h->settings.quoting; i++)
		sqlite3_db_config(h->db, quoting[i], h->settings.quoted[i], NULL);
	h->settings.quoting = false;
}

static int64_t read_setting(struct instar__sql *sql, const struct wanted *setting)
{
	return instar__sql_intf(sql, -1, "PRAGMA main.%s", setting->pragma);
}

static void write_setting(
	struct instar__sql *sql, const struct wanted *setting, int64_t value)
{
	instar__sql_execf(sql, "PRAGMA main.%s=%lld", setting->pragma, value);
}

static bool is_right(const struct wanted *setting, int64_t value)
{
	return value == setting->value || (setting->or_more && value > setting->value);
}

static void take(instar *h, int index)
{
	const struct wanted *setting = &wanted[index];
	int64_t value = read_setting(&h->sql, setting);

	/* A library built without the feature has no such setting, and no such harm. */
	if (h->sql.code || h->settings.changed[index] || value < 0)
		return;
	h->settings.before[index] = value;
	h->settings.changed[index] = setting->by_steps || !is_right(setting, value);
	if (is_right(setting, value))
		return;
	write_setting(&h->sql, setting, setting->value);
	value = read_setting(&h->sql, setting);
	if (!h->sql.code && !is_right(setting, value))
		instar__fail(h, INSTAR_E_SQL, "set it before migrating",
			"cannot set PRAGMA %s", setting->pragma);
}

int instar__settings_take(struct instar *h)
{
	for (int i = 0; i < INSTAR__SETTING_COUNT; i++)
		take(h, i);
	take_quoting(h);
	return instar__fail_sql(h);
}

int instar__settings_enforce(struct instar *h, bool on)
{
	const struct wanted *setting = &wanted[FOREIGN_KEYS];

	if (h->error.code || h->settings.enforcing == on)
		return h->error.code;
	if (!h->settings.changed[FOREIGN_KEYS])
		h->settings.before[FOREIGN_KEYS] = 0; /* else the host had it on */
	h->settings.changed[FOREIGN_KEYS] = true;
	h->settings.enforcing = on;
	write_setting(&h->sql, setting, on);
	if (read_setting(&h->sql, setting) != on && !h->sql.code)
		instar__fail(h, INSTAR_E_ENVIRONMENT,
			"link a SQLite that was built with foreign keys",
			"a step runs with foreign keys on, and this SQLite cannot "
			"enforce them; nothing was changed");
	return instar__fail_sql(h);
}

void instar__settings_restore(struct instar *h)
{
	struct instar__sql sql;

	h->settings.enforcing = false;
	restore_quoting(h);
	for (int i = INSTAR__SETTING_COUNT - 1; i >= 0; i--) {
		if (!h->settings.changed[i])
			continue;
		instar__sql_init(&sql, h->db);
		write_setting(&sql, &wanted[i], h->settings.before[i]);
		h->settings.changed[i] = sql.code != INSTAR_OK;
	}
}
