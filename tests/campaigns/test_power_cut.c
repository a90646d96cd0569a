/*
 * The power goes at any moment of anything that instar does to a database. Whatever of
 * the unsynced writes the disk has kept: the database is sound, and it is the old one or
 * the new one.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "database.h"
#include "density.h"
#include "power_vfs.h"
#include "trials.h"

static struct {
	int images, moments;
	int places[TRIAL_LOST + 1];
} count;

/* The host has synchronous off; what a migration needs, it sees to by itself. */
static void run(const struct trial *trial)
{
	const char *path = trial_put();
	struct trial_end end;
	sqlite3 *db;

	power_begin(path);
	db = power_open();
	if (!trial->holds) /* a backfill's durability is the host's own choice */
		database_run(db, "PRAGMA synchronous = OFF");
	end = trial_act(db, 0);
	if (end.code != INSTAR_OK)
		fail_msg("%s: %s", trial->name, end.message);
	power_stop();
	sqlite3_close(db);
	assert_true(power_calls() > 10);
	assert_true(power_syncs() > 1);
}

/* What can be on the disk after call n; 0: not tried. */
static void cut(const char *path, int n, int images, unsigned *dice, bool lying)
{
	power_after(n);
	count.moments++;
	for (int i = 0; i < images && (i == 0 || power_pending()); i++) {
		enum power_loss loss = (enum power_loss)((n + i) % POWER_LOSSES);
		char where[60];

		snprintf(where, sizeof(where), "power cut after call %d of %d, loss %d",
			n, power_calls(), (int)loss);
		power_image(path, loss, dice);
		count.places[lying ? trial_place(path)
				   : trial_assert_whole(
					     path, count.images % 16 == 0, where)]++;
		count.images++;
	}
}

static void cut_everywhere(
	const struct trial *trial, enum trial_mode mode, int images, bool lying)
{
	int stride = (int)(trial->large ? density_long(16, 8, 1) : density(2, 1));
	unsigned dice = 7;
	char *path;

	trial_begin(trial, mode);
	run(trial);
	path = database_path("image.db");
	power_rewind(lying);
	for (int n = stride; n <= power_calls(); n += stride)
		cut(path, n, images, &dice, lying);
	sqlite3_free(path);
}

static void tell_counts(const char *what)
{
	print_message("# %s: %d moments, %d images; before %d, between %d, after %d, "
		      "lost %d\n",
		what, count.moments, count.images, count.places[TRIAL_BEFORE],
		count.places[TRIAL_BETWEEN], count.places[TRIAL_AFTER],
		count.places[TRIAL_LOST]);
}

static void cut_all(enum trial_mode mode, const char *what)
{
	memset(&count, 0, sizeof(count));
	for (int i = 0; i < trial_count; i++) {
		if (trial_chosen(&trials[i]))
			cut_everywhere(&trials[i], mode,
				(int)density_long(POWER_LOSSES, POWER_LOSSES, 60), false);
	}
	tell_counts(what);
	assert_true(getenv("TRIAL") || count.images > 1000);
	assert_true(count.places[TRIAL_BEFORE] > 10 && count.places[TRIAL_AFTER] > 0);
}

static void a_power_cut_at_any_moment_leaves_the_old_or_the_new(void **state)
{
	(void)state;
	cut_all(TRIAL_DELETE, "DELETE");
}

static void so_does_one_under_a_write_ahead_log(void **state)
{
	(void)state;
	cut_all(TRIAL_WAL, "WAL");
}

/* What a write-ahead log has committed is there when the call has returned. */
static void what_was_told_as_done_is_still_there(void **state)
{
	unsigned dice = 1;

	(void)state;
	for (int i = 0; i < trial_count; i++) {
		char *path;

		trial_begin(&trials[i], TRIAL_WAL);
		run(&trials[i]);
		path = database_path("image.db");
		power_rewind(false);
		power_after(power_calls());
		power_image(path, POWER_ALL_LOST, &dice);
		if (!trials[i].holds && trial_place(path) != TRIAL_AFTER)
			fail_msg("%s: lost after it was told as done", trials[i].name);
		sqlite3_free(path);
	}
}

/* The control: this test would see it if nothing were synced. */
static void on_a_disk_whose_syncs_do_nothing_databases_are_lost(void **state)
{
	unsigned dice = 1;
	char *path;

	(void)state;
	memset(&count, 0, sizeof(count));
	cut_everywhere(trial_named("one step pending"), TRIAL_DELETE, POWER_LOSSES, true);
	tell_counts("DELETE, nothing synced");
	assert_true(count.places[TRIAL_LOST] > 0);
	/* A log whose frames have checksums does not break, but forgets. */
	trial_begin(trial_named("one step pending"), TRIAL_WAL);
	run(trial_named("one step pending"));
	path = database_path("image.db");
	power_rewind(true);
	power_after(power_calls());
	power_image(path, POWER_ALL_LOST, &dice);
	assert_int_equal(trial_place(path), TRIAL_BEFORE);
	sqlite3_free(path);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_power_cut_at_any_moment_leaves_the_old_or_the_new),
	cmocka_unit_test(so_does_one_under_a_write_ahead_log),
	cmocka_unit_test(what_was_told_as_done_is_still_there),
	cmocka_unit_test(on_a_disk_whose_syncs_do_nothing_databases_are_lost),
};

SUITE(tests)
