/*
 * Damaged databases: whatever is done to one, by any call or command, ends with an answer
 * or an error, in time, and the file is no worse than it was.
 */
#include "suite.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "database.h"
#include "density.h"
#include "instar_cli.h"
#include "trials.h"

enum { TOO_LONG_S = 60, PAGE = 4096, WORST = 1001 };

/* --- Damage */

static struct {
	unsigned char *bytes;
	size_t size;
	unsigned dice;
} image;

static size_t below(size_t limit)
{
	return trial_random(&image.dice) % limit;
}

static unsigned char *page(void)
{
	return image.bytes + below(image.size / PAGE) * PAGE;
}

static void change_bytes(unsigned char *from, size_t size)
{
	for (size_t i = 1 + below(8); i > 0; i--)
		from[below(size)] = (unsigned char)below(256);
}

static void change_anywhere(void)
{
	change_bytes(image.bytes, image.size);
}

static void change_the_header(void)
{
	change_bytes(image.bytes + 16, 84);
}

static void change_the_schema(void)
{
	change_bytes(image.bytes + 100, PAGE - 100);
}

static void change_the_head_of_a_page(void)
{
	change_bytes(page(), 40);
}

static void swap_pages(void)
{
	unsigned char *a = page(), *b = page(), kept[PAGE];

	memcpy(kept, a, PAGE);
	memmove(a, b, PAGE);
	memcpy(b, kept, PAGE);
}

static void put_a_page_in_two_places(void)
{
	unsigned char *from = page();

	memmove(page(), from, PAGE);
}

static void empty_a_page(void)
{
	memset(page(), 0, PAGE);
}

static void cut_off(void)
{
	image.size = below(image.size);
}

static void flip_a_bit(void)
{
	image.bytes[below(image.size)] ^= (unsigned char)(1u << below(8));
}

static const struct damage {
	const char *name;
	void (*do_it)(void);
} damages[] = {
	{ "bytes anywhere", change_anywhere },
	{ "bytes of the header", change_the_header },
	{ "bytes of the schema", change_the_schema },
	{ "the head of a page", change_the_head_of_a_page },
	{ "two pages swapped", swap_pages },
	{ "a page in two places", put_a_page_in_two_places },
	{ "an empty page", empty_a_page },
	{ "cut off", cut_off },
	{ "a bit", flip_a_bit },
};

enum { DAMAGES = sizeof(damages) / sizeof(*damages) };

/* --- In a process of its own, which may crash: nothing here may fail the test itself. */

static char *image_path, *work_path, *good_path, *why_path;
static const instar_set *set;
static int *answers; /* done and refused, of all processes */

static void tell_why(const char *what, int before, int after)
{
	FILE *file = fopen(why_path, "w");

	if (file) {
		fprintf(file, "%s: %d findings before, %d after", what, before, after);
		fclose(file);
	}
	_exit(9);
}

static sqlite3 *open_work(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
		sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	return db;
}

/* How many things integrity_check finds; WORST when it cannot even look. */
static int findings(const char *path)
{
	sqlite3 *db = open_work(path);
	sqlite3_stmt *stmt = NULL;
	int count = 0, rc;

	rc = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1000)", -1, &stmt, NULL);
	if (rc == SQLITE_OK) {
		while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
			count += strcmp((const char *)sqlite3_column_text(stmt, 0),
					 "ok") != 0;
	}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return rc == SQLITE_DONE ? count : WORST;
}

static int ask_everything(instar *h)
{
	instar_status(h);
	instar_plan(h);
	instar_history(h);
	instar_identify(h);
	instar_objects(h);
	instar_way_back(h, "");
	instar_backfills(h);
	return instar_health(h, 1) ? INSTAR_OK : instar_error(h)->code;
}

/* Each by itself: the first error of the one before would end it. */
static int ask_one(instar *h, int which)
{
	switch (which) {
	case 0:
		instar_plan(h);
		break;
	case 1:
		instar_history(h);
		break;
	case 2:
		instar_identify(h);
		break;
	case 3:
		instar_objects(h);
		break;
	case 4:
		instar_way_back(h, "");
		break;
	case 5:
		instar_backfills(h);
		break;
	default:
		instar_health(h, 1);
		break;
	}
	return instar_error(h)->code;
}

static int migrate(instar *h)
{
	return instar_migrate(h);
}

static int repair(instar *h)
{
	return instar_repair(h) ? INSTAR_OK : instar_error(h)->code;
}

static int roll_back(instar *h)
{
	return instar_rollback(h, "");
}

static int backfill(instar *h)
{
	return instar_backfill(h, NULL);
}

static int back_up(instar *h)
{
	int code = instar_backup(h, NULL);

	if (code == INSTAR_OK && findings(instar_backup_path(h)) > findings(work_path))
		tell_why("the backup", 0, 1);
	return code;
}

static int (*const changes[])(
	instar *) = { migrate, repair, roll_back, backfill, back_up };
static const char *const change_names[] = { "migrate", "repair", "rollback", "backfill",
	"backup" };

enum { CHANGES = sizeof(changes) / sizeof(*changes) };

static void act_on(const char *path, int (*act)(instar *))
{
	struct instar_options options = { .size = sizeof(options), .backups = 1 };
	sqlite3 *db = open_work(path);
	instar *h = instar_open(db, set, &options);
	int code = act(h);

	answers[code != INSTAR_OK]++;
	if (code != instar_error(h)->code)
		tell_why("the code is not that of the error", code, 0);
	if (*instar_backup_path(h))
		unlink(instar_backup_path(h));
	instar_close(h);
	sqlite3_close(db);
}

static bool same_files(const char *a, const char *b)
{
	size_t size_a, size_b;
	char *x = database_bytes(a, &size_a), *y = database_bytes(b, &size_b);
	bool same = size_a == size_b && memcmp(x, y, size_a) == 0;

	sqlite3_free(x);
	sqlite3_free(y);
	return same;
}

static void read_it(void)
{
	for (int i = 0; i < 7; i++) {
		sqlite3 *db = open_work(work_path);
		instar *h = instar_open(db, set, NULL);

		ask_one(h, i);
		instar_close(h);
		sqlite3_close(db);
	}
	act_on(work_path, ask_everything);
	if (!same_files(image_path, work_path))
		tell_why("a call that reads has written", 0, 1);
}

/* A sound database gets the damaged one for a backup, or stays what it is. */
static int restore_it(instar *h)
{
	return instar_restore(h, image_path, 1);
}

static void command(char *name, char *option)
{
	struct instar_cli cli = { .set = set, .program = "app db", .path = work_path };
	char *argv[] = { name, option, NULL };

	instar_cli(&cli, option ? 2 : 1, argv);
}

static void run_a_command(int n)
{
	static char *const commands[][2] = { { "status", "--json" }, { "plan", NULL },
		{ "migrate", "--force" }, { "history", "--json" }, { "health", "--json" },
		{ "repair", "--json" }, { "identify", NULL }, { "backup", NULL },
		{ "rollback", "--force" }, { "migrate", "--repair" } };
	char *const *chosen = commands[n % (int)(sizeof(commands) / sizeof(*commands))];

	command(chosen[0], chosen[1]);
}

static void keep_silent(void)
{
	int nowhere = open("/dev/null", O_RDWR);

	dup2(nowhere, 0);
	dup2(nowhere, 1);
	if (!getenv("TRIAL"))
		dup2(nowhere, 2);
}

static void put_work(void)
{
	trial_copy(image_path, work_path);
}

/*
 * A backfill reads no more than its batches and writes to pages that nobody has checked:
 * damage that is there may spread, as under any writer. It adds none to a sound file.
 */
static bool is_worse(int (*act)(instar *), int before, int after)
{
	return after > before && (act != backfill || before == 0);
}

static void try_image(int n)
{
	int before = findings(image_path), after;

	alarm(TOO_LONG_S);
	keep_silent();
	put_work();
	read_it();
	for (int i = 0; i < CHANGES; i++) {
		put_work();
		act_on(work_path, changes[i]);
		after = findings(work_path);
		if (is_worse(changes[i], before, after))
			tell_why(change_names[i], before, after);
	}
	put_work();
	run_a_command(n);
	after = findings(work_path);
	if (after > before)
		tell_why("a command", before, after);
	trial_copy(good_path, work_path);
	act_on(work_path, restore_it);
	if (findings(work_path) > before)
		tell_why("restore", before, findings(work_path));
	_exit(0);
}

/* --- The campaign */

static void fail_image(int n, const char *damage, int status)
{
	size_t size;
	char *why = access(why_path, R_OK) == 0 ? database_bytes(why_path, &size) : NULL;

	fail_msg("image %d, %s: %s %d%s%s", n, damage,
		WIFSIGNALED(status) ? WTERMSIG(status) == SIGALRM ? "no end, signal"
								  : "crashed, signal"
				    : "status",
		WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
		why ? ", " : "", why ? why : "");
}

static bool make_image(int n, const char *base)
{
	const struct damage *damage = &damages[n % DAMAGES];
	char *whole = database_bytes(base, &image.size);
	size_t size = image.size;
	bool differs;

	image.bytes = malloc(size);
	memcpy(image.bytes, whole, size);
	damage->do_it();
	differs = image.size != size || memcmp(image.bytes, whole, size) != 0;
	trial_write(image_path, image.bytes, image.size);
	free(image.bytes);
	sqlite3_free(whole);
	return differs;
}

static void try_images(const char *name, enum trial_mode mode, int from, int count)
{
	int damaged = 0, visible = 0;

	trial_begin(trial_named(name), mode);
	set = trial_named(name)->set();
	good_path = database_path("good.db");
	trial_copy(trial_put(), good_path);
	for (int n = from; n < from + count; n++) {
		pid_t child;
		int status;

		image.dice = (unsigned)n * 2654435761u;
		damaged += make_image(n, good_path);
		visible += findings(image_path) > 0;
		unlink(why_path);
		child = fork();
		if (child == 0)
			try_image(n);
		waitpid(child, &status, 0);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			fail_image(n, damages[n % DAMAGES].name, status);
	}
	print_message("# %s: %d images, %d differ, %d of them are found by "
		      "integrity_check\n",
		name, count, damaged, visible);
	assert_true(visible > count / 3);
	sqlite3_free(good_path);
}

static void a_damaged_database_is_answered_and_never_made_worse(void **state)
{
	static const char *const names[] = { "one step pending", "rollback", "repair",
		"backfill" };
	int count = (int)density_long(36, 75, 5000);

	(void)state;
	answers = mmap(NULL, 2 * sizeof(*answers), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(answers != MAP_FAILED);
	image_path = database_path("damaged.db");
	work_path = database_path("work.db");
	why_path = database_path("why");
	for (int i = 0; i < 4; i++)
		try_images(
			names[i], (enum trial_mode)(i % TRIAL_MODES), i * count, count);
	print_message(
		"# of the calls %d were done and %d refused\n", answers[0], answers[1]);
	assert_true(answers[0] > count && answers[1] > count);
	sqlite3_free(image_path);
	sqlite3_free(work_path);
	sqlite3_free(why_path);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_damaged_database_is_answered_and_never_made_worse),
};

SUITE(tests)
