/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_packet.h - reads and writes IP packets, with every length checked.
 *
 * Ownership: a packet borrows the bytes that it was read from and points into
 * them. Nothing here allocates.
 *
 * Units: sizes and offsets are bytes; ports are in the machine's order,
 * addresses in that of the network.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PACKET_SIZE_MAX = 65535,
	PACKET_ICMP = 1,
	PACKET_TCP = 6,
	PACKET_UDP = 17,
	PACKET_ICMPV6 = 58,
	PACKET_IPV4_HEADER = 20,
	PACKET_IPV6_HEADER = 40,
	PACKET_UDP_HEADER = 8,
	PACKET_TCP_HEADER = 20,

	PACKET_FIN = 0x01, /* flags of TCP */
	PACKET_SYN = 0x02,
	PACKET_RST = 0x04,
	PACKET_ACK = 0x10,
};

struct packet {
	uint8_t *bytes;
	size_t size; /* as the header says */
	bool is_ipv6;
	bool is_fragment; /* `payload` cannot be interpreted then */
	uint8_t protocol; /* of the payload */
	uint8_t hop_limit;
	uint8_t *source; /* 4 or 16 bytes */
	uint8_t *target;
	uint8_t *payload;
	size_t payload_size;
	uint16_t source_port; /* TCP and UDP, else 0 */
	uint16_t target_port;
};

static inline uint16_t packet_u16(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static inline void packet_put_u16(uint8_t *bytes, size_t value)
{
	bytes[0] = (uint8_t)(value >> 8);
	bytes[1] = (uint8_t)value;
}

static inline uint32_t packet_u32(const uint8_t *bytes)
{
	return (uint32_t)packet_u16(bytes) << 16 | packet_u16(bytes + 2);
}

static inline void packet_put_u32(uint8_t *bytes, uint32_t value)
{
	packet_put_u16(bytes, value >> 16);
	packet_put_u16(bytes + 2, value & 0xffff);
}

static inline size_t packet_address_size(bool is_ipv6)
{
	return is_ipv6 ? 16 : 4;
}

/* Reads a packet. Bytes after its end are left out. Returns NULL, or what is
 * wrong with it. TCP, UDP and ICMP headers are whole in a packet that is read
 * without complaint and is no fragment.
 */
const char *packet_read(uint8_t *bytes, size_t size, struct packet *packet);

/* The internet checksum of `bytes`, added to a sum that packet_sum() gave. */
uint32_t packet_sum(uint32_t sum, const uint8_t *bytes, size_t size);
uint16_t packet_fold(uint32_t sum);

/* Sets all checksums of a packet that is no fragment. */
void packet_seal(struct packet *packet);

/* Where the checksum of the payload is, or NULL: it has none. */
uint8_t *packet_checksum_field(const struct packet *packet);

/* Corrects a checksum for bytes that it covers and that have been replaced
 * (RFC 1624). Sizes are even.
 */
void packet_correct(uint8_t *field, const uint8_t *old, size_t old_size,
	const uint8_t *new, size_t new_size);

/* What a new packet's headers say. */
struct packet_header {
	bool is_ipv6;
	uint8_t protocol;
	const uint8_t *source;
	const uint8_t *target;
	uint8_t hop_limit; /* 0: 64 */
};

/* Writes an IP header for `payload_size` bytes, which the caller puts behind
 * it and then seals the packet. `room` must hold both.
 */
void packet_write(uint8_t *room, const struct packet_header *header,
	size_t payload_size, struct packet *packet);

/* Writes a UDP header into the payload of a packet. */
void packet_write_udp(
	struct packet *packet, uint16_t source_port, uint16_t target_port);
