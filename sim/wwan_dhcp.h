/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_dhcp.h - the DHCP server that a modem has in its 802.3 format: it hands
 * out the address of the call, to whoever asks.
 *
 * libslirp has one as well, which names neither router nor name servers where
 * nothing may leave the network.
 */
#pragma once

#include "sim/wwan_packet.h"
#include "sim/wwan_plan.h"

/* A packet from a host to a DHCP server. */
bool dhcp_is_question(const struct packet *packet);

/* Writes the answer into `room` of PACKET_SIZE_MAX bytes. False: none. */
bool dhcp_answer(const struct packet *question, const struct wwan_call *call,
	uint8_t *room, struct packet *answer);
