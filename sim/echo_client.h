/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* echo_client.h - for tests: the client of an echo_server.
 *
 * Functions return NULL, or what went wrong; nothing waits longer than ten
 * seconds. `number` is what tells one request from the next.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "sim/echo_server.h"

enum {
	ECHO_FRAME_MIN = 13,
};

/* Opens a PTY, or connects to a socket when `address` is one. -errno. */
int echo_client_open(const char *address);

/* Writes the request of `size` bytes, header included; 0 or -errno. */
int echo_client_ask(int descriptor, enum echo_service service, uint32_t number,
	size_t size);

/* Reads the answer and compares it. */
const char *echo_client_check(int descriptor, enum echo_service service,
	uint32_t number, size_t size);

/* Both, with ECHO_SERVICE. */
const char *echo_client_ask_and_check(
	int descriptor, uint32_t number, size_t size);
