/*
 * altered: a copy of a compiled set in which one statement is another one. See altered.h.
 */
#include "altered.h"

#include <stdlib.h>
#include <string.h>

void altered_set_make(struct altered_set *copy, const instar_set *set, uint32_t statement,
	const char *sql)
{
	size_t size = set->statement_count * sizeof(*copy->statements);
	uint32_t length = (uint32_t)strlen(sql) + 1;

	copy->set = *set;
	copy->text = malloc(set->text_size + length);
	copy->statements = malloc(size);
	memcpy(copy->text, set->text, set->text_size);
	memcpy(copy->text + set->text_size, sql, length);
	memcpy(copy->statements, set->statements, size);
	copy->statements[statement].sql = set->text_size;
	copy->set.text = copy->text;
	copy->set.text_size += length;
	copy->set.statements = copy->statements;
}

void altered_set_free(struct altered_set *copy)
{
	free(copy->text);
	free(copy->statements);
}
