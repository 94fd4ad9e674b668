/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_preload.h - the tier that needs no namespaces: LD_PRELOAD.
 *
 * Errors: 0 or -errno.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "sim/box.h"

/* Finds the library: $QMIMIC_PRELOAD, the build tree of the running program,
 * then where it is installed.
 */
bool preload_find(char *path, size_t size);

/* NULL, or why that command (looked up in PATH) cannot be preloaded. */
const char *preload_refusal(const char *command);

/* Makes a temporary directory with the files that the library shows. */
int preload_tree_make(const struct box_config *config, char *path, size_t size);
void preload_tree_remove(const char *path);
