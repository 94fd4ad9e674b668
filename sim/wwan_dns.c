/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* RFC 1035; RFC 3596 (AAAA). */
#include "sim/wwan_dns.h"

#include <string.h>
#include <strings.h>

#include "lib/wire.h"

enum {
	HEADER_SIZE = 12,
	NAME_MAX_SIZE = 255,
	LABEL_MAX = 63,
	TYPE_A = 1,
	TYPE_AAAA = 28,
	TYPE_ANY = 255,
	CLASS_IN = 1,
	TTL = 60,
	FLAG_RESPONSE = 0x8000,
	FLAG_AUTHORITATIVE = 0x0400,
	FLAG_WANTS_RECURSION = 0x0100,
	FLAG_RECURSIVE = 0x0080,
	OPCODE_MASK = 0x7800,
	FORMAT_ERROR = 1,
	NO_SUCH_NAME = 3,
	NOT_IMPLEMENTED = 4,
};

static const char *const names[] = {"gateway.test", "www.test"};

struct question {
	const uint8_t *message;
	size_t size; /* up to the end of the question */
	unsigned int flags;
	char name[NAME_MAX_SIZE + 1];
	unsigned int type;
	unsigned int class;
};

/* Reads labels as a name with dots. */
static bool read_name(struct wire_reader *reader, char *name)
{
	size_t used = 0;

	for (;;) {
		size_t size = wire_u8(reader);
		const uint8_t *label;

		if (size == 0)
			break;
		label = wire_skip(reader, size);
		if (!label || size > LABEL_MAX ||
			used + size + 1 > NAME_MAX_SIZE)
			return false;
		if (used > 0)
			name[used++] = '.';
		memcpy(name + used, label, size);
		used += size;
	}
	name[used] = '\0';

	return !reader->failed && strlen(name) == used;
}

static bool read_question(struct wire_reader reader, struct question *question)
{
	const uint8_t *start = reader.bytes;
	size_t size = reader.left;
	unsigned int count;

	wire_skip(&reader, 4);
	count = (unsigned int)wire_uint_be(&reader, 2);
	wire_skip(&reader, 6);
	if (count != 1 || !read_name(&reader, question->name))
		return false;
	question->type = (unsigned int)wire_uint_be(&reader, 2);
	question->class = (unsigned int)wire_uint_be(&reader, 2);
	question->message = start;
	question->size = size - reader.left;

	return !reader.failed;
}

static bool is_ours(const char *name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(name, names[i]) == 0)
			return true;

	return false;
}

/* Adds the gateway's addresses that were asked for. Returns how many. */
static unsigned int put_addresses(struct wire_writer *out,
	const struct question *question, const struct wwan_plan *plan)
{
	unsigned int count = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct wwan_call *call = &plan->calls[i];
		unsigned int type = call->is_ipv6 ? TYPE_AAAA : TYPE_A;
		size_t size = packet_address_size(call->is_ipv6);

		if (question->class != CLASS_IN ||
			(question->type != type && question->type != TYPE_ANY))
			continue;
		wire_put_uint_be(out, 0xc000 | HEADER_SIZE, 2); /* the name */
		wire_put_uint_be(out, type, 2);
		wire_put_uint_be(out, CLASS_IN, 2);
		wire_put_uint_be(out, TTL, 4);
		wire_put_uint_be(out, size, 2);
		wire_put_bytes(out, call->gateway, size);
		count++;
	}

	return count;
}

/* Writes the message; `code` is the outcome in the words of DNS. */
static size_t write_message(uint8_t *room, const struct question *question,
	unsigned int code, const struct wwan_plan *plan)
{
	struct wire_writer out = wire_writer(
		room, HEADER_SIZE + NAME_MAX_SIZE + 8 + WWAN_CALLS_MAX * 28);
	unsigned int count = 0;

	wire_put_bytes(&out, question->message, 2);
	wire_put_uint_be(&out,
		FLAG_RESPONSE | FLAG_RECURSIVE | FLAG_AUTHORITATIVE |
			(question->flags &
				(OPCODE_MASK | FLAG_WANTS_RECURSION)) |
			code,
		2);
	wire_put_uint_be(&out, question->size > 0, 2);
	wire_put_uint_be(&out, 0, 6);
	if (question->size > 0)
		wire_put_bytes(&out, question->message + HEADER_SIZE,
			question->size - HEADER_SIZE);
	if (code == 0)
		count = put_addresses(&out, question, plan);
	if (out.failed)
		return 0;
	packet_put_u16(room + 6, count);

	return out.size;
}

enum dns_outcome dns_answer(const struct packet *packet,
	const struct wwan_plan *plan, uint8_t *room, struct packet *answer)
{
	const uint8_t *message = packet->payload + PACKET_UDP_HEADER;
	size_t size = (size_t)packet_u16(packet->payload + 4) -
		PACKET_UDP_HEADER;
	const struct packet_header header = {
		.is_ipv6 = packet->is_ipv6,
		.protocol = PACKET_UDP,
		.source = packet->target,
		.target = packet->source,
	};
	size_t start = PACKET_UDP_HEADER +
		(packet->is_ipv6 ? PACKET_IPV6_HEADER : PACKET_IPV4_HEADER);
	struct question question = {.message = message};
	enum dns_outcome outcome = DNS_ANSWERED;
	unsigned int code = 0;

	if (size < HEADER_SIZE)
		return DNS_IGNORED;
	question.flags = packet_u16(message + 2);
	if (question.flags & FLAG_RESPONSE)
		return DNS_IGNORED;

	if (question.flags & OPCODE_MASK) {
		code = NOT_IMPLEMENTED;
	} else if (!read_question(wire_reader(message, size), &question)) {
		code = FORMAT_ERROR;
		question.size = 0;
	} else if (!is_ours(question.name)) {
		code = NO_SUCH_NAME;
		outcome = DNS_ELSEWHERE;
	}
	size = write_message(room + start, &question, code, plan);
	if (size == 0)
		return DNS_IGNORED;
	packet_write(room, &header, PACKET_UDP_HEADER + size, answer);
	packet_write_udp(answer, packet->target_port, packet->source_port);
	packet_seal(answer);

	return outcome;
}
