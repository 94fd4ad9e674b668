/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* close_later.h - closes a descriptor without waiting for it.
 *
 * Closing a packet socket or an inotify instance waits until all processors
 * have passed a quiet state, 15 ms and more, and so does the end of a process
 * that has one. A descriptor that is under way in a socket that nobody can reach
 * any more is closed by a worker of the kernel instead; older kernels let the
 * caller do that work, and it waits as with close().
 */
#pragma once

/* The descriptor is gone for the caller when this returns. */
void close_later(int descriptor);
