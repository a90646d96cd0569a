/*
 * changed_values: which statement gave a column other values, and whether by name.
 *
 * In: a column whose values are not what they were. Out: the finding: set by name, filled
 * by position, left out of the copy, stored as another type, or changed in silence. It
 * reads the statements' names; the rows were compared before.
 */
#ifndef GEN_REHEARSE_CHANGED_VALUES_H
#define GEN_REHEARSE_CHANGED_VALUES_H

#include "gen/rehearse/loss.h"

/* Report why the values of loss->column changed. `retyped`: all only in their type. */
void changed_values_report(struct loss *loss, bool retyped);

#endif
