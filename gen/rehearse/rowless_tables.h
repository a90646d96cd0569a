/*
 * rowless_tables: tables that the rehearsal could make no row for.
 *
 * In: what the synthesis failed at. Out: a finding for each table, with SQLite's reason
 * and the row that its author is to give.
 */
#ifndef GEN_REHEARSE_ROWLESS_TABLES_H
#define GEN_REHEARSE_ROWLESS_TABLES_H

struct diags;
struct synthesis;

void rowless_tables_report(struct diags *diags, struct synthesis *synth);

#endif
