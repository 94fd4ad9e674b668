/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* bus_authority.h - stands in for PolicyKit: it allows everything.
 *
 * libdbus is loaded when it is needed and not linked, since it brings eight
 * libraries that no other part of the program has a use for. Where dbus-daemon
 * is installed, so is libdbus.
 */
#pragma once

#define AUTHORITY_READY "PolicyKit"

/* Owns org.freedesktop.PolicyKit1 on the bus at `address` and answers there
 * until the bus ends. Writes AUTHORITY_READY to `told` as soon as the name is
 * owned. Returns NULL when the bus has ended, or a sentence part that
 * says what has failed before that.
 */
const char *authority_run(const char *address, int told);
