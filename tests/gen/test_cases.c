/*
 * test_cases: every file and folder of tests/cases gives the findings that are written in
 * it, and no others.
 *
 * A file is a set of one migration. It expects its findings beside the lines they are
 * about: `--! 3:17 error INS0301: no such table: t`. A folder is a set of several; its
 * file `expected` has the findings that belong to no file, and `options` what is given
 * to `instar check`. A file with lines `--= NAME` is such a folder in one piece: each of
 * its parts is the file of that name, a directory when the name ends with a slash; in a
 * part `--= NAME bytes`, \xff stands for that byte.
 *
 * Lines `--? CODE …` say what the case is a look-alike of: see test_catalogue.c.
 */
#include "suite.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 1000
#define LONGEST 1000

/* Findings, one a line: `001_x.sql:3:17 error INS0301: no such table: t`. */
struct findings {
	char *lines[MOST];
	size_t count;
};

static const char *root(void)
{
	const char *path = getenv("SOURCE_ROOT");
	return path ? path : ".";
}

static void note(struct findings *f, const char *format, const char *a, const char *b,
	const char *c)
{
	char line[LONGEST * 2];
	snprintf(line, sizeof(line), format, a, b, c);
	if (f->count < MOST)
		f->lines[f->count++] = strdup(line);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void forget(struct findings *f)
{
	for (size_t i = 0; i < f->count; i++)
		free(f->lines[i]);
}

static void chomp(char *line)
{
	line[strcspn(line, "\r\n")] = 0;
}

/* What the file expects; `name` is the name it is checked under. */
static void read_file(struct findings *f, const char *path, const char *name)
{
	char line[LONGEST];
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		chomp(line);
		if (strncmp(line, "--! ", 4) == 0)
			note(f, "%s:%s%s", name, line + 4, "");
	}
	fclose(file);
}

/* The lines of `expected`, if there is such a file. */
static void read_expected(struct findings *f, const char *folder)
{
	char line[LONGEST + 16];
	snprintf(line, sizeof(line), "%s/expected", folder);
	FILE *file = fopen(line, "r");
	while (file && fgets(line, sizeof(line), file)) {
		chomp(line);
		if (*line)
			note(f, "%s%s%s", line, "", "");
	}
	if (file)
		fclose(file);
}

static bool is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void read_folder(struct findings *f, const char *folder)
{
	char path[LONGEST + 300];
	DIR *directory = opendir(folder);
	assert_non_null(directory);
	for (const struct dirent *entry; (entry = readdir(directory));) {
		const char *end = strrchr(entry->d_name, '.');
		if (!end || strcmp(end, ".sql") != 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (!is_directory(path))
			read_file(f, path, entry->d_name);
	}
	closedir(directory);
	read_expected(f, folder);
}

/* From gcc's form to ours: `DIR/FILE:L:C: error: MESSAGE [CODE]`. */
static void take_line(struct findings *f, char *line, const char *folder)
{
	static const char *const severities[] = { " note: ", " warning: ", " error: " };
	size_t length = strlen(folder);
	size_t size = strlen(line);
	if (strncmp(line, folder, length) == 0)
		line += length + (line[length] == '/');
	size = strlen(line);
	if (size < 10 || line[size - 1] != ']' ||
		strncmp(line + size - 9, "[INS", 4) != 0)
		return;
	char *code = line + size - 8;
	code[7] = 0;
	code[-2] = 0;
	for (size_t i = 0; i < 3; i++) {
		char *at = strstr(line, severities[i]);
		if (!at || (at > line && at[-1] != ':'))
			continue;
		char what[32];
		snprintf(what, sizeof(what), "%.*s %s: ", (int)strlen(severities[i]) - 3,
			severities[i] + 1, code);
		at[at > line ? -1 : 0] = 0;
		note(f, *line ? "%s %s%s" : "%s%s%s", line, what,
			at + strlen(severities[i]));
		return;
	}
}

/* What `instar check` finds. */
static void run_check(struct findings *f, const char *folder, const char *options)
{
	const char *program = getenv("INSTAR");
	char command[LONGEST * 2];
	char line[LONGEST * 2];
	snprintf(command, sizeof(command), "'%s' check %s '%s' 2>&1 </dev/null",
		program ? program : "instar", options, folder);
	FILE *output = popen(command, "r");
	assert_non_null(output);
	while (fgets(line, sizeof(line), output)) {
		chomp(line);
		take_line(f, line, folder);
	}
	int status = pclose(output);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) <= 1);
}

static void print_missing(
	const char *what, const struct findings *in, const struct findings *from)
{
	for (size_t i = 0; i < in->count; i++) {
		bool found = false;
		for (size_t j = 0; j < from->count; j++)
			found |= strcmp(in->lines[i], from->lines[j]) == 0;
		if (!found)
			print_message("# %s %s\n", what, in->lines[i]);
	}
}

/*
 * Whether rows meet all that a statement distinguishes is measured by test_coverage; here
 * it counts only in cases that tell it.
 */
static void forget_unmet(const struct findings *want, struct findings *got)
{
	size_t kept = 0;
	for (size_t i = 0; i < want->count; i++) {
		if (strstr(want->lines[i], " INS0514: "))
			return;
	}
	for (size_t i = 0; i < got->count; i++) {
		if (strstr(got->lines[i], " INS0514: "))
			free(got->lines[i]);
		else
			got->lines[kept++] = got->lines[i];
	}
	got->count = kept;
}

static void compare(struct findings *want, struct findings *got)
{
	forget_unmet(want, got);
	qsort(want->lines, want->count, sizeof(*want->lines), by_text);
	qsort(got->lines, got->count, sizeof(*got->lines), by_text);
	bool same = want->count == got->count;
	for (size_t i = 0; same && i < want->count; i++)
		same = strcmp(want->lines[i], got->lines[i]) == 0;
	if (!same) {
		print_missing("missing:   ", want, got);
		print_missing("unexpected:", got, want);
	}
	forget(want);
	forget(got);
	assert_true(same);
}

/* A case of one file, checked under another name in a folder of its own. */
static void check_file(const char *path, struct findings *want, struct findings *got)
{
	char folder[] = "/tmp/instar-case-XXXXXX";
	char link[64];
	assert_non_null(mkdtemp(folder));
	snprintf(link, sizeof(link), "%s/001_case.sql", folder);
	assert_int_equal(symlink(path, link), 0);
	read_file(want, path, "001_case.sql");
	run_check(got, folder, "");
	unlink(link);
	rmdir(folder);
}

static void check_folder(const char *path, struct findings *want, struct findings *got)
{
	char options[LONGEST] = "";
	char name[LONGEST + 16];
	snprintf(name, sizeof(name), "%s/options", path);
	FILE *file = fopen(name, "r");
	if (file && fgets(options, sizeof(options), file))
		chomp(options);
	if (file)
		fclose(file);
	read_folder(want, path);
	run_check(got, path, options);
}

/* A line of a part, in which \xff may stand for a byte. */
static void write_line(FILE *out, const char *line, bool bytes)
{
	for (; *line; line++) {
		unsigned byte;

		if (bytes && sscanf(line, "\\x%2x", &byte) == 1) {
			putc((int)byte, out);
			line += 3;
		} else {
			putc(*line, out);
		}
	}
}

/* Open the part that a line "--= NAME" begins; NULL for a directory. */
static FILE *open_part(char *line, const char *folder, bool *bytes)
{
	char path[LONGEST * 2];
	FILE *part;

	chomp(line);
	char *word = strstr(line, " bytes");
	*bytes = word != NULL;
	if (word)
		*word = 0;
	snprintf(path, sizeof(path), "%s/%s", folder, line + 4);
	if (path[strlen(path) - 1] == '/') {
		assert_int_equal(mkdir(path, 0700), 0);
		return NULL;
	}
	part = fopen(path, "w");
	assert_non_null(part);
	return part;
}

/* Write the parts of a case as files of a folder; false when it has none. */
static bool split(const char *path, const char *folder)
{
	char line[LONGEST * 2];
	FILE *file = fopen(path, "r"), *part = NULL;
	bool found = false, bytes = false;

	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		if (strncmp(line, "--= ", 4) == 0) {
			if (part)
				fclose(part);
			part = open_part(line, folder, &bytes);
			found = true;
		} else if (part) {
			write_line(part, line, bytes && strncmp(line, "--! ", 4) != 0);
		}
	}
	if (part)
		fclose(part);
	fclose(file);
	return found;
}

static void remove_folder(const char *folder)
{
	char path[LONGEST + 300];
	DIR *directory = opendir(folder);

	for (const struct dirent *entry; directory && (entry = readdir(directory));) {
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (unlink(path))
			rmdir(path);
	}
	if (directory)
		closedir(directory);
	rmdir(folder);
}

/* A file: a set of one migration, or a folder in one piece. */
static void check_piece(const char *path, struct findings *want, struct findings *got)
{
	char folder[] = "/tmp/instar-case-XXXXXX";

	assert_non_null(mkdtemp(folder));
	if (split(path, folder)) {
		check_folder(folder, want, got);
		remove_folder(folder);
		return;
	}
	rmdir(folder);
	check_file(path, want, got);
}

static void findings_are_those_expected(void **state)
{
	const char *name = *state;
	char path[LONGEST];
	struct stat status;
	struct findings want = { .count = 0 };
	struct findings got = { .count = 0 };
	snprintf(path, sizeof(path), "%s/tests/cases/%s", root(), name);
	assert_int_equal(stat(path, &status), 0);
	if (S_ISDIR(status.st_mode))
		check_folder(path, &want, &got);
	else
		check_piece(path, &want, &got);
	compare(&want, &got);
}

/* One test a case, named after it. */
static size_t collect(struct CMUnitTest *tests)
{
	char path[LONGEST];
	struct dirent **entries;
	size_t count = 0;
	snprintf(path, sizeof(path), "%s/tests/cases", root());
	int found = scandir(path, &entries, NULL, alphasort);
	for (int i = 0; i < found; i++) {
		const char *name = entries[i]->d_name;
		const char *end = strrchr(name, '.');
		if (name[0] != '.' && (!end || strcmp(end, ".sql") == 0) && count < MOST)
			tests[count++] = (struct CMUnitTest){ strdup(name),
				findings_are_those_expected, NULL, NULL, strdup(name) };
		free(entries[i]);
	}
	if (found >= 0)
		free(entries);
	return count;
}

int main(void)
{
	static struct CMUnitTest tests[MOST];
	cmocka_set_message_output(CM_OUTPUT_TAP);
	size_t count = collect(tests);
	if (!count)
		return 1;
	return _cmocka_run_group_tests("cases", tests, count, NULL, NULL);
}
