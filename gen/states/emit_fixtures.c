/*
 * emit_fixtures: databases in many states as C text. See emit_fixtures.h.
 *
 * Each statement is there once: a fixture is a few numbers, so that the file grows
 * with the history and not with its square.
 */
#include "gen/states/emit_fixtures.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/emit/lower.h"

/* Longest string literal that a pedantic C99 compiler takes, without its NUL. */
#define LITERAL_LIMIT 4095

static void emit_lines(struct text *out, const char *bytes, size_t size)
{
	for (size_t at = 0; at < size;) {
		const char *end = memchr(bytes + at, '\n', size - at);
		size_t length = end ? (size_t)(end - bytes) + 1 - at : size - at;

		text_add(out, "\n\t\"");
		text_c(out, bytes + at, length);
		text_byte(out, '"');
		at += length;
	}
}

/* Too long for a literal: an array of its own. */
static void emit_long(struct text *out, uint32_t number, const char *bytes)
{
	size_t size = strlen(bytes);

	text_format(out, "static const char statement_%u[] = {", number);
	for (size_t i = 0; i <= size; i++) {
		text_add(out, i % 16 ? " '" : "\n\t'");
		if (bytes[i] == '\'')
			text_byte(out, '\\');
		text_c(out, bytes + i, 1);
		text_add(out, "',");
	}
	text_add(out, "\n};\n\n");
}

static void emit_statements(struct text *out, const instar_fixtures *fixtures)
{
	if (!fixtures->statement_count)
		return;
	for (uint32_t i = 0; i < fixtures->statement_count; i++) {
		if (strlen(fixtures->statements[i]) > LITERAL_LIMIT)
			emit_long(out, i, fixtures->statements[i]);
	}
	text_add(out, "static const char *const statements[] = {");
	for (uint32_t i = 0; i < fixtures->statement_count; i++) {
		const char *sql = fixtures->statements[i];

		text_format(out, "\n\t/* %u */", i);
		if (strlen(sql) > LITERAL_LIMIT)
			text_format(out, "\n\tstatement_%u", i);
		else if (*sql)
			emit_lines(out, sql, strlen(sql));
		else
			text_add(out, "\n\t\"\"");
		text_byte(out, ',');
	}
	text_add(out, "\n};\n\n");
}

static void emit_steps(struct text *out, const instar_fixtures *fixtures)
{
	if (!fixtures->step_count)
		return;
	text_add(out, "static const struct instar_fixture_step steps[] = {\n");
	for (uint32_t i = 0; i < fixtures->step_count; i++) {
		const struct instar_fixture_step *step = &fixtures->steps[i];

		text_format(out, "\t{ %u, %u, %u, %u },\n", step->before, step->first,
			step->rows, step->end);
	}
	text_add(out, "};\n\n");
}

static void emit_string(struct text *out, const char *field, const char *string)
{
	if (!string)
		return;
	text_format(out, " .%s = \"", field);
	text_c(out, string, strlen(string));
	text_add(out, "\",");
}

static void emit_number(struct text *out, const char *field, uint32_t number)
{
	if (number)
		text_format(out, " .%s = %u,", field, number);
}

static void emit_flags(struct text *out, uint32_t flags)
{
	static const char *const names[] = { "UTF16", "WAL", "PROTECTED", "OLD_NAMES",
		"UNKNOWN", "REQUIRES", "STAMPED", "EMPTY" };
	const char *before = " .flags = ";

	for (uint32_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!(flags & 1u << i))
			continue;
		text_format(out, "%sINSTAR_FIXTURE_%s", before, names[i]);
		before = " | ";
	}
	if (flags)
		text_byte(out, ',');
}

static void emit_fixture(struct text *out, const struct instar_fixture *fixture)
{
	static const char *const outcomes[] = {
		[INSTAR_FIXTURE_CURRENT] = "CURRENT",
		[INSTAR_FIXTURE_REFUSED] = "REFUSED",
		[INSTAR_FIXTURE_NEWER] = "NEWER",
		[INSTAR_FIXTURE_READONLY] = "READONLY",
		[INSTAR_FIXTURE_FAILS] = "FAILS",
		[INSTAR_FIXTURE_EITHER] = "EITHER",
		[INSTAR_FIXTURE_FOREIGN] = "FOREIGN",
	};

	text_add(out, "\t{");
	emit_string(out, "name", fixture->name);
	emit_string(out, "state", fixture->state);
	emit_string(out, "tool", fixture->tool);
	text_add(out, "\n\t ");
	emit_number(out, "step", fixture->step);
	emit_number(out, "base", fixture->base);
	if (fixture->more.count)
		text_format(out, " .more = { %u, %u },", fixture->more.first,
			fixture->more.count);
	emit_number(out, "recorded", fixture->recorded);
	emit_number(out, "forgotten", fixture->forgotten);
	emit_number(out, "resume", fixture->resume);
	emit_flags(out, fixture->flags);
	text_format(
		out, " .outcome = INSTAR_FIXTURE_%s },\n", outcomes[fixture->outcome]);
}

static void emit_table(
	struct text *out, const instar_fixtures *fixtures, const char *name)
{
	text_format(out,
		"extern const instar_fixtures %s_fixtures;\n"
		"const instar_fixtures %s_fixtures = {\n"
		"\t.format = INSTAR_FIXTURES_FORMAT,\n"
		"\t.statement_count = %u,\n"
		"\t.step_count = %u,\n"
		"\t.count = %u,\n",
		name, name, fixtures->statement_count, fixtures->step_count,
		fixtures->count);
	if (fixtures->statement_count)
		text_add(out, "\t.statements = statements,\n");
	if (fixtures->step_count)
		text_add(out, "\t.steps = steps,\n");
	text_add(out, "\t.fixtures = fixtures,\n");
	if (fixtures->before.end)
		text_format(out, "\t.before = { %u, %u, %u, %u },\n",
			fixtures->before.before, fixtures->before.first,
			fixtures->before.rows, fixtures->before.end);
	text_add(out, "};\n");
}

static void emit_main(struct text *out, const char *name)
{
	text_format(out,
		"\n"
		"#ifdef INSTAR_FIXTURES_MAIN\n"
		"INSTAR_SET(%s);\n"
		"\n"
		"/* The databases are made in the directory that is named, or in this "
		"one. */\n"
		"int main(int count, char **arguments)\n"
		"{\n"
		"\tconst char *directory = count > 1 ? arguments[1] : \".\";\n"
		"\n"
		"\treturn instar_fixtures_test(\n"
		"\t\t&%s_fixtures, &%s, NULL, directory, stdout) != 0;\n"
		"}\n"
		"#endif\n",
		name, name, name);
}

const char *emit_fixtures(struct arena *arena, const struct program *program,
	const instar_fixtures *fixtures, size_t *size)
{
	const char *name = program->set.text + program->set.name;
	struct text out;

	text_init(&out, arena);
	text_format(&out,
		"/* Generated by instar for the set %s. Do not edit. */\n"
		"#include \"instar_fixtures.h\"\n"
		"\n"
		"#if INSTAR_FIXTURES_FORMAT != %d\n"
		"#error \"these fixtures and instar_fixtures.h are of different versions "
		"of "
		"instar\"\n"
		"#endif\n"
		"\n",
		name, INSTAR_FIXTURES_FORMAT);
	emit_statements(&out, fixtures);
	emit_steps(&out, fixtures);
	text_add(&out, "static const struct instar_fixture fixtures[] = {\n");
	for (uint32_t i = 0; i < fixtures->count; i++)
		emit_fixture(&out, &fixtures->fixtures[i]);
	text_add(&out, "};\n\n");
	emit_table(&out, fixtures, name);
	emit_main(&out, name);
	*size = out.size;
	return out.bytes;
}

/* The exit status of `instar migrate`. */
static const char *status_of(const struct instar_fixture *fixture)
{
	switch ((enum instar_fixture_outcome)fixture->outcome) {
	case INSTAR_FIXTURE_CURRENT:
		return fixture->flags & INSTAR_FIXTURE_REQUIRES ? "0 or 1" : "0";
	case INSTAR_FIXTURE_REFUSED:
		return "3";
	case INSTAR_FIXTURE_NEWER:
		return "4";
	case INSTAR_FIXTURE_EITHER:
		return "0 or 3";
	case INSTAR_FIXTURE_READONLY:
	case INSTAR_FIXTURE_FAILS:
	case INSTAR_FIXTURE_FOREIGN:
		break;
	}
	return "1";
}

/* A name from outside may hold what parts the words. */
static void add_word(struct text *out, const char *word, char end)
{
	for (; *word; word++)
		text_byte(out,
			*word == '\t' || *word == '\n' || *word == '\r' ? ' ' : *word);
	text_byte(out, end);
}

const char *emit_manifest(struct arena *arena, const instar_set *set,
	const instar_fixtures *fixtures, size_t *size)
{
	struct text out;

	text_init(&out, arena);
	text_add(&out, "file\tstep\tstate\texpected\texit status\n");
	for (uint32_t i = 0; i < fixtures->count; i++) {
		const struct instar_fixture *fixture = &fixtures->fixtures[i];
		const char *id = fixture->step
					 ? set->text + set->steps[fixture->step - 1].id
					 : "-";

		text_format(&out, "%s.db\t", fixture->name);
		add_word(&out, id, '\t');
		add_word(&out, fixture->state, '\t');
		add_word(&out, instar_fixture_outcome_name(fixture), '\t');
		add_word(&out, status_of(fixture), '\n');
	}
	*size = out.size;
	return out.bytes;
}
