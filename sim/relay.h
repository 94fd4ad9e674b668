/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* relay.h - passes frames between an endpoint and a real modem's device.
 *
 * Everything is passed on as it is, frame by frame, so that a device that takes
 * one write for one message gets one. Bytes that make no frame are passed on as
 * well.
 *
 * Ownership: the relay owns device and endpoint and borrows the loop. Errors:
 * functions return 0 or -errno.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ev_loop;
struct relay;

struct relay_events {
	/* A whole frame goes by. */
	void (*frame)(
		void *owner, bool from_host, const uint8_t *bytes, size_t size);
	/* So many bytes go by that belong to no frame. */
	void (*noise)(void *owner, bool from_host, size_t size);
	/* The device cannot be read or written any more. */
	void (*lost)(void *owner, const char *why);
};

/* Opens both sides. On failure `*why` is a sentence that the caller frees. */
int relay_open(struct ev_loop *loop, const char *device, const char *endpoint,
	const struct relay_events *events, void *owner, struct relay **relay,
	char **why);

/* NULL is fine. */
void relay_close(struct relay *relay);

/* What a program opens. Owned by the relay. */
const char *relay_address(const struct relay *relay);
