/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run_count.h - what a program takes: processes, processor time, time.
 *
 * Processes are counted in /proc several times a second, so that one which lives for
 * a moment only may be missed.
 */
#pragma once

#include <ev.h>
#include <sys/types.h>

struct run_count {
	ev_timer timer;
	pid_t command;
	long most; /* so far */
};

/* `command` is the program; its ancestors are not counted, what its supervisor
 * has besides it is.
 */
void run_count_start(
	struct run_count *count, struct ev_loop *loop, pid_t command);
void run_count_stop(struct run_count *count, struct ev_loop *loop);

/* The parent of a process, or -1. */
pid_t run_count_parent(pid_t process);

/* Seconds on a clock that nobody sets. */
double run_count_clock(void);

/* Seconds of processor time of all children that have ended, and of theirs. */
double run_count_cpu(void);
