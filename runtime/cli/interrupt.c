/*
 * interrupt: Ctrl-C, and being told to end. See interrupt.h.
 */
#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#endif

#include "runtime/cli/interrupt.h"

#include "runtime/cli/cli.h"

#ifdef _WIN32

void instar__cli_hold(struct instar__cli *c)
{
	(void)c;
}

bool instar__cli_interrupted(const struct instar__cli *c)
{
	(void)c;
	return false;
}

void instar__cli_let_go(struct instar__cli *c)
{
	(void)c;
}

#else

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

#define SIGNAL_COUNT (sizeof(signals) / sizeof(*signals))

/* One that the host ignores would wait all the same, and is none of our business. */
static bool is_ignored(int number)
{
	struct sigaction now;
	return sigaction(number, NULL, &now) != 0 || now.sa_handler == SIG_IGN;
}

void instar__cli_hold(struct instar__cli *c)
{
	sigset_t wanted, before;
	if (c->holds)
		return;
	c->holds = true;
	sigemptyset(&wanted);
	for (size_t i = 0; i < SIGNAL_COUNT; i++) {
		if (!is_ignored(signals[i]))
			sigaddset(&wanted, signals[i]);
	}
	if (sigprocmask(SIG_BLOCK, &wanted, &before) != 0)
		return;
	for (size_t i = 0; i < SIGNAL_COUNT; i++) {
		if (sigismember(&wanted, signals[i]) && !sigismember(&before, signals[i]))
			c->held |= 1u << i;
	}
}

bool instar__cli_interrupted(const struct instar__cli *c)
{
	sigset_t pending;
	if (!c->held || sigpending(&pending) != 0)
		return false;
	for (size_t i = 0; i < SIGNAL_COUNT; i++) {
		if (c->held & 1u << i && sigismember(&pending, signals[i]))
			return true;
	}
	return false;
}

void instar__cli_let_go(struct instar__cli *c)
{
	sigset_t held;
	sigemptyset(&held);
	for (size_t i = 0; i < SIGNAL_COUNT; i++) {
		if (c->held & 1u << i)
			sigaddset(&held, signals[i]);
	}
	if (instar__cli_interrupted(c))
		fflush(NULL); /* nobody else will */
	c->held = 0;
	c->holds = false;
	sigprocmask(SIG_UNBLOCK, &held, NULL);
}

#endif
