/*
 * command_table: the commands on directories of migrations and their options, as rows.
 *
 * In: nothing. Out: the table. Its rows have the shape of those of the database commands;
 * runtime/cli/command_rows.h tells what they hold.
 */
#ifndef GEN_COMMAND_TABLE_H
#define GEN_COMMAND_TABLE_H

#include "runtime/cli/command_rows.h"

/*
 * In the order of enum command. Options that have the bit of COMMAND_DATABASE, which is
 * no row, are about the migrations of all the database commands.
 */
extern const struct instar__command_table directory_commands;

#endif
