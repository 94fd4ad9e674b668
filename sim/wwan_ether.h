/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_ether.h - Ethernet between the host and a network that has none: headers
 * come and go, and the modem answers for everybody on the other side.
 *
 * Ownership: frames are borrowed. Units: sizes in bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ETHER_ADDRESS = 6,
	ETHER_HEADER = 14,
	ETHER_IPV4 = 0x0800,
	ETHER_ARP = 0x0806,
	ETHER_IPV6 = 0x86dd,
	ETHER_ARP_SIZE = 42, /* of a frame with ARP for IPv4 */
	ETHER_NEIGHBOUR_SIZE = ETHER_HEADER + 40 + 32,
};

/* The address of the modem's side: locally administered. */
extern const uint8_t ether_modem[ETHER_ADDRESS];

/* The address of the host's side, for whoever makes wwan0. */
extern const uint8_t ether_host[ETHER_ADDRESS];

void ether_write(uint8_t *frame, const uint8_t *target, const uint8_t *source,
	uint16_t type);

/* The type, or 0 when the frame is too short for a header. */
uint16_t ether_type(const uint8_t *frame, size_t size);

/* Answers an ARP request, so that the modem gets everything that is not for the
 * host itself. Returns the size of the answer, 0 for none: not an ARP request,
 * or one by which a host looks whether an address is taken. `room` holds
 * ETHER_ARP_SIZE bytes.
 */
size_t ether_answer_arp(const uint8_t *frame, size_t size, uint8_t *room);

/* The same for a neighbour solicitation of IPv6 (RFC 4861). `room` holds
 * ETHER_NEIGHBOUR_SIZE bytes.
 */
size_t ether_answer_neighbour(uint8_t *frame, size_t size, uint8_t *room);

/* Writes an ARP answer "`address` is at `hardware`" to everybody. */
size_t ether_tell_arp(
	const uint8_t *address, const uint8_t *hardware, uint8_t *room);
