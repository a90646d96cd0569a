/*
 * Backfills: against the single UPDATE on the same rows, alone and beside a writer.
 *
 * In: the number of rows (a million; ten with an argument). Out: for both journal modes
 * the ratio of the whole backfill, alone and polite; beside it what a second process met
 * that writes one row every 10 ms, what a third that reads one row every 5 ms, and how
 * long batches held the lock.
 */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../backfills.h"
#include "measure.h"

enum { MOST = 100000 };

/* What the writer and the batches met, in microseconds. */
struct times {
	int count;
	int failed;
	double us[MOST];
};

static void run(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		measure_stop(sql, message);
}

static sqlite3 *open_file(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		measure_stop(path, "cannot be opened");
	return db;
}

/* A file with so many people whose name is still to be made. */
static sqlite3 *make(struct backfills *f, const char *path, const char *mode, long rows)
{
	char text[400];
	sqlite3 *db;
	instar *h;

	unlink(path);
	db = open_file(path);
	snprintf(text, sizeof(text),
		"PRAGMA journal_mode = %s; PRAGMA synchronous = FULL", mode);
	run(db, text);
	people(f);
	h = instar_open(db, &f->b.set, NULL);
	if (instar_migrate(h) != INSTAR_OK)
		measure_stop(path, instar_error(h)->message);
	instar_close(h);
	snprintf(text, sizeof(text),
		"BEGIN; CREATE TABLE other(id INTEGER PRIMARY KEY, v);"
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
		"< %ld)"
		" INSERT INTO people(id, first, last) SELECT i, 'first' || i, 'last' || i"
		" FROM n; COMMIT",
		rows);
	run(db, text);
	run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
	return db;
}

static double single(struct backfills *f, const char *path, const char *mode, long rows)
{
	sqlite3 *db = make(f, path, mode, rows);
	double began = measure_now();

	run(db, "UPDATE people SET name = first || ' ' || last WHERE name IS NULL AND "
		"first"
		" IS NOT NULL");
	began = measure_now() - began;
	sqlite3_close(db);
	return began;
}

static int note_batch(void *context, const struct instar_event *event)
{
	struct times *times = context;

	if (event->kind == INSTAR_EVENT_BATCH && event->rows && times->count < MOST)
		times->us[times->count++] = (double)event->duration_us;
	return 0;
}

static double in_batches(
	struct backfills *f, sqlite3 *db, int alone, struct times *batches)
{
	struct instar_options options = {
		.size = sizeof(options), .on_event = note_batch, .event_context = batches
	};
	struct instar_backfill_options how = { .size = sizeof(how), .alone = alone };
	instar *h = instar_open(db, &f->b.set, &options);
	double began = measure_now();

	if (instar_backfill(h, &how) != INSTAR_OK)
		measure_stop("backfill", instar_error(h)->message);
	began = measure_now() - began;
	instar_close(h);
	return began;
}

/* Writes one row every 10 ms until it is killed. */
static void write_on(const char *path, struct times *times)
{
	sqlite3 *db = open_file(path);

	sqlite3_busy_timeout(db, 1000);
	while (times->count < MOST) {
		double began = measure_now();

		times->failed += sqlite3_exec(db, "INSERT INTO other(v) VALUES(1)", NULL,
					 NULL, NULL) != SQLITE_OK;
		times->us[times->count++] = (measure_now() - began) * 1e6;
		usleep(10000);
	}
	_exit(0);
}

/* Reads one row by its key every 5 ms until it is killed. */
static void read_on(const char *path, long rows, struct times *times)
{
	sqlite3 *db = open_file(path);
	sqlite3_stmt *stmt = NULL;
	unsigned long at = 1;

	sqlite3_busy_timeout(db, 1000);
	sqlite3_prepare_v2(db, "SELECT last FROM people WHERE id = ?1", -1, &stmt, NULL);
	while (times->count < MOST) {
		double began = measure_now();

		at = (at * 69069 + 1) % (1UL << 32);
		sqlite3_bind_int64(
			stmt, 1, (sqlite3_int64)(at % (unsigned long)rows) + 1);
		times->failed += sqlite3_step(stmt) != SQLITE_ROW;
		sqlite3_reset(stmt);
		times->us[times->count++] = (measure_now() - began) * 1e6;
		usleep(5000);
	}
	_exit(0);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double share(struct times *times, double part)
{
	if (!times->count)
		return 0;
	qsort(times->us, (size_t)times->count, sizeof(*times->us), by_size);
	return times->us[(int)((times->count - 1) * part)] / 1000;
}

static struct times *shared_times(void)
{
	return mmap(NULL, sizeof(struct times), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static void stop(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void beside_others(
	struct backfills *f, const char *path, const char *mode, long rows, double whole)
{
	struct times *writer = shared_times(), *reader = shared_times();
	struct times *batches = calloc(1, sizeof(*batches));
	sqlite3 *db = make(f, path, mode, rows);
	pid_t writing, reading;
	double took;

	if ((writing = fork()) == 0)
		write_on(path, writer);
	if ((reading = fork()) == 0)
		read_on(path, rows, reader);
	took = in_batches(f, db, 0, batches);
	stop(writing);
	stop(reading);
	printf("%-6s polite %.2f of the single UPDATE; batches p95 %.1f ms\n", mode,
		took / whole, share(batches, 0.95));
	printf("       writer: %d rows, %d failed, p99 %.1f ms, max %.1f ms; reader: %d "
	       "rows, %d failed, p99 %.2f ms, max %.1f ms\n",
		writer->count, writer->failed, share(writer, 0.99), share(writer, 1.0),
		reader->count, reader->failed, share(reader, 0.99), share(reader, 1.0));
	sqlite3_close(db);
	free(batches);
	munmap(writer, sizeof(*writer));
	munmap(reader, sizeof(*reader));
}

static void measure_mode(const char *path, const char *mode, long rows)
{
	static struct backfills f;
	static struct times batches;
	double whole = single(&f, path, mode, rows), alone;
	sqlite3 *db = make(&f, path, mode, rows);

	batches.count = 0;
	alone = in_batches(&f, db, 1, &batches);
	sqlite3_close(db);
	printf("%-6s alone  %.2f of the single UPDATE (%.2f s); batches p95 %.1f ms\n",
		mode, alone / whole, whole, share(&batches, 0.95));
	beside_others(&f, path, mode, rows, whole);
	fflush(stdout);
	unlink(path);
}

int main(int argc, char **argv)
{
	long rows = argc > 1 ? atol(argv[1]) : 1000000;
	struct rusage used;

	measure_mode("backfill.db", "WAL", rows);
	measure_mode("backfill.db", "DELETE", rows);
	getrusage(RUSAGE_SELF, &used);
	printf("%ld rows, %ld KB at most resident\n", rows, used.ru_maxrss);
	return 0;
}
