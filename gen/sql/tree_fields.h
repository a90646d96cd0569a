/*
 * tree_fields: which members the structs of the tree have, as data.
 *
 * In: a node and its kind. Out: its members that count, in the order of tree.h. What goes
 * through all nodes alike (walking, comparing, measuring) is written over this list, and
 * a new member of the tree is added here once.
 */
#ifndef GEN_SQL_TREE_FIELDS_H
#define GEN_SQL_TREE_FIELDS_H

#include <stddef.h>

#include "gen/sql/tree_walk.h"

enum tree_field_shape {
	FIELD_END,
	FIELD_BOOL,
	FIELD_ENUM,
	FIELD_TEXT,  /* const char * */
	FIELD_NAME,  /* struct tree_name */
	FIELD_NAMES, /* struct tree_names */
	FIELD_NODE,  /* a pointer to a node */
	FIELD_NODES, /* a list of nodes */
	FIELD_EXPRS, /* a list of pointers to expressions */
	FIELD_ROWS   /* a list of such lists */
};

struct tree_field {
	enum tree_field_shape shape;
	size_t offset;
	int kind; /* enum tree_node of a node, enum tree_role of a name */
};

/* All lists of the tree are laid out like this one. */
struct tree_list {
	const void *items;
	uint32_t count;
};

/* The members of a node, up to FIELD_END. */
const struct tree_field *tree_fields(enum tree_node kind, const void *node);

/* The size of a node of that kind. */
size_t tree_node_size(enum tree_node kind);

#endif
