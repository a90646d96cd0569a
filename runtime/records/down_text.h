/*
 * down_text: the down migration of a step as one text, to be stored in its tracking row.
 *
 * In: a step's down statements, or a text that was made of such. Out: the text, signed
 * against accidents; or the verdict that it is not what was written. Anybody who can
 * write the database can sign too, so a text is data to be distrusted all the same.
 */
#ifndef INSTAR_RECORDS_DOWN_TEXT_H
#define INSTAR_RECORDS_DOWN_TEXT_H

#include "runtime/core/handle.h"

/*
 * The text for a step (from 0): a first line with a digest, then the statements. NULL:
 * options.carry_down is off, the step has no down migration, or an error is in h->sql.
 * The caller frees it with sqlite3_free().
 */
char *instar__down_text_text(instar *h, uint32_t step);

/*
 * The statements of a text that was stored for the step `id` of the handle's set: where
 * they begin, or NULL when the text is not what was written there.
 */
const char *instar__down_text_statements(
	const instar *h, const char *id, const char *text);

#endif
