/*
 * file_checks: can a migration rely on the file it is about to write? See file_checks.h.
 */
#include "runtime/migrate/file_checks.h"

#include <string.h>

#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/sqlite/damage.h"
#include "runtime/sqlite/filesystem.h"

static void warn_of_links(instar *h, const char *path)
{
	struct instar__disk_file file;
	char text[512];

	if (instar__disk_look(path, &file) || file.links < 2)
		return;
	sqlite3_snprintf(sizeof(text), text,
		"%s has %u names (hard links): opened by two of them, journals may be "
		"lost",
		path, file.links);
	instar__warn(h, text);
}

/* A local disk may be behind FUSE, and behind 9p in a virtual machine: a warning must do.
 */
static bool may_be_local(const char *name)
{
	return strcmp(name, "FUSE") == 0 || strcmp(name, "9p") == 0;
}

static void judge_network(instar *h, const char *path)
{
	const char *name = instar__disk_network(path);
	char text[256];

	if (!name || h->options.allow_network)
		return;
	if (instar__damage_wal(h->db) && !may_be_local(name)) {
		instar__fail(h, INSTAR_E_ENVIRONMENT,
			"keep the database on a local disk, or set allow_network",
			"%s; see option allow_network: a write-ahead log needs memory "
			"that "
			"all programs share",
			name);
		return;
	}
	sqlite3_snprintf(sizeof(text), text,
		"the database is on %s: where locks do not work, two programs damage it",
		name);
	instar__warn(h, text);
}

int instar__footing_refuse(instar *h)
{
	const char *path = instar__path(h);
	int moved = 0;

	if (h->error.code || !path)
		return h->error.code;
	sqlite3_file_control(h->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (moved)
		instar__fail(h, INSTAR_E_READONLY, "open the database again",
			"file was replaced; reopen");
	else
		warn_of_links(h, path);
	if (!h->error.code)
		judge_network(h, path);
	return h->error.code;
}
