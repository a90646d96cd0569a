/*
 * front: what the first stages of the generator make of a text or a folder. See front.h.
 */
#include "front.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/lint/allow.h"
#include "gen/read/directory.h"
#include "gen/lint/statement_rules.h"
#include "gen/base/text.h"

struct front front_new(void)
{
	struct front front = { .arena = arena_new() };
	front.diags = diag_new(front.arena);
	return front;
}

static void remove_folder(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	char name[512];
	while (folder && (entry = readdir(folder))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		if (unlink(name))
			remove_folder(name);
	}
	if (folder)
		closedir(folder);
	rmdir(path);
}

void front_free(struct front *front)
{
	if (*front->folder)
		remove_folder(front->folder);
	arena_free(front->arena);
}

struct script *front_parse(struct front *front, const char *text, size_t size)
{
	return parse_script(front->arena, front->diags,
		directory_from_memory(
			front->arena, front->diags, "a.sql", text, (uint32_t)size));
}

struct script *front_script(struct front *front, const char *text)
{
	return front_parse(front, text, strlen(text));
}

const char *front_path(struct front *front, const char *name)
{
	if (!*front->folder) {
		strcpy(front->folder, "/tmp/instar-front-XXXXXX");
		if (!mkdtemp(front->folder))
			abort();
	}
	return arena_printf(front->arena, "%s/%s", front->folder, name);
}

void front_write(struct front *front, const char *name, const char *bytes, size_t size)
{
	FILE *file = fopen(front_path(front, name), "wb");
	if (!file || fwrite(bytes, 1, size, file) != size || fclose(file))
		abort();
}

struct plan *front_plan(struct front *front, bool gaps_warn, bool judged)
{
	struct plan_options options = { .gaps_warn = gaps_warn };
	front_path(front, "");
	struct directory *directory =
		directory_read(front->arena, front->diags, front->folder);
	struct plan *plan = plan_order(front->arena, front->diags, directory, &options);
	for (struct migration *m = plan_begin(plan); judged && m < plan_end(plan); m++)
		statement_rules_judge(front->arena, front->diags, m);
	if (judged)
		allow_silence(front->diags, plan);
	return plan;
}

static void add_finding(
	struct text *out, const struct front *front, const struct diag *diag)
{
	static const char *const severities[] = { "note", "warning", "error" };
	size_t folder = strlen(front->folder);
	uint32_t line, column;
	if (diag->source) {
		source_position(diag->source, diag->span.start, &line, &column);
		text_format(out, "%s:%u:%u ", diag->source->name, line, column);
	} else if (diag->place && strlen(diag->place) > folder) {
		text_format(out, "%s ", diag->place + folder + 1);
	}
	text_format(out, "%s %s: %s\n", severities[diag->severity], diag->rule->code,
		diag->message);
}

const char *front_findings(const struct front *front)
{
	struct text out;
	text_init(&out, front->arena);
	for (uint32_t i = 0; i < front->diags->count; i++) {
		if (!front->diags->items[i].silenced)
			add_finding(&out, front, &front->diags->items[i]);
	}
	return out.bytes ? out.bytes : "";
}

const char *front_case(struct front *front, const char *text, size_t size)
{
	static const char name[] = "001_case.sql:";
	front_write(front, "001_case.sql", text, size);
	front_plan(front, false, true);
	char *findings = arena_printf(front->arena, "%s", front_findings(front));
	for (char *at = findings; (at = strstr(at, name));)
		memmove(at, at + strlen(name), strlen(at + strlen(name)) + 1);
	return findings;
}
