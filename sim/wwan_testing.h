/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_testing.h - packets for tests of the data path. */
#pragma once

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sim/wwan_packet.h"
#include "sim/wwan_plan.h"

static const uint8_t own4[4] = {10, 164, 64, 2};
static const uint8_t gateway4[4] = {10, 164, 64, 1};
static const uint8_t dns4[2][4] = {{10, 164, 0, 53}, {10, 164, 1, 53}};
static const uint8_t outside4[4] = {192, 0, 2, 7};
static const uint8_t own6[16] = {0x20, 1, 0xd, 0xb8, 0, 0x64, 0, 1, [15] = 2};
static const uint8_t other6[16] = {
	0x20, 1, 0xd, 0xb8, 0, 0x64, 0, 1, 0x51, [15] = 9};
static const uint8_t gateway6[16] = {
	0x20, 1, 0xd, 0xb8, 0, 0x64, 0, 1, [15] = 1};

static inline struct wwan_call test_call(bool is_ipv6)
{
	struct wwan_call call = {
		.handle = is_ipv6 ? 6 : 4,
		.is_ipv6 = is_ipv6,
		.prefix = is_ipv6 ? 64 : 30,
		.mtu = 1500,
		.dns_count = is_ipv6 ? 0 : 2,
		.slot = is_ipv6 ? 3 : 0,
	};
	size_t size = packet_address_size(is_ipv6);

	memcpy(call.address, is_ipv6 ? own6 : own4, size);
	memcpy(call.gateway, is_ipv6 ? gateway6 : gateway4, size);
	for (size_t i = 0; i < call.dns_count; i++)
		memcpy(call.dns[i], dns4[i], 4);

	return call;
}

/* Finishes a packet with this payload. Returns its size. */
static inline size_t test_packet(uint8_t *room, struct packet_header header,
	const uint8_t *payload, size_t size)
{
	struct packet packet;

	packet_write(room, &header, size, &packet);
	memcpy(packet.payload, payload, size);
	packet_seal(&packet);

	return packet.size;
}

static inline size_t test_udp(uint8_t *room, struct packet_header header,
	const uint16_t *ports, const uint8_t *data, size_t size)
{
	struct packet packet;

	header.protocol = PACKET_UDP;
	packet_write(room, &header, PACKET_UDP_HEADER + size, &packet);
	memcpy(packet.payload + PACKET_UDP_HEADER, data, size);
	packet_write_udp(&packet, ports[0], ports[1]);
	packet_seal(&packet);

	return packet.size;
}

static inline size_t test_tcp(uint8_t *room, struct packet_header header,
	const uint16_t *ports, uint8_t flags)
{
	uint8_t segment[PACKET_TCP_HEADER + 3] = {
		[12] = 5 << 4, [13] = flags, 0, 0, 0, 0, 0, 0, 'a', 'b', 'c'};

	header.protocol = PACKET_TCP;
	packet_put_u16(segment, ports[0]);
	packet_put_u16(segment + 2, ports[1]);

	return test_packet(room, header, segment, sizeof(segment));
}

static inline size_t test_echo(uint8_t *room, struct packet_header header)
{
	const uint8_t echo[] = {header.is_ipv6 ? 128 : 8, 0, 0, 0, 1, 2, 0, 1,
		'p', 'i', 'n', 'g', '!'};

	header.protocol = header.is_ipv6 ? PACKET_ICMPV6 : PACKET_ICMP;

	return test_packet(room, header, echo, sizeof(echo));
}

/* Whether all checksums of a packet are right. */
static inline bool test_is_sealed(const uint8_t *bytes, size_t size)
{
	uint8_t *copy = malloc(size);
	struct packet packet;
	bool is_same;

	memcpy(copy, bytes, size);
	ck_assert_ptr_null(packet_read(copy, size, &packet));
	packet_seal(&packet);
	is_same = memcmp(copy, bytes, size) == 0;
	free(copy);

	return is_same;
}
