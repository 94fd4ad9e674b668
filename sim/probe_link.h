/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* probe_link.h - a small client of a real modem: one request at a time.
 *
 * Client ids are allocated as services are asked, and given back at the end.
 *
 * Ownership: an answer is valid until the next call. Errors: STATUS-like values
 * of enum probe_result; times are in milliseconds.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"

enum probe_result {
	PROBE_ANSWER,	 /* with any result TLV */
	PROBE_SILENCE,	 /* nothing came in time */
	PROBE_NO_CLIENT, /* the service gives no client id */
	PROBE_LOST,	 /* the device hung up */
};

struct probe_link;

/* 0 or -errno. */
int probe_open(const char *device, int timeout_ms, struct probe_link **link);

/* Gives all client ids back. NULL is fine. */
void probe_close(struct probe_link *link);

/* Sends a request with these TLVs and waits for its response. */
enum probe_result probe_ask(struct probe_link *link, uint16_t service,
	uint16_t message, const struct wire_writer *tlvs,
	struct message *answer);
