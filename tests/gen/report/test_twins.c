/*
 * test_twins: every file of tests/twins is a step that does harm, and one that looks like
 * it and does none. They have to get different findings: a warning that is the same over
 * both tells nothing.
 *
 * A file holds parts, each below `--= NAME`. The last file of the history is there twice:
 * once with a line `--? harmful CODE`, which has to give a warning or an error of that
 * rule, and once with `--? harmless`, which must give none of it, and no error at all.
 */
#include "suite.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history.h"

enum { PARTS = 8, LONGEST = 400 };

struct twins {
	char *text; /* of the file, cut into the parts */
	struct history_file parts[PARTS];
	int count;
	char code[8]; /* "INS0401" */
};

static const char *folder(void)
{
	static char path[LONGEST];
	const char *root = getenv("SOURCE_ROOT");

	snprintf(path, sizeof(path), "%s/tests/twins", root ? root : ".");
	return path;
}

static char *read_file(const char *name)
{
	char path[LONGEST * 2];
	char *text = calloc(1, 1 << 16);
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder(), name);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_true(fread(text, 1, (1 << 16) - 1, file) > 0);
	fclose(file);
	return text;
}

static struct twins read_twins(const char *name)
{
	struct twins twins = { .text = read_file(name) };
	char *at = twins.text;

	while (at && strncmp(at, "--= ", 4) == 0 && twins.count < PARTS) {
		char *end = strchr(at, '\n'), *next = strstr(at, "\n--= ");

		assert_non_null(end);
		*end = '\0';
		if (next)
			*next = '\0';
		twins.parts[twins.count++] =
			(struct history_file){ .name = at + 4, .sql = end + 1 };
		at = next ? next + 1 : NULL;
	}
	for (int i = 0; i < twins.count; i++) {
		const char *mark = strstr(twins.parts[i].sql, "--? harmful ");

		if (mark)
			snprintf(twins.code, sizeof(twins.code), "%s",
				mark + strlen("--? harmful "));
	}
	return twins;
}

/* The history with one of the two. */
static struct history history_of(const struct twins *twins, bool harmful)
{
	struct history_file files[PARTS + 1] = { { 0 } };
	int count = 0;

	for (int i = 0; i < twins->count; i++) {
		bool harm = strstr(twins->parts[i].sql, "--? harmful") != NULL;
		bool none = strstr(twins->parts[i].sql, "--? harmless") != NULL;

		if ((!harm && !none) || harm == harmful)
			files[count++] = twins->parts[i];
	}
	return history_make(files);
}

/* Findings of the rule that are no notes. */
static int found(const struct history *history, const char *code)
{
	int count = 0;

	for (uint32_t i = 0; i < history->diags->count; i++) {
		const struct diag *diag = &history->diags->items[i];

		count += !diag->silenced && diag->severity != SEVERITY_NOTE &&
			 strcmp(diag->rule->code, code) == 0;
	}
	return count;
}

static bool differ(const char *name)
{
	struct twins twins = read_twins(name);
	struct history harmful = history_of(&twins, true);
	struct history harmless = history_of(&twins, false);
	bool right = found(&harmful, twins.code) && !found(&harmless, twins.code) &&
		     !diag_count(harmless.diags, SEVERITY_ERROR);

	if (!right)
		print_error("# %s: %s\n# harmful:\n%s# harmless:\n%s", name, twins.code,
			history_findings(&harmful), history_findings(&harmless));
	history_free(&harmful);
	history_free(&harmless);
	free(twins.text);
	return right;
}

static void a_harmful_step_and_its_harmless_twin_are_told_apart(void **state)
{
	struct dirent **entries;
	int count = scandir(folder(), &entries, NULL, alphasort), wrong = 0, pairs = 0;

	(void)state;
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		const char *end = strrchr(entries[i]->d_name, '.');

		if (end && strcmp(end, ".sql") == 0) {
			pairs++;
			wrong += !differ(entries[i]->d_name);
		}
		free(entries[i]);
	}
	free(entries);
	print_message("# %d of %d pairs\n", pairs - wrong, pairs);
	assert_true(pairs >= 40);
	assert_int_equal(wrong, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_harmful_step_and_its_harmless_twin_are_told_apart),
};

SUITE(tests)
