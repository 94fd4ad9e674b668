/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_probe.h - what this machine allows, part by part.
 *
 * Each part is tried in a child process, so the caller is not changed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum {
	PROBE_PARTS_MAX = 16,
	PROBE_TEXT_SIZE = 256,
};

struct probe {
	const char *name; /* "user namespace" */
	bool works;
	char why[PROBE_TEXT_SIZE]; /* it does not; "" when it works */
	const char *remedy;	   /* what would make it work, or NULL */
};

/* The parts that the box is made of. Returns how many there are. */
size_t box_probe(struct probe probes[PROBE_PARTS_MAX]);

/* What the kernel offers to endpoints beyond the box. */
size_t kernel_probe(struct probe probes[PROBE_PARTS_MAX]);
