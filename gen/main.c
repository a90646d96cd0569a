/*
 * main: the program instar.
 *
 * In: a command line. Out: an exit status. The only file that knows all stages: each
 * takes what the one before it made, and none looks back.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gen/base/arena.h"
#include "gen/coverage/coverage.h"
#include "gen/emit/emit_c.h"
#include "gen/emit/inventory.h"
#include "gen/emit/lower.h"
#include "gen/emit/new_step.h"
#include "gen/emit/output.h"
#include "gen/lint/allow.h"
#include "gen/lint/environment.h"
#include "gen/lint/findings.h"
#include "gen/lint/statement_rules.h"
#include "gen/options.h"
#include "gen/oracle/heap.h"
#include "gen/prove/prove.h"
#include "gen/prove/retire.h"
#include "gen/read/directory.h"
#include "gen/read/lock.h"
#include "gen/read/plan.h"
#include "gen/rebuild/rebuild.h"
#include "gen/report/diag.h"
#include "gen/report/explain.h"
#include "gen/states/emit_fixtures.h"
#include "gen/states/state_files.h"
#include "gen/states/states.h"
#include "instar_cli.h"
#include "runtime/cli/print.h"
#include "runtime/cli/terminal.h"

struct run {
	struct arena *arena;
	const struct options *options;
	struct diags *diags;
	const struct directory *directory;
	struct plan *plan;
	const struct lock *lock;
	struct plan part; /* what can be proved: all of it, without errors */
	struct proof *proof;
	const struct program *program; /* NULL: there were errors */
};

static const char *lock_file(const struct run *run)
{
	const char *path = run->options->lock;
	return path ? path : lock_path(run->arena, run->directory);
}

/* `instar lock` where there is none: users have run all that is there. */
static bool is_first_lock(const struct run *run)
{
	return run->options->command == COMMAND_LOCK && !run->lock->source;
}

/* Which steps are released. */
static void hold(struct run *run)
{
	bool locks = run->options->command == COMMAND_LOCK;
	run->lock = lock_read(
		run->arena, run->diags, lock_file(run), run->options->lock && !locks);
	lock_hold(run->arena, run->diags, run->lock, run->plan);
	lock_hold_name(run->arena, run->diags, run->lock, run->options->name);
	for (uint32_t i = 0; is_first_lock(run) && i < run->plan->count; i++) {
		run->plan->migrations[i].released = run->options->accept_past;
		run->plan->migrations[i].adopted = true;
	}
}

static const char *set_name(const struct run *run)
{
	const char *name = run->options->name ? run->options->name : run->lock->set;
	return name ? name : run->options->own_name;
}

/* What is wrong in released down migrations is no longer run, and stops nothing. */
static void leave_out_downs(struct run *run)
{
	findings_leave_out_downs(run->diags, run->plan, is_first_lock(run));
}

/* How severe the findings are, now that all are there. */
static void weigh(struct run *run)
{
	static const enum findings_policy policies[] = {
		[DDL_ERROR] = FINDINGS_ERROR,
		[DDL_WARN] = FINDINGS_WARN,
		[DDL_OFF] = FINDINGS_OFF,
	};
	findings_ddl_only(run->diags, policies[run->options->ddl_only]);
	if (run->options->suggest_strict)
		findings_suggest_strict(run->diags);
	allow_silence(run->diags, run->plan);
	if (!run->options->judge_past) {
		leave_out_downs(run);
		findings_lower(run->diags, run->plan);
	}
	findings_silence_echoes(run->diags);
	if (run->options->warnings_are_errors)
		findings_harden(run->diags);
}

/* Leave old steps out; only a history without errors can be run for that. */
static void retire(struct run *run)
{
	if (!run->options->retire_before || diag_count(run->diags, SEVERITY_ERROR))
		return;
	run->proof->baseline = retire_make(
		run->arena, run->diags, run->plan, run->options->retire_before);
}

/* From a directory to a program. */
static void build(struct run *run)
{
	struct arena *a = run->arena;
	struct diags *d = run->diags;
	struct plan_options options = { .gaps_warn = run->options->gaps };
	run->directory = directory_read(a, d, run->options->directory);
	run->plan = plan_order(a, d, run->directory, &options);
	hold(run);
	for (struct migration *m = plan_begin(run->plan); m < plan_end(run->plan); m++)
		statement_rules_judge(a, d, m);
	leave_out_downs(run);
	run->part = findings_runnable(d, run->plan);
	rebuild_expand(a, d, &run->part);
	if (run->options->target_number)
		environment_target(d, run->plan, run->options->target_number);
	leave_out_downs(run);
	run->part = findings_runnable(d, run->plan);
	run->proof = prove_plan(a, d, &run->part);
	weigh(run);
	retire(run);
	if (!diag_count(d, SEVERITY_ERROR))
		run->program = lower_program(a, run->proof, set_name(run));
}

static void print_findings(const struct run *run, FILE *out)
{
	static const enum diag_format formats[] = {
		[FORMAT_TEXT] = DIAG_TEXT,
		[FORMAT_JSON] = DIAG_JSON,
		[FORMAT_SARIF] = DIAG_SARIF,
	};
	diag_print(run->diags, out, formats[run->options->format],
		instar__is_coloured(run->options->colour, out));
}

static uint32_t count_released(const struct run *run)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < run->plan->count; i++)
		count += run->plan->migrations[i].released;
	return count;
}

/* One line about all of it, on standard error. */
static void summarise(const struct run *run)
{
	uint32_t released = count_released(run);
	uint32_t errors = diag_count(run->diags, SEVERITY_ERROR);
	uint32_t warnings = diag_count(run->diags, SEVERITY_WARNING);
	struct coverage_counts situations = coverage_counts(run->proof->coverage);
	if (run->program)
		fprintf(stderr, "%u step%s proved", run->plan->count,
			instar__plural(run->plan->count));
	else
		fprintf(stderr, "%u error%s", errors, instar__plural(errors));
	if (released)
		fprintf(stderr, ", %u released", released);
	if (warnings)
		fprintf(stderr, ", %u warning%s", warnings, instar__plural(warnings));
	if (run->program && situations.all)
		fprintf(stderr, "; the rows met %u of %u situation%s", situations.met,
			situations.all, instar__plural(situations.all));
	fputc('\n', stderr);
}

static int check(struct run *run)
{
	build(run);
	bool text = run->options->format == FORMAT_TEXT;
	findings_hide_past(run->diags);
	if (run->options->coverage)
		coverage_print(run->proof->coverage, stdout, !text);
	print_findings(run, text || run->options->coverage ? stderr : stdout);
	if (text && !run->lock->source && run->plan->count > 1)
		fprintf(stderr,
			"%s: note: no instar.lock: every step counts as unreleased\n",
			run->directory->path);
	summarise(run);
	return run->program ? INSTAR_EXIT_OK : INSTAR_EXIT_FAILED;
}

/* Write one file; false when it has been said why not. */
static bool write_file(struct run *run, const char *path, const char *bytes, size_t size)
{
	const char *problem = output_write(run->arena, path, bytes, size);
	if (problem)
		fprintf(stderr, "instar: %s\n", problem);
	return !problem;
}

/* The databases that users may have; NULL: it has been said why not. */
static const instar_fixtures *make_states(struct run *run)
{
	const char *problem;
	const instar_fixtures *states = states_make(run->arena, &run->part, run->proof,
		&run->program->set, run->options->all_states, &problem);
	if (!states)
		fprintf(stderr, "instar: no fixtures: %s\n", problem);
	return states;
}

static bool write_fixtures(struct run *run)
{
	const instar_fixtures *states = make_states(run);
	size_t size;
	if (!states)
		return false;
	const char *text = emit_fixtures(run->arena, run->program, states, &size);
	return write_file(run, run->options->fixtures, text, size);
}

static int fixtures(struct run *run)
{
	const char *directory = run->options->output;
	build(run);
	findings_hide_notes(run->diags);
	print_findings(run, stderr);
	const instar_fixtures *states = run->program ? make_states(run) : NULL;
	if (!states)
		return INSTAR_EXIT_FAILED;
	const char *problem = state_files_write(
		run->arena, &run->part, &run->program->set, states, directory);
	if (problem)
		fprintf(stderr, "instar: %s\n", problem);
	else
		fprintf(stderr, "%u databases in %s\n", states->count, directory);
	return problem ? INSTAR_EXIT_FAILED : INSTAR_EXIT_OK;
}

static int compile(struct run *run)
{
	const struct options *o = run->options;
	build(run);
	if (o->format == FORMAT_TEXT)
		findings_hide_notes(run->diags);
	print_findings(run, stderr);
	if (!run->program)
		return INSTAR_EXIT_FAILED;
	size_t size;
	const char *text = emit_c(run->arena, run->program, &size);
	if (!write_file(run, o->output, text, size))
		return INSTAR_EXIT_FAILED;
	if (o->fixtures && !write_fixtures(run))
		return INSTAR_EXIT_FAILED;
	if (o->depfile) {
		text = output_depfile(run->arena, o->output, run->directory,
			run->lock->source ? run->lock->source->path : NULL, &size);
		if (!write_file(run, o->depfile, text, size))
			return INSTAR_EXIT_FAILED;
	}
	return INSTAR_EXIT_OK;
}

static int inventory(struct run *run)
{
	build(run);
	diag_print(run->diags, stderr, DIAG_TEXT,
		instar__is_coloured(run->options->colour, stderr));
	if (!run->program)
		return INSTAR_EXIT_FAILED;
	if (run->options->json)
		inventory_json(run->arena, stdout, run->proof, run->program);
	else
		inventory_text(run->arena, stdout, run->proof, run->program);
	return INSTAR_EXIT_OK;
}

/* Why the lock file cannot be written, though the steps may be; NULL: it can. */
static const char *lock_problem(const struct run *run)
{
	const char *path = lock_file(run);
	if (run->options->accept_past && run->lock->source)
		return arena_printf(run->arena,
			"--accept-past is for the first lock, and %s is there: new "
			"steps have to pass check",
			path);
	if (!lock_is_current(run->arena, run->lock, path))
		return arena_printf(
			run->arena, "%s has changed meanwhile; run again", path);
	if (run->lock->source && access(path, W_OK) != 0)
		return arena_printf(
			run->arena, "%s: cannot be written: %s", path, strerror(errno));
	return NULL;
}

/* No step was released, and what to do about it. */
static int refuse_lock(struct run *run)
{
	bool past = is_first_lock(run) && findings_acceptable(run->diags);
	findings_hide_notes(run->diags);
	print_findings(run, stderr);
	summarise(run);
	fputs(past && !run->options->accept_past
			? "instar: nothing was released; what users have run already "
			  "is accepted with --accept-past\n"
			: "instar: nothing was released\n",
		stderr);
	return INSTAR_EXIT_FAILED;
}

/* What the first lock accepts, or what is doubtful in new steps. */
static void list_for_lock(struct run *run)
{
	if (is_first_lock(run) && findings_accepted(run->diags))
		findings_hide_all_but_accepted(run->diags);
	else
		findings_hide_notes(run->diags);
	print_findings(run, stderr);
}

/* Release the steps that check accepts. */
static int lock(struct run *run)
{
	build(run);
	const char *problem = lock_problem(run);
	if (problem) {
		fprintf(stderr, "instar: %s\n", problem);
		return INSTAR_EXIT_FAILED;
	}
	if (!run->program)
		return refuse_lock(run);
	size_t size;
	const char *name = run->options->name ? run->options->name : run->lock->set;
	const char *text = lock_text(run->arena, run->plan, name, &size);
	list_for_lock(run);
	if (!write_file(run, lock_file(run), text, size))
		return INSTAR_EXIT_FAILED;
	fprintf(stderr, "%u step%s released, %u new", run->plan->count,
		instar__plural(run->plan->count), run->plan->count - run->lock->count);
	uint32_t accepted = is_first_lock(run) ? findings_accepted(run->diags) : 0;
	if (accepted && run->options->accept_past)
		fprintf(stderr, "; %u error%s of the past accepted", accepted,
			instar__plural(accepted));
	else if (accepted)
		fputs("; wrong down migrations are left out", stderr);
	fputc('\n', stderr);
	return INSTAR_EXIT_OK;
}

/* Whoever is there already is not written over. */
static bool write_new(struct run *run, const char *path, const char *text)
{
	FILE *there = fopen(path, "rb");
	if (there) {
		fclose(there);
		fprintf(stderr, "instar: %s is there already\n", path);
		return false;
	}
	return write_file(run, path, text, strlen(text));
}

/* The next step of a history that is sound; a directory without any gets its first. */
static int begin_step(struct run *run)
{
	const struct options *o = run->options;
	build(run);
	if (!run->program && run->directory->file_count) {
		print_findings(run, stderr);
		summarise(run);
		return INSTAR_EXIT_FAILED;
	}
	struct new_step draft =
		new_step_make(run->arena, run->plan, o->draft, o->step, o->table);
	if (draft.problem)
		fprintf(stderr, "instar: %s\n", draft.problem);
	if (draft.problem || !write_new(run, draft.path, draft.text) ||
		(draft.down_path && !write_new(run, draft.down_path, draft.down_text)))
		return INSTAR_EXIT_FAILED;
	puts(draft.path);
	if (draft.down_path)
		puts(draft.down_path);
	return INSTAR_EXIT_OK;
}

static int explain(struct run *run)
{
	const char *code = run->options->code;
	const struct rule *rule = code ? rule_find(code) : NULL;
	if (rule) {
		explain_rule(stdout, rule);
	} else if (code) {
		fprintf(stderr, "instar: no rule \"%s\"; codes look like INS0201\n",
			code);
		return INSTAR_EXIT_USAGE;
	} else {
		explain_all(stdout);
	}
	return INSTAR_EXIT_OK;
}

/* The same table as compile writes, handed to the runtime as it is. */
static int database(struct run *run)
{
	build(run);
	if (!run->program) {
		diag_print(run->diags, stderr, DIAG_TEXT,
			instar__is_coloured(run->options->colour, stderr));
		summarise(run);
		return INSTAR_EXIT_FAILED;
	}
	heap_release(); /* a user's database may need what it needs */
	struct instar_cli cli = { .set = &run->program->set,
		.program = "instar",
		.arguments =
			arena_printf(run->arena, "--dir %s", run->options->directory) };
	return instar_cli(&cli, run->options->argument_count, run->options->arguments);
}

static int execute(struct run *run)
{
	switch (run->options->command) {
	case COMMAND_COMPILE:
		return compile(run);
	case COMMAND_CHECK:
		return check(run);
	case COMMAND_INVENTORY:
		return inventory(run);
	case COMMAND_FIXTURES:
		return fixtures(run);
	case COMMAND_EXPLAIN:
		return explain(run);
	case COMMAND_LOCK:
		return lock(run);
	case COMMAND_NEW:
		return begin_step(run);
	case COMMAND_DATABASE:
		return database(run);
	case COMMAND_NONE:
		break;
	}
	return run->options->status;
}

/* Output that could not be written is a failure, whatever the command found. */
static int flush(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fputs("instar: standard output cannot be written\n", stderr);
	return status ? status : INSTAR_EXIT_FAILED;
}

/*
 * SQLite is asked by one thread, and nobody asks it how much memory it holds: without the
 * account and the mutexes a long history costs a tenth less. What a step may take is
 * counted in a cheaper way.
 */
static void configure(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	heap_limit();
}

int main(int count, char **arguments)
{
	configure();

	struct run run = { .arena = arena_new() };
	run.options = options_read(run.arena, count, arguments);
	run.diags = diag_new(run.arena);
	int status = flush(execute(&run));
	arena_free(run.arena);
	return status;
}
