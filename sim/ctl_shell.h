/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* ctl_shell.h - `qmimic ctl` without a command: a shell on the control socket. */
#pragma once

#include "sim/ctl_link.h"

/* Carries out words that begin with a command's name, on `modem` when that is
 * not NULL. Returns the status to exit with after messages have been printed.
 */
int ctl_run(
	struct ctl_link *link, const char *modem, int argc, char *const *argv);

/* Reads commands until the end of the input. Returns the status of the last,
 * or that of the first that fails where nobody types.
 */
int ctl_shell(struct ctl_link *link, const char *modem);

/* Splits a line into words as a shell does, with quotes and backslashes. Writes
 * at most `room` words into `words`, which point into `line`. Returns how many,
 * or -1: a quote is open, or there are too many.
 */
int ctl_split(char *line, char **words, int room);
