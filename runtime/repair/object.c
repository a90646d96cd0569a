/*
 * object: make one object of a database what it is in the reference. See object.h.
 */
#include "runtime/repair/object.h"

#include <string.h>

bool instar__repair_try(struct instar__repairer *mender,
	void (*run)(struct instar__repairer *mender, const void *object),
	const void *object)
{
	struct instar__sql *sql = &mender->h->sql;

	instar__sql_exec(sql, "SAVEPOINT instar_mend");
	if (sql->code)
		return false;
	run(mender, object);
	if (!sql->code) {
		instar__sql_exec(sql, "RELEASE instar_mend");
		return !sql->code;
	}
	if (sql->code != INSTAR_E_SQL || !instar__sql_in_transaction(sql))
		return false;
	sqlite3_snprintf(sizeof(mender->text), mender->text, "%s", sql->message);
	instar__sql_clear(sql);
	instar__sql_exec(sql, "ROLLBACK TO instar_mend");
	instar__sql_exec(sql, "RELEASE instar_mend");
	return false;
}

void instar__repair_dependents(struct instar__repairer *mender, const char *table)
{
	for (uint32_t i = 0; i < mender->schema->count; i++) {
		const struct instar__object *object = &mender->schema->objects[i];

		if (!object->gone && *object->definition &&
			(object->type == INSTAR__INDEX ||
				object->type == INSTAR__TRIGGER) &&
			sqlite3_stricmp(object->table, table) == 0)
			instar__sql_exec(&mender->h->sql, object->definition);
	}
}

/* Put an index, a view or a trigger in the place of what has its name. */
static void replace(struct instar__repairer *mender, const void *object)
{
	const struct instar__object *wanted = object;
	bool trigger = wanted->type == INSTAR__TRIGGER;

	if (instar__schema_find(mender->schema, trigger, wanted->name))
		instar__sql_execf(&mender->h->sql, "DROP %s main.\"%w\"",
			instar__object_word(wanted->type), wanted->name);
	instar__sql_exec(&mender->h->sql, wanted->definition);
	if (wanted->type == INSTAR__VIEW)
		instar__repair_dependents(mender, wanted->name);
}

static bool mend_small(
	struct instar__repairer *mender, const struct instar__object *wanted, bool there)
{
	if (!instar__repair_try(mender, replace, wanted))
		return false;
	if (!instar__schema_put(mender->schema, wanted->type, wanted->name, wanted->table,
		    wanted->definition))
		instar__sql_fail(&mender->h->sql, SQLITE_NOMEM);
	sqlite3_snprintf(sizeof(mender->text), mender->text, "%s",
		there ? "had another definition: replaced" : "created");
	return !mender->h->sql.code;
}

bool instar__repair_object(
	struct instar__repairer *mender, const struct instar__object *wanted)
{
	bool trigger = wanted->type == INSTAR__TRIGGER;
	const struct instar__object *there =
		instar__schema_find(mender->schema, trigger, wanted->name);

	if (there && there->type != wanted->type) {
		sqlite3_snprintf(sizeof(mender->text), mender->text,
			"a%s %s has its name, and is left alone",
			there->type == INSTAR__INDEX ? "n" : "",
			instar__object_word(there->type));
		return false;
	}
	if (wanted->type != INSTAR__TABLE)
		return mend_small(mender, wanted, there);
	if (instar__is_shadow(&mender->reference->schema, wanted)) {
		sqlite3_snprintf(sizeof(mender->text), mender->text,
			"it belongs to a virtual table, whose module makes it");
		return false;
	}
	return there ? instar__repair_reshape(mender, wanted)
		     : instar__repair_create(mender, wanted);
}
