/*
 * damage: what is wrong with a file that SQLite will not read. See damage.h.
 *
 * The offsets are those of SQLite's documented file format, section 1.3.
 */
#include "runtime/sqlite/damage.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define HEADER_SIZE 100

static sqlite3_file *file_of(sqlite3 *db)
{
	sqlite3_file *file = NULL;

	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
		SQLITE_OK)
		return NULL;
	return file && file->pMethods ? file : NULL;
}

static bool read_header(sqlite3_file *file, unsigned char *header)
{
	return file && file->pMethods->xRead(file, header, HEADER_SIZE, 0) == SQLITE_OK &&
	       memcmp(header, "SQLite format 3", 16) == 0;
}

static uint32_t big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool is_short(sqlite3_file *file, const unsigned char *header)
{
	sqlite3_int64 size = 0;
	int64_t page = header[16] << 8 | header[17];

	if (page == 1)
		page = 65536;
	if (file->pMethods->xFileSize(file, &size) != SQLITE_OK)
		return false;
	return size < page * (int64_t)big_endian(header + 28);
}

enum instar__damage instar__damage_of(sqlite3 *db)
{
	sqlite3_file *file = file_of(db);
	unsigned char header[HEADER_SIZE];

	if (!read_header(file, header))
		return INSTAR__DAMAGE_UNKNOWN;
	if (header[18] > 2 || header[19] > 2)
		return INSTAR__DAMAGE_NEWER;
	return is_short(file, header) ? INSTAR__DAMAGE_SHORT : INSTAR__DAMAGE_NONE;
}

int instar__damage_wal(sqlite3 *db)
{
	sqlite3_file *file = file_of(db);
	unsigned char header[HEADER_SIZE];

	return read_header(file, header) && header[19] == 2;
}
