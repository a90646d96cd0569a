/*
 * test_emit: the bytes that go into a table are the bytes that a compiler takes out.
 *
 * Programs are made by hand, emitted, compiled with every compiler that is there and all
 * warnings as errors, loaded, and compared.
 */
#include "suite.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/base/arena.h"
#include "gen/emit/emit_c.h"
#include "gen/emit/lower.h"
#include "gen/emit/output.h"

/* A program in the making. */
struct maker {
	struct arena *arena;
	struct program program;
	struct program_text *texts;
	char *bytes;
	uint32_t size;
};

static uint32_t add_bytes(
	struct maker *m, const char *label, const char *bytes, uint32_t size)
{
	struct program *p = &m->program;
	m->texts = arena_grow(m->arena, m->texts, p->text_count, sizeof(*m->texts));
	struct program_text *text = &m->texts[p->text_count++];
	*text = (struct program_text){
		.label = label, .offset = m->size, .size = size + 1
	};
	char *block = arena_alloc(m->arena, m->size + size + 1);
	if (m->size)
		memcpy(block, m->bytes, m->size);
	memcpy(block + m->size, bytes, size);
	m->bytes = block;
	m->size += size + 1;
	p->texts = m->texts;
	p->set.text = block;
	p->set.text_size = m->size;
	return text->offset;
}

static uint32_t add(struct maker *m, const char *label, const char *string)
{
	return add_bytes(m, label, string, (uint32_t)strlen(string));
}

static void begin(struct maker *m)
{
	memset(m, 0, sizeof(*m));
	m->arena = arena_new();
	m->program.directory = "shop";
	m->program.set.format = INSTAR_SET_FORMAT;
	m->program.set.sqlite_version = 3026000;
	m->program.set.digest = UINT64_C(0xfedcba9876543210);
	add(m, "none", "");
	m->program.set.name = add(m, "name", "shop");
}

/* Where instar_set.h is. */
static const char *include_folder(struct arena *arena)
{
	const char *root = getenv("SOURCE_ROOT");
	return arena_printf(arena, "%s/runtime", root ? root : ".");
}

static const char *emitted(struct maker *m, size_t *size)
{
	return emit_c(m->arena, &m->program, size);
}

static char folder[] = "/tmp/instar-emit-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	char command[128];
	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	return system(command);
}

static bool has(const char *program)
{
	char command[128];
	snprintf(command, sizeof(command), "command -v %s >%s/which 2>&1", program,
		folder);
	return system(command) == 0;
}

/* Compile table.c into table.so; every warning is an error. */
static void compile_with(struct arena *arena, const char *compiler, const char *standard)
{
	char command[600];
	snprintf(command, sizeof(command),
		"cd %s && %s -std=%s -Wall -Wextra -Wpedantic -pedantic-errors -Werror "
		"-Wvla -Woverlength-strings -Wtrigraphs -fPIC -shared -I%s table.c -o "
		"table.so",
		folder, compiler, standard, include_folder(arena));
	assert_int_equal(system(command), 0);
}

static void write_table(struct maker *m)
{
	size_t size;
	const char *text = emitted(m, &size);
	const char *path = arena_printf(m->arena, "%s/table.c", folder);
	assert_null(output_write(m->arena, path, text, size));
}

static void same_set(const instar_set *got, const instar_set *want)
{
	assert_int_equal(got->format, want->format);
	assert_int_equal(got->sqlite_version, want->sqlite_version);
	assert_true(got->digest == want->digest);
	assert_int_equal(got->name, want->name);
	assert_int_equal(got->text_size, want->text_size);
	assert_memory_equal(got->text, want->text, want->text_size);
	assert_int_equal(got->step_count, want->step_count);
	assert_int_equal(got->statement_count, want->statement_count);
	assert_int_equal(got->check_count, want->check_count);
	assert_int_equal(got->needs, want->needs);
	assert_int_equal(got->need_count, want->need_count);
	assert_int_equal(got->retired, want->retired);
	assert_int_equal(got->baseline.first, want->baseline.first);
	assert_int_equal(got->baseline.count, want->baseline.count);
	for (uint32_t i = 0; i < want->step_count; i++)
		assert_memory_equal(
			&got->steps[i], &want->steps[i], sizeof(*want->steps));
	for (uint32_t i = 0; i < want->statement_count; i++)
		assert_memory_equal(&got->statements[i], &want->statements[i],
			sizeof(*want->statements));
	for (uint32_t i = 0; i < want->check_count; i++)
		assert_memory_equal(
			&got->checks[i], &want->checks[i], sizeof(*want->checks));
}

/* What each compiler makes of the program is the program. */
static void round_trip(struct maker *m)
{
	static const struct {
		const char *compiler, *standard;
	} compilers[] = { { "gcc", "c99" }, { "gcc", "c11" }, { "clang", "c99" },
		{ "clang", "c17" } };
	bool tried = false;
	write_table(m);
	for (size_t i = 0; i < sizeof(compilers) / sizeof(*compilers); i++) {
		if (!has(compilers[i].compiler))
			continue;
		compile_with(m->arena, compilers[i].compiler, compilers[i].standard);
		void *library = dlopen(arena_printf(m->arena, "%s/table.so", folder),
			RTLD_NOW | RTLD_LOCAL);
		assert_non_null(library);
		same_set(dlsym(library, "shop"), &m->program.set);
		dlclose(library);
		tried = true;
	}
	assert_true(tried);
}

static void every_byte_comes_back(void **state)
{
	(void)state;
	struct maker m;
	begin(&m);
	char bytes[512];
	for (int i = 0; i < 256; i++) {
		bytes[i * 2] = (char)i;
		bytes[i * 2 + 1] = '7'; /* a digit, which must not join the escape */
	}
	add_bytes(&m, "all", bytes, sizeof(bytes));
	for (int i = 0; i < 256; i++)
		bytes[i] = (char)(255 - i);
	add_bytes(&m, "backwards", bytes, 256);
	round_trip(&m);
	arena_free(m.arena);
}

static const char *const hostile[] = {
	"what?\?/n and ?\?= and ?\?) and ?\?'", /* trigraphs */
	"*/ int evil = 1; /*",
	"// \\\n still inside",
	"ends with a backslash \\",
	"line\\\nline\\\r\nline\\",
	"\"); system(\"true\"); (\"",
	"%s%n%d%%",
	"'it''s' \"quoted\" `tick` [bracket]",
	"\xef\xbb\xbf\xc3\xa9\xe2\x80\xae\xf0\x9f\x90\x98",
	"\n\n\n",
	"a\nb\n",
	"\r\n\t\v\f\a\b\x1b[31m",
	"#define x y\n#include </etc/passwd>\n",
	"<: :> <% %> %: ?\?<",
	"",
	"?",
	"\\",
	"\"",
	"\\0",
	"\\x41",
};

static void hostile_sql_stays_text(void **state)
{
	(void)state;
	struct maker m;
	begin(&m);
	for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++)
		add(&m, arena_printf(m.arena, "hostile_%d", (int)i), hostile[i]);
	round_trip(&m);
	arena_free(m.arena);
}

static void a_statement_of_any_length_comes_back(void **state)
{
	(void)state;
	static const uint32_t sizes[] = { 509, 510, 4094, 4095, 4096, 4097, 5000, 70000 };
	struct maker m;
	begin(&m);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		char *bytes = arena_alloc(m.arena, sizes[i]);
		for (uint32_t j = 0; j < sizes[i]; j++)
			bytes[j] = (char)(j % 60 == 59 ? '\n' : 1 + (j * 7) % 255);
		add_bytes(&m, arena_printf(m.arena, "size_%d", (int)sizes[i]), bytes,
			sizes[i]);
	}
	round_trip(&m);
	arena_free(m.arena);
}

static void old_names_stand_in_one_text(void **state)
{
	(void)state;
	struct maker m;
	begin(&m);
	add_bytes(&m, "was_0001",
		"first\0second\0"
		"3rd",
		16);
	round_trip(&m);
	arena_free(m.arena);
}

static struct instar_check a_check(uint32_t i, instar_text name)
{
	struct instar_check check = {
		.kind = 1 + i % INSTAR_CHECK_DEFINITION,
		.flags = i % 16,
		.name = name,
		.part = i % 3 ? 0 : name,
		.detail = i % 2 ? 0 : name,
		.digest = i % 5 ? 0 : UINT64_C(0x8000000000000000) + i,
		.birth = i,
		.death = i % 4 ? INSTAR_NONE : i + 9,
		.prior = i % 7 ? INSTAR_NONE : i,
	};
	return check;
}

/* Steps with one statement, one down migration and two checks each. */
static void add_steps(struct maker *m, uint32_t count)
{
	struct instar_step *steps = arena_array(m->arena, count, sizeof(*steps));
	struct instar_statement *statements =
		arena_array(m->arena, (size_t)count * 2, sizeof(*statements));
	struct instar_check *checks =
		arena_array(m->arena, (size_t)count * 2, sizeof(*checks));
	for (uint32_t i = 0; i < count; i++) {
		instar_text id =
			add(m, arena_printf(m->arena, "id_%04u", i), "0001_a_step");
		statements[i * 2] = (struct instar_statement){ id, i, i * 2, 0 };
		statements[i * 2 + 1] = (struct instar_statement){ id, 7, INSTAR_NONE, 0 };
		checks[i * 2] = a_check(i, id);
		checks[i * 2 + 1] = a_check(i + 1, 0);
		steps[i] = (struct instar_step){ .id = id,
			.file = id,
			.token_hash = id,
			.release = i % 2 ? id : 0,
			.was = i % 3 ? id : 0,
			.was_count = i % 3 ? 2 : 0,
			.flags = i % 8,
			.up = { i * 2, 1 },
			.down = { i % 2 ? i * 2 + 1 : 0, i % 2 },
			.checks = { i * 2, 2 },
			.requires = { 0, i % 3 } };
	}
	m->program.set.steps = steps;
	m->program.set.step_count = count;
	m->program.set.statements = statements;
	m->program.set.statement_count = count * 2;
	m->program.set.checks = checks;
	m->program.set.check_count = count * 2;
}

static void every_field_of_a_table_comes_back(void **state)
{
	(void)state;
	struct maker m;
	begin(&m);
	add_steps(&m, 40);
	round_trip(&m);
	arena_free(m.arena);
}

static void comments_and_names_cannot_break_out(void **state)
{
	(void)state;
	struct maker m;
	begin(&m);
	m.program.directory = "a*/ int evil; /* ?\?/\nb\\";
	add(&m, "one", "SELECT 1");
	m.texts[m.program.text_count - 1].comment = "001_x.sql:5 */ #error \\";
	size_t size;
	const char *text = emitted(&m, &size);
	assert_non_null(strstr(text, "from a_/ int evil_ /_ __/_b_. Do not edit. */\n"));
	assert_non_null(strstr(text, "\t/* 001_x.sql:5 _/ _error _ */\n"));
	round_trip(&m);
	arena_free(m.arena);
}

static void a_text_has_a_line_for_each_of_its_lines(void **state)
{
	(void)state;
	struct maker m;
	begin(&m);
	add(&m, "up_0002_1", "ALTER TABLE users\n  ADD COLUMN email");
	m.texts[m.program.text_count - 1].comment = "0002_users_email.sql:5";
	size_t size;
	const char *text = emitted(&m, &size);
	assert_non_null(strstr(text, "\tchar up_0002_1[37];\n"));
	assert_non_null(strstr(text, "\t/* 0002_users_email.sql:5 */\n"
				     "\t.up_0002_1 =\n"
				     "\t\t\"ALTER TABLE users\\n\"\n"
				     "\t\t\"  ADD COLUMN email\",\n"));
	assert_int_equal(strlen(text), size);
	arena_free(m.arena);
}

static void the_same_program_gives_the_same_bytes(void **state)
{
	(void)state;
	struct maker a, b;
	size_t first, second;
	begin(&a);
	add_steps(&a, 9);
	begin(&b);
	add_steps(&b, 9);
	const char *one = emitted(&a, &first);
	const char *two = emitted(&b, &second);
	assert_int_equal(first, second);
	assert_memory_equal(one, two, first);
	arena_free(a.arena);
	arena_free(b.arena);
}

static void a_table_needs_four_relocations_however_long(void **state)
{
	(void)state;
	if (!has("readelf"))
		skip();
	struct maker m;
	begin(&m);
	add_steps(&m, 500);
	write_table(&m);
	char command[400];
	snprintf(command, sizeof(command),
		"cd %s && cc -std=c11 -c -fno-asynchronous-unwind-tables -I%s table.c -o "
		"table.o && test \"$(readelf -rW table.o | grep -c R_)\" -le 4",
		folder, include_folder(m.arena));
	assert_int_equal(system(command), 0);
	arena_free(m.arena);
}

static void another_format_is_refused_by_the_compiler(void **state)
{
	(void)state;
	struct maker m;
	begin(&m);
	m.program.set.format = INSTAR_SET_FORMAT + 1;
	write_table(&m);
	char command[400];
	snprintf(command, sizeof(command),
		"cd %s && ! cc -c -I%s table.c 2>errors && grep -q 'different versions' "
		"errors",
		folder, include_folder(m.arena));
	assert_int_equal(system(command), 0);
	arena_free(m.arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_byte_comes_back),
	cmocka_unit_test(hostile_sql_stays_text),
	cmocka_unit_test(a_statement_of_any_length_comes_back),
	cmocka_unit_test(old_names_stand_in_one_text),
	cmocka_unit_test(every_field_of_a_table_comes_back),
	cmocka_unit_test(comments_and_names_cannot_break_out),
	cmocka_unit_test(a_text_has_a_line_for_each_of_its_lines),
	cmocka_unit_test(the_same_program_gives_the_same_bytes),
	cmocka_unit_test(a_table_needs_four_relocations_however_long),
	cmocka_unit_test(another_format_is_refused_by_the_compiler),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("emit", tests, make_folder, remove_folder);
}
