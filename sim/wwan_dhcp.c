/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* RFC 2131 and 2132. */
#include "sim/wwan_dhcp.h"

#include <string.h>

#include "lib/wire.h"

enum {
	SERVER_PORT = 67,
	CLIENT_PORT = 68,
	FIXED_SIZE = 236, /* before the cookie */
	MESSAGE_SIZE = 300,
	BOOT_REQUEST = 1,
	BOOT_REPLY = 2,
	HARDWARE_AT = 28,
	LEASE = 7200,

	OPTION_PAD = 0,
	OPTION_MASK = 1,
	OPTION_ROUTER = 3,
	OPTION_DNS = 6,
	OPTION_MTU = 26,
	OPTION_ADDRESS = 50,
	OPTION_LEASE = 51,
	OPTION_TYPE = 53,
	OPTION_SERVER = 54,
	OPTION_END = 255,

	DISCOVER = 1,
	OFFER = 2,
	REQUEST = 3,
	ACK = 5,
	NAK = 6,
	INFORM = 8,
};

static const uint8_t cookie[4] = {99, 130, 83, 99};
static const uint8_t everybody[4] = {255, 255, 255, 255};
static const uint8_t nobody[4];

struct question {
	const uint8_t *message;
	uint8_t type;
	const uint8_t *wanted; /* an address, or NULL */
	const uint8_t *server;
};

bool dhcp_is_question(const struct packet *packet)
{
	return !packet->is_ipv6 && !packet->is_fragment &&
		packet->protocol == PACKET_UDP &&
		packet->source_port == CLIENT_PORT &&
		packet->target_port == SERVER_PORT;
}

static void read_options(struct wire_reader *options, struct question *question)
{
	while (options->left > 0 && !options->failed) {
		uint8_t code = wire_u8(options);
		const uint8_t *value;
		size_t size;

		if (code == OPTION_PAD)
			continue;
		if (code == OPTION_END)
			return;
		size = wire_u8(options);
		value = wire_skip(options, size);
		if (!value)
			return;
		if (code == OPTION_TYPE && size == 1)
			question->type = value[0];
		else if (code == OPTION_ADDRESS && size == 4)
			question->wanted = value;
		else if (code == OPTION_SERVER && size == 4)
			question->server = value;
	}
}

static bool read_question(
	const struct packet *packet, struct question *question)
{
	struct wire_reader reader = wire_reader(
		packet->payload + PACKET_UDP_HEADER,
		(size_t)packet_u16(packet->payload + 4) - PACKET_UDP_HEADER);
	const uint8_t *magic;

	question->message = wire_skip(&reader, FIXED_SIZE);
	magic = wire_skip(&reader, sizeof(cookie));
	if (!question->message || !magic ||
		memcmp(magic, cookie, sizeof(cookie)) != 0 ||
		question->message[0] != BOOT_REQUEST ||
		question->message[1] != 1 || question->message[2] != 6)
		return false;
	read_options(&reader, question);

	return true;
}

/* The answer's type, or 0. */
static uint8_t decide(
	const struct question *question, const struct wwan_call *call)
{
	const uint8_t *wanted = question->wanted;

	switch (question->type) {
	case DISCOVER:
		return OFFER;
	case INFORM:
		return ACK;
	case REQUEST:
		if (question->server &&
			memcmp(question->server, call->gateway, 4) != 0)
			return 0; /* it has chosen another server */
		if (!wanted)
			wanted = question->message + 12;
		return memcmp(wanted, call->address, 4) == 0 ? ACK : NAK;
	}

	return 0;
}

static uint8_t *put(
	uint8_t *at, uint8_t code, const uint8_t *value, size_t size)
{
	*at++ = code;
	*at++ = (uint8_t)size;
	memcpy(at, value, size);

	return at + size;
}

static void write_options(uint8_t *at, uint8_t type,
	const struct question *question, const struct wwan_call *call)
{
	uint8_t number[4];

	at = put(at, OPTION_TYPE, &type, 1);
	at = put(at, OPTION_SERVER, call->gateway, 4);
	if (type == NAK) {
		*at = OPTION_END;
		return;
	}
	if (question->type != INFORM) {
		packet_put_u32(number, LEASE);
		at = put(at, OPTION_LEASE, number, 4);
	}
	packet_put_u32(number,
		call->prefix == 0 ? 0 : 0xffffffffU << (32 - call->prefix));
	at = put(at, OPTION_MASK, number, 4);
	at = put(at, OPTION_ROUTER, call->gateway, 4);
	packet_put_u16(number, call->mtu);
	at = put(at, OPTION_MTU, number, 2);
	if (call->dns_count > 0) {
		*at++ = OPTION_DNS;
		*at++ = (uint8_t)(4 * call->dns_count);
	}
	for (size_t i = 0; i < call->dns_count; i++, at += 4)
		memcpy(at, call->dns[i], 4);
	*at = OPTION_END;
}

bool dhcp_answer(const struct packet *packet, const struct wwan_call *call,
	uint8_t *room, struct packet *answer)
{
	struct question question = {0};
	struct packet_header header = {
		.protocol = PACKET_UDP,
		.source = call->gateway,
		.target = everybody,
	};
	uint8_t *message;
	uint8_t type;

	if (!dhcp_is_question(packet) || !read_question(packet, &question))
		return false;
	type = decide(&question, call);
	if (type == 0)
		return false;

	if (type != NAK && memcmp(question.message + 12, nobody, 4) != 0)
		header.target = question.message + 12; /* it has its address */
	packet_write(room, &header, PACKET_UDP_HEADER + MESSAGE_SIZE, answer);
	message = answer->payload + PACKET_UDP_HEADER;
	memset(message, 0, MESSAGE_SIZE);
	message[0] = BOOT_REPLY;
	message[1] = 1;
	message[2] = 6; /* bytes of an Ethernet address */
	memcpy(message + 4, question.message + 4, 4);	/* transaction */
	memcpy(message + 10, question.message + 10, 2); /* flags */
	if (type != NAK) {
		memcpy(message + 12, question.message + 12, 4);
		if (question.type != INFORM)
			memcpy(message + 16, call->address, 4);
		memcpy(message + 20, call->gateway, 4);
	}
	memcpy(message + HARDWARE_AT, question.message + HARDWARE_AT, 16);
	memcpy(message + FIXED_SIZE, cookie, sizeof(cookie));
	write_options(
		message + FIXED_SIZE + sizeof(cookie), type, &question, call);
	packet_write_udp(answer, SERVER_PORT, CLIENT_PORT);
	packet_seal(answer);

	return true;
}
