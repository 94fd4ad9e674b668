/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_nat.h - translates between the addresses of calls and those that libslirp
 * knows.
 *
 * libslirp sees one network, 192.0.0.0/24 (RFC 6890) and fd51:4d49::/64, which
 * has nothing to do with the addresses that a preset gives to calls. The
 * gateway's own TCP server is NAT_SERVER there. libslirp has such servers for
 * IPv4 only, so a connection over IPv6 becomes one over IPv4, from an address
 * that the call's slot tells (RFC 7915 without its options).
 *
 * All take a packet without fragments and write another one into `room`, which
 * holds PACKET_SIZE_MAX bytes.
 */
#pragma once

#include "sim/wwan_packet.h"
#include "sim/wwan_plan.h"

enum {
	NAT_SERVER_PORT = 80,
	NAT_DNS_PORT = 53,
};

/* Bytes of the addresses above. */
extern const uint8_t nat_network[4];
extern const uint8_t nat_mask[4];
extern const uint8_t nat_host[4];
extern const uint8_t nat_dns[4];
extern const uint8_t nat_server[4];
extern const uint8_t nat_network6[16];
extern const uint8_t nat_host6[16];
extern const uint8_t nat_dns6[16];

/* A copy whose target (or source) is another address of the same family. */
void nat_copy_to(const struct packet *packet, const uint8_t *target,
	uint8_t *room, struct packet *copy);
void nat_copy_from(const struct packet *packet, const uint8_t *source,
	uint8_t *room, struct packet *copy);

/* What a call sends to the gateway's server, as libslirp sees it. */
void nat_to_server(const struct packet *packet, const struct wwan_call *call,
	uint8_t *room, struct packet *copy);

/* The call that an answer of the server is for, or NULL. */
struct wwan_call *nat_call_of_server(
	const struct packet *packet, struct wwan_plan *plan);

/* That answer, from the call's gateway to `target`, an address of the call.
 * False: it would be too long.
 */
bool nat_from_server(const struct packet *packet, const struct wwan_call *call,
	const uint8_t *target, uint8_t *room, struct packet *copy);
