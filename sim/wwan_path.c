/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/wwan_dhcp.h"
#include "sim/wwan_nat.h"
#include "sim/wwan_path_parts.h"

enum {
	NEIGHBOUR_FIRST = 133, /* router and neighbour discovery, RFC 4861 */
	NEIGHBOUR_LAST = 137,
};

static const char *const losses[PATH_LOSSES] = {
	[PATH_BAD_PACKET] = "a packet is dropped",
	[PATH_NO_CALL] = "a packet is dropped: no call has its source address",
	[PATH_FORMAT] = "a packet is lost: wwan0 and the modem do not have the "
			"same format (802.3 or raw IP)",
	[PATH_AGGREGATION] = "a packet is lost: the modem expects aggregated "
			     "data, which wwan0 does not carry",
	[PATH_FRAGMENT] = "a packet is dropped: fragments and IP options are "
			  "not carried",
	[PATH_PROHIBITED] = "a packet is refused: nothing leaves the simulated "
			    "network without --internet",
	[PATH_CROWDED] = "a packet is dropped: too many connections are open",
};

void path_note(struct wwan_path *path, enum path_loss loss, const char *detail)
{
	char text[256];

	if (path->generation != path->plan->generation) {
		path->generation = path->plan->generation;
		memset(path->is_noted, 0, sizeof(path->is_noted));
	}
	if (path->is_noted[loss])
		return;
	path->is_noted[loss] = true;
	snprintf(text, sizeof(text), "wwan0: %s%s%s (further ones are counted)",
		losses[loss], *detail ? ": " : "", detail);
	path->sinks->note(path->owner, text);
}

static double chance(struct wwan_path *path)
{
	/* xorshift64*; Vigna, "An experimental exploration of Marsaglia's
	 * xorshift generators, scrambled"
	 */
	path->random ^= path->random >> 12;
	path->random ^= path->random << 25;
	path->random ^= path->random >> 27;

	return (double)(path->random * 0x2545f4914f6cdd1dU >> 11) * 0x1p-53;
}

void wwan_path_init(struct wwan_path *path, uint64_t seed)
{
	link_init(&path->up);
	link_init(&path->down);
	path->random = seed ? seed : 1;
	memcpy(path->host, ether_host, ETHER_ADDRESS);
}

void wwan_path_release(struct wwan_path *path)
{
	link_clear(&path->up);
	link_clear(&path->down);
}

static struct wwan_call *call_by_handle(
	const struct wwan_path *path, uint64_t handle)
{
	for (size_t i = 0; i < path->plan->count; i++)
		if (path->plan->calls[i].handle == handle)
			return &path->plan->calls[i];

	return NULL;
}

/* The first `bits` bits are the same. */
static bool shares(const uint8_t *left, const uint8_t *right, unsigned int bits)
{
	unsigned int rest = bits % 8;

	return memcmp(left, right, bits / 8) == 0 &&
		(rest == 0 ||
			((left[bits / 8] ^ right[bits / 8]) >> (8 - rest)) ==
				0);
}

/* The call that an address belongs to. In IPv6 a call has a whole network
 * (3GPP TS 23.060, 9.2.1.1).
 */
static struct wwan_call *call_by_address(
	const struct wwan_path *path, bool is_ipv6, const uint8_t *address)
{
	for (size_t i = 0; i < path->plan->count; i++) {
		struct wwan_call *call = &path->plan->calls[i];

		if (call->is_ipv6 == is_ipv6 &&
			shares(call->address, address,
				is_ipv6 ? call->prefix : 32))
			return call;
	}

	return NULL;
}

static struct wwan_call *first_call(const struct wwan_path *path, bool is_ipv6)
{
	for (size_t i = 0; i < path->plan->count; i++)
		if (path->plan->calls[i].is_ipv6 == is_ipv6)
			return &path->plan->calls[i];

	return NULL;
}

static void use(struct wwan_path *path, struct wwan_call *call, uint64_t now_us)
{
	call->last_us = now_us;
	if (call->is_dormant) {
		call->is_dormant = false;
		path->sinks->woken(path->owner, call);
	}
}

/* Hands a packet to the host. */
static void deliver(struct wwan_path *path, struct wwan_call *call,
	const uint8_t *bytes, size_t size)
{
	static const uint8_t all[ETHER_ADDRESS] = {
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
	bool is_ipv6 = bytes[0] >> 4 == 6;

	if (path->is_raw_ip != path->plan->is_raw_ip ||
		path->plan->is_aggregated) {
		call->counters.rx_dropped++;
		return;
	}
	call->counters.rx_packets++;
	call->counters.rx_bytes += size;
	if (!path->is_ethernet) {
		path->sinks->to_host(path->owner, bytes, size);
		return;
	}
	ether_write(path->frame,
		!is_ipv6 && memcmp(bytes + 16, all, 4) == 0 ? all : path->host,
		ether_modem, is_ipv6 ? ETHER_IPV6 : ETHER_IPV4);
	memcpy(path->frame + ETHER_HEADER, bytes, size);
	path->sinks->to_host(path->owner, path->frame, ETHER_HEADER + size);
}

void path_send_down(struct wwan_path *path, struct wwan_call *call,
	const struct packet *packet, uint64_t now_us)
{
	const struct wwan_conditions *link = &path->plan->link;
	const struct link_item what = {
		.tag = call->handle, .size = packet->size};
	const struct link_weather weather = {
		.latency_us = link->latency_us,
		.rate = link->rx_rate,
		.loss = link->loss,
		.chance = link->loss > 0 ? chance(path) : 1,
	};

	use(path, call, now_us);
	switch (link_offer(
		&path->down, now_us, &weather, &what, packet->bytes)) {
	case LINK_AT_ONCE:
		deliver(path, call, packet->bytes, packet->size);
		break;
	case LINK_LATER:
		break;
	case LINK_LOST:
		call->counters.rx_dropped++;
		break;
	case LINK_FULL:
		call->counters.rx_overflows++;
		break;
	}
}

/* The call that a packet from the host belongs to, or NULL. */
static struct wwan_call *call_of(
	const struct wwan_path *path, const struct packet *packet)
{
	static const uint8_t nobody[4];
	struct wwan_call *call = call_by_address(
		path, packet->is_ipv6, packet->source);

	if (call)
		return call;
	if (packet->is_ipv6)
		return packet->source[0] == 0xfe && path_is_local(packet)
			? first_call(path, true)
			: NULL;

	return dhcp_is_question(packet) && !path->is_raw_ip &&
			memcmp(packet->source, nobody, 4) == 0
		? first_call(path, false)
		: NULL;
}

static void send_up(struct wwan_path *path, struct wwan_call *call,
	const struct packet *packet, uint64_t now_us)
{
	const struct wwan_conditions *link = &path->plan->link;
	struct wwan_counters *counters = &call->counters;
	const struct link_item what = {
		.tag = call->handle, .size = packet->size};
	const struct link_weather weather = {
		.latency_us = link->latency_us,
		.rate = link->tx_rate,
		.loss = link->loss,
		.chance = link->loss > 0 ? chance(path) : 1,
	};
	enum link_outcome outcome;

	use(path, call, now_us);
	outcome = link_offer(&path->up, now_us, &weather, &what, packet->bytes);
	switch (outcome) {
	case LINK_AT_ONCE:
	case LINK_LATER:
		counters->tx_packets++;
		counters->tx_bytes += packet->size;
		break;
	case LINK_LOST:
		counters->tx_dropped++;
		break;
	case LINK_FULL:
		counters->tx_overflows++;
		break;
	}
	if (outcome == LINK_AT_ONCE)
		path_route(path, call, packet, now_us);
}

/* Takes a frame's header off, and answers what Ethernet asks. Returns the
 * header's size, or -1: there is no IP packet in it.
 */
static int unwrap(struct wwan_path *path, uint8_t *frame, size_t size)
{
	uint16_t type = ether_type(frame, size);
	size_t answer = 0;

	if (type == 0)
		return -1;
	if (!(frame[6] & 1))
		memcpy(path->host, frame + 6, ETHER_ADDRESS);
	if (type == ETHER_ARP && first_call(path, false))
		answer = ether_answer_arp(frame, size, path->reply);
	else if (type == ETHER_IPV6 && first_call(path, true))
		answer = ether_answer_neighbour(frame, size, path->reply);
	if (answer > 0)
		path->sinks->to_host(path->owner, path->reply, answer);

	return answer == 0 && (type == ETHER_IPV4 || type == ETHER_IPV6)
		? ETHER_HEADER
		: -1;
}

/* Whether the modem can read what the host sends. */
static bool is_agreed(struct wwan_path *path)
{
	if (path->is_raw_ip != path->plan->is_raw_ip)
		path_note(path, PATH_FORMAT,
			path->is_raw_ip ? "wwan0 sends raw IP"
					: "wwan0 sends 802.3");
	else if (path->plan->is_aggregated)
		path_note(path, PATH_AGGREGATION, "");
	else
		return true;
	path->plan->strays.tx_dropped++;

	return false;
}

void wwan_path_from_host(
	struct wwan_path *path, uint8_t *bytes, size_t size, uint64_t now_us)
{
	struct packet packet;
	struct wwan_call *call;
	const char *wrong;
	int header = 0;

	if (size > PATH_FRAME_MAX || size == 0)
		return;
	if (path->plan->count > 0 && !is_agreed(path))
		return;
	if (path->is_ethernet)
		header = unwrap(path, bytes, size);
	if (header < 0)
		return;
	wrong = size - (size_t)header > PACKET_SIZE_MAX
		? "longer than a packet can be"
		: packet_read(bytes + header, size - (size_t)header, &packet);
	if (wrong) {
		path->plan->strays.tx_errors++;
		path_note(path, PATH_BAD_PACKET, wrong);
		return;
	}
	call = call_of(path, &packet);
	if (!call) {
		path->plan->strays.tx_dropped++;
		/* What hosts tell everybody on the link is no mistake. */
		if (!path_is_local(&packet))
			path_note(path, PATH_NO_CALL, "");
		return;
	}
	send_up(path, call, &packet, now_us);
}

/* An answer of the gateway's server. */
static void from_server(
	struct wwan_path *path, const struct packet *packet, uint64_t now_us)
{
	struct wwan_call *call = nat_call_of_server(packet, path->plan);
	struct packet copy;
	struct flow *flow;

	if (!call)
		return;
	flow = flow_down(&path->flows, packet, call->is_ipv6,
		call->is_ipv6 ? NULL : packet->target, call->gateway);
	if (!flow)
		return;
	flow_note_down(flow, packet, now_us);
	if (nat_from_server(packet, call, flow->client, path->copy, &copy))
		path_send_down(path, call, &copy, now_us);
}

void wwan_path_from_slirp(
	struct wwan_path *path, uint8_t *bytes, size_t size, uint64_t now_us)
{
	struct packet packet;
	struct packet copy;
	struct wwan_call *call;
	struct flow *flow;
	const uint8_t *dns;

	if (size > PACKET_SIZE_MAX || packet_read(bytes, size, &packet) ||
		packet.is_fragment)
		return;
	if (packet.protocol == PACKET_TCP && !packet.is_ipv6 &&
		memcmp(packet.source, nat_server, 4) == 0) {
		from_server(path, &packet, now_us);
		return;
	}
	call = call_by_address(path, packet.is_ipv6, packet.target);
	if (!call ||
		(packet.protocol == PACKET_ICMPV6 &&
			packet.payload[0] >= NEIGHBOUR_FIRST &&
			packet.payload[0] <= NEIGHBOUR_LAST))
		return;
	dns = packet.is_ipv6 ? nat_dns6 : nat_dns;
	if (packet.protocol == PACKET_UDP && call->dns_count > 0 &&
		memcmp(packet.source, dns,
			packet_address_size(packet.is_ipv6)) == 0) {
		bool is_second = path->second_dns[packet.target_port / 8] >>
				(packet.target_port % 8) &
			1;

		nat_copy_from(&packet,
			call->dns[is_second && call->dns_count > 1], path->copy,
			&copy);
		packet = copy;
	}
	flow = packet.protocol == PACKET_TCP
		? flow_down(&path->flows, &packet, packet.is_ipv6,
			  packet.target, packet.source)
		: NULL;
	if (flow)
		flow_note_down(flow, &packet, now_us);
	path_send_down(path, call, &packet, now_us);
}

uint64_t wwan_path_advance(struct wwan_path *path, uint64_t now_us)
{
	struct link_item *item;
	struct wwan_call *call;
	struct packet packet;
	uint64_t up;
	uint64_t down;

	while ((item = link_take(&path->up, now_us))) {
		call = call_by_handle(path, item->tag);
		if (call && !packet_read(item->bytes, item->size, &packet))
			path_route(path, call, &packet, now_us);
		free(item);
	}
	while ((item = link_take(&path->down, now_us))) {
		call = call_by_handle(path, item->tag);
		if (call)
			deliver(path, call, item->bytes, item->size);
		free(item);
	}
	up = link_next(&path->up);
	down = link_next(&path->down);

	return up < down ? up : down;
}
