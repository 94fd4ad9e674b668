/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_flow.h - the TCP connections that hosts have through the modem, so that
 * what a hostile program makes libslirp remember is bounded.
 *
 * Ownership: a table is a value. Times are the modem's, in microseconds.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/wwan_packet.h"

enum {
	FLOWS_MAX = 256,
};

struct flow {
	bool is_used;
	bool is_ipv6;
	bool is_over;
	bool has_fin_up;
	bool has_fin_down;
	uint32_t fin_down_end; /* what acknowledges the FIN */
	uint8_t client[16];
	uint8_t server[16];
	uint16_t client_port;
	uint16_t server_port;
	uint64_t last_us;
};

struct flows {
	struct flow list[FLOWS_MAX];
};

/* The flow of a TCP packet from the host; a SYN begins one. NULL: there is none
 * or too many are open.
 */
struct flow *flow_up(
	struct flows *flows, const struct packet *packet, uint64_t now_us);

/* The flow of a TCP packet from a server. The ports tell the flow together with
 * `client`, or when that is NULL with the family, and `server`.
 */
struct flow *flow_down(struct flows *flows, const struct packet *packet,
	bool is_ipv6, const uint8_t *client, const uint8_t *server);

/* Notes what a packet down does to a flow. */
void flow_note_down(
	struct flow *flow, const struct packet *packet, uint64_t now_us);
