/*
 * listing: the situations of all statements, as text or as JSON. See coverage.h.
 */
#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/coverage/entries.h"
#include "gen/read/plan.h"

/* Line and column of the author's text. */
static void position(const struct coverage_entry *entry, struct span span, uint32_t *line,
	uint32_t *column)
{
	const struct source *source = entry->script->source;

	source_position(source, source_origin(source, span).start, line, column);
}

static const char *state_of(const struct situation *situation)
{
	static const char *const states[2][2] = {
		{ "not met", "met by adversarial rows" },
		{ "met by plain rows", "met" },
	};

	if (situation->ruled_out)
		return "ruled out";
	if (situation->unasked)
		return "not asked";
	if (situation->refused && situation->met[POPULATION_ADVERSARIAL])
		return "met apart"; /* the step fails on such rows, and goes on without */
	return states[situation->met[POPULATION_PLAIN]]
		     [situation->met[POPULATION_ADVERSARIAL]];
}

static void print_one(
	FILE *out, const struct coverage_entry *entry, const struct situation *situation)
{
	const char *why = situation->ruled_out;
	uint32_t line, column;

	position(entry, situation->span, &line, &column);
	if (!why && !situation->unasked && !situation_is_met(situation))
		why = entry->ran[POPULATION_ADVERSARIAL] || situation->why
			      ? situation->why
			      : "an earlier statement fails on adversarial rows";
	fprintf(out, "  %u:%u: %s: %s%s%s%s\n", line, column, state_of(situation),
		situation->label, why ? " (" : "", why ? why : "", why ? ")" : "");
}

static void print_entry(FILE *out, const struct coverage_entry *entry)
{
	struct coverage_counts counts = coverage_entry_counts(entry);
	const struct situations *list = entry->timely;
	uint32_t line, column;

	if (!list || !list->count)
		return;
	position(entry, entry->statement->span, &line, &column);
	fprintf(out, "%s:%u:%u: %u of %u met", entry->script->source->name, line, column,
		counts.met, counts.all);
	if (counts.ruled_out)
		fprintf(out, ", %u ruled out", counts.ruled_out);
	fputc('\n', out);
	for (int ruled_out = 0; ruled_out < 2; ruled_out++) {
		for (uint32_t i = 0; i < list->count; i++) {
			if (!list->items[i].ruled_out == !ruled_out)
				print_one(out, entry, &list->items[i]);
		}
	}
	if (list->cut)
		fprintf(out, "  and %u more, which are not asked\n", list->cut);
}

static void json_one(struct text *text, const struct coverage_entry *entry,
	const struct situation *situation)
{
	uint32_t line, column;

	position(entry, situation->span, &line, &column);
	text_format(text, "{\"line\":%u,\"column\":%u,\"label\":", line, column);
	text_json(text, situation->label);
	text_add(text, ",\"state\":");
	text_json(text, state_of(situation));
	text_format(text, ",\"plain\":%s,\"adversarial\":%s,\"why\":",
		situation->met[POPULATION_PLAIN] ? "true" : "false",
		situation->met[POPULATION_ADVERSARIAL] ? "true" : "false");
	text_json(text, situation->ruled_out ? situation->ruled_out : situation->why);
	text_byte(text, '}');
}

static void json_entry(struct text *text, const struct coverage_entry *entry)
{
	uint32_t line, column;

	position(entry, entry->statement->span, &line, &column);
	text_add(text, "{\"file\":");
	text_json(text, entry->script->source->name);
	text_format(text, ",\"line\":%u,\"column\":%u,\"cut\":%u,\"situations\":[", line,
		column, entry->timely->cut);
	for (uint32_t i = 0; i < entry->timely->count; i++) {
		if (i)
			text_byte(text, ',');
		json_one(text, entry, &entry->timely->items[i]);
	}
	text_add(text, "]}");
}

static void print_json(const struct coverage *coverage, FILE *out)
{
	struct coverage_counts counts = coverage_counts(coverage);
	struct text text;
	bool any = false;

	text_init(&text, coverage->arena);
	text_format(&text,
		"{\"situations\":%u,\"met\":%u,\"ruled_out\":%u,\"not_asked\":%u,"
		"\"statements\":[",
		counts.all, counts.met, counts.ruled_out, counts.unasked);
	for (uint32_t i = 0; i < coverage->count; i++) {
		const struct coverage_entry *entry = &coverage->entries[i];

		if (!entry->timely || !entry->timely->count)
			continue;
		text_add(&text, any ? ",\n" : "\n");
		json_entry(&text, entry);
		any = true;
	}
	text_add(&text, "]}\n");
	fwrite(text.bytes, 1, text.size, out);
}

void coverage_print(const struct coverage *coverage, FILE *out, bool json)
{
	struct coverage_counts counts = coverage_counts(coverage);

	if (json) {
		print_json(coverage, out);
		return;
	}
	for (uint32_t i = 0; i < coverage->count; i++)
		print_entry(out, &coverage->entries[i]);
	fprintf(out, "%u of %u situations met, %u ruled out by the schema", counts.met,
		counts.all, counts.ruled_out);
	if (counts.unasked)
		fprintf(out, ", %u not asked", counts.unasked);
	fputc('\n', out);
}
