/*
 * state_files: fixtures as files in a directory. See state_files.h.
 */
#include "gen/states/state_files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/base/arena.h"
#include "gen/emit/output.h"
#include "gen/oracle/placeholders.h"
#include "gen/states/emit_fixtures.h"
#include "runtime/fixtures/fixtures.h"

struct opener {
	struct arena *arena;
	const struct plan *plan;
};

/* What the host would register has stand-ins here. */
static int open_database(void *context, const char *path, int flags, sqlite3 **db)
{
	const struct opener *opener = context;
	int code = sqlite3_open_v2(path, db, flags, NULL);

	if (code == SQLITE_OK)
		placeholders_register(opener->arena, opener->plan, *db);
	return code;
}

static const char *write_one(struct arena *arena, struct instar__factory *factory,
	const struct instar_fixture *fixture, const char *directory)
{
	const char *path = arena_printf(arena, "%s/%s.db", directory, fixture->name);

	if (!instar__factory_write(factory, fixture, path))
		return arena_printf(arena, "%s: %s", path, factory->message);
	if (fixture->flags & INSTAR_FIXTURE_PROTECTED && chmod(path, 0444) != 0)
		return arena_printf(arena, "%s: %s", path, strerror(errno));
	return NULL;
}

const char *state_files_write(struct arena *arena, const struct plan *plan,
	const instar_set *set, const instar_fixtures *fixtures, const char *directory)
{
	struct opener opener = { arena, plan };
	struct instar_fixture_options options = {
		.size = sizeof(options), .on_open = open_database, .open_context = &opener
	};
	struct instar__factory factory;
	const char *problem = NULL, *manifest;
	size_t size;

	if (mkdir(directory, 0777) != 0 && errno != EEXIST)
		return arena_printf(arena, "%s: %s", directory, strerror(errno));
	instar__factory_open(&factory, fixtures, set, &options);
	for (uint32_t i = 0; !problem && i < fixtures->count; i++)
		problem = write_one(arena, &factory, &fixtures->fixtures[i], directory);
	instar__factory_close(&factory);
	if (problem)
		return problem;
	manifest = emit_manifest(arena, set, fixtures, &size);
	return output_write(
		arena, arena_printf(arena, "%s/fixtures.tsv", directory), manifest, size);
}
