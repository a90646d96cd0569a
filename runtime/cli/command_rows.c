/*
 * command_rows: commands and options as rows. See command_rows.h.
 */
#include "runtime/cli/command_rows.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/cli/nearest.h"
#include "runtime/cli/print.h"

enum { WIDTH = 78, TEXT_COLUMN = 28 };

uint32_t instar__find_command(const struct instar__command_table *table, const char *name)
{
	uint32_t i = 0;
	while (i < table->count && strcmp(table->rows[i].name, name) != 0)
		i++;
	return i;
}

void instar__nearest_command(
	struct instar__nearest *nearest, const struct instar__command_table *table)
{
	for (uint32_t i = 0; i < table->count; i++)
		instar__nearest_try(nearest, table->rows[i].name);
}

const struct instar__option_row *instar__find_option(
	const struct instar__command_table *table, uint32_t command, const char *word)
{
	size_t length = strcspn(word, "=");
	for (uint32_t i = 0; i < table->option_count; i++) {
		const struct instar__option_row *option = &table->options[i];
		if ((option->commands & INSTAR__BIT(command)) &&
			strlen(option->name) == length &&
			strncmp(option->name, word, length) == 0)
			return option;
	}
	return NULL;
}

bool instar__takes_value(const struct instar__option_row *option)
{
	return option->value || option->words;
}

static bool take_word(const char *program, const struct instar__option_row *option,
	const char *value, int *place)
{
	for (int i = 0; option->words[i]; i++) {
		if (strcmp(option->words[i], value) == 0) {
			*place = i;
			return true;
		}
	}
	instar__print(stderr, "%s: --%s=%s", program, option->name, value);
	for (int i = 0; option->words[i]; i++)
		fprintf(stderr, "%s \"%s\"", i ? " or" : ": use", option->words[i]);
	fputc('\n', stderr);
	return false;
}

/* The largest is left free, for those who count one more. */
static bool take_number(const char *program, const struct instar__option_row *option,
	const char *value, int *place)
{
	char *end;
	long number = strtol(value, &end, 10);
	if (end != value && !*end && number >= option->least && number <= INT_MAX) {
		*place = number < INT_MAX ? (int)number : INT_MAX - 1;
		return true;
	}
	fprintf(stderr, "%s: --%s needs a number of %s", program, option->name,
		option->unit);
	if (option->least)
		fprintf(stderr, ", at least %d", option->least);
	instar__print(stderr, ", not %s\n", value);
	return false;
}

bool instar__take_option(const char *program, const struct instar__option_row *option,
	const char *value, void *options)
{
	void *place = (char *)options + option->place;
	if (option->words)
		return take_word(program, option, value, place);
	if (option->unit)
		return take_number(program, option, value, place);
	if (option->value)
		*(const char **)place = value;
	else
		*(bool *)place = true;
	return true;
}

void instar__say_unknown(
	const char *program, const char *command, const char *word, const char *near)
{
	const char *behind = command ? command : "";
	const char *blank = command ? " " : "";
	instar__print(stderr, "%s%s%s: no %s \"%s\"", program, blank, behind,
		command ? "option" : "command", word);
	if (near)
		fprintf(stderr, "; did you mean \"%s%s\"?", command ? "--" : "", near);
	fprintf(stderr, "\nTry \"%s%s%s --help\".\n", program, blank, behind);
}

void instar__say_no_option(const char *program, const struct instar__command_table *table,
	uint32_t command, const char *word)
{
	char name[64];
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(word, "="), word);
	struct instar__nearest nearest = { .word = name + strspn(name, "-") };
	for (uint32_t i = 0; i < table->option_count; i++) {
		if (table->options[i].commands & INSTAR__BIT(command))
			instar__nearest_try(&nearest, table->options[i].name);
	}
	instar__say_unknown(program, table->rows[command].name, word, nearest.best);
}

size_t instar__print_wrapped(FILE *out, const char *text, size_t indent, size_t column)
{
	while (*text) {
		size_t length = strcspn(text, " \n");
		bool ends = *text == '\n';
		if (ends || (column > indent && column + 1 + length > WIDTH)) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
		}
		if (column > indent)
			column += (size_t)(fputc(' ', out) == ' ');
		column += fwrite(text, 1, length, out);
		text += length;
		text += *text == ' ' || ends;
	}
	return column;
}

/* Blanks to where the text begins, behind a label that has `used` columns. */
static void indent_text(FILE *out, int used)
{
	if (used >= TEXT_COLUMN)
		fprintf(out, "\n%*s", TEXT_COLUMN, "");
	else
		fprintf(out, "%*s", TEXT_COLUMN - used, "");
}

void instar__print_commands(
	FILE *out, const struct instar__command_table *table, const char *operands)
{
	for (uint32_t i = 0; i < table->count; i++) {
		const struct instar__command_row *row = &table->rows[i];
		const char *behind = operands ? operands : row->operands;
		int used = fprintf(out, "  %s%s%s", row->name, behind ? " " : "",
			behind ? behind : "");
		indent_text(out, used);
		instar__print_wrapped(out, row->summary, TEXT_COLUMN, TEXT_COLUMN);
		fputc('\n', out);
	}
}

/* "  -o, --output FILE.c", "  --gaps=error|warn"; returns the columns. */
static int print_label(FILE *out, const struct instar__option_row *option)
{
	int used = fprintf(out, "  ");
	if (option->letter)
		used += fprintf(out, "-%c, ", option->letter);
	used += fprintf(out, "--%s", option->name);
	for (int i = 0; option->words && option->words[i]; i++)
		used += fprintf(out, "%c%s", i ? '|' : '=', option->words[i]);
	if (option->value)
		used += fprintf(out, " %s", option->value);
	return used;
}

/* The sentence, and "(migrate, plan)" when only these of several have it. */
static void print_sentence(FILE *out, const struct instar__command_table *table,
	const struct instar__option_row *option, bool tells_which)
{
	uint32_t left = tells_which ? option->commands : 0;
	size_t column =
		instar__print_wrapped(out, option->help, TEXT_COLUMN, TEXT_COLUMN);
	const char *opens = "(";
	for (uint32_t i = 0; left; i++) {
		char word[32];
		if (!(left & INSTAR__BIT(i)))
			continue;
		left &= ~INSTAR__BIT(i);
		snprintf(word, sizeof(word), "%s%s%s", opens, table->rows[i].name,
			left ? "," : ")");
		column = instar__print_wrapped(out, word, TEXT_COLUMN, column);
		opens = "";
	}
	fputc('\n', out);
}

void instar__print_options(
	FILE *out, const struct instar__command_table *table, uint32_t commands)
{
	for (uint32_t i = 0; i < table->option_count; i++) {
		const struct instar__option_row *option = &table->options[i];
		if (!(option->commands & commands))
			continue;
		indent_text(out, print_label(out, option));
		print_sentence(out, table, option, commands & ~option->commands);
	}
}

void instar__print_synopsis(FILE *out, const char *program, const char *operands,
	const struct instar__command_row *row)
{
	fprintf(out, "Usage: %s %s", program, row->name);
	if (operands)
		fprintf(out, " %s", operands);
	if (row->operands)
		fprintf(out, " %s", row->operands);
	fputs(" [OPTION ...]\n\n", out);
	instar__print_wrapped(out, row->about, 0, 0);
	fputs("\n\n", out);
}

void instar__print_statuses(FILE *out, const char *statuses)
{
	int used = fprintf(out, "\nExit status:") - 1;
	instar__print_wrapped(out, statuses, 0, (size_t)used);
	fputc('\n', out);
}
