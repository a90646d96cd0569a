/*
 * material: the statements of all SQL files, with the database that each runs on.
 *
 * In: folders. Out: a call for each statement, before it is run. Each folder of migration
 * histories has a database in memory, which its files make in their order.
 */
#ifndef TESTS_MATERIAL_H
#define TESTS_MATERIAL_H

#include <sqlite3.h>
#include <stdbool.h>

#include "gen/sql/parse.h"

struct arena;

typedef void material_take(void *context, struct arena *arena, sqlite3 *db,
	const struct statement *statement);

/* The files of tests/ and migrations/ below $SOURCE_ROOT. */
void material_ours(material_take *take, void *context);

/* The histories in $CORPUS; false when that is not set. */
bool material_real(material_take *take, void *context);

#endif
