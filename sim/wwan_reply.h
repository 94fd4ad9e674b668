/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_reply.h - what the network's gateway answers by itself: echo requests,
 * what cannot be delivered, and hosts that look for a router.
 *
 * Each function writes a packet into `room`, which holds PACKET_SIZE_MAX bytes
 * and is not where the question is. False: there is nothing to say.
 */
#pragma once

#include "sim/wwan_packet.h"
#include "sim/wwan_plan.h"

enum reply_reason {
	REPLY_NO_PORT,	  /* nobody listens there */
	REPLY_PROHIBITED, /* nothing leaves this network */
};

bool reply_echo(
	const struct packet *question, uint8_t *room, struct packet *reply);

/* `from` is the address that says so. Answers no errors, fragments and
 * multicasts (RFC 1122, 4443).
 */
bool reply_unreachable(const struct packet *question, enum reply_reason reason,
	const uint8_t *from, uint8_t *room, struct packet *reply);

/* Answers a router solicitation with the call's prefix, MTU and name servers
 * (RFC 4861, 8106).
 */
bool reply_router(const struct packet *question, const struct wwan_call *call,
	uint8_t *room, struct packet *reply);
