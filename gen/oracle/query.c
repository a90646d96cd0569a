/*
 * query: a statement on a scratch database, its parameters and its rows. See query.h.
 */
#include "gen/oracle/query.h"

#include <stdarg.h>
#include <string.h>

#include "gen/base/arena.h"

struct query scratch_prepare(struct scratch *scratch, const char *sql)
{
	struct query query = { .scratch = scratch };

	scratch->ticks = SCRATCH_TICKS;
	query.failed =
		sqlite3_prepare_v2(scratch->db, sql, -1, &query.stmt, NULL) != SQLITE_OK;
	if (query.failed)
		scratch_note_failure(scratch);
	return query;
}

static struct query ask(struct scratch *scratch, const char *format, va_list arguments)
{
	char *sql = sqlite3_vmprintf(format, arguments);
	struct query query;

	if (!sql)
		arena_exhausted();
	query = scratch_prepare(scratch, sql); /* which keeps a copy */
	sqlite3_free(sql);
	return query;
}

struct query scratch_query(struct scratch *scratch, const char *format, ...)
{
	struct query query;
	va_list arguments;

	va_start(arguments, format);
	query = ask(scratch, format, arguments);
	va_end(arguments);
	return query;
}

int64_t scratch_int(struct scratch *scratch, int64_t otherwise, const char *format, ...)
{
	struct query query;
	va_list arguments;
	int64_t number = otherwise;

	va_start(arguments, format);
	query = ask(scratch, format, arguments);
	va_end(arguments);
	if (query_row(&query))
		number = query_int(&query, 0);
	query_close(&query);
	return number;
}

const char *scratch_text(struct scratch *scratch, const char *format, ...)
{
	struct query query;
	va_list arguments;
	const char *text = NULL;

	va_start(arguments, format);
	query = ask(scratch, format, arguments);
	va_end(arguments);
	if (query_row(&query))
		text = query_copy(&query, 0);
	query_close(&query);
	return text;
}

struct names scratch_texts(struct scratch *scratch, const char *format, ...)
{
	struct names texts = { 0 };
	struct query query;
	va_list arguments;

	va_start(arguments, format);
	query = ask(scratch, format, arguments);
	va_end(arguments);
	while (query_row(&query)) {
		const char *text = query_copy(&query, 0);

		if (!text)
			continue;
		*arena_add(scratch->arena, texts.items, texts.count) = text;
	}
	return texts;
}

void query_bind(struct query *query, int parameter, const struct value *value)
{
	sqlite3_stmt *stmt = query->stmt;

	if (parameter > sqlite3_bind_parameter_count(stmt))
		return;
	switch (value->type) {
	case SQLITE_INTEGER:
		sqlite3_bind_int64(stmt, parameter, value->integer);
		break;
	case SQLITE_FLOAT:
		sqlite3_bind_double(stmt, parameter, value->real);
		break;
	case SQLITE_TEXT:
		sqlite3_bind_text(
			stmt, parameter, value->text, value->size, SQLITE_STATIC);
		break;
	case SQLITE_BLOB:
		sqlite3_bind_blob(
			stmt, parameter, value->text, value->size, SQLITE_STATIC);
		break;
	default:
		sqlite3_bind_null(stmt, parameter);
	}
}

/* Advance; at the end and after a failure false, and the statement is as it was left. */
static bool step(struct query *query)
{
	int rc = query->stmt ? sqlite3_step(query->stmt) : SQLITE_DONE;

	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		query->failed = true;
		scratch_note_failure(query->scratch);
	}
	return rc == SQLITE_ROW;
}

bool query_row(struct query *query)
{
	if (step(query))
		return true;
	query_close(query);
	return false;
}

bool query_run(struct query *query)
{
	query->failed = false;
	while (step(query))
		;
	sqlite3_reset(query->stmt);
	return !query->failed;
}

int64_t query_int(const struct query *query, int column)
{
	return sqlite3_column_int64(query->stmt, column);
}

const char *query_text(const struct query *query, int column)
{
	return (const char *)sqlite3_column_text(query->stmt, column);
}

const char *query_copy(const struct query *query, int column)
{
	const char *text = query_text(query, column);

	return text ? arena_copy(query->scratch->arena, text, strlen(text)) : NULL;
}

struct value query_value(const struct query *query, int column)
{
	struct value value = { .type = sqlite3_column_type(query->stmt, column) };
	const char *bytes;

	if (value.type == SQLITE_INTEGER)
		value.integer = sqlite3_column_int64(query->stmt, column);
	if (value.type == SQLITE_FLOAT)
		value.real = sqlite3_column_double(query->stmt, column);
	if (value.type != SQLITE_TEXT && value.type != SQLITE_BLOB)
		return value;
	bytes = sqlite3_column_blob(query->stmt, column);
	value.size = sqlite3_column_bytes(query->stmt, column);
	value.text =
		arena_copy(query->scratch->arena, bytes ? bytes : "", (size_t)value.size);
	return value;
}

static uint64_t mix(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * 0x9e3779b97f4a7c15u;
	return hash ^ (hash >> 29);
}

static uint64_t mix_bytes(uint64_t hash, const unsigned char *bytes, int size)
{
	for (int i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * 1099511628211u;
	return mix(hash, (uint64_t)size);
}

static uint64_t digest_column(sqlite3_stmt *stmt, int column, uint64_t hash)
{
	int type = sqlite3_column_type(stmt, column);
	double real;
	uint64_t bits;

	hash = mix(hash, (uint64_t)type);
	switch (type) {
	case SQLITE_NULL:
		return hash;
	case SQLITE_INTEGER:
		return mix(hash, (uint64_t)sqlite3_column_int64(stmt, column));
	case SQLITE_FLOAT:
		real = sqlite3_column_double(stmt, column);
		memcpy(&bits, &real, sizeof(bits));
		return mix(hash, bits);
	default:
		return mix_bytes(hash, sqlite3_column_blob(stmt, column),
			sqlite3_column_bytes(stmt, column));
	}
}

uint64_t query_digest(const struct query *query, int first, int end, uint64_t start)
{
	uint64_t hash = start;

	for (int i = first; i < end; i++)
		hash = digest_column(query->stmt, i, hash);
	return mix(hash, (uint64_t)end);
}

bool query_reads(const struct query *query)
{
	return query->stmt && sqlite3_stmt_readonly(query->stmt) &&
	       sqlite3_column_count(query->stmt) > 0;
}

const char *query_expanded(const struct query *query)
{
	char *expanded = sqlite3_expanded_sql(query->stmt);
	const char *text;

	if (!query->stmt)
		return NULL;
	if (!expanded)
		arena_exhausted();
	text = arena_copy(query->scratch->arena, expanded, strlen(expanded));
	sqlite3_free(expanded);
	return text;
}

void query_close(struct query *query)
{
	sqlite3_finalize(query->stmt);
	query->stmt = NULL;
}
