/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_clock.h - the library that lets a program's clock run faster.
 *
 * That is libfaketime, which other people make and which need not be there. Of
 * what programs do it changes whatever goes through libc: clocks, sleeping, and
 * waiting in poll() and its like.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "sim/box.h"

/* Finds the library: $QMIMIC_FAKETIME, beside libc, then where it installs
 * itself. False: there is none that the dynamic linker could be told.
 */
bool clock_find(char *path, size_t size);

/* Names the library in a configuration whose `speed` asks for it; its path goes
 * to `path`. 0, or -errno and `*why`, which goes on from "--speed".
 */
int clock_change(
	struct box_config *config, char *path, size_t size, const char **why);
