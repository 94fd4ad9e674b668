/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run_checks.h - commands that a scenario has run beside the program, again and
 * again, until they say what it expects.
 *
 * They run in the program's box (`qmimic enter`), one at a time each.
 *
 * Ownership: borrows the modem, the host and the loop.
 */
#pragma once

#include <stddef.h>
#include <sys/types.h>

struct ev_loop;
struct host;
struct run_checks;
struct script_modem;

/* `supervisor` is the first process of the box. `count` may be 0. */
struct run_checks *run_checks_start(struct ev_loop *loop, struct host *host,
	struct script_modem *modem, size_t count, pid_t supervisor);

/* Ends what runs and frees it. NULL is fine. */
void run_checks_stop(struct run_checks *checks);
