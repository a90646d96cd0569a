/*
 * source: a text and the places in it.
 *
 * A span is bytes of a source; a source knows its lines, and for text that was generated
 * from an author's, where it came from.
 */
#ifndef GEN_BASE_SOURCE_H
#define GEN_BASE_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* Bytes start … end - 1 of a source. */
struct span {
	uint32_t start;
	uint32_t end;
};

/* Where generated text comes from: an author's text, byte by byte if it is exact. */
struct origin {
	uint32_t start, end; /* of the generated text */
	struct span span;    /* of the author's */
	bool exact;
};

struct source {
	const char *name; /* below the directory, for messages: "001_users.sql" */
	const char *path; /* to open it */
	const char *text; /* NUL-terminated; a BOM is already stripped */
	uint32_t size;	  /* bytes, without the NUL */
	bool usable;	  /* false: an error about its bytes was reported */
	bool down;	  /* a down migration, which may be empty */
	const uint32_t *lines; /* offset of each line's first byte */
	uint32_t line_count;
	const struct origin *origins; /* of text behind the NUL; a later one is finer */
	uint32_t origin_count;
};

/* Find where the lines begin: for whoever fills in text and size. */
void source_find_lines(struct arena *arena, struct source *source);

/* The place in the author's text that a place in generated text stands for. */
struct span source_origin(const struct source *source, struct span span);

/* Line, from 1, and column, from 1 in characters, of an offset. */
void source_position(const struct source *source, uint32_t offset, uint32_t *line,
	uint32_t *column);

#endif
