/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_dns.h - the name server of the simulated network.
 *
 * It knows gateway.test and www.test, which are the gateway of the calls that
 * are up. ".test" is nobody's (RFC 6761).
 */
#pragma once

#include "sim/wwan_packet.h"
#include "sim/wwan_plan.h"

enum dns_outcome {
	DNS_IGNORED, /* no question: nothing to say */
	DNS_ANSWERED,
	DNS_ELSEWHERE, /* a good question about a name that is not ours; the
			* answer that was written says that there is none */
};

/* Answers a UDP packet, as the address that was asked. `room` holds
 * PACKET_SIZE_MAX bytes.
 */
enum dns_outcome dns_answer(const struct packet *question,
	const struct wwan_plan *plan, uint8_t *room, struct packet *answer);
