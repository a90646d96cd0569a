/*
 * cli_json: what the commands tell programs.
 *
 * In: what the runtime reports. Out: one JSON object on standard output. Text from a
 * database need not be UTF-8; JSON must be, so other bytes become U+FFFD.
 */
#include "cli.h"

/* Bytes of the UTF-8 character at `text`; 0: there is none. */
static int character(const unsigned char *text)
{
	unsigned char lead = text[0];
	int size = lead < 0x80	 ? 1
		   : lead < 0xc2 ? 0
		   : lead < 0xe0 ? 2
		   : lead < 0xf0 ? 3
				 : 4;
	if (lead > 0xf4)
		return 0;
	for (int i = 1; i < size; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	}
	bool overlong =
		(lead == 0xe0 && text[1] < 0xa0) || (lead == 0xf0 && text[1] < 0x90);
	bool surrogate = lead == 0xed && text[1] > 0x9f;
	bool beyond = lead == 0xf4 && text[1] > 0x8f;
	return overlong || surrogate || beyond ? 0 : size;
}

static void string(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	putchar('"');
	while (*at) {
		int size = character(at);
		if (!size)
			fputs("\\ufffd", stdout);
		else if (*at == '"' || *at == '\\')
			printf("\\%c", *at);
		else if (*at < 0x20 || *at == 0x7f)
			printf("\\u%04x", *at);
		else
			fwrite(at, 1, (size_t)size, stdout);
		at += size ? size : 1;
	}
	putchar('"');
}

/* A member, with what stands before its name: `{` or `, `. */
static void member(const char *before, const char *name, const char *value)
{
	printf("%s\"%s\": ", before, name);
	if (value)
		string(value);
	else
		fputs("null", stdout);
}

/* As member(), for texts that are "" when there is none. */
static void optional(const char *before, const char *name, const char *value)
{
	member(before, name, *value ? value : NULL);
}

static void number(const char *before, const char *name, int64_t value)
{
	printf("%s\"%s\": %lld", before, name, (long long)value);
}

static void boolean(const char *before, const char *name, int value)
{
	printf("%s\"%s\": %s", before, name, value ? "true" : "false");
}

void instar__json_status(const struct instar__cli *c, const struct instar_status *status,
	const struct instar_backfills *backfills)
{
	member("{", "database", c->path);
	member(", ", "set", status->set_name);
	member(", ", "state", instar__cli_state(status));
	optional(", ", "current", status->current);
	number(", ", "position", status->position);
	optional(", ", "required", status->required);
	optional(", ", "required_release", status->required_release);
	number(", ", "count", status->count);
	number(", ", "pending", status->pending);
	number(", ", "conflicts", status->conflicts);
	number(", ", "drifted", status->drifted);
	boolean(", ", "up_to_date", status->up_to_date);
	boolean(", ", "by_stamp", status->by_stamp);
	optional(", ", "problem", status->problem);
	optional(", ", "managed_by", status->managed_by);
	optional(", ", "newer", status->newer);
	instar__json_backfills(backfills);
	puts("}");
}

static void list_done(const struct instar__cli *c)
{
	fputs("[", stdout);
	for (uint32_t i = 0; i < c->done_count; i++) {
		const struct instar__done *done = &c->done[i];
		member(i ? ",\n    {" : "\n    {", "id",
			instar__cli_id(c, done->position));
		member(", ", "verdict", instar_verdict_name(done->verdict));
		number(", ", "duration_us", done->duration_us);
		putchar('}');
	}
	putchar(']');
}

static void list_stakes(const struct instar__cli *c)
{
	fputs(",\n  \"at_stake\": [", stdout);
	for (uint32_t i = 0; i < c->stake_count; i++) {
		const struct instar__cli_stake *stake = &c->stakes[i];
		member(i ? ",\n    {" : "\n    {", "id",
			instar__cli_id(c, stake->position));
		member(", ", "table", stake->table);
		number(", ", "rows", stake->rows);
		putchar('}');
	}
	putchar(']');
}

static void list_mended(const struct instar__cli *c)
{
	fputs(",\n  \"repaired\": [", stdout);
	for (uint32_t i = 0; i < c->mended_count; i++) {
		member(i ? ",\n    {" : "\n    {", "text", c->mended[i].text);
		number(", ", "duration_us", c->mended[i].duration_us);
		putchar('}');
	}
	putchar(']');
}

void instar__json_backup(const struct instar__cli *c)
{
	member("{", "database", c->path);
	if (c->command == INSTAR__RESTORE)
		member(", ", "restored", c->from);
	optional(", ", "backup", c->backup);
	puts("}");
}

void instar__json_plan(const struct instar__cli *c, const struct instar_plan *plan)
{
	member("{", "database", c->path);
	optional(", ", "stands_at", instar__cli_id(c, plan->stands_at));
	number(", ", "position", plan->stands_at);
	number(", ", "count", plan->count);
	number(", ", "recorded", plan->recorded);
	number(", ", "pending", plan->pending);
	number(", ", "conflicts", plan->conflicts);
	number(", ", "drifted", plan->drifted);
	optional(", ", "managed_by", plan->managed_by);
	fputs(",\n  \"steps\": [", stdout);
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct instar_decision *step = &plan->decisions[i];
		member(i ? ",\n    {" : "\n    {", "id", step->id);
		number(", ", "position", step->position);
		member(", ", "verdict", instar_verdict_name(step->verdict));
		member(", ", "reason", step->reason);
		member(", ", "description", step->description);
		member(", ", "file", step->file);
		optional(", ", "release", step->release);
		putchar('}');
	}
	fputs("],\n  \"trial\": ", stdout);
	if (c->trial) {
		list_done(c);
		number(",\n  ", "trial_us", c->run_us);
		list_stakes(c);
	} else {
		fputs("null", stdout);
	}
	puts("}");
}

static void list_run(const struct instar__cli *c)
{
	number(", ", "count", c->host->set->step_count);
	number(", ", "duration_us", c->run_us);
	optional(", ", "backup", c->backup);
	list_mended(c);
	fputs(",\n  \"steps\": ", stdout);
	list_done(c);
	list_stakes(c);
}

void instar__json_migrate(const struct instar__cli *c, const struct instar_status *before)
{
	const instar_set *set = c->host->set;
	member("{", "database", c->path);
	member(", ", "set", set->text + set->name);
	optional(", ", "from", before->current);
	optional(", ", "to", instar__cli_id(c, set->step_count));
	number(", ", "backfills_left", c->backfills_left);
	list_run(c);
	puts("}");
}

static void error_members(const struct instar_error *error)
{
	member("{", "code", instar_code_name(error->code));
	number(", ", "sqlite_code", error->sqlite_code);
	member(", ", "message", error->message);
	optional(", ", "action", error->action);
	optional(", ", "id", error->id);
	optional(", ", "file", error->file);
	number(", ", "line", error->line);
	optional(", ", "statement", error->statement);
	putchar('}');
}

void instar__json_member(const struct instar__cli *c,
	const struct instar_summary_line *line, const struct instar_error *error)
{
	member("{", "database", c->path);
	member(", ", "set", line->set_name);
	member(", ", "found", line->found);
	boolean(", ", "ready", line->ready);
	optional(", ", "current", line->current);
	list_run(c);
	fputs(",\n  \"error\": ", stdout);
	if (error->code)
		error_members(error);
	else
		fputs("null", stdout);
	putchar('}');
}

static void list_way(const struct instar_way_back *way)
{
	fputs(",\n  \"steps\": [", stdout);
	for (uint32_t i = 0; i < way->count; i++) {
		const struct instar_step_back *step = &way->steps[i];
		member(i ? ",\n    {" : "\n    {", "id", step->id);
		number(", ", "position", step->position);
		optional(", ", "release", step->release);
		boolean(", ", "known", step->known);
		putchar('}');
	}
	fputs("],\n  \"at_stake\": [", stdout);
	for (uint32_t i = 0; i < way->stake_count; i++) {
		member(i ? ",\n    {" : "\n    {", "name", way->stakes[i].name);
		number(", ", "rows", way->stakes[i].rows);
		putchar('}');
	}
	putchar(']');
}

void instar__json_rollback(const struct instar__cli *c, const struct instar_way_back *way)
{
	const instar_set *set = c->host->set;
	member("{", "database", c->path);
	member(", ", "set", set->text + set->name);
	optional(", ", "from", way->count ? way->steps[0].id : way->to);
	optional(", ", "to", way->to);
	number(", ", "position", way->position);
	number(", ", "duration_us", c->run_us);
	list_way(way);
	puts("}");
}

void instar__json_history(
	const struct instar__cli *c, const struct instar_history *history)
{
	member("{", "database", c->path);
	fputs(",\n  \"records\": [", stdout);
	for (uint32_t i = 0; i < history->count; i++) {
		const struct instar_record *record = &history->records[i];
		member(i ? ",\n    {" : "\n    {", "id", record->id);
		number(", ", "position", record->position);
		member(", ", "applied_at", record->applied_at);
		member(", ", "applied_how", record->applied_how);
		optional(", ", "applied_by", record->applied_by);
		optional(", ", "app_version", record->app_version);
		member(", ", "description", record->description);
		optional(", ", "release", record->release);
		boolean(", ", "breaking", record->breaking);
		boolean(", ", "carried", record->carried);
		number(", ", "duration_us", record->duration_us);
		boolean(", ", "known", record->known);
		putchar('}');
	}
	puts("]}");
}

void instar__json_error_member(const char *before, const struct instar_error *error)
{
	printf("%s\"error\": ", before);
	if (error && error->code)
		error_members(error);
	else
		fputs("null", stdout);
}

void instar__json_error(const struct instar_error *error)
{
	instar__json_error_member("{", error);
	puts("}");
}

void instar__json_text(const char *before, const char *name, const char *value)
{
	optional(before, name, value ? value : "");
}

void instar__json_number(const char *before, const char *name, int64_t value)
{
	number(before, name, value);
}

void instar__json_boolean(const char *before, const char *name, int value)
{
	boolean(before, name, value);
}
