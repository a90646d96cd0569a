/*
 * seen: an event function that counts, remembers the last warning, and can cancel.
 */
#ifndef TESTS_SEEN_H
#define TESTS_SEEN_H

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "instar.h"

struct seen {
	int counts[INSTAR_EVENT_BACKFILLS_LEFT + 1];
	int calls;
	int cancel_at; /* the call that says stop, from 1; 0: none */
	char warning[256];
};

static inline int see(void *context, const struct instar_event *event)
{
	struct seen *seen = context;

	seen->counts[event->kind]++;
	assert_non_null(event->id);
	assert_non_null(event->text);
	if (event->kind == INSTAR_EVENT_WARNING)
		snprintf(seen->warning, sizeof(seen->warning), "%s", event->text);
	return ++seen->calls == seen->cancel_at;
}

static inline struct instar_options seeing(struct seen *seen)
{
	memset(seen, 0, sizeof(*seen));
	return (struct instar_options){ .size = sizeof(struct instar_options),
		.on_event = see,
		.event_context = seen };
}

#endif
