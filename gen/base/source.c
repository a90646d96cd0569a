/*
 * source: a text and the places in it. See source.h.
 */
#include "gen/base/source.h"

#include "gen/base/arena.h"

void source_find_lines(struct arena *arena, struct source *source)
{
	uint32_t count = 1, line = 1;
	for (uint32_t i = 0; i < source->size; i++)
		count += source->text[i] == '\n';
	uint32_t *lines = arena_array(arena, count, sizeof(*lines));
	for (uint32_t i = 0; i < source->size; i++)
		if (source->text[i] == '\n')
			lines[line++] = i + 1;
	source->lines = lines;
	source->line_count = count;
}

struct span source_origin(const struct source *source, struct span span)
{
	for (uint32_t i = source->origin_count; i-- > 0;) {
		const struct origin *origin = &source->origins[i];
		if (span.start < origin->start || span.start >= origin->end)
			continue;
		if (!origin->exact)
			return origin->span;
		uint32_t start = origin->span.start + (span.start - origin->start);
		uint32_t size = span.end > span.start ? span.end - span.start : 0;
		uint32_t end = start + size;
		end = end < origin->span.end ? end : origin->span.end;
		return (struct span){ start, end };
	}
	return span;
}

void source_position(
	const struct source *source, uint32_t offset, uint32_t *line, uint32_t *column)
{
	uint32_t low = 0, high = source->line_count;
	if (offset > source->size)
		offset = source_origin(source, (struct span){ offset, offset }).start;
	if (offset > source->size)
		offset = source->size;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	*line = low + 1;
	*column = 1;
	for (uint32_t i = source->lines[low]; i < offset; i++)
		*column += (source->text[i] & 0xc0) != 0x80;
}
