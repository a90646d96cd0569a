/*
 * backup_names: where the backups of a database are. See backup_names.h.
 */
#include "runtime/core/backup_names.h"

#include <string.h>

#include "runtime/core/connection.h"
#include "runtime/sqlite/filesystem.h"

static const char partial[] = ".partial";

static bool is_separator(char c)
{
#ifdef _WIN32
	return c == '/' || c == '\\';
#else
	return c == '/';
#endif
}

const char *instar__backup_names_file(const char *path)
{
	const char *end = path + strlen(path);

	while (end > path && !is_separator(end[-1]))
		end--;
	return end;
}

char *instar__backup_names_directory(const char *path)
{
	size_t length = (size_t)(instar__backup_names_file(path) - path);

	if (!length)
		return sqlite3_mprintf(".");
	return sqlite3_mprintf("%.*s", (int)(length > 1 ? length - 1 : 1), path);
}

void instar__backup_names_free(struct instar__backup_names *shelf)
{
	sqlite3_free(shelf->directory);
	sqlite3_free(shelf->prefix);
	memset(shelf, 0, sizeof(*shelf));
}

bool instar__backup_names_find(instar *h, struct instar__backup_names *shelf)
{
	const char *path = instar__path(h);

	memset(shelf, 0, sizeof(*shelf));
	if (!path)
		return false;
	shelf->directory = h->options.backup_directory
				   ? sqlite3_mprintf("%s", h->options.backup_directory)
				   : instar__backup_names_directory(path);
	shelf->prefix = sqlite3_mprintf("%s.backup-", instar__backup_names_file(path));
	if (shelf->directory && shelf->prefix)
		return true;
	instar__sql_fail(&h->sql, SQLITE_NOMEM);
	instar__backup_names_free(shelf);
	return false;
}

/* Exactly `count` digits: their number, and *at is moved past them; -1: they are not. */
static int64_t digits(const char **at, int count)
{
	int64_t number = 0;

	for (int i = 0; i < count; i++, (*at)++) {
		if (**at < '0' || **at > '9')
			return -1;
		number = number * 10 + **at - '0';
	}
	return number;
}

/* "-2" to "-999", without a leading zero; 1 at the end; -1: something else. */
static int64_t suffix(const char *at)
{
	size_t length = strlen(at);
	int64_t number;

	if (!length)
		return 1;
	if (*at++ != '-' || length > 4 || *at == '0')
		return -1;
	number = digits(&at, (int)length - 1);
	return number >= 2 ? number : -1;
}

int64_t instar__backup_names_order(const char *prefix, const char *name)
{
	const char *at = name + strlen(prefix);
	int64_t date, time, number;

	if (strncmp(name, prefix, strlen(prefix)) != 0)
		return 0;
	date = digits(&at, 8);
	if (date < 0 || *at++ != '-')
		return 0;
	time = digits(&at, 6);
	number = time < 0 ? -1 : suffix(at);
	return number < 0 ? 0 : (date * 1000000 + time) * 1000 + number;
}

/* One reading of the directory. */
struct reading {
	const struct instar__backup_names *shelf;
	const char *spare; /* a name that is counted and not chosen, or NULL */
	const char *stale; /* choose what was never finished; or NULL */
	int64_t below;	   /* choose the newest of a lower order; 0: the oldest */
	int count;
	int64_t order; /* of the chosen one */
	char *chosen;
};

static void choose(struct reading *reading, const char *name, int64_t order)
{
	bool better = reading->below ? order > reading->order : order < reading->order;

	if (reading->chosen && !better)
		return;
	sqlite3_free(reading->chosen);
	reading->chosen = sqlite3_mprintf("%s", name);
	reading->order = order;
}

static void read_name(void *context, const char *name)
{
	struct reading *reading = context;
	int64_t order = instar__backup_names_order(reading->shelf->prefix, name);

	if (!order || (reading->below && order >= reading->below))
		return;
	reading->count++;
	if (!reading->spare || strcmp(name, reading->spare) != 0)
		choose(reading, name, order);
}

/* "app.db.backup-20260131-120000-2.partial", made before `stale`. */
static void read_partial(void *context, const char *name)
{
	struct reading *reading = context;
	size_t length = strlen(name), end = strlen(partial);
	size_t prefix = strlen(reading->shelf->prefix);
	char *whole;

	if (length <= prefix + end || strcmp(name + length - end, partial) != 0 ||
		strncmp(name + prefix, reading->stale, strlen(reading->stale)) >= 0)
		return;
	whole = sqlite3_mprintf("%.*s", (int)(length - end), name);
	if (whole && instar__backup_names_order(reading->shelf->prefix, whole))
		choose(reading, name, 0);
	sqlite3_free(whole);
}

static char *path_of(const struct reading *reading)
{
	return sqlite3_mprintf("%s/%s", reading->shelf->directory, reading->chosen);
}

char *instar__backup_names_newest(
	const struct instar__backup_names *shelf, int64_t *below)
{
	struct reading reading = { .shelf = shelf, .below = *below };
	char *path = NULL;

	instar__disk_list(shelf->directory, shelf->prefix, read_name, &reading);
	if (reading.chosen)
		path = path_of(&reading);
	sqlite3_free(reading.chosen);
	*below = reading.order;
	return path;
}

void instar__backup_names_words(const instar *h, char *out, int size)
{
	struct instar__backup_names shelf;
	instar copy = *h; /* whose errors nobody hears */
	int64_t below = INT64_MAX;
	char *newest;

	*out = '\0';
	if (!instar__backup_names_find(&copy, &shelf))
		return;
	newest = instar__backup_names_newest(&shelf, &below);
	if (newest)
		sqlite3_snprintf(size, out, "; backups: %s", newest);
	sqlite3_free(newest);
	instar__backup_names_free(&shelf);
}

/* Remove the chosen file; false when that failed, which is told. */
static bool remove_chosen(instar *h, struct reading *reading)
{
	char *path = path_of(reading);
	int error = path ? instar__disk_remove(path) : 0;
	char why[128], text[512];

	if (error) {
		instar__disk_words(error, why, sizeof(why));
		sqlite3_snprintf(sizeof(text), text,
			"the old backup %s cannot be removed: %s", path, why);
		instar__warn(h, text);
	}
	sqlite3_free(path);
	return path && !error;
}

/* Read, remove one, read again; until none is left to remove or one cannot be. */
static void remove_all(
	instar *h, const struct reading *pattern, int keep, instar__disk_found *found)
{
	struct reading reading;
	bool removed;

	do {
		reading = *pattern;
		instar__disk_list(
			reading.shelf->directory, reading.shelf->prefix, found, &reading);
		removed = reading.chosen && reading.count > keep &&
			  remove_chosen(h, &reading);
		sqlite3_free(reading.chosen);
	} while (removed);
}

void instar__backup_names_prune(instar *h, const struct instar__backup_names *shelf,
	int keep, const char *spare, const char *stale)
{
	struct reading reading = { .shelf = shelf };

	reading.spare = spare ? instar__backup_names_file(spare) : NULL;
	remove_all(h, &reading, keep, read_name);
	reading.stale = stale;
	if (stale)
		remove_all(h, &reading, -1, read_partial);
}

void instar__backup_names_time(instar *h, const char *shift, char *out, int size)
{
	struct instar__sql sql = instar__sql_on(h->db);
	char text[80];

	sqlite3_snprintf(sizeof(text), text,
		"SELECT strftime('%%Y%%m%%d-%%H%%M%%S', 'now', %Q)", shift);
	instar__sql_word(&sql, text, out, size);
}
