/*
 * handle: open, close, and what every call does first. See instar.h and handle.h.
 *
 * One allocation and no SQL to open. It knows how to wait for a lock and how to tell
 * the host, and nothing of steps.
 */
#include "runtime/core/handle.h"

#include <string.h>
#include <time.h>

#include "runtime/core/error.h"
#include "runtime/sqlite/filesystem.h"

static const int default_busy_ms = 10000;
static const int longest_sleep_ms = 50;

/* An older caller's options are shorter, a newer one's longer than ours. */
static void copy_options(instar *h, const struct instar_options *options)
{
	size_t size = sizeof(h->options);

	if (!options)
		return;
	if (options->size < offsetof(struct instar_options, must_exist)) {
		instar__fail(h, INSTAR_E_MISUSE,
			"set it to sizeof(struct instar_options)",
			"options.size is not set");
		return;
	}
	if (options->size < size)
		size = options->size;
	memcpy(&h->options, options, size);
}

static void version_words(int number, char *out, int size)
{
	sqlite3_snprintf(size, out, "%d.%d.%d", number / 1000000, number / 1000 % 1000,
		number % 1000);
}

static void refuse_old_sqlite(instar *h)
{
	char needs[32], has[32];

	version_words((int)h->set->sqlite_version, needs, sizeof(needs));
	version_words(sqlite3_libversion_number(), has, sizeof(has));
	instar__fail(h, INSTAR_E_VERSION, "link a newer SQLite",
		"needs SQLite %s, has %s", needs, has);
}

static void judge_arguments(instar *h)
{
	if (!h->db)
		instar__fail(h, INSTAR_E_MISUSE, "open the database first",
			"no connection was given");
	else if (!h->set)
		instar__fail(
			h, INSTAR_E_MISUSE, "pass a compiled set", "no set was given");
	else if (h->set->format != INSTAR_SET_FORMAT)
		instar__fail(h, INSTAR_E_FORMAT,
			"compile the migrations with the instar of this program",
			"the table has format %u, this program reads format %d",
			h->set->format, INSTAR_SET_FORMAT);
	else if ((uint32_t)sqlite3_libversion_number() < h->set->sqlite_version)
		refuse_old_sqlite(h);
}

instar *instar_open(
	sqlite3 *db, const instar_set *set, const struct instar_options *options)
{
	instar *h = sqlite3_malloc64(sizeof(*h));

	if (!h)
		return NULL;
	memset(h, 0, sizeof(*h));
	h->db = db;
	h->set = set;
	h->error.id = h->error.file = h->error.statement = "";
	h->at_step = h->at_statement = INSTAR_NONE;
	h->process = instar__disk_process();
	instar__sql_init(&h->sql, db);
	judge_arguments(h);
	copy_options(h, options);
	return h;
}

static void free_result(struct instar__result **at)
{
	struct instar__result *result = *at;

	*at = result->next;
	result->release(result);
	sqlite3_free(result);
}

/* The newest of its kind, or the end of the list. */
static struct instar__result **find_result(
	instar *h, void (*release)(struct instar__result *result))
{
	struct instar__result **at = &h->results;

	while (*at && (*at)->release != release)
		at = &(*at)->next;
	return at;
}

static void *add_result(
	instar *h, uint64_t size, void (*release)(struct instar__result *result))
{
	struct instar__result *result = instar__sql_memory(&h->sql, size);

	if (!result)
		return NULL;
	result->release = release;
	result->next = h->results;
	h->results = result;
	return result;
}

void *instar__result_keep(
	instar *h, size_t size, void (*release)(struct instar__result *result))
{
	void *result;

	if (instar__begin_call(h))
		return NULL;
	result = *find_result(h, release);
	if (!result)
		result = add_result(h, size, release);
	instar__fail_sql(h);
	return result;
}

void *instar__result_new(
	instar *h, size_t size, void (*release)(struct instar__result *result))
{
	struct instar__result **last;

	if (instar__begin_call(h))
		return NULL;
	last = find_result(h, release);
	if (*last)
		free_result(last);
	return instar__result_keep(h, size, release);
}

void instar_close(instar *h)
{
	if (!h)
		return;
	if (h->writing)
		instar__roll_back(h);
	instar__settings_restore(h);
	sqlite3_free(h->backup);
	while (h->results)
		free_result(&h->results);
	sqlite3_free(h);
}

int instar__begin_call(instar *h)
{
	if (!h)
		return INSTAR_E_NOMEM;
	if (h->error.code)
		return h->error.code;
	memset(&h->patience, 0, sizeof(h->patience));
	h->kept = NULL;
	h->committed = false;
	if (h->process != instar__disk_process())
		return instar__fail(h, INSTAR_E_MISUSE,
			"open the database again in this process",
			"opened in another process");
	if (instar__sql_in_transaction(&h->sql))
		return instar__fail(h, INSTAR_E_TRANSACTION,
			"commit or roll back, then call again",
			"call outside a transaction");
	if (instar__sql_left_open(h->db))
		return instar__fail(h, INSTAR_E_TRANSACTION,
			"reset or finalize every statement of the connection",
			"finish statements first");
	return INSTAR_OK;
}

int instar__tell(instar *h, const struct instar_event *event)
{
	struct instar_event copy = *event;

	if (!h->options.on_event)
		return h->error.code;
	copy.id = copy.id ? copy.id : "";
	copy.set_name = h->set ? instar__text(h, h->set->name) : "";
	copy.text = copy.text ? copy.text : "";
	copy.table = copy.table ? copy.table : "";
	copy.column = copy.column ? copy.column : "";
	if (h->options.on_event(h->options.event_context, &copy) == 0 ||
		(h->committed && !h->batching) || copy.kind == INSTAR_EVENT_ROLLED_BACK)
		return h->error.code;
	return instar__fail(h, INSTAR_E_CANCELLED, "", "cancelled; %s",
		h->batching  ? "what was done stays done"
		: h->writing ? "all undone"
			     : "nothing was changed");
}

int instar__warn(instar *h, const char *text)
{
	return instar__tell(
		h, &(struct instar_event){ .kind = INSTAR_EVENT_WARNING, .text = text });
}

int64_t instar__clock(const instar *h)
{
#ifdef TIME_UTC
	struct timespec now;

	(void)h;
	timespec_get(&now, TIME_UTC);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
#else
	/* A C library without C11's clock: SQLite's own, which ticks in milliseconds. */
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	sqlite3_int64 now = 0;

	(void)h;
	if (vfs && vfs->iVersion >= 2 && vfs->xCurrentTimeInt64)
		vfs->xCurrentTimeInt64(vfs, &now);
	return now * 1000;
#endif
}

int64_t instar__since(const instar *h, int64_t began_us)
{
	int64_t passed_us = instar__clock(h) - began_us;

	return passed_us > 0 ? passed_us : 0;
}

void instar__attempt(instar *h)
{
	h->patience.since_us = instar__clock(h);
}

static int64_t patience_ms(const instar *h)
{
	if (h->options.busy_ms < 0)
		return 0;
	return h->options.busy_ms ? h->options.busy_ms : default_busy_ms;
}

/*
 * The host's connection may have a busy handler of its own, which has waited already:
 * so the time of the attempt counts too, unless the clock was put back meanwhile.
 */
static void count_attempt(instar *h)
{
	h->patience.waited_us += instar__since(h, h->patience.since_us);
}

static void sleep_a_little(instar *h)
{
	int ms = h->patience.next_ms + 1;
	int64_t left = patience_ms(h) - h->patience.waited_us / 1000;

	if (ms > left)
		ms = left > 0 ? (int)left : 1;
	sqlite3_sleep(ms);
	h->patience.waited_us += (int64_t)ms * 1000;
	h->patience.next_ms = ms * 2 < longest_sleep_ms ? ms * 2 : longest_sleep_ms;
}

bool instar__again(instar *h)
{
	if (h->error.code || h->sql.code != INSTAR_E_BUSY)
		return false;
	count_attempt(h);
	if (h->patience.waited_us >= patience_ms(h) * 1000)
		return false;
	if (!h->patience.told) {
		h->patience.told = true;
		if (instar__tell(
			    h, &(struct instar_event){ .kind = INSTAR_EVENT_WAITING }))
			return false;
	}
	sleep_a_little(h);
	instar__sql_clear(&h->sql);
	return true;
}

bool instar__try_lock(instar *h)
{
	h->up_to_date = h->committed = false;
	do {
		instar__attempt(h);
		instar__sql_lock(&h->sql);
	} while (instar__again(h));
	h->writing = !h->sql.code;
	return h->writing;
}

void instar__lock(instar *h)
{
	if (h->error.code)
		return;
	instar__try_lock(h);
	instar__fail_sql(h);
}

bool instar__try_commit(instar *h)
{
	do {
		instar__attempt(h);
		instar__sql_exec(&h->sql, "COMMIT");
	} while (instar__sql_in_transaction(&h->sql) && instar__again(h));
	h->writing = instar__sql_in_transaction(&h->sql);
	return !h->sql.code;
}

struct held {
	struct instar__result base;
	int64_t memory[];
};

static void release_held(struct instar__result *result)
{
	(void)result; /* owns nothing else */
}

void *instar__hold(instar *h, uint64_t size)
{
	struct held *held = add_result(h, sizeof(*held) + size, release_held);

	return held ? held->memory : NULL;
}

char *instar__hold_text(instar *h, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = instar__hold(h, size);

	if (copy)
		memcpy(copy, text, size);
	return copy;
}

void instar__held_free(instar *h)
{
	struct instar__result **held;

	while (*(held = find_result(h, release_held)))
		free_result(held);
}

void instar__roll_back(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);

	if (instar__sql_in_transaction(&sql))
		instar__sql_exec(&sql, "ROLLBACK");
	h->writing = instar__sql_in_transaction(&sql);
}

static const struct instar_error no_memory = {
	.code = INSTAR_E_NOMEM,
	.sqlite_code = SQLITE_NOMEM,
	.id = "",
	.file = "",
	.statement = "",
	.message = "out of memory; nothing was changed",
	.action = "free some memory and try again",
};

const struct instar_error *instar_error(const instar *h)
{
	return h ? &h->error : &no_memory;
}
