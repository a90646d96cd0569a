/*
 * log: what went wrong, on every channel. See log.h.
 */
#include "runtime/cli/log.h"

#include <string.h>
#include <time.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/json.h"
#include "runtime/cli/print.h"

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
	instar__print(c->log, "%s%s%s%s\n", *id ? " " : "", id, *text ? ": " : "", text);
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

/* The command that repairs it, to be copied. */
static void say_repair(const struct instar__cli *c, int code)
{
	if ((code != INSTAR_E_DRIFT && code != INSTAR_E_CONFLICT) ||
		c->command == INSTAR__REPAIR)
		return;
	fputs("  ", stderr);
	instar__print_command(stderr, c, "repair");
}

int instar__cli_say_error(const struct instar__cli *c, const struct instar_error *error)
{
	log_error(c, error);
	fflush(stdout);
	instar__print(stderr, "%s: %s\n", c->program, error->message);
	if (*error->file && error->line && !strstr(error->message, error->file))
		instar__print(stderr, "  at %s:%u\n", error->file, error->line);
	if (*error->action)
		instar__print(stderr, "  %s\n", error->action);
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
	instar__print(stderr, "%s: %s\n", c->program, error.message);
	return INSTAR_EXIT_FAILED;
}

int instar__cli_out_of_memory(const struct instar__cli *c)
{
	return instar__cli_refuse(c, INSTAR_E_NOMEM, "out of memory%s", "");
}
