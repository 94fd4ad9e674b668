/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pty_link.h - the symbolic link by which clients find a PTY.
 *
 * Errors: 0 or -errno.
 */
#pragma once

/* Makes `path` lead to `target`. A link is replaced when it leads to `before`
 * (may be NULL) or nowhere; anything else stays and gives -EEXIST.
 */
int pty_link_make(const char *path, const char *target, const char *before);

/* Removes `path` if it still leads to `target`. */
void pty_link_remove(const char *path, const char *target);
