/*
 * Processes that are killed at some write of anything that instar does to a database, and
 * processes that do it all at once: the database is the old one or the new one, the next
 * start finishes, each step runs once, and nobody fails who could have waited.
 */
#include "suite.h"

#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database.h"
#include "density.h"
#include "fault_vfs.h"
#include "trials.h"

enum { RACERS = 8 };

/* --- Killed */

static struct fault *fault;
static int die_at;

static void die(void *context)
{
	(void)context;
	if (fault->count == die_at)
		raise(SIGKILL);
}

/* Calls that change something, with one of which the process dies; 0: with none. */
static int act_and_die(const char *path, int at)
{
	struct trial_end end;
	sqlite3 *db;

	fault = fault_vfs();
	fault->calls = FAULT_CHANGES | FAULT_LOCK;
	fault->before = die;
	die_at = at;
	db = fault_open(path);
	end = trial_act(db, 0);
	sqlite3_close(db);
	if (end.code != INSTAR_OK)
		fail_msg("%s", end.message);
	return fault_vfs_count();
}

static void kill_at(const char *path, int at)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		act_and_die(path, at);
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* Backups whose maker died have no backup's name, and go with the next. */
static void remove_backups(void)
{
	char *pattern = sqlite3_mprintf("%s/*.backup-*", database_folder());
	glob_t found;

	if (glob(pattern, 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			unlink(found.gl_pathv[i]);
		globfree(&found);
	}
	sqlite3_free(pattern);
}

static void a_process_may_be_killed_at_any_write(void **state)
{
	int places[TRIAL_LOST] = { 0 }, kills = 0;
	unsigned dice = 3;

	(void)state;
	for (int i = 0; i < trial_count * TRIAL_MODES; i++) {
		const struct trial *trial = &trials[i / TRIAL_MODES];
		int calls, most = (int)(trial->large ? density_long(3, 5, 200)
						     : density_long(8, 20, 200));

		if (!trial_chosen(trial))
			continue;
		trial_begin(trial, (enum trial_mode)(i % TRIAL_MODES));
		calls = act_and_die(trial_put(), 0);
		for (int n = 0; n < most; n++, kills++) {
			int at = 1 + (int)(trial_random(&dice) % (unsigned)calls * 3 / 4);
			const char *path = trial_put();
			char where[40];

			snprintf(where, sizeof(where), "killed at write %d", at);
			kill_at(path, at);
			places[trial_assert_whole(path, true, where)]++;
			remove_backups();
		}
	}
	print_message("# %d processes killed; before %d, between %d, after %d\n", kills,
		places[TRIAL_BEFORE], places[TRIAL_BETWEEN], places[TRIAL_AFTER]);
	assert_true(places[TRIAL_BEFORE] > 0);
}

/* --- All at once */

static int start_racer(const char *path, int wanted)
{
	sqlite3 *db = trial_open(path);
	struct trial_end end = trial_act(db, 0);

	sqlite3_close(db);
	if (end.code != wanted)
		fprintf(stderr, "# a racer: %s\n", end.message);
	return end.code != wanted;
}

/* All of them end with the code. */
static void race(const char *path, const char *name, int wanted)
{
	pid_t racers[RACERS];
	int failed = 0;

	for (int i = 0; i < RACERS; i++) {
		racers[i] = fork();
		if (racers[i] == 0)
			_exit(start_racer(path, wanted));
	}
	for (int i = 0; i < RACERS; i++) {
		int status;

		waitpid(racers[i], &status, 0);
		failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	if (failed)
		fail_msg("%s: %d of %d processes failed", name, failed, RACERS);
}

static void any_number_of_processes_may_start_together(void **state)
{
	int rounds = (int)density_long(1, 2, 20), races = 0;

	(void)state;
	for (int i = 0; i < trial_count * TRIAL_MODES; i++) {
		const struct trial *trial = &trials[i / TRIAL_MODES];

		if (!trial_chosen(trial) || (trial->large && rounds < 20))
			continue;
		trial_begin(trial, (enum trial_mode)(i % TRIAL_MODES));
		for (int n = 0; n < rounds; n++, races++) {
			const char *path = trial_put();

			race(path, trial->name, INSTAR_OK);
			race(path, "what is done already", INSTAR_OK);
			if (trial_place(path) != TRIAL_AFTER)
				fail_msg("%s: %s", trial->name, trial_why());
			remove_backups();
		}
	}
	print_message("# %d races of %d processes, then again\n", races, RACERS);
}

static int migrate(instar *h)
{
	return instar_migrate(h);
}

/* Drift is told to each of them, and nothing is changed. */
static void all_of_them_are_told_of_drift(void **state)
{
	struct trial drifted = *trial_named("repair");

	(void)state;
	for (int mode = 0; mode < TRIAL_MODES; mode++) {
		const char *path;

		trial_begin(trial_named("repair"), (enum trial_mode)mode);
		drifted.act = migrate;
		trial_replace(&drifted);
		path = trial_put();
		race(path, "drifted", INSTAR_E_DRIFT);
		assert_int_equal(trial_place(path), TRIAL_BEFORE);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_process_may_be_killed_at_any_write),
	cmocka_unit_test(any_number_of_processes_may_start_together),
	cmocka_unit_test(all_of_them_are_told_of_drift),
};

SUITE(tests)
