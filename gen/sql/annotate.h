/*
 * annotate: what `-- @word …` comments say.
 *
 * In: the annotations that lex found. Out: their kinds, CHECKs, names and reasons in the
 * script. It does not know whether they are true.
 */
#ifndef GEN_SQL_ANNOTATE_H
#define GEN_SQL_ANNOTATE_H

struct arena;
struct diags;
struct lexed;
struct script;

void annotate_script(struct arena *arena, struct diags *diags, struct script *script,
	const struct lexed *lexed);

/* How it is written: "@fingerprint". `kind` is an enum annotation_kind. */
const char *annotate_word(int kind);

#endif
