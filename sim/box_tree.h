/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_tree.h - writes many small files below one directory.
 *
 * Errors: the first failure sets `error` to -errno and it stays set; from then
 * on nothing is written, so a whole tree may be written and tested once.
 *
 * Ownership: the root is the caller's descriptor.
 */
#pragma once

#include <stdarg.h>

enum {
	TREE_PATH_SIZE = 256, /* longer paths fail with -ENAMETOOLONG */
	TREE_TEXT_SIZE = 2048,
};

struct tree {
	int root;
	int error;
	char failed[TREE_PATH_SIZE]; /* the path that failed */
};

struct tree tree(int root);

/* Makes a directory and those above it. Paths have no leading slash. */
void tree_dir(struct tree *tree, const char *path);

/* Makes the file `directory`/`name`; the directory must exist. */
void tree_file(struct tree *tree, const char *directory, const char *name,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Makes the symbolic link `directory`/`name` that leads, relatively, to
 * `target`, which is a path below the root.
 */
void tree_link(struct tree *tree, const char *directory, const char *name,
	const char *target);

/* Removes a file or a link; it may be missing. */
void tree_unlink(struct tree *tree, const char *directory, const char *name);

/* Removes a directory and everything below it; it may be missing. */
void tree_cut(struct tree *tree, const char *path);

/* Removes everything below the directory `path` and the directory itself, and
 * never follows a symbolic link.
 */
void tree_remove(const char *path);
