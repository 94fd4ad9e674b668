/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan_reply.h"

#include <string.h>

enum {
	ECHO_REPLY = 0,
	ECHO_REQUEST = 8,
	UNREACHABLE = 3,
	UNREACHABLE_PORT = 3,
	UNREACHABLE_PROHIBITED = 13,
	V6_UNREACHABLE = 1,
	V6_UNREACHABLE_PROHIBITED = 1,
	V6_UNREACHABLE_PORT = 4,
	V6_ECHO_REQUEST = 128,
	V6_ECHO_REPLY = 129,
	V6_ROUTER_SOLICITATION = 133,
	V6_ROUTER_ADVERTISEMENT = 134,
	ICMP_HEADER = 8,
	V4_QUOTE_MAX = 548,  /* RFC 1812: 576 bytes in all */
	V6_QUOTE_MAX = 1232, /* RFC 4443: the smallest MTU in all */
	LIFETIME = 1800,     /* of what is advertised, in seconds */
};

/* fe80::1, and ff02::1 for all nodes */
static const uint8_t link_local[16] = {0xfe, 0x80, [15] = 1};
static const uint8_t all_nodes[16] = {0xff, 0x02, [15] = 1};

static bool is_icmp(const struct packet *packet)
{
	return !packet->is_fragment &&
		packet->protocol ==
		(packet->is_ipv6 ? PACKET_ICMPV6 : PACKET_ICMP);
}

bool reply_echo(
	const struct packet *question, uint8_t *room, struct packet *reply)
{
	uint8_t asked = question->is_ipv6 ? V6_ECHO_REQUEST : ECHO_REQUEST;
	const struct packet_header header = {
		.is_ipv6 = question->is_ipv6,
		.protocol = question->protocol,
		.source = question->target,
		.target = question->source,
	};

	if (!is_icmp(question) || question->payload[0] != asked)
		return false;

	packet_write(room, &header, question->payload_size, reply);
	memcpy(reply->payload, question->payload, question->payload_size);
	reply->payload[0] = question->is_ipv6 ? V6_ECHO_REPLY : ECHO_REPLY;
	packet_seal(reply);

	return true;
}

/* Errors are not answered by errors. */
static bool is_error(const struct packet *packet)
{
	if (!is_icmp(packet))
		return false;
	if (packet->is_ipv6)
		return packet->payload[0] < V6_ECHO_REQUEST;

	return packet->payload[0] != ECHO_REQUEST;
}

static bool is_multicast(const struct packet *packet)
{
	return packet->is_ipv6 ? packet->target[0] == 0xff
			       : packet->target[0] >= 224;
}

bool reply_unreachable(const struct packet *question, enum reply_reason reason,
	const uint8_t *from, uint8_t *room, struct packet *reply)
{
	bool is_ipv6 = question->is_ipv6;
	size_t quote = is_ipv6 ? V6_QUOTE_MAX : V4_QUOTE_MAX;
	const struct packet_header header = {
		.is_ipv6 = is_ipv6,
		.protocol = is_ipv6 ? PACKET_ICMPV6 : PACKET_ICMP,
		.source = from,
		.target = question->source,
	};

	if (is_error(question) || is_multicast(question) ||
		question->is_fragment)
		return false;

	if (quote > question->size)
		quote = question->size;
	packet_write(room, &header, ICMP_HEADER + quote, reply);
	memset(reply->payload, 0, ICMP_HEADER);
	reply->payload[0] = is_ipv6 ? V6_UNREACHABLE : UNREACHABLE;
	switch (reason) {
	case REPLY_NO_PORT:
		reply->payload[1] = is_ipv6 ? V6_UNREACHABLE_PORT
					    : UNREACHABLE_PORT;
		break;
	case REPLY_PROHIBITED:
		reply->payload[1] = is_ipv6 ? V6_UNREACHABLE_PROHIBITED
					    : UNREACHABLE_PROHIBITED;
		break;
	}
	memcpy(reply->payload + ICMP_HEADER, question->bytes, quote);
	packet_seal(reply);

	return true;
}

/* Options of a router advertisement. Returns the end. */
static uint8_t *put_options(uint8_t *at, const struct wwan_call *call)
{
	size_t whole = call->prefix / 8;

	memset(at, 0, 32);
	at[0] = 3; /* prefix: addresses may be made from it */
	at[1] = 4;
	at[2] = call->prefix;
	at[3] = 0x40;
	packet_put_u32(at + 4, LIFETIME);
	packet_put_u32(at + 8, LIFETIME);
	memcpy(at + 16, call->address, whole);
	if (call->prefix % 8)
		at[16 + whole] = (uint8_t)(call->address[whole] &
			0xff << (8 - call->prefix % 8));
	at += 32;

	memset(at, 0, 8);
	at[0] = 5; /* MTU */
	at[1] = 1;
	packet_put_u32(at + 4, call->mtu);
	at += 8;

	if (call->dns_count == 0)
		return at;
	memset(at, 0, 8);
	at[0] = 25; /* name servers */
	at[1] = (uint8_t)(1 + 2 * call->dns_count);
	packet_put_u32(at + 4, LIFETIME);
	memcpy(at + 8, call->dns, 16 * call->dns_count);

	return at + 8 + 16 * call->dns_count;
}

bool reply_router(const struct packet *question, const struct wwan_call *call,
	uint8_t *room, struct packet *reply)
{
	uint8_t body[16 + 32 + 8 + 8 + 16 * WWAN_DNS_MAX] = {
		V6_ROUTER_ADVERTISEMENT};
	const struct packet_header header = {
		.is_ipv6 = true,
		.protocol = PACKET_ICMPV6,
		.source = link_local,
		.target = all_nodes,
		.hop_limit = 255,
	};
	size_t size;

	if (!question->is_ipv6 || !is_icmp(question) ||
		question->payload[0] != V6_ROUTER_SOLICITATION ||
		question->hop_limit != 255)
		return false;

	body[4] = 64; /* hop limit */
	packet_put_u16(body + 6, LIFETIME);
	size = (size_t)(put_options(body + 16, call) - body);
	packet_write(room, &header, size, reply);
	memcpy(reply->payload, body, size);
	packet_seal(reply);

	return true;
}
