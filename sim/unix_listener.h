/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* unix_listener.h - a listening socket and the file that belongs to it.
 *
 * Ownership: the listener owns its descriptor, and its file as long as that is
 * the one it made. Errors: 0 or -errno.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

struct unix_listener {
	int descriptor; /* non-blocking; -1: closed */
	dev_t device;	/* which file is ours; 0: none */
	ino_t inode;
};

/* `name` is a path, or an abstract name when `is_abstract`. A socket file where
 * nobody listens is replaced. -ENAMETOOLONG; -EADDRINUSE: somebody listens;
 * -EEXIST: the path is something else than a socket.
 */
int unix_listener_open(
	struct unix_listener *listener, const char *name, bool is_abstract);

void unix_listener_close(struct unix_listener *listener, const char *name);

/* What an error of unix_listener_open() means for a path, for a name; or NULL. */
const char *unix_listener_explain_path(int error);
const char *unix_listener_explain_name(int error);
