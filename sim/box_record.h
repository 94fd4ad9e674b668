/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_record.h - one file for each running box, so that others find it.
 *
 * The files are in $XDG_RUNTIME_DIR/qmimic or, without that, in
 * /tmp/qmimic-UID, which must be the user's own and closed to others. A file
 * whose box is gone is removed by whoever comes across it.
 *
 * Errors: 0 or -errno.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "sim/box_inner.h"

enum {
	RECORD_VARIABLES_MAX = 13 + 3 * BOX_MODEMS_MAX,
	RECORD_VARIABLE_SIZE = 512,
};

/* A running box, as its file tells it. */
struct record {
	pid_t supervisor;
	bool has_namespaces;
	char name[64];
	char device[64];
	char command[BOX_LINE_SIZE];
	size_t variable_count; /* NAME=VALUE */
	char variables[RECORD_VARIABLES_MAX][RECORD_VARIABLE_SIZE];
};

/* Makes an empty file of its own and sets `path`; on failure `path` is "". */
int record_reserve(char *path, size_t size);

int record_write(
	const char *path, const struct box_plan *plan, pid_t supervisor);

/* Calls `found` for every running box and returns how many there are. */
size_t record_each(
	void (*found)(void *owner, const struct record *record), void *owner);

/* The variables that tell a command where things are, each NAME=VALUE. */
size_t box_variables(const struct box_plan *plan,
	char variables[RECORD_VARIABLES_MAX][RECORD_VARIABLE_SIZE]);
