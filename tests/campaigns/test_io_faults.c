/*
 * A disk that fails at any call of anything that instar does to a database: the file is
 * the old one or the new one, what is told is true, and nothing is leaked.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "density.h"
#include "fault_vfs.h"
#include "trials.h"

/* How the disk fails. */
struct way {
	const char *name;
	unsigned calls;
	int code;
	bool for_good, late;
	int busy_ms;
};

static const struct way ways[] = {
	{ "I/O error once", FAULT_ALL | FAULT_MAP, 0, false, false, 0 },
	{ "I/O errors for good", FAULT_ALL, 0, true, false, 0 },
	{ "done, and told as an error", FAULT_CHANGES, 0, false, true, 0 },
	{ "full once", FAULT_WRITE, SQLITE_FULL, false, false, 0 },
	{ "full for good", FAULT_WRITE, SQLITE_FULL, true, false, 0 },
	{ "a read that is cut short", FAULT_READ, SQLITE_IOERR_SHORT_READ, false, false,
		0 },
	{ "busy once", FAULT_LOCK, SQLITE_BUSY, false, false, 0 },
	{ "busy for good", FAULT_LOCK, SQLITE_BUSY, true, false, -1 },
};

enum { WAYS = sizeof(ways) / sizeof(*ways) };

static struct {
	int runs, errors, confirmed;
	int places[TRIAL_LOST];
	int codes[INSTAR_E_IRREVERSIBLE + 1];
} count;

static struct fault *set_fault(const struct way *way, int at)
{
	struct fault *fault = fault_vfs();

	fault->calls = way->calls;
	fault->code = way->code;
	fault->for_good = way->for_good;
	fault->late = way->late;
	fault->at = at;
	if (way->code == SQLITE_BUSY)
		fault->spared = ".backup-"; /* nobody else opens what has no name yet */
	return fault;
}

/* What an error of the disk may be told as. */
static bool is_told_well(int code, const struct way *way)
{
	switch (code) {
	case INSTAR_E_IO:
	case INSTAR_E_CANTOPEN:
		return way->code == 0 || way->code == SQLITE_IOERR_SHORT_READ;
	case INSTAR_E_FULL:
		return way->code == SQLITE_FULL;
	case INSTAR_E_BUSY:
		return way->code == SQLITE_BUSY;
	case INSTAR_E_CORRUPT:
	case INSTAR_E_NOTADB:
		return way->code == SQLITE_IOERR_SHORT_READ;
	case INSTAR_E_BACKUP:
		return true;
	default:
		return false;
	}
}

static void check_code(const struct trial *trial, const struct way *way, int at,
	const struct trial_end *end, enum trial_place place)
{
	const char *message = end->message;

	if (end->code == INSTAR_OK && place != TRIAL_AFTER)
		fail_msg("%s, %s at %d: success is told, and it is not there",
			trial->name, way->name, at);
	if (end->code != INSTAR_OK && !is_told_well(end->code, way))
		fail_msg("%s, %s at %d: code %s, \"%s\"", trial->name, way->name, at,
			instar_code_name(end->code), message);
	if (end->code != INSTAR_OK && place == TRIAL_AFTER &&
		(strstr(message, "not migrated") || strstr(message, "not rolled back")))
		fail_msg("%s, %s at %d: it is there, and told is \"%s\"", trial->name,
			way->name, at, message);
	if (way->code == SQLITE_BUSY && !way->for_good && end->code != INSTAR_OK)
		fail_msg("%s, %s at %d: did not wait: \"%s\"", trial->name, way->name, at,
			message);
}

/* Once, with the n-th call failing; false when there are no so many. */
static bool fail_at(const struct trial *trial, const struct way *way, int at, int then)
{
	const char *path = trial_put();
	struct fault *fault = set_fault(way, at);
	sqlite3_int64 memory = sqlite3_memory_used();
	sqlite3 *db = fault_open(path);
	struct trial_end end;
	enum trial_place place;
	char where[80];

	fault->then = then;
	end = trial_act(db, way->busy_ms);
	if (!sqlite3_get_autocommit(db))
		fail_msg("%s, %s at %d: a transaction is left open", trial->name,
			way->name, at);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	if (sqlite3_memory_used() != memory)
		fail_msg("%s, %s at %d: %lld bytes are leaked", trial->name, way->name,
			at, sqlite3_memory_used() - memory);
	snprintf(where, sizeof(where), "%s at %d", way->name, at);
	place = trial_assert_whole(path, !(at % 8), where);
	check_code(trial, way, at, &end, place);
	count.runs++;
	count.errors += end.code != INSTAR_OK;
	count.confirmed += end.confirmed;
	count.places[place]++;
	count.codes[end.code]++;
	return fault->struck;
}

static void tell_counts(const char *what)
{
	print_message("# %s: %d runs, %d errors; before %d, between %d, after %d; "
		      "confirmed after an error %d\n",
		what, count.runs, count.errors, count.places[TRIAL_BEFORE],
		count.places[TRIAL_BETWEEN], count.places[TRIAL_AFTER], count.confirmed);
	for (int i = 1; i <= INSTAR_E_IRREVERSIBLE; i++) {
		if (count.codes[i])
			print_message(
				"#   %s: %d\n", instar_code_name(i), count.codes[i]);
	}
}

static void fail_everywhere(enum trial_mode mode)
{
	int struck[WAYS] = { 0 };

	memset(&count, 0, sizeof(count));
	for (int i = 0; i < trial_count; i++) {
		int stride = (int)(trials[i].large ? density_long(16, 8, 1)
						   : density(2, 1));

		if (!trial_chosen(&trials[i]))
			continue;
		trial_begin(&trials[i], mode);
		for (int way = 0; way < WAYS; way++) {
			int at = 1 + (way + (int)mode) % stride;

			for (; fail_at(&trials[i], &ways[way], at, 0); at += stride)
				struck[way]++;
			assert_true(at > 1);
		}
		print_message("#  %s: %d runs so far\n", trials[i].name, count.runs);
	}
	for (int way = 0; way < WAYS; way++)
		assert_true(getenv("TRIAL") || struck[way] > 0);
}

static void a_disk_that_fails_at_any_call_leaves_the_old_or_the_new(void **state)
{
	(void)state;
	fail_everywhere(TRIAL_DELETE);
	tell_counts("DELETE");
	if (getenv("TRIAL"))
		return;
	assert_true(count.errors > 1000 && count.places[TRIAL_BETWEEN] > 10);
	assert_true(count.confirmed > 0); /* it is really reached */
}

static void so_does_one_under_a_write_ahead_log(void **state)
{
	(void)state;
	fail_everywhere(TRIAL_WAL);
	tell_counts("WAL");
	if (!getenv("TRIAL"))
		assert_true(count.errors > 1000 && count.places[TRIAL_BETWEEN] > 10);
}

/* A second failure while the first is dealt with, or anywhere after it. */
static void two_failures_of_one_run_do_no_more_harm(void **state)
{
	unsigned dice = 1;
	int rounds = (int)density_long(10, 20, 800);

	(void)state;
	memset(&count, 0, sizeof(count));
	for (int i = 0; i < trial_count; i++) {
		if (!trial_chosen(&trials[i]) || (trials[i].large && rounds < 800))
			continue;
		for (int mode = 0; mode < TRIAL_MODES; mode++) {
			int calls;

			trial_begin(&trials[i], (enum trial_mode)mode);
			fail_at(&trials[i], &ways[0], 1 << 30, 0);
			calls = fault_vfs_count();
			for (int n = 0; n < rounds; n++) {
				int at = 1 + (int)(trial_random(&dice) % (unsigned)calls);
				int then = at + 1 + (int)(trial_random(&dice) % 20);

				fail_at(&trials[i], &ways[n % 2 * 2], at, then);
			}
		}
	}
	tell_counts("pairs");
	assert_true(getenv("TRIAL") || count.errors > rounds);
}

/*
 * A commit whose sync fails may be in the log all the same. When the log cannot be
 * emptied then, whoever recovers it later finds the commit: every pair of one trial.
 */
static void a_commit_in_the_log_is_not_told_as_undone(void **state)
{
	(void)state;
	memset(&count, 0, sizeof(count));
	for (int i = 0; i < trial_count; i++) {
		int calls;

		if (strcmp(trials[i].name, "reconcile") != 0)
			continue;
		trial_begin(&trials[i], TRIAL_WAL);
		fail_at(&trials[i], &ways[0], 1 << 30, 0);
		calls = fault_vfs_count();
		for (int at = 1; at <= calls; at++) {
			for (int then = at + 1; then <= at + 14; then++)
				fail_at(&trials[i], &ways[0], at, then);
		}
	}
	tell_counts("one commit, pairs");
	assert_true(count.errors > 300 && count.places[TRIAL_AFTER] > 20);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_disk_that_fails_at_any_call_leaves_the_old_or_the_new),
	cmocka_unit_test(so_does_one_under_a_write_ahead_log),
	cmocka_unit_test(two_failures_of_one_run_do_no_more_harm),
	cmocka_unit_test(a_commit_in_the_log_is_not_told_as_undone),
};

SUITE(tests)
