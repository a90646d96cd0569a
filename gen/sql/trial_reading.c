/*
 * trial_reading: would a statement read if a token were another? See trial_reading.h.
 */
#include "gen/sql/trial_reading.h"

#include "gen/base/arena.h"
#include "gen/sql/grammar.h"
#include "gen/sql/reading.h"

static bool run(struct arena *arena, const struct script *script,
	const struct token *tokens, uint32_t first, uint32_t end, uint32_t *failed_at)
{
	struct reading reading = { .arena = arena,
		.text = script->source->text,
		.tokens = tokens,
		.token_count = end };
	bool read = reading_run(&reading, STATEMENT, first, end);

	*failed_at = reading.failed_at;
	reading_end(&reading);
	return read;
}

uint32_t trial_reading(struct arena *arena, const struct script *script,
	const struct statement *statement, const struct trial_change *change)
{
	const struct token *own = script->tokens + statement->first_token;
	uint32_t old = statement->token_count, failed, count = 0, place;
	struct token *tokens = arena_array(arena, old + 3, sizeof(*tokens));

	place = change->at < old ? own[change->at].span.start : statement->span.end;
	for (uint32_t i = 0; i < change->at; i++)
		tokens[count++] = own[i];
	for (uint32_t i = 0; i < change->added; i++) {
		bool written = i < change->removed;

		tokens[count++] = (struct token){
			.span = written ? own[change->at + i].span
					: (struct span){ place, place },
			.code = change->codes[i],
		};
	}
	for (uint32_t i = change->at + change->removed; i < old; i++)
		tokens[count++] = own[i];
	if (run(arena, script, tokens, 0, count, &failed))
		return old + 1;
	if (failed < change->at + change->added)
		return failed < change->at ? failed : change->at;
	return failed + change->removed - change->added;
}

bool trial_reading_reads(
	struct arena *arena, const struct script *script, uint32_t first, uint32_t end)
{
	uint32_t failed;

	return run(arena, script, script->tokens, first, end, &failed);
}
