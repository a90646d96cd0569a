/*
 * torn_values: values that are kept, and not told apart any more.
 *
 * In: the fates of cells. Out: columns whose values two rows may exchange, and nothing
 * differs though both have something else that is kept; and numbers of which only the sum
 * is kept: one more here and one less there makes no difference.
 */
#ifndef GEN_REHEARSE_TORN_VALUES_H
#define GEN_REHEARSE_TORN_VALUES_H

#include "gen/rehearse/conservation.h"

void torn_values_links(struct conservation *conservation, struct fates *fates);

/* Where the step adds anything up. */
void torn_values_sums(struct conservation *conservation, struct fates *fates);

#endif
