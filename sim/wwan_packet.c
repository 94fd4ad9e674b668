/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* RFC 791, 8200 (IP), 768 (UDP), 9293 (TCP), 1071 and 1624 (checksums). */
#include "sim/wwan_packet.h"

#include <string.h>

enum {
	EXTENSIONS_MAX = 8,
	HOP_BY_HOP = 0,
	ROUTING = 43,
	FRAGMENT = 44,
	DESTINATION_OPTIONS = 60,
	FRAGMENT_HEADER = 8,
	FLAG_MORE = 0x2000,
	OFFSET_MASK = 0x1fff,
};

static const char *read_ipv4(struct packet *packet)
{
	const uint8_t *bytes = packet->bytes;
	size_t header;
	size_t size;

	if (packet->size < PACKET_IPV4_HEADER)
		return "shorter than an IPv4 header";
	header = (size_t)(bytes[0] & 0x0f) * 4;
	size = packet_u16(bytes + 2);
	if (header < PACKET_IPV4_HEADER || header > size)
		return "the IPv4 header's length is wrong";
	if (size > packet->size)
		return "shorter than the IPv4 header says";
	if (packet_fold(packet_sum(0, bytes, header)) != 0)
		return "the IPv4 header's checksum is wrong";

	packet->size = size;
	packet->is_fragment = (packet_u16(bytes + 6) &
				      (FLAG_MORE | OFFSET_MASK)) != 0;
	packet->hop_limit = bytes[8];
	packet->protocol = bytes[9];
	packet->source = packet->bytes + 12;
	packet->target = packet->bytes + 16;
	packet->payload = packet->bytes + header;
	packet->payload_size = size - header;

	return NULL;
}

/* Steps over the headers between IPv6 and the payload. */
static const char *skip_extensions(struct packet *packet)
{
	for (int i = 0; i < EXTENSIONS_MAX; i++) {
		size_t size = FRAGMENT_HEADER;
		uint8_t next;

		switch (packet->protocol) {
		case FRAGMENT:
			packet->is_fragment = true;
			break;
		case HOP_BY_HOP:
		case ROUTING:
		case DESTINATION_OPTIONS:
			if (packet->payload_size >= 2)
				size += (size_t)packet->payload[1] * 8;
			break;
		default:
			return NULL;
		}
		if (packet->payload_size < size)
			return "an IPv6 extension header is cut off";
		next = packet->payload[0];
		packet->payload += size;
		packet->payload_size -= size;
		packet->protocol = next;
		if (packet->is_fragment)
			return NULL;
	}

	return "too many IPv6 extension headers";
}

static const char *read_ipv6(struct packet *packet)
{
	const uint8_t *bytes = packet->bytes;
	size_t size;

	if (packet->size < PACKET_IPV6_HEADER)
		return "shorter than an IPv6 header";
	size = packet_u16(bytes + 4);
	if (PACKET_IPV6_HEADER + size > packet->size)
		return "shorter than the IPv6 header says";

	packet->is_ipv6 = true;
	packet->size = PACKET_IPV6_HEADER + size;
	packet->protocol = bytes[6];
	packet->hop_limit = bytes[7];
	packet->source = packet->bytes + 8;
	packet->target = packet->bytes + 24;
	packet->payload = packet->bytes + PACKET_IPV6_HEADER;
	packet->payload_size = size;

	return skip_extensions(packet);
}

static const char *read_tcp(const struct packet *packet)
{
	size_t header;

	if (packet->payload_size < PACKET_TCP_HEADER)
		return "the TCP header is cut off";
	header = (size_t)(packet->payload[12] >> 4) * 4;

	return header < PACKET_TCP_HEADER || header > packet->payload_size
		? "the TCP header's length is wrong"
		: NULL;
}

static const char *read_udp(const struct packet *packet)
{
	size_t size;

	if (packet->payload_size < PACKET_UDP_HEADER)
		return "the UDP header is cut off";
	size = packet_u16(packet->payload + 4);

	return size < PACKET_UDP_HEADER || size > packet->payload_size
		? "the UDP header's length is wrong"
		: NULL;
}

const char *packet_read(uint8_t *bytes, size_t size, struct packet *packet)
{
	const char *wrong = NULL;

	*packet = (struct packet){.bytes = bytes, .size = size};
	if (size == 0)
		return "empty";
	if (bytes[0] >> 4 == 4)
		wrong = read_ipv4(packet);
	else if (bytes[0] >> 4 == 6)
		wrong = read_ipv6(packet);
	else
		wrong = "neither IPv4 nor IPv6";
	if (wrong || packet->is_fragment)
		return wrong;

	if (packet->protocol == PACKET_TCP)
		wrong = read_tcp(packet);
	else if (packet->protocol == PACKET_UDP)
		wrong = read_udp(packet);
	else if ((packet->protocol == PACKET_ICMP ||
			 packet->protocol == PACKET_ICMPV6) &&
		packet->payload_size < 8)
		wrong = "the ICMP header is cut off";
	else
		return NULL;
	if (!wrong &&
		(packet->protocol == PACKET_TCP ||
			packet->protocol == PACKET_UDP)) {
		packet->source_port = packet_u16(packet->payload);
		packet->target_port = packet_u16(packet->payload + 2);
	}

	return wrong;
}

uint32_t packet_sum(uint32_t sum, const uint8_t *bytes, size_t size)
{
	uint64_t total = sum;
	size_t i = 0;

	for (; i + 1 < size; i += 2)
		total += packet_u16(bytes + i);
	if (i < size)
		total += (uint32_t)bytes[i] << 8;
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);

	return (uint32_t)total;
}

uint16_t packet_fold(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);

	return (uint16_t)~sum;
}

uint8_t *packet_checksum_field(const struct packet *packet)
{
	switch (packet->protocol) {
	case PACKET_TCP:
		return packet->payload + 16;
	case PACKET_UDP:
		return packet->payload + 6;
	case PACKET_ICMP:
	case PACKET_ICMPV6:
		return packet->payload + 2;
	}

	return NULL;
}

/* What the checksum covers beside the payload. */
static uint32_t pseudo_header(const struct packet *packet)
{
	size_t address = packet_address_size(packet->is_ipv6);
	uint32_t sum = 0;

	if (packet->protocol == PACKET_ICMP)
		return 0;
	sum = packet_sum(sum, packet->source, address);
	sum = packet_sum(sum, packet->target, address);

	return sum + packet->protocol + (uint32_t)packet->payload_size;
}

void packet_seal(struct packet *packet)
{
	size_t header = (size_t)(packet->payload - packet->bytes);
	uint8_t *field = packet_checksum_field(packet);
	uint16_t sum;

	if (!packet->is_ipv6) {
		packet_put_u16(packet->bytes + 10, 0);
		packet_put_u16(packet->bytes + 10,
			packet_fold(packet_sum(0, packet->bytes, header)));
	}
	if (!field)
		return;
	packet_put_u16(field, 0);
	sum = packet_fold(packet_sum(
		pseudo_header(packet), packet->payload, packet->payload_size));
	packet_put_u16(field,
		sum == 0 && packet->protocol == PACKET_UDP ? 0xffff : sum);
}

void packet_correct(uint8_t *field, const uint8_t *old, size_t old_size,
	const uint8_t *new, size_t new_size)
{
	uint32_t sum = (uint16_t)~packet_u16(field);

	for (size_t i = 0; i + 1 < old_size; i += 2)
		sum += (uint16_t)~packet_u16(old + i);
	sum = packet_sum(sum, new, new_size);
	packet_put_u16(field, packet_fold(sum));
}

void packet_write(uint8_t *room, const struct packet_header *header,
	size_t payload_size, struct packet *packet)
{
	size_t address = packet_address_size(header->is_ipv6);
	size_t size = header->is_ipv6 ? PACKET_IPV6_HEADER : PACKET_IPV4_HEADER;
	uint8_t hop_limit = header->hop_limit ? header->hop_limit : 64;

	memset(room, 0, size);
	*packet = (struct packet){
		.bytes = room,
		.size = size + payload_size,
		.is_ipv6 = header->is_ipv6,
		.protocol = header->protocol,
		.hop_limit = hop_limit,
		.source = room + size - 2 * address,
		.target = room + size - address,
		.payload = room + size,
		.payload_size = payload_size,
	};
	if (header->is_ipv6) {
		room[0] = 0x60;
		packet_put_u16(room + 4, payload_size);
		room[6] = header->protocol;
		room[7] = hop_limit;
	} else {
		room[0] = 0x45;
		packet_put_u16(room + 2, size + payload_size);
		room[8] = hop_limit;
		room[9] = header->protocol;
	}
	memcpy(packet->source, header->source, address);
	memcpy(packet->target, header->target, address);
}

void packet_write_udp(
	struct packet *packet, uint16_t source_port, uint16_t target_port)
{
	packet_put_u16(packet->payload, source_port);
	packet_put_u16(packet->payload + 2, target_port);
	packet_put_u16(packet->payload + 4, packet->payload_size);
	packet->source_port = source_port;
	packet->target_port = target_port;
}
