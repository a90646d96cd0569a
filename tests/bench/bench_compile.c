/*
 * The generator: compiling a history, against running its SQL once into :memory:.
 *
 * In: the generator, named by $INSTAR, and folders with histories. Out: for each the
 * ratio of whole processes, and the generator's largest resident size. `bench_compile
 * --run FOLDER` is the plain side: the same files, read in order and executed in one
 * transaction.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

static void run_file(sqlite3 *db, const char *folder, const char *name)
{
	static const long limit = 1 << 20;
	char path[1024];
	char *text = malloc((size_t)limit);
	char *message = NULL;
	size_t size;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (!file || !text)
		measure_stop(path, "cannot be read");
	size = fread(text, 1, (size_t)limit - 1, file);
	text[size] = '\0';
	fclose(file);
	if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK)
		measure_stop(path, message);
	free(text);
}

static int run_folder(const char *folder)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, NULL, alphasort);
	sqlite3 *db = NULL;

	if (count < 0 || sqlite3_open(":memory:", &db) != SQLITE_OK)
		measure_stop(folder, "cannot be run");
	sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
	for (int i = 0; i < count; i++) {
		if (strstr(entries[i]->d_name, ".sql") &&
			!strstr(entries[i]->d_name, ".down."))
			run_file(db, folder, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	return sqlite3_close(db) == SQLITE_OK ? 0 : 1;
}

/* Seconds that a child process takes; `*kilobytes` gets its largest resident size. */
static double child(char *const argv[], long *kilobytes)
{
	double begin = measure_now();
	struct rusage usage;
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		execv(argv[0], argv);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || status != 0)
		measure_stop(argv[0], "failed");
	*kilobytes = usage.ru_maxrss;
	return measure_now() - begin;
}

static int compare(const void *left, const void *right)
{
	const double a = *(const double *)left;
	const double b = *(const double *)right;

	return (a > b) - (a < b);
}

struct figures {
	double ours, plain;
	long kilobytes;
};

/* Medians of up to nine turns of each. */
static struct figures figures(char *self, char *instar, char *folder, int rounds)
{
	char output[1024];
	char *compile[] = { instar, "compile", folder, "-o", output, "--name", "history",
		NULL };
	char *run[] = { self, "--run", folder, NULL };
	double ours[9], plain[9];
	struct figures result = { 0 };
	long ignored;

	snprintf(output, sizeof(output), "tests/bench/compiled.c");
	for (int i = 0; i < rounds; i++) {
		remove(output);
		ours[i] = child(compile, &result.kilobytes);
		plain[i] = child(run, &ignored);
	}
	qsort(ours, (size_t)rounds, sizeof(*ours), compare);
	qsort(plain, (size_t)rounds, sizeof(*plain), compare);
	result.ours = ours[rounds / 2];
	result.plain = plain[rounds / 2];
	return result;
}

int main(int argc, char **argv)
{
	struct figures product, small, large;
	double growth;
	bool holds;
	char *instar = getenv("INSTAR"), *root = getenv("SOURCE_ROOT");
	char nukeworks[1024];

	if (argc == 3 && strcmp(argv[1], "--run") == 0)
		return run_folder(argv[2]);
	if (argc != 3 || !instar || !root)
		measure_stop("bench_compile",
			"usage: INSTAR=… SOURCE_ROOT=… bench_compile SMALL LARGE");
	snprintf(nukeworks, sizeof(nukeworks), "%s/migrations/nukeworks", root);
	product = figures(argv[0], instar, nukeworks, 9);
	holds = measure_report("compile of nukeworks, rehearsed", product.ours,
		product.plain, 15);
	small = figures(argv[0], instar, argv[1], 7);
	holds = measure_report("compile of 1,000 migrations, rehearsed", small.ours,
			small.plain, 6) &&
		holds;
	large = figures(argv[0], instar, argv[2], 1);
	holds = measure_report("compile of 10,000 migrations, rehearsed", large.ours,
			large.plain, 6) &&
		holds;
	growth = (double)large.kilobytes / (double)small.kilobytes;
	printf("largest resident size: %ld KiB for 1,000, %ld KiB for 10,000 migrations: "
	       "%.1f times  bound 11  %s\n",
		small.kilobytes, large.kilobytes, growth,
		growth <= 11 ? "holds" : "EXCEEDED");
	return holds && growth <= 11 ? 0 : 1;
}
