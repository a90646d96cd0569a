/*
 * batch_size: how many rows the next batch takes, and whether its end has to be looked
 * for. See batch_size.h.
 */
#include "runtime/backfill/batch_size.h"

static const int64_t most_rows = 1000000;

/* A batch may be so many times as large as the one before. */
enum { MOST_GROWTH = 4 };

/*
 * Rows that hold the lock for the target time, judged by the batch before. What a COMMIT
 * takes does not depend on the rows: where the disk alone takes longer than the target,
 * smaller batches would only make more of them.
 */
void instar__fit_adapt(struct instar__batcher *batcher, int64_t target_us)
{
	int64_t work = batcher->work_us > 0 ? batcher->work_us : 1;
	int64_t budget = target_us - (batcher->held_us - batcher->work_us);
	int64_t size = batcher->size;

	if (budget < target_us / 2)
		budget = target_us / 2;
	size = size * budget / work;
	if (size > batcher->size * MOST_GROWTH)
		size = batcher->size * MOST_GROWTH;
	batcher->size = size < 1 ? 1 : size > most_rows ? most_rows : size;
}

/* The key where a cursor stands, when it is one whole number with room for more. */
static bool is_number(const struct instar__cursor *cursor, int64_t *number)
{
	if (cursor->count != 1 || sqlite3_value_type(cursor->values[0]) != SQLITE_INTEGER)
		return false;
	*number = sqlite3_value_int64(cursor->values[0]);
	return *number < INT64_MAX - most_rows;
}

/* Before the cursor moves on: will the next batch find as many rows in as few places? */
void instar__fit_judge(struct instar__batcher *batcher, const struct instar__cursor *from,
	const struct instar__cursor *end, int64_t rows)
{
	int64_t size = batcher->size, first, last;

	batcher->dense = rows >= size - size / 4 && is_number(from, &first) &&
			 is_number(end, &last) && last - first <= size + size / 4;
}
