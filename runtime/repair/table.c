/*
 * table: tables that are missing, lack columns or have another shape. See object.h.
 *
 * A rebuild keeps the rows aside, makes the table anew under its own name, so that its
 * text and what refers to it stay as they are, and puts the rows back.
 */
#include "runtime/repair/object.h"

#include <string.h>

#include "runtime/schema/column_list.h"
#include "runtime/schema/table_text.h"

static const char kept[] = "temp.\"instar repair rows\"";

static void note_schema(
	struct instar__repairer *mender, const struct instar__object *wanted)
{
	struct instar__sql *sql = &mender->h->sql;

	if (sql->code)
		return;
	if (!instar__schema_put(mender->schema, INSTAR__TABLE, wanted->name,
		    wanted->table, wanted->definition))
		instar__sql_fail(sql, SQLITE_NOMEM);
}

/* The modules have made tables of their own. */
static void read_schema_again(struct instar__repairer *mender)
{
	instar__schema_free(mender->schema);
	instar__schema_load(mender->schema, &mender->h->sql);
}

/* --- Missing tables. */

/* Copies the rows of the reference's table; returns how many. */
static int64_t copy_rows(struct instar__repairer *mender, sqlite3_stmt *from,
	sqlite3_stmt *to, uint32_t columns)
{
	struct instar__sql *sql = &mender->h->sql;
	int64_t rows = 0;

	while (to && !sql->code && instar__sql_row(&mender->reference->sql, from)) {
		for (int i = 0; i < (int)columns; i++)
			instar__sql_bind_value(
				sql, to, i + 1, instar__sql_value(from, i));
		instar__sql_run(sql, to);
		rows++;
	}
	return rows;
}

/* INSERT OR ABORT INTO main."t"("a", "b") VALUES(?, ?) */
static sqlite3_stmt *prepare_insert(struct instar__sql *sql, const char *table,
	const char *columns, uint32_t count)
{
	sqlite3_str *out = sqlite3_str_new(sql->db);
	sqlite3_stmt *stmt = NULL;
	char *text;

	sqlite3_str_appendf(
		out, "INSERT OR ABORT INTO main.\"%w\"(%s) VALUES(?", table, columns);
	for (uint32_t i = 1; i < count; i++)
		sqlite3_str_appendall(out, ", ?");
	sqlite3_str_appendchar(out, 1, ')');
	text = instar__sql_str(sql, out);
	if (text)
		stmt = instar__sql_prepare(sql, text);
	sqlite3_free(text);
	return stmt;
}

/* The rows that the steps themselves insert. */
static int64_t copy_seeds(
	struct instar__repairer *mender, const struct instar__object *wanted)
{
	struct instar__sql *there = &mender->reference->sql, *here = &mender->h->sql;
	struct instar__columns names = { 0 };
	sqlite3_stmt *from, *to;
	int64_t rows = 0;
	char *columns;

	instar__columns_of(there, wanted->name, INSTAR__STORED, &names);
	columns = instar__columns_quoted(there, &names);
	if (columns && names.count) {
		from = instar__sql_preparef(
			there, "SELECT %s FROM main.\"%w\"", columns, wanted->name);
		to = prepare_insert(here, wanted->name, columns, names.count);
		rows = copy_rows(mender, from, to, names.count);
		instar__sql_finish(from);
		instar__sql_finish(to);
	}
	sqlite3_free(columns);
	instar__columns_free(&names);
	return rows;
}

struct creation {
	const struct instar__object *wanted;
	int64_t rows;
};

static void create(struct instar__repairer *mender, const void *object)
{
	struct creation *creation = (struct creation *)object;
	struct instar__sql *there = &mender->reference->sql, *here = &mender->h->sql;

	instar__sql_exec(here, creation->wanted->definition);
	if (!here->code)
		creation->rows = copy_seeds(mender, creation->wanted);
	if (there->code && !here->code) { /* want of memory, or a module that cannot */
		instar__sql_fail(here, there->sqlite_code);
		instar__sql_clear(there);
	}
}

bool instar__repair_create(
	struct instar__repairer *mender, const struct instar__object *wanted)
{
	struct creation creation = { .wanted = wanted };

	if (!instar__repair_try(mender, create, &creation))
		return false;
	if (instar__is_virtual(wanted))
		read_schema_again(mender);
	else
		note_schema(mender, wanted);
	sqlite3_snprintf(sizeof(mender->text), mender->text,
		"created, with %lld row%s that the steps insert; other rows that were "
		"in it are lost",
		creation.rows, creation.rows == 1 ? "" : "s");
	return !mender->h->sql.code;
}

/* --- Tables of another shape. */

struct shape {
	const struct instar__object *wanted;
	struct instar__columns here;	   /* all columns of the table as it is */
	struct instar__columns stored;	   /* those it stores */
	struct instar__columns wanted_all; /* all columns of the reference's */
	struct instar__columns wanted_stored;
	struct instar__columns common;	/* stored in both */
	struct instar__columns missing; /* of all columns, not here */
	struct instar__columns extra; /* here, and not in the reference; or not stored */
};

static void free_shape(struct shape *shape)
{
	instar__columns_free(&shape->here);
	instar__columns_free(&shape->stored);
	instar__columns_free(&shape->wanted_all);
	instar__columns_free(&shape->wanted_stored);
	instar__columns_free(&shape->common);
	instar__columns_free(&shape->missing);
	instar__columns_free(&shape->extra);
}

static void read_shape(struct instar__repairer *mender, struct shape *shape)
{
	struct instar__sql *there = &mender->reference->sql, *here = &mender->h->sql;
	const char *table = shape->wanted->name;

	instar__columns_of(here, table, INSTAR__VISIBLE, &shape->here);
	instar__columns_of(here, table, INSTAR__STORED, &shape->stored);
	instar__columns_of(there, table, INSTAR__VISIBLE, &shape->wanted_all);
	instar__columns_of(there, table, INSTAR__STORED, &shape->wanted_stored);
	instar__columns_pick(
		here, &shape->stored, &shape->wanted_stored, true, &shape->common);
	instar__columns_pick(
		here, &shape->wanted_all, &shape->here, false, &shape->missing);
	/* What the reference computes cannot be put back as a value. */
	instar__columns_pick(
		here, &shape->stored, &shape->wanted_stored, false, &shape->extra);
	if (!shape->extra.count)
		instar__columns_pick(
			here, &shape->here, &shape->wanted_all, false, &shape->extra);
	if (there->code && !here->code)
		instar__sql_fail(here, there->sqlite_code);
}

static void add_columns(struct instar__repairer *mender, const void *object)
{
	const struct shape *shape = object;

	for (uint32_t i = 0; i < shape->missing.count && !mender->h->sql.code; i++) {
		size_t size = 0;
		const char *text = instar__column_text(
			shape->wanted->definition, shape->missing.items[i], &size);

		instar__sql_execf(&mender->h->sql,
			"ALTER TABLE main.\"%w\" ADD COLUMN %.*s", shape->wanted->name,
			(int)size, text ? text : "");
	}
}

static bool reads_as_wanted(struct instar__repairer *mender, const struct shape *shape)
{
	return instar__sql_intf(&mender->h->sql, 0,
		"SELECT sql = %Q FROM main.sqlite_master WHERE type = 'table'"
		" AND name = %Q COLLATE NOCASE",
		shape->wanted->definition, shape->wanted->name);
}

/* Does the table know the rows' numbers by that name? */
static bool gives_rowid(struct instar__sql *sql, const char *name, const char *table)
{
	struct instar__sql trial = instar__sql_on(sql->db);

	instar__sql_execf(&trial, "SELECT %s FROM main.\"%w\" LIMIT 0", name, table);
	instar__sql_take(sql, &trial);
	return !trial.code;
}

/* A name for the rows' numbers where no key of the reference keeps them; or NULL. */
static const char *rowid_of(struct instar__repairer *mender, const struct shape *shape)
{
	static const char *const names[] = { "rowid", "_rowid_", "oid" };
	struct instar__sql *there = &mender->reference->sql, *here = &mender->h->sql;
	const char *table = shape->wanted->name, *rowid = NULL;
	char *key = instar__columns_rowid_key(there, table);

	for (size_t i = 0; i < 3 && !rowid; i++) {
		if (!instar__columns_has(&shape->here, names[i]) &&
			!instar__columns_has(&shape->wanted_all, names[i]))
			rowid = names[i];
	}
	if (!rowid || (key && instar__columns_has(&shape->common, key)) ||
		!gives_rowid(here, rowid, table) || !gives_rowid(there, rowid, table))
		rowid = NULL;
	sqlite3_free(key);
	if (there->code && !here->code)
		instar__sql_fail(here, there->sqlite_code);
	return rowid;
}

/* Ids that an AUTOINCREMENT has given out are never given again. */
static int64_t read_sequence(struct instar__repairer *mender, const char *table)
{
	struct instar__sql *sql = &mender->h->sql;

	if (!instar__sql_int(sql,
		    "SELECT 1 FROM main.sqlite_master WHERE name = 'sqlite_sequence'", 0))
		return -1;
	return instar__sql_intf(sql, -1,
		"SELECT seq FROM main.sqlite_sequence WHERE name = %Q COLLATE NOCASE",
		table);
}

static void write_sequence(struct instar__repairer *mender,
	const struct instar__object *wanted, int64_t last)
{
	struct instar__sql *sql = &mender->h->sql;

	if (last < 0 || !instar__text_has_word(wanted->definition, "autoincrement"))
		return;
	instar__sql_execf(sql, "DELETE FROM main.sqlite_sequence WHERE name = %Q",
		wanted->name);
	instar__sql_execf(sql, "INSERT INTO main.sqlite_sequence VALUES(%Q, %lld)",
		wanted->name, last);
}

/* A value that another affinity reads otherwise ('007' as 7) would be lost. */
static void refuse_changed_values(struct instar__repairer *mender, const char *table,
	const struct instar__columns *names)
{
	struct instar__sql *sql = &mender->h->sql;
	char *casts = instar__columns_cast(sql, names);
	int64_t changed = instar__sql_intf(sql, 0,
		"SELECT 1 FROM (SELECT %s FROM %s EXCEPT SELECT %s FROM main.\"%w\")"
		" LIMIT 1",
		casts, kept, casts, table);

	sqlite3_free(casts);
	if (changed && !sql->code) {
		instar__sql_fail(sql, SQLITE_CONSTRAINT);
		sqlite3_snprintf(sizeof(sql->message), sql->message,
			"values of other types are in it, which would change");
	}
}

static void rebuild(struct instar__repairer *mender, const void *object)
{
	const struct shape *shape = object;
	const struct instar__object *wanted = shape->wanted;
	struct instar__sql *sql = &mender->h->sql;
	const char *rowid = rowid_of(mender, shape);
	int64_t sequence = read_sequence(mender, wanted->name);
	char *columns = instar__columns_quoted(sql, &shape->common);
	const char *comma = rowid && shape->common.count ? ", " : "";

	instar__sql_execf(sql,
		"CREATE TEMP TABLE \"instar repair rows\" AS SELECT %s%s%s%s FROM"
		" main.\"%w\"",
		rowid ? rowid : "", rowid ? " AS \"instar rowid\"" : "", comma, columns,
		wanted->name);
	instar__sql_execf(sql, "DROP TABLE main.\"%w\"", wanted->name);
	instar__sql_exec(sql, wanted->definition);
	instar__sql_execf(sql,
		"INSERT OR ABORT INTO main.\"%w\"(%s%s%s) SELECT %s%s%s FROM %s",
		wanted->name, rowid ? rowid : "", comma, columns,
		rowid ? "\"instar rowid\"" : "", comma, columns, kept);
	if (shape->common.count)
		refuse_changed_values(mender, wanted->name, &shape->common);
	instar__sql_execf(sql, "DROP TABLE %s", kept);
	write_sequence(mender, wanted, sequence);
	instar__repair_dependents(mender, wanted->name);
	sqlite3_free(columns);
}

/* Undo what was tried, and say that it did not do. */
static void undo(struct instar__repairer *mender, const void *object)
{
	(void)object;
	instar__sql_exec(&mender->h->sql, "ROLLBACK TO instar_shape");
}

static bool say(struct instar__repairer *mender, const char *what,
	const struct instar__columns *columns)
{
	char *list = columns ? instar__columns_plain(&mender->h->sql, columns) : NULL;

	sqlite3_snprintf(
		sizeof(mender->text), mender->text, "%s%s", what, list ? list : "");
	sqlite3_free(list);
	return !mender->h->sql.code;
}

/*
 * Columns at the end are added; else the table is built anew, when that loses nothing;
 * else columns are added even where the text is not the wanted one to the letter.
 */
static bool choose(struct instar__repairer *mender, const struct shape *shape)
{
	struct instar__sql *sql = &mender->h->sql;
	bool added =
		shape->missing.count && instar__repair_try(mender, add_columns, shape);

	if (added && reads_as_wanted(mender, shape))
		return say(mender, "column added: ", &shape->missing);
	if (sql->code)
		return false;
	if (added)
		undo(mender, NULL);
	if (shape->extra.count && !shape->missing.count)
		return !say(mender, "its shape is another, and no step knows its column ",
			&shape->extra);
	if (!shape->extra.count && instar__repair_try(mender, rebuild, shape))
		return say(mender, "built anew with its rows", NULL);
	if (added && !sql->code && instar__repair_try(mender, add_columns, shape))
		return say(mender, "column added: ", &shape->missing);
	return false;
}

bool instar__repair_reshape(
	struct instar__repairer *mender, const struct instar__object *wanted)
{
	struct shape shape = { .wanted = wanted };
	struct instar__sql *sql = &mender->h->sql;
	bool whole = false;

	if (instar__is_virtual(wanted)) {
		sqlite3_snprintf(sizeof(mender->text), mender->text,
			"a virtual table of another shape is left alone");
		return false;
	}
	read_shape(mender, &shape);
	instar__sql_exec(sql, "SAVEPOINT instar_shape");
	if (!sql->code)
		whole = choose(mender, &shape);
	instar__sql_exec(sql, "RELEASE instar_shape");
	free_shape(&shape);
	if (whole)
		note_schema(mender, wanted);
	return whole && !sql->code;
}
