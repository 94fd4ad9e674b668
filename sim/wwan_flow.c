/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan_flow.h"

#include <string.h>

enum {
	OVER_US = 1000000,	  /* an ended flow may be forgotten after */
	IDLE_US = 600 * 1000000,  /* and any flow after */
	STUCK_US = 130 * 1000000, /* half an end, and libslirp has given up */
};

static bool matches(
	const struct flow *flow, const uint8_t *client, const uint8_t *server)
{
	size_t size = packet_address_size(flow->is_ipv6);

	return flow->is_used &&
		(!client || memcmp(flow->client, client, size) == 0) &&
		memcmp(flow->server, server, size) == 0;
}

static bool is_free(const struct flow *flow, uint64_t now_us)
{
	uint64_t idle = now_us - flow->last_us;

	return !flow->is_used || (flow->is_over && idle > OVER_US) ||
		((flow->has_fin_up || flow->has_fin_down) && idle > STUCK_US) ||
		idle > IDLE_US;
}

static struct flow *find_up(struct flows *flows, const struct packet *packet)
{
	for (size_t i = 0; i < FLOWS_MAX; i++) {
		struct flow *flow =
			&flows->list[(packet->source_port + i) % FLOWS_MAX];

		if (flow->client_port == packet->source_port &&
			flow->server_port == packet->target_port &&
			flow->is_ipv6 == packet->is_ipv6 &&
			matches(flow, packet->source, packet->target))
			return flow;
	}

	return NULL;
}

static struct flow *begin(
	struct flows *flows, const struct packet *packet, uint64_t now_us)
{
	size_t size = packet_address_size(packet->is_ipv6);

	for (size_t i = 0; i < FLOWS_MAX; i++) {
		struct flow *flow =
			&flows->list[(packet->source_port + i) % FLOWS_MAX];

		if (!is_free(flow, now_us))
			continue;
		*flow = (struct flow){
			.is_used = true,
			.is_ipv6 = packet->is_ipv6,
			.client_port = packet->source_port,
			.server_port = packet->target_port,
		};
		memcpy(flow->client, packet->source, size);
		memcpy(flow->server, packet->target, size);
		return flow;
	}

	return NULL;
}

struct flow *flow_up(
	struct flows *flows, const struct packet *packet, uint64_t now_us)
{
	uint8_t flags = packet->payload[13];
	struct flow *flow = find_up(flows, packet);

	if (!flow && (flags & (PACKET_SYN | PACKET_ACK)) == PACKET_SYN)
		flow = begin(flows, packet, now_us);
	if (!flow)
		return NULL;

	flow->last_us = now_us;
	if (flags & PACKET_SYN) {
		flow->is_over = false;
		flow->has_fin_up = false;
		flow->has_fin_down = false;
	}
	if (flags & PACKET_FIN)
		flow->has_fin_up = true;
	if ((flags & PACKET_RST) ||
		(flow->has_fin_up && flow->has_fin_down &&
			packet_u32(packet->payload + 8) == flow->fin_down_end))
		flow->is_over = true;

	return flow;
}

struct flow *flow_down(struct flows *flows, const struct packet *packet,
	bool is_ipv6, const uint8_t *client, const uint8_t *server)
{
	for (size_t i = 0; i < FLOWS_MAX; i++) {
		struct flow *flow =
			&flows->list[(packet->target_port + i) % FLOWS_MAX];

		if (flow->client_port == packet->target_port &&
			flow->server_port == packet->source_port &&
			flow->is_ipv6 == is_ipv6 &&
			matches(flow, client, server))
			return flow;
	}

	return NULL;
}

void flow_note_down(
	struct flow *flow, const struct packet *packet, uint64_t now_us)
{
	uint8_t flags = packet->payload[13];
	size_t header = (size_t)(packet->payload[12] >> 4) * 4;

	flow->last_us = now_us;
	if (flags & PACKET_FIN) {
		flow->has_fin_down = true;
		flow->fin_down_end = packet_u32(packet->payload + 4) +
			(uint32_t)(packet->payload_size - header) + 1;
	}
	if (flags & PACKET_RST)
		flow->is_over = true;
}
