/*
 * replay: a populated database as it was, on which a step can be tried. See replay.h.
 */
#include "gen/rehearse/replay.h"

#include "gen/oracle/placeholders.h"
#include "gen/oracle/probe.h"

static struct scratch *copy_of(const struct replay *replay, const struct scratch *filled)
{
	struct scratch *copy = placeholders_open(replay->arena, replay->plan);

	scratch_copy(copy, filled);
	return copy;
}

void replay_keep(struct replay *replay, const struct scratch *filled)
{
	if (!replay->kept)
		replay->kept = copy_of(replay, filled);
}

struct scratch *replay_copy(const struct replay *replay)
{
	return copy_of(replay, replay->kept);
}

bool replay_passes(struct scratch *copy, const struct migration *migration,
	const struct snapshot *snapshot, const struct fact *fact)
{
	const struct script *up = migration->up;
	bool passes = !scratch_run_all(copy, up->up, up->up_count) &&
		      (!fact || probe_holds(copy, snapshot, fact));

	scratch_close(copy);
	return passes;
}

void replay_drop(struct replay *replay)
{
	if (replay->kept)
		scratch_close(replay->kept);
	replay->kept = NULL;
}
