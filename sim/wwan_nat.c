/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan_nat.h"

#include <string.h>

const uint8_t nat_network[4] = {192, 0, 0, 0};
const uint8_t nat_mask[4] = {255, 255, 255, 0};
const uint8_t nat_host[4] = {192, 0, 0, 1};
const uint8_t nat_dns[4] = {192, 0, 0, 3};
const uint8_t nat_server[4] = {192, 0, 0, 4};
const uint8_t nat_network6[16] = {0xfd, 0x51, 0x4d, 0x49};
const uint8_t nat_host6[16] = {0xfd, 0x51, 0x4d, 0x49, [15] = 1};
const uint8_t nat_dns6[16] = {0xfd, 0x51, 0x4d, 0x49, [15] = 3};

enum {
	FIRST_IPV6_CLIENT = 64, /* the last byte of the first one's address */
};

/* Replaces an address inside `copy` and corrects the checksums. */
static void replace(struct packet *copy, uint8_t *address, const uint8_t *other)
{
	size_t size = packet_address_size(copy->is_ipv6);
	uint8_t *field = packet_checksum_field(copy);

	if (copy->protocol == PACKET_ICMP ||
		(copy->protocol == PACKET_UDP && packet_u16(field) == 0))
		field = NULL;
	if (field)
		packet_correct(field, address, size, other, size);
	if (!copy->is_ipv6)
		packet_correct(copy->bytes + 10, address, size, other, size);
	memcpy(address, other, size);
}

static void copy_whole(
	const struct packet *packet, uint8_t *room, struct packet *copy)
{
	memcpy(room, packet->bytes, packet->size);
	*copy = *packet;
	copy->bytes = room;
	copy->source = room + (packet->source - packet->bytes);
	copy->target = room + (packet->target - packet->bytes);
	copy->payload = room + (packet->payload - packet->bytes);
}

void nat_copy_to(const struct packet *packet, const uint8_t *target,
	uint8_t *room, struct packet *copy)
{
	copy_whole(packet, room, copy);
	replace(copy, copy->target, target);
}

void nat_copy_from(const struct packet *packet, const uint8_t *source,
	uint8_t *room, struct packet *copy)
{
	copy_whole(packet, room, copy);
	replace(copy, copy->source, source);
}

/* Puts a payload behind the header of the other family. */
static void change_family(const struct packet *packet,
	const struct packet_header *header, uint8_t *room, struct packet *copy)
{
	size_t old = 2 * packet_address_size(packet->is_ipv6);
	size_t new = 2 * packet_address_size(header->is_ipv6);

	packet_write(room, header, packet->payload_size, copy);
	memcpy(copy->payload, packet->payload, packet->payload_size);
	copy->source_port = packet->source_port;
	copy->target_port = packet->target_port;
	packet_correct(packet_checksum_field(copy), packet->source, old,
		copy->source, new);
	if (!copy->is_ipv6)
		packet_put_u16(copy->bytes + 10,
			packet_fold(packet_sum(
				0, copy->bytes, PACKET_IPV4_HEADER)));
}

void nat_to_server(const struct packet *packet, const struct wwan_call *call,
	uint8_t *room, struct packet *copy)
{
	uint8_t client[4];
	const struct packet_header header = {
		.protocol = PACKET_TCP,
		.source = client,
		.target = nat_server,
	};

	if (!packet->is_ipv6) {
		nat_copy_to(packet, nat_server, room, copy);
		return;
	}
	memcpy(client, nat_network, sizeof(client));
	client[3] = (uint8_t)(FIRST_IPV6_CLIENT + call->slot);
	change_family(packet, &header, room, copy);
}

struct wwan_call *nat_call_of_server(
	const struct packet *packet, struct wwan_plan *plan)
{
	bool is_ipv6 = memcmp(packet->target, nat_network, 3) == 0;

	for (size_t i = 0; i < plan->count; i++) {
		struct wwan_call *call = &plan->calls[i];

		if (call->is_ipv6 != is_ipv6)
			continue;
		if (is_ipv6 ? packet->target[3] ==
					FIRST_IPV6_CLIENT + call->slot
			    : memcmp(packet->target, call->address, 4) == 0)
			return call;
	}

	return NULL;
}

bool nat_from_server(const struct packet *packet, const struct wwan_call *call,
	const uint8_t *target, uint8_t *room, struct packet *copy)
{
	const struct packet_header header = {
		.is_ipv6 = true,
		.protocol = PACKET_TCP,
		.source = call->gateway,
		.target = target,
	};

	if (!call->is_ipv6) {
		nat_copy_from(packet, call->gateway, room, copy);
		return true;
	}
	if (PACKET_IPV6_HEADER + packet->payload_size > PACKET_SIZE_MAX)
		return false;
	change_family(packet, &header, room, copy);

	return true;
}
