/*
 * Every row of the catalogue is true: its failing example gives the finding, its passing
 * one gives none.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/prove/retire.h"
#include "gen/lint/environment.h"
#include "front.h"
#include "gen/read/lock.h"
#include "gen/prove/prove.h"
#include "gen/rebuild/rebuild.h"

/* Write `size` bytes of an example as a file; \xff in it stands for a byte. */
static void write_file(
	struct front *front, const char *name, const char *text, size_t size)
{
	char *bytes = arena_alloc(front->arena, size + 1);
	size_t length = 0;
	if (name[strlen(name) - 1] == '/') {
		assert_int_equal(mkdir(front_path(front, name), 0700), 0);
		return;
	}
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '\\' && text[i + 1] == 'x') {
			char hex[3] = { text[i + 2], text[i + 3], 0 };
			bytes[length++] = (char)strtol(hex, NULL, 16);
			i += 3;
		} else {
			bytes[length++] = text[i];
		}
	}
	front_write(front, name, bytes, length);
}

/* An example is SQL, or files, each after a line "== name". */
static void write_example(struct front *front, const char *text)
{
	if (strncmp(text, "== ", 3)) {
		write_file(front, "001_example.sql", text, strlen(text));
		return;
	}
	while (*text) {
		size_t line = strcspn(text, "\n");
		const char *name = arena_copy(front->arena, text + 3, line - 3);
		text += line + 1;
		const char *next = strstr(text, "== ");
		size_t size = next ? (size_t)(next - text) : strlen(text);
		write_file(front, name, text, size);
		text += size;
	}
}

/* How often a rule is found in an example, and what else is worse than a note. */
static void count(struct front *front, const char *example, const struct rule *rule,
	uint32_t *found, uint32_t *others)
{
	write_example(front, example);
	struct plan *plan = front_plan(front, false, true);
	lock_hold(front->arena, front->diags,
		lock_read(front->arena, front->diags, front_path(front, "instar.lock"),
			false),
		plan);
	if (rule == &rules[RULE_TARGET])
		environment_target(front->diags, plan, 3031000);
	if (!diag_count(front->diags, SEVERITY_ERROR))
		rebuild_expand(front->arena, front->diags, plan);
	if (!diag_count(front->diags, SEVERITY_ERROR))
		prove_plan(front->arena, front->diags, plan);
	if (rule == &rules[RULE_RETIRE])
		retire_make(front->arena, front->diags, plan, "002_notes");
	*found = *others = 0;
	for (uint32_t i = 0; i < front->diags->count; i++) {
		const struct diag *diag = &front->diags->items[i];
		/* what @destructive acknowledges is a note */
		*found += diag->rule == rule && (diag->severity != SEVERITY_NOTE ||
							rule->severity == SEVERITY_NOTE);
		/* a policy, which an option turns off */
		bool policy = diag->rule == &rules[RULE_DDL_ONLY];
		*others += diag->rule != rule && !policy &&
			   diag->severity != SEVERITY_NOTE;
	}
}

static bool check(const struct rule *rule, const char *example, bool wrong)
{
	struct front front = front_new();
	uint32_t found, others;
	count(&front, example, rule, &found, &others);
	bool right = wrong ? found > 0 : found + others == 0;
	if (!right)
		print_error("%s, its %s example: %s\n", rule->code,
			wrong ? "failing" : "passing", front_findings(&front));
	front_free(&front);
	return right;
}

static void every_failing_example_fails(void **state)
{
	bool right = true;
	(void)state;
	for (size_t i = 0; i < RULE_COUNT; i++) {
		/* a thousand parentheses: see test_parse; ten seconds: see test_prove */
		if (i != RULE_TOO_DEEP && i != RULE_BUDGET)
			right &= check(&rules[i], rules[i].wrong, true);
	}
	assert_true(right);
}

static void every_passing_example_passes(void **state)
{
	bool right = true;
	(void)state;
	for (size_t i = 0; i < RULE_COUNT; i++)
		right &= check(&rules[i], rules[i].right, false);
	assert_true(right);
}

static void codes_are_in_order_and_every_row_is_full(void **state)
{
	(void)state;
	for (size_t i = 0; i < RULE_COUNT; i++) {
		const struct rule *rule = &rules[i];
		assert_non_null(rule->code);
		assert_int_equal(strlen(rule->code), strlen("INS0101"));
		assert_true(i == 0 || strcmp(rules[i - 1].code, rule->code) < 0);
		assert_true(*rule->title && *rule->how && strlen(rule->explanation) > 80);
		assert_true(*rule->wrong && *rule->right);
	}
}

static void a_rule_is_found_by_its_code_in_any_case(void **state)
{
	(void)state;
	assert_ptr_equal(rule_find("ins0301"), &rules[RULE_SQL_FAILS]);
	assert_ptr_equal(rule_find("INS0810"), &rules[RULE_BUDGET]);
	assert_null(rule_find("INS9999"));
	assert_null(rule_find(""));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(every_failing_example_fails),
	cmocka_unit_test(every_passing_example_passes),
	cmocka_unit_test(codes_are_in_order_and_every_row_is_full),
	cmocka_unit_test(a_rule_is_found_by_its_code_in_any_case),
};

SUITE(tests)
