/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_route.c - where packets of the host go: to the gateway, which is here, or
 * out.
 */
#include <string.h>

#include "sim/wwan_dhcp.h"
#include "sim/wwan_dns.h"
#include "sim/wwan_nat.h"
#include "sim/wwan_path_parts.h"
#include "sim/wwan_reply.h"

/* Whether a packet is for an address of the outside. The rest is this machine, a local
 * network's own business, or libslirp's (RFC 6890).
 */
static bool may_leave(const struct packet *packet)
{
	static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
	static const uint8_t low[12];
	const uint8_t *to = packet->target;

	/* libslirp 4.7 takes no pings over IPv6, nor other protocols. */
	if (packet->protocol != PACKET_TCP && packet->protocol != PACKET_UDP &&
		packet->protocol != PACKET_ICMP)
		return false;
	if (packet->is_ipv6)
		return to[0] != 0xff && to[0] != 0xfe &&
			memcmp(to, low, 12) != 0 &&
			memcmp(to, mapped, 12) != 0 &&
			memcmp(to, nat_network6, 8) != 0;

	return to[0] != 0 && to[0] != 127 && to[0] < 224 &&
		!(to[0] == 169 && to[1] == 254) &&
		memcmp(to, nat_network, 3) != 0;
}

static bool is_plain(const struct packet *packet)
{
	return packet->payload - packet->bytes ==
		(packet->is_ipv6 ? PACKET_IPV6_HEADER : PACKET_IPV4_HEADER);
}

/* Sends to libslirp, unless that would make it remember too much. */
static void to_slirp(struct wwan_path *path, const struct packet *packet)
{
	if (path->is_crowded &&
		(packet->protocol != PACKET_TCP ||
			(packet->payload[13] & PACKET_SYN))) {
		path_note(path, PATH_CROWDED, "");
		return;
	}
	path->sinks->to_slirp(path->owner, packet->bytes, packet->size);
}

static void to_server(struct wwan_path *path, const struct wwan_call *call,
	const struct packet *packet, uint64_t now_us)
{
	struct packet copy;

	if (!flow_up(&path->flows, packet, now_us)) {
		path_note(path, PATH_CROWDED, "");
		return;
	}
	nat_to_server(packet, call, path->copy, &copy);
	to_slirp(path, &copy);
}

/* To an address outside. */
static void to_internet(
	struct wwan_path *path, const struct packet *packet, uint64_t now_us)
{
	if (!is_plain(packet)) {
		path_note(path, PATH_FRAGMENT, "");
		return;
	}
	if (packet->protocol == PACKET_TCP &&
		!flow_up(&path->flows, packet, now_us)) {
		path_note(path, PATH_CROWDED, "");
		return;
	}
	to_slirp(path, packet);
}

/* A question to a name server; `index` says which. */
static void ask_dns(struct wwan_path *path, struct wwan_call *call,
	const struct packet *packet, size_t index, uint64_t now_us)
{
	uint8_t *bits = &path->second_dns[packet->source_port / 8];
	uint8_t bit = (uint8_t)(1 << packet->source_port % 8);
	struct packet other;
	enum dns_outcome outcome = dns_answer(
		packet, path->plan, path->reply, &other);

	if (outcome == DNS_IGNORED)
		return;
	if (outcome == DNS_ANSWERED || !path->has_internet) {
		path_send_down(path, call, &other, now_us);
		return;
	}
	*bits = (uint8_t)(index == 1 ? *bits | bit : *bits & ~bit);
	nat_copy_to(packet, packet->is_ipv6 ? nat_dns6 : nat_dns, path->copy,
		&other);
	to_slirp(path, &other);
}

/* Which of a call's name servers an address is, or -1. */
static int dns_index(const struct wwan_call *call, const uint8_t *address)
{
	size_t size = packet_address_size(call->is_ipv6);

	for (size_t i = 0; i < call->dns_count; i++)
		if (memcmp(call->dns[i], address, size) == 0)
			return (int)i;

	return -1;
}

/* To the gateway or a name server. */
static void to_gateway(struct wwan_path *path, struct wwan_call *call,
	const struct packet *packet, uint64_t now_us)
{
	int dns = dns_index(call, packet->target);
	bool is_gateway = memcmp(packet->target, call->gateway,
				  packet_address_size(call->is_ipv6)) == 0;
	struct packet reply;

	if (reply_echo(packet, path->reply, &reply)) {
		path_send_down(path, call, &reply, now_us);
	} else if (packet->protocol == PACKET_UDP &&
		packet->target_port == NAT_DNS_PORT && is_plain(packet)) {
		ask_dns(path, call, packet, dns == 1, now_us);
	} else if (packet->protocol == PACKET_TCP && is_gateway &&
		packet->target_port == NAT_SERVER_PORT && is_plain(packet)) {
		to_server(path, call, packet, now_us);
	} else if (reply_unreachable(packet, REPLY_NO_PORT, packet->target,
			   path->reply, &reply)) {
		path_send_down(path, call, &reply, now_us);
	}
}

bool path_is_local(const struct packet *packet)
{
	if (packet->is_ipv6)
		return packet->target[0] == 0xff || packet->target[0] == 0xfe;

	return packet->target[0] >= 224;
}

void path_route(struct wwan_path *path, struct wwan_call *call,
	const struct packet *packet, uint64_t now_us)
{
	size_t size = packet_address_size(packet->is_ipv6);
	struct packet reply;

	if (dhcp_is_question(packet)) {
		if (!path->is_raw_ip &&
			dhcp_answer(packet, call, path->reply, &reply))
			path_send_down(path, call, &reply, now_us);
		return;
	}
	if (reply_router(packet, call, path->reply, &reply)) {
		path_send_down(path, call, &reply, now_us);
		return;
	}
	if (path_is_local(packet))
		return;
	if (packet->is_fragment) {
		call->counters.tx_dropped++;
		path_note(path, PATH_FRAGMENT, "");
	} else if (memcmp(packet->target, call->gateway, size) == 0 ||
		dns_index(call, packet->target) >= 0) {
		to_gateway(path, call, packet, now_us);
	} else if (path->has_internet && may_leave(packet)) {
		to_internet(path, packet, now_us);
	} else if (reply_unreachable(packet, REPLY_PROHIBITED, call->gateway,
			   path->reply, &reply)) {
		path_note(path, PATH_PROHIBITED, "");
		path_send_down(path, call, &reply, now_us);
	}
}
