/*
 * directory: the bytes of a migration directory. See directory.h.
 *
 * Files are opened without blocking and looked at through their descriptor, so a pipe or
 * a device can neither hang the build nor be swapped in after the check.
 */
#include "gen/read/directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gen/base/arena.h"
#include "gen/base/utf8.h"
#include "gen/read/file_names.h"
#include "gen/report/diag.h"

static const struct span nowhere = { 0, 0 };

static struct diag *report_file(
	struct diags *diags, const struct source *source, const char *message)
{
	struct diag *diag =
		diag_report(diags, RULE_NOT_A_FILE, NULL, nowhere, "%s", message);
	diag->place = source->path;
	return diag;
}

static void report_errno(
	struct diags *diags, const struct source *source, const char *what)
{
	report_file(diags, source, what)->evidence =
		arena_printf(diags->arena, "%s", strerror(errno));
}

/* Report once about the byte at `at`; such a file is not parsed. */
static struct diag *spoil(struct diags *diags, struct source *source, enum rule_id rule,
	uint32_t at, uint32_t size, const char *message)
{
	source->usable = false;
	return diag_report(
		diags, rule, source, (struct span){ at, at + size }, "%s", message);
}

static bool is_utf16(const char *text, uint32_t size)
{
	uint32_t looked = size < 512 ? size : 512, zeros[2] = { 0, 0 };
	if (size >= 2 && (!memcmp(text, "\xff\xfe", 2) || !memcmp(text, "\xfe\xff", 2)))
		return true;
	for (uint32_t i = 0; i < looked; i++)
		zeros[i % 2] += !text[i];
	/* Latin text in UTF-16: nearly every other byte is zero */
	return looked >= 4 && (zeros[0] > looked / 3 || zeros[1] > looked / 3) &&
	       (zeros[0] == 0 || zeros[1] == 0);
}

static void report_nul(struct diags *diags, struct source *source, uint32_t at)
{
	uint32_t line, column;
	source_position(source, at, &line, &column);
	spoil(diags, source, RULE_NUL_BYTE, at, 1,
		arena_printf(diags->arena,
			"NUL byte at %u:%u; text after it would be ignored", line,
			column))
		->help = "remove the byte";
}

static void report_encoding(
	struct diags *diags, struct source *source, uint32_t at, const char *why)
{
	if (!strcmp(why, "invalid UTF-8"))
		why = arena_printf(diags->arena, "invalid UTF-8 byte %02x",
			(unsigned char)source->text[at]);
	spoil(diags, source, RULE_ENCODING, at, 1, why)->help = "save the file as UTF-8";
}

static void report_cr(struct diags *diags, struct source *source, uint32_t at)
{
	spoil(diags, source, RULE_BARE_CR, at, 1,
		"line ends with CR only; `--` comment swallows the rest")
		->help = "save the file with LF or CRLF line ends";
}

/* Look at one character; false when the rest needs no look. */
static bool check_letter(
	struct diags *diags, struct source *source, uint32_t at, uint32_t letter)
{
	if (!letter) {
		report_nul(diags, source, at);
		return false;
	}
	if (letter == '\r' && source->text[at + 1] != '\n') {
		report_cr(diags, source, at);
		return false;
	}
	if (utf8_bidi(letter))
		spoil(diags, source, RULE_BIDI, at, 3,
			arena_printf(
				diags->arena, "bidirectional control U+%04X", letter))
			->help =
			"remove it: with it the text runs otherwise than it is read";
	return true;
}

static void check_bytes(struct diags *diags, struct source *source)
{
	for (uint32_t i = 0; i < source->size;) {
		uint32_t letter;
		const char *why;
		size_t length = instar__utf8_next(
			source->text + i, source->size - i, &letter, &why);
		if (!length) {
			report_encoding(diags, source, i, why);
			return;
		}
		if (!check_letter(diags, source, i, letter))
			return;
		i += (uint32_t)length;
	}
}

/* The bytes are there: strip the BOM, find lines, check. */
static void accept(struct arena *arena, struct diags *diags, struct source *source)
{
	bool utf16 = is_utf16(source->text, source->size);
	if (source->size >= 3 && !memcmp(source->text, "\xef\xbb\xbf", 3)) {
		source->text += 3;
		source->size -= 3;
	}
	source->usable = true;
	source_find_lines(arena, source);
	if (utf16)
		spoil(diags, source, RULE_ENCODING, 0, 0,
			"file is UTF-16; save as UTF-8");
	else
		check_bytes(diags, source);
}

struct source *directory_from_memory(struct arena *arena, struct diags *diags,
	const char *name, const char *text, uint32_t size)
{
	struct source *source = arena_alloc(arena, sizeof(*source));
	source->name = name;
	source->down = file_name_down(source->name);
	source->path = name;
	source->text = arena_copy(arena, text, size);
	source->size = size;
	accept(arena, diags, source);
	return source;
}

/* Read until the end or one byte too many. */
static ssize_t read_all(int file, char *bytes, size_t size)
{
	size_t done = 0;
	while (done < size) {
		ssize_t got = read(file, bytes + done, size - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (!got)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

static void read_regular(struct arena *arena, struct diags *diags, struct source *source,
	int file, const struct stat *before)
{
	size_t size = (size_t)before->st_size;
	char *bytes = arena_alloc(arena, size + 2);
	ssize_t got = read_all(file, bytes, size + 1);
	struct stat after;
	if (got < 0) {
		report_errno(diags, source, "cannot be read");
	} else if ((size_t)got != size || fstat(file, &after) ||
		   after.st_size != before->st_size ||
		   after.st_mtim.tv_sec != before->st_mtim.tv_sec ||
		   after.st_mtim.tv_nsec != before->st_mtim.tv_nsec) {
		report_file(diags, source, "changed while reading")->help = "run again";
	} else {
		source->text = bytes;
		source->size = (uint32_t)size;
		accept(arena, diags, source);
	}
}

static void read_file(struct arena *arena, struct diags *diags, struct source *source)
{
	struct stat status;
	int file = open(source->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (file < 0) {
		report_errno(diags, source,
			errno == ELOOP || errno == ENXIO ? "not a regular file"
							 : "cannot be read");
		return;
	}
	if (fstat(file, &status))
		report_errno(diags, source, "cannot be read");
	else if (!S_ISREG(status.st_mode))
		report_file(diags, source, "not a regular file");
	else if (status.st_size > (off_t)DIRECTORY_FILE_LIMIT)
		report_file(diags, source, "larger than 16 MB");
	else
		read_regular(arena, diags, source, file, &status);
	close(file);
}

struct source *directory_read_file(
	struct arena *arena, struct diags *diags, const char *path)
{
	struct source *source = arena_alloc(arena, sizeof(*source));
	const char *slash = strrchr(path, '/');
	source->name = slash ? slash + 1 : path;
	source->down = file_name_down(source->name);
	source->path = path;
	source->text = "";
	source_find_lines(arena, source);
	read_file(arena, diags, source);
	return source;
}

static int by_bytes(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Names in a directory that do not begin with a dot, sorted; NULL when it has no list. */
static const char **list_names(struct arena *arena, const char *path, uint32_t *count)
{
	const char **names = arena_array(arena, 1, sizeof(*names));
	DIR *stream = opendir(path);
	struct dirent *entry;
	*count = 0;
	if (!stream)
		return NULL;
	while ((entry = readdir(stream))) {
		size_t size = strlen(entry->d_name);
		if (*entry->d_name == '.' && !file_name_sql(entry->d_name))
			continue;
		*arena_add(arena, names, *count) = arena_copy(arena, entry->d_name, size);
	}
	closedir(stream);
	qsort(names, *count, sizeof(*names), by_bytes);
	return names;
}

static void add_folder(struct arena *arena, struct directory *directory, const char *path)
{
	*arena_add(arena, directory->folders.items, directory->folders.count) = path;
}

/* The names below old/: history that is only listed. */
static void list_archive(struct arena *arena, struct directory *directory)
{
	uint32_t count;
	const char *path = arena_printf(arena, "%s/old", directory->path);
	const char **names = list_names(arena, path, &count);
	if (!names)
		return;
	add_folder(arena, directory, path);
	for (uint32_t i = 0; i < count; i++) {
		if (file_name_sql(names[i]))
			*arena_add(arena, directory->archived.items,
				directory->archived.count) = names[i];
	}
}

/* A file below the directory, named as seen from there. */
static struct source *read_below(struct arena *arena, struct diags *diags,
	const struct directory *directory, const char *name)
{
	struct source *source = arena_alloc(arena, sizeof(*source));
	source->name = name;
	source->down = file_name_down(source->name);
	source->path = arena_printf(arena, "%s/%s", directory->path, name);
	source->text = "";
	source_find_lines(arena, source);
	read_file(arena, diags, source);
	return source;
}

static void add_file(struct arena *arena, struct diags *diags,
	struct directory *directory, const char *name)
{
	*arena_add(arena, directory->files, directory->file_count) =
		read_below(arena, diags, directory, name);
}

/* A folder that is a migration of diesel or prisma, or drizzle's meta. */
static void read_folder(struct arena *arena, struct diags *diags,
	struct directory *directory, const char *folder)
{
	uint32_t count, files = directory->file_count;
	const char *path = arena_printf(arena, "%s/%s", directory->path, folder);
	const char **names = list_names(arena, path, &count);
	for (uint32_t i = 0; names && i < count; i++) {
		const char *name = arena_printf(arena, "%s/%s", folder, names[i]);
		if (!strcmp(names[i], "up.sql") || !strcmp(names[i], "down.sql") ||
			!strcmp(names[i], "migration.sql"))
			add_file(arena, diags, directory, name);
		else if (!strcmp(name, "meta/_journal.json"))
			directory->journal = read_below(arena, diags, directory, name);
	}
	/* one that may become a migration is watched as well */
	if (names && (directory->file_count > files || file_name_folder(folder)))
		add_folder(arena, directory, path);
}

/* What runs after start-up, in files of their own: backfills/NNN_name.sql. */
static void read_backfills(
	struct arena *arena, struct diags *diags, struct directory *directory)
{
	uint32_t count;
	const char *path = arena_printf(arena, "%s/backfills", directory->path);
	const char **names = list_names(arena, path, &count);
	if (!names)
		return;
	add_folder(arena, directory, path);
	directory->backfills = arena_array(arena, count, sizeof(*directory->backfills));
	for (uint32_t i = 0; i < count; i++) {
		if (file_name_sql(names[i]))
			directory->backfills[directory->backfill_count++] =
				read_below(arena, diags, directory,
					arena_printf(arena, "backfills/%s", names[i]));
	}
}

static void read_entry(struct arena *arena, struct diags *diags,
	struct directory *directory, const char *name)
{
	if (!strcmp(name, "base.sql"))
		directory->base = read_below(arena, diags, directory, name);
	else if (file_name_sql(name))
		add_file(arena, diags, directory, name);
	else if (!strcmp(name, "old"))
		list_archive(arena, directory);
	else if (!strcmp(name, "backfills"))
		read_backfills(arena, diags, directory);
	else if (!strcmp(name, "migration_lock.toml"))
		directory->provider = read_below(arena, diags, directory, name);
	else
		read_folder(arena, diags, directory, name);
}

/* The last component, also of "." and of paths that end in slashes. */
static const char *label_of(struct arena *arena, const char *path)
{
	char *whole = realpath(path, NULL);
	const char *shown = whole ? whole : path;
	const char *slash = strrchr(shown, '/');
	const char *label = slash && slash[1] ? slash + 1 : shown;
	label = arena_copy(arena, label, strlen(label));
	free(whole);
	return label;
}

static const char *without_slashes(struct arena *arena, const char *path)
{
	size_t size = strlen(path);
	while (size > 1 && path[size - 1] == '/')
		size--;
	return arena_copy(arena, path, size);
}

struct directory *directory_read(
	struct arena *arena, struct diags *diags, const char *path)
{
	struct directory *directory = arena_alloc(arena, sizeof(*directory));
	uint32_t count;
	directory->path = without_slashes(arena, path);
	directory->label = label_of(arena, path);
	const char **names = list_names(arena, directory->path, &count);
	if (!names) {
		struct source self = { .path = directory->path };
		report_errno(diags, &self, "cannot be listed");
		return directory;
	}
	add_folder(arena, directory, directory->path);
	for (uint32_t i = 0; i < count; i++)
		read_entry(arena, diags, directory, names[i]);
	return directory;
}
