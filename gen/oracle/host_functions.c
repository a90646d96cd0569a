/*
 * host_functions: stand-ins for the functions that the host registers. See
 * host_functions.h.
 */
#include "gen/oracle/host_functions.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/read/plan.h"

/* As many answers are kept. */
enum { MOST = 50000 };

struct host_functions *host_functions_of(struct arena *arena, const struct plan *plan)
{
	struct host_functions *functions =
		plan->host_functions ? *plan->host_functions : NULL;

	if (functions)
		return functions;
	functions = arena_alloc(arena, sizeof(*functions));
	functions->arena = arena;
	map_init(&functions->names, arena);
	map_init(&functions->asked, arena);
	functions->asked.exact = true;
	if (plan->host_functions)
		*plan->host_functions = functions;
	return functions;
}

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ at[i]) * 1099511628211u;
	return hash;
}

/* Texts and blobs by their bytes; numbers as they are, which does not convert them. */
static uint64_t hash_value(uint64_t hash, sqlite3_value *value)
{
	int type = sqlite3_value_type(value);
	sqlite3_int64 integer = sqlite3_value_int64(value);
	double real = sqlite3_value_double(value);

	hash = hash_bytes(hash, &type, sizeof(type));
	if (type == SQLITE_INTEGER)
		return hash_bytes(hash, &integer, sizeof(integer));
	if (type == SQLITE_FLOAT)
		return hash_bytes(hash, &real, sizeof(real));
	if (type == SQLITE_NULL)
		return hash;
	return hash_bytes(
		hash, sqlite3_value_blob(value), (size_t)sqlite3_value_bytes(value));
}

static uint64_t hash_call(
	const struct host_function *function, int count, sqlite3_value **values)
{
	uint64_t hash = 14695981039346656037u;

	hash = hash_bytes(hash, function->name, strlen(function->name));
	for (int i = 0; i < count; i++)
		hash = hash_value(hash, values[i]);
	return hash;
}

static struct value copy_of(struct arena *arena, sqlite3_value *value)
{
	int type = sqlite3_value_type(value);
	int size;

	if (type == SQLITE_INTEGER)
		return value_integer(sqlite3_value_int64(value));
	if (type == SQLITE_FLOAT)
		return value_real(sqlite3_value_double(value));
	if (type == SQLITE_NULL)
		return value_null();
	size = sqlite3_value_bytes(value);
	if (type == SQLITE_BLOB)
		return value_blob(
			size ? arena_copy(arena, sqlite3_value_blob(value), (size_t)size)
			     : "",
			size);
	return value_text(
		arena_copy(arena, (const char *)sqlite3_value_text(value), (size_t)size));
}

/* What the function says of arguments that nobody has asked about. */
static struct value answer_new(
	const struct host_function *function, int count, sqlite3_value **values)
{
	if (function->constant)
		return function->answer;
	return count ? copy_of(function->all->arena, values[0]) : value_null();
}

/* Where the answer to this call is, or is to be. */
static uint32_t place_of(
	struct host_function *function, int count, sqlite3_value **values)
{
	struct host_functions *all = function->all;
	char key[17];
	uint32_t place;

	sqlite3_snprintf(sizeof(key), key, "%016llx", hash_call(function, count, values));
	place = map_get(&all->asked, key);
	if (place != MAP_NONE)
		return place;
	place = all->answer_count;
	map_put(&all->asked, arena_copy(all->arena, key, strlen(key)), place);
	*arena_add(all->arena, all->answers, all->answer_count) =
		(struct host_answer){ .revoked = true };
	return place;
}

static struct value recall(
	struct host_function *function, int count, sqlite3_value **values)
{
	struct host_functions *all = function->all;
	uint32_t place;

	if (all->answer_count >= MOST || all->given_count >= MOST)
		return answer_new(function, count, values);
	place = place_of(function, count, values);
	if (all->answers[place].revoked) {
		all->answers[place] =
			(struct host_answer){ answer_new(function, count, values),
				false };
		*arena_add(all->arena, all->given, all->given_count) = place;
	}
	return all->answers[place].value;
}

static void answer(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct value value = recall(sqlite3_user_data(context), count, values);

	switch (value.type) {
	case SQLITE_INTEGER:
		sqlite3_result_int64(context, value.integer);
		break;
	case SQLITE_FLOAT:
		sqlite3_result_double(context, value.real);
		break;
	case SQLITE_TEXT:
		sqlite3_result_text(context, value.text, value.size, SQLITE_STATIC);
		break;
	case SQLITE_BLOB:
		sqlite3_result_blob(context, value.text, value.size, SQLITE_STATIC);
		break;
	default:
		sqlite3_result_null(context);
	}
}

static struct host_function *function_for(
	struct host_functions *functions, const char *name)
{
	uint32_t place = map_get(&functions->names, name);
	struct host_function *function;

	if (place != MAP_NONE)
		return functions->functions[place];
	function = arena_alloc(functions->arena, sizeof(*function));
	function->all = functions;
	function->name = name;
	map_put(&functions->names, name, functions->count);
	*arena_add(functions->arena, functions->functions, functions->count) = function;
	return function;
}

int host_functions_register(
	struct host_functions *functions, sqlite3 *db, const char *name, int count)
{
	return sqlite3_create_function_v2(db, name, count,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC, function_for(functions, name), answer,
		NULL, NULL, NULL);
}

struct host_function *host_functions_find(
	const struct host_functions *functions, const char *name)
{
	uint32_t place = map_get(&functions->names, name);

	return place == MAP_NONE ? NULL : functions->functions[place];
}

void host_functions_revoke(struct host_functions *functions, uint32_t given)
{
	for (uint32_t i = given; i < functions->given_count; i++)
		functions->answers[functions->given[i]].revoked = true;
	functions->given_count = given;
}
