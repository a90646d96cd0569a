/*
 * test_catalogue: every rule is held to what it says by at least three cases of
 * tests/cases.
 *
 * Two cases in which it finds something: the plain mistake, and one that hides, in a
 * trigger, behind a rename or some steps later. And one that only looks like it and is
 * right: the case has a line `--? CODE …`, and the finding is not in it. A new rule
 * without them fails here.
 */
#include "suite.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/report/rules.h"

#define LONGEST 1000

struct tally {
	uint32_t found;	    /* cases that expect a finding of the rule */
	uint32_t alike;	    /* look-alikes */
	bool here, is_here; /* in the case in hand: finding, look-alike */
};

struct catalogue {
	struct tally tallies[RULE_COUNT];
	bool right;
};

/*
 * Whose failing example is no file that anybody would keep: a thousand parentheses, and a
 * statement that runs for ten seconds. They are made up in test_parse.c and test_prove.c.
 */
static bool is_made_up(size_t rule)
{
	return rule == RULE_TOO_DEEP || rule == RULE_BUDGET;
}

static const char *root(void)
{
	const char *path = getenv("SOURCE_ROOT");

	return path ? path : ".";
}

static struct tally *tally_of(struct catalogue *catalogue, const char *code)
{
	char word[] = "INS0000";
	const struct rule *rule;

	strncpy(word, code, sizeof(word) - 1);
	rule = rule_find(word);
	return rule ? &catalogue->tallies[rule - rules] : NULL;
}

/* "--? INS0402 INS0409", or a finding: "… error INS0402: …". */
static void read_line(struct catalogue *catalogue, const char *line)
{
	bool alike = strncmp(line, "--? ", 4) == 0;

	for (const char *at = line; (at = strstr(at, "INS0")); at++) {
		struct tally *tally = tally_of(catalogue, at);

		if (alike && !tally) {
			print_error("# no rule: %s", line);
			catalogue->right = false;
		} else if (alike) {
			tally->is_here = true;
		} else if (tally && strlen(at) > 8 && at[7] == ':' &&
			   (strstr(line, "error INS") || strstr(line, "note INS") ||
				   strstr(line, "warning INS"))) {
			tally->here = true;
		}
	}
}

static void read_file(struct catalogue *catalogue, const char *path)
{
	char line[LONGEST];
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	while (fgets(line, sizeof(line), file))
		read_line(catalogue, line);
	fclose(file);
}

static void read_case(struct catalogue *catalogue, const char *path)
{
	struct stat status;
	struct dirent **entries;
	int count = 0;

	assert_int_equal(stat(path, &status), 0);
	if (!S_ISDIR(status.st_mode))
		read_file(catalogue, path);
	else
		count = scandir(path, &entries, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		char name[LONGEST + 300];

		snprintf(name, sizeof(name), "%s/%s", path, entries[i]->d_name);
		assert_int_equal(stat(name, &status), 0);
		if (!S_ISDIR(status.st_mode))
			read_file(catalogue, name);
		free(entries[i]);
	}
	if (count)
		free(entries);
}

/* The case is over: count it. A look-alike that has the finding is none. */
static void count_case(struct catalogue *catalogue, const char *name)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		struct tally *tally = &catalogue->tallies[i];

		if (tally->here && tally->is_here) {
			print_error("# %s is no look-alike of %s: it has it\n", name,
				rules[i].code);
			catalogue->right = false;
		}
		tally->found += tally->here;
		tally->alike += tally->is_here;
		tally->here = tally->is_here = false;
	}
}

static void read_cases(struct catalogue *catalogue)
{
	char path[LONGEST];
	struct dirent **entries;
	int count;

	snprintf(path, sizeof(path), "%s/tests/cases", root());
	count = scandir(path, &entries, NULL, alphasort);
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;

		snprintf(path, sizeof(path), "%s/tests/cases/%s", root(), name);
		if (name[0] != '.' && strcmp(name, "golden") != 0)
			read_case(catalogue, path);
		count_case(catalogue, name);
		free(entries[i]);
	}
	free(entries);
}

static void every_rule_has_two_mistakes_and_a_look_alike(void **state)
{
	struct catalogue catalogue = { .right = true };

	(void)state;
	read_cases(&catalogue);
	for (size_t i = 0; i < RULE_COUNT; i++) {
		const struct tally *tally = &catalogue.tallies[i];

		if (tally->alike && (is_made_up(i) || tally->found >= 2))
			continue;
		print_error("# %s, %s: %u cases that have it, %u look-alikes\n",
			rules[i].code, rules[i].title, tally->found, tally->alike);
		catalogue.right = false;
	}
	assert_true(catalogue.right);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_rule_has_two_mistakes_and_a_look_alike),
};

SUITE(tests)
