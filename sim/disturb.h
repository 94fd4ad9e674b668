/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* disturb.h - what goes wrong in a client's own calls on the device.
 *
 * The preloaded library stands between a client and libc. It finds orders in a
 * small file that both map, named after the modem's socket; each order is for
 * one call or several, and used up by whoever calls first.
 *
 * Ownership: disturb_open() returns a mapping that disturb_close() releases.
 *
 * Errors: 0 or -errno. Times: none. Sizes are in bytes.
 */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

enum disturb_call {
	DISTURB_READ,
	DISTURB_WRITE,
	DISTURB_POLL,
};

enum {
	DISTURB_CALLS = DISTURB_POLL + 1,
	DISTURB_ORDERS = 64, /* for each call */
	DISTURB_PATH_SIZE = 256,
};

struct disturbance {
	uint32_t call;	 /* enum disturb_call */
	uint32_t count;	 /* how many calls */
	uint32_t error;	 /* errno of a read or write, or 0 */
	uint32_t limit;	 /* else they carry at most so many bytes */
	uint32_t events; /* of a poll: POLLERR, POLLHUP or POLLIN */
};

struct disturb_order {
	_Atomic uint32_t left; /* how many calls more */
	uint32_t error;
	uint32_t limit;
	uint32_t events;
};

/* What the file holds. Orders are used from the first to the last. */
struct disturb_board {
	_Atomic uint32_t next[DISTURB_CALLS]; /* where a new order goes */
	struct disturb_order orders[DISTURB_CALLS][DISTURB_ORDERS];
};

/* The file beside a socket. Writes "" when the path is too long. */
void disturb_path(const char *socket, char path[DISTURB_PATH_SIZE]);

/* Makes the file when it is not there. */
int disturb_open(const char *socket, struct disturb_board **board);
void disturb_close(const char *socket, struct disturb_board *board);

/* Gives an order. -ENOSPC: too many wait. */
int disturb_order(
	struct disturb_board *board, const struct disturbance *disturbance);
