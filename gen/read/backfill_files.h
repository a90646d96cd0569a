/*
 * backfill_files: backfills in files of their own.
 *
 * In: the files below backfills/ and an ordered history. Out: each with the step whose
 * number its name begins with, as the sections that run after that step. It runs nothing.
 */
#ifndef GEN_READ_BACKFILL_FILES_H
#define GEN_READ_BACKFILL_FILES_H

struct arena;
struct diags;
struct plan;

void backfill_files_read(struct arena *arena, struct diags *diags, struct plan *plan);

#endif
