/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* run_parts.h - what the files of `qmimic run` share. Not for others. */
#pragma once

#include <ev.h>
#include <stdbool.h>

#include "sim/box.h"
#include "sim/run_checks.h"
#include "sim/run_count.h"
#include "sim/run_output.h"
#include "sim/setup.h"
#include "sim/wwan.h"

enum {
	RUN_SIGNALS = 5, /* that are passed on to the program */
};

struct run_options {
	struct setup_options setup;
	bool avoids_namespaces;
	bool has_internet;
	bool wants_bus;
	char **argv; /* the command */
};

/* A program that runs in its box. */
struct running {
	struct ev_loop *loop;
	struct setup *setup;
	struct box *box;
	ev_io watcher;
	ev_signal signals[RUN_SIGNALS];
	struct box_modem modems[SCRIPT_MODEMS_MAX];
	struct wwan *wwans[SCRIPT_MODEMS_MAX]; /* what each leads to, or NULL */
	struct run_checks *checks[SCRIPT_MODEMS_MAX];
	char *control; /* path of the control socket, or NULL */
	char *folder;  /* of sockets */
	char *proxy;   /* endpoint of the first modem: qmi-proxy */
	char *sockets[SCRIPT_MODEMS_MAX]; /* endpoints: the devices */
	struct script_wishes wishes;
	struct run_output *output; /* NULL: it is not read along */
	struct run_count count;
	double cpu_before; /* of children that ended before */
};

/* Starts the program in a box; -errno after a message. In both cases call
 * run_close_box(), which leaves the folder to the caller.
 */
int run_start_box(struct setup *setup, const struct run_options *options,
	struct running *running);
void run_close_box(struct running *running);

/* Joins each wwan of the box to a network of its own, and follows what has become
 * of them.
 */
void run_start_network(
	const struct run_options *options, struct running *running);
void run_follow_network(struct running *running);
