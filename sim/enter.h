/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* enter.h - `qmimic enter`: a shell in a box that runs. */
#pragma once

#include "sim/box_record.h"

/* Runs a command in the box of `record`, in the caller's terminal, and waits
 * for it. Returns the command's status as box_status() does, or -errno when the
 * box cannot be joined.
 */
int box_enter(const struct record *record, char *const *argv);

/* Returns the exit status: that of the command, or 3 when there is no box, or 2
 * for a wrong command line. argv[0] is "enter".
 */
int enter_main(int argc, char **argv);
