/*
 * dialects: the SQL of other databases, and how SQLite says it. See dialects.h.
 */
#include "gen/sql/dialects.h"

#include <sqlite3.h>
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/sql/grammar.h"

#define KEPT 10

/* A pattern on its way over the tokens. */
struct match {
	const struct slip_place *place;
	uint32_t caret; /* the token; UINT32_MAX: none was named */
	struct {
		uint32_t first, end;
	} kept[KEPT];
};

static const char *next_item(const char *item)
{
	item += strcspn(item, " ");
	return item + strspn(item, " ");
}

/* Is the token one of the words "A|B", which end at a blank? */
static bool among(const struct match *match, uint32_t token, const char *words)
{
	const char *text = slip_word(match->place, token);
	size_t size = strlen(text);

	while (*words && *words != ' ') {
		size_t length = strcspn(words, " |");

		if (size == length && !sqlite3_strnicmp(text, words, (int)size))
			return true;
		words += length + (words[length] == '|');
	}
	return false;
}

/* Behind the parenthesis that closes what the token opens; or the token itself. */
static uint32_t behind_group(const struct match *match, uint32_t token)
{
	const struct slip_place *place = match->place;
	uint32_t depth = 0;

	for (uint32_t i = token; i < place->count; i++) {
		depth += place->tokens[i].code == LP;
		if (place->tokens[i].code == RP && (!depth || !--depth))
			return depth ? token : i + 1;
		if (!depth)
			return token;
	}
	return token;
}

static void keep(struct match *match, char slot, uint32_t first, uint32_t end)
{
	if (slot < '0' || slot > '9')
		return;
	match->kept[slot - '0'].first = first;
	match->kept[slot - '0'].end = end;
}

/* $1 and #2 are kept; alone these are characters of the text. */
static bool is_slot(const char *item, char kind)
{
	return *item == kind && item[1] >= '0' && item[1] <= '9';
}

static bool matches(struct match *match, const char *item, uint32_t token);

/* As few tokens as will do. */
static bool match_run(struct match *match, const char *item, uint32_t token)
{
	const char *after = next_item(item);
	uint32_t count = match->place->count;

	for (uint32_t end = token; end <= count;) {
		uint32_t group;

		if (*after ? matches(match, after, end) : end == count) {
			keep(match, item[1], token, end);
			return true;
		}
		group = end < count ? behind_group(match, end) : end;
		if (group == end && end < count && match->place->tokens[end].code == RP)
			return false; /* it would leave the parentheses */
		end = group > end ? group : end + 1;
	}
	return false;
}

/* One token, or a group of them. */
static bool match_one(struct match *match, const char *item, uint32_t token)
{
	uint32_t end = token + 1;

	if (token >= match->place->count)
		return false;
	if (is_slot(item, '#'))
		end = behind_group(match, token);
	else if (is_slot(item, '$') && item[2] == '=' && !among(match, token, item + 3))
		return false;
	else if (!is_slot(item, '$') && !among(match, token, item))
		return false;
	if (end == token || !matches(match, next_item(item), end))
		return false;
	if (is_slot(item, '#') || is_slot(item, '$'))
		keep(match, item[1], token, end);
	return true;
}

static bool matches(struct match *match, const char *item, uint32_t token)
{
	bool alone = item[0] && (item[1] == ' ' || !item[1]);

	if (!*item)
		return true;
	if (*item == '!' && alone)
		return token == match->place->bad &&
		       matches(match, next_item(item), token);
	if (*item == '>' && alone) {
		if (!matches(match, next_item(item), token))
			return false;
		match->caret = token;
		return true;
	}
	if (*item == '?' && !alone)
		return (token < match->place->count && among(match, token, item + 1) &&
			       matches(match, next_item(item), token + 1)) ||
		       matches(match, next_item(item), token);
	if (*item == '*')
		return match_run(match, item, token);
	return match_one(match, item, token);
}

/* How many tokens there are before the ! of a pattern that does not begin with ^. */
static uint32_t before_bad(const char *pattern)
{
	uint32_t count = 0;

	for (const char *item = pattern; *item && *item != '!'; item = next_item(item))
		count += *item != '>' || (item[1] && item[1] != ' ');
	return count;
}

/* What was kept; of ::text the word alone. */
static const char *kept_text(const struct match *match, int slot)
{
	const char *text =
		slip_text(match->place, match->kept[slot].first, match->kept[slot].end);

	return text + (text[0] == ':' && text[1]);
}

/* "$1 is the way of …" with what was kept. */
static const char *fill_in(const struct match *match, const char *format)
{
	const struct slip_place *place = match->place;
	struct text text;

	text_init(&text, place->arena);
	for (; *format; format++) {
		if (*format != '$' || !format[1]) {
			text_byte(&text, *format);
			continue;
		}
		format++;
		if (*format == 'T')
			text_add(&text,
				place->statement->name ? place->statement->name : "…");
		else if (*format >= '0' && *format <= '9')
			text_add(&text, kept_text(match, *format - '0'));
		else
			text_byte(&text, '$');
	}
	return text.bytes;
}

bool dialects_find(const struct slip_place *place, struct slip *slip)
{
	for (const struct dialect_pattern *row = dialect_patterns; row->pattern; row++) {
		struct match match = { .place = place, .caret = UINT32_MAX };
		bool anchored = *row->pattern == '^';
		const char *items = anchored ? next_item(row->pattern) : row->pattern;
		uint32_t before = anchored ? place->bad : before_bad(items);

		if (before > place->bad || !matches(&match, items, place->bad - before))
			continue;
		slip->span = slip_span(
			place, match.caret == UINT32_MAX ? place->bad : match.caret);
		slip->message = fill_in(&match, row->message);
		slip->help = fill_in(&match, row->help);
		return true;
	}
	return false;
}
