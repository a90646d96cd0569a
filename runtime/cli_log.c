/*
 * cli_log: what went wrong, on every channel.
 *
 * In: events and errors. Out: lines of the log file, a message on standard error, an
 * exit status. The log holds what a developer needs, the message what a user can act on.
 */
#include <string.h>
#include <time.h>

#include "cli.h"

static void stamp(FILE *out)
{
	char text[32] = "";
	time_t now = time(NULL);
	const struct tm *utc = gmtime(&now);
	if (utc)
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ ", utc);
	fputs(text, out);
}

bool instar__log_open(struct instar__cli *c)
{
	if (!c->log_path)
		return true;
	c->log = fopen(c->log_path, "ab");
	if (!c->log)
		instar__cli_refuse(c, INSTAR_E_CANTOPEN, "the log %s cannot be written",
			c->log_path);
	return c->log;
}

void instar__log_line(
	const struct instar__cli *c, const char *what, const char *id, const char *text)
{
	if (!c->log)
		return;
	stamp(c->log);
	fputs(what, c->log);
	if (*id) {
		fputc(' ', c->log);
		instar__print_text(c->log, id);
	}
	if (*text) {
		fputs(": ", c->log);
		instar__print_text(c->log, text);
	}
	fputc('\n', c->log);
	fflush(c->log);
}

/* The statement, each of its lines behind a margin. */
static void log_statement(FILE *log, const char *sql)
{
	while (*sql) {
		int length = (int)strcspn(sql, "\n");
		fprintf(log, "  | %.*s\n", length, sql);
		sql += length;
		sql += *sql == '\n';
	}
}

/* An error with everything that is known of it. */
static void log_error(const struct instar__cli *c, const struct instar_error *error)
{
	if (!c->log)
		return;
	instar__log_line(c, "error", instar_code_name(error->code), error->message);
	fprintf(c->log, "  SQLite's code %d (%s)\n", error->sqlite_code,
		sqlite3_errstr(error->sqlite_code));
	if (*error->file)
		fprintf(c->log, "  at %s:%lu\n", error->file, (unsigned long)error->line);
	log_statement(c->log, error->statement);
	fprintf(c->log, "  database %s\n  SQLite %s, instar " INSTAR_VERSION "\n",
		c->path, sqlite3_libversion());
	fflush(c->log);
}

static int exit_status(int code)
{
	switch (code) {
	case INSTAR_OK:
		return INSTAR_EXIT_OK;
	case INSTAR_E_CONFLICT:
	case INSTAR_E_DRIFT:
	case INSTAR_E_EDITED:
		return INSTAR_EXIT_DRIFT;
	case INSTAR_E_TOO_NEW:
	case INSTAR_E_TOO_OLD:
		return INSTAR_EXIT_VERSION;
	case INSTAR_E_BUSY:
		return INSTAR_EXIT_BUSY;
	default:
		return INSTAR_EXIT_FAILED;
	}
}

static void say_program(const struct instar__cli *c)
{
	fprintf(stderr, "%s: ", c->host->program ? c->host->program : "instar");
}

/* The command that mends it, to be copied. */
static void say_repair(const struct instar__cli *c, int code)
{
	if ((code != INSTAR_E_DRIFT && code != INSTAR_E_CONFLICT) ||
		c->command == INSTAR__REPAIR)
		return;
	fprintf(stderr, "  %s repair ", c->host->program ? c->host->program : "instar");
	if (c->host->arguments) {
		instar__print_text(stderr, c->host->arguments);
		fputc(' ', stderr);
	}
	instar__print_text(stderr, c->path);
	fputc('\n', stderr);
}

int instar__cli_say_error(const struct instar__cli *c, const struct instar_error *error)
{
	log_error(c, error);
	fflush(stdout);
	say_program(c);
	instar__print_text(stderr, error->message);
	fputc('\n', stderr);
	if (*error->file && error->line && !strstr(error->message, error->file)) {
		fputs("  at ", stderr);
		instar__print_text(stderr, error->file);
		fprintf(stderr, ":%lu\n", (unsigned long)error->line);
	}
	if (*error->action) {
		fputs("  ", stderr);
		instar__print_text(stderr, error->action);
		fputc('\n', stderr);
	}
	say_repair(c, error->code);
	if (c->log)
		fprintf(stderr, "  The log tells more; send it with a report: %s\n",
			c->log_path);
	return exit_status(error->code);
}

int instar__cli_fail(const struct instar__cli *c, const struct instar_error *error)
{
	if (c->json)
		instar__json_error(error);
	return instar__cli_say_error(c, error);
}

int instar__cli_refuse(
	const struct instar__cli *c, int code, const char *format, const char *what)
{
	struct instar_error error = {
		.code = code, .id = "", .file = "", .statement = ""
	};
	sqlite3_snprintf(sizeof(error.message), error.message, format, what);
	instar__log_line(c, "error", instar_code_name(code), error.message);
	if (c->json)
		instar__json_error(&error);
	say_program(c);
	instar__print_text(stderr, error.message);
	fputc('\n', stderr);
	return INSTAR_EXIT_FAILED;
}
