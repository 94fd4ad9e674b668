/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An armed count hook makes Lua two to three times slower, whatever its
 * interval, since Lua then looks at every instruction. So it is armed only for
 * entries that take long: by a timer of this thread's processor time, whose
 * signal does what the manual allows a signal to do, call lua_sethook().
 */
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sim/sandbox_parts.h"

#ifndef sigev_notify_thread_id
#	define sigev_notify_thread_id _sigev_un._tid
#endif

static void tick(int number, siginfo_t *info, void *context)
{
	struct sandbox *sandbox = info->si_value.sival_ptr;
	lua_State *running;

	if (info->si_code != SI_TIMER)
		return;
	running = sandbox->running;
	sandbox->ticks++;
	if (running != NULL)
		sandbox_set_hook(running, SANDBOX_HOOK_INTERVAL);
}

bool sandbox_start_timer(struct sandbox *sandbox)
{
	struct sigaction action = {.sa_flags = SA_SIGINFO | SA_RESTART};
	struct sigevent event;
	struct itimerspec interval = {
		.it_interval = {.tv_nsec = SANDBOX_TICK_NS},
		.it_value = {.tv_nsec = SANDBOX_TICK_NS},
	};

	action.sa_sigaction = tick;
	sigemptyset(&action.sa_mask);
	memset(&event, 0, sizeof(event));
	event.sigev_notify = SIGEV_THREAD_ID;
	event.sigev_signo = SIGVTALRM;
	event.sigev_value.sival_ptr = sandbox;
	event.sigev_notify_thread_id = gettid();
	if (sigaction(SIGVTALRM, &action, NULL) != 0 ||
		timer_create(
			CLOCK_THREAD_CPUTIME_ID, &event, &sandbox->timer) != 0)
		return false;
	sandbox->has_timer = timer_settime(
				     sandbox->timer, 0, &interval, NULL) == 0;
	if (!sandbox->has_timer)
		timer_delete(sandbox->timer);

	return sandbox->has_timer;
}

/* A signal that is already on its way must not find the sandbox gone. */
void sandbox_stop_timer(struct sandbox *sandbox)
{
	static const struct timespec at_once = {0, 0};
	sigset_t set;
	sigset_t old;

	if (!sandbox->has_timer)
		return;
	sigemptyset(&set);
	sigaddset(&set, SIGVTALRM);
	sigprocmask(SIG_BLOCK, &set, &old);
	timer_delete(sandbox->timer);
	while (sigtimedwait(&set, NULL, &at_once) > 0)
		continue;
	sigprocmask(SIG_SETMASK, &old, NULL);
	sandbox->has_timer = false;
}
