/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* RFC 826 (ARP), RFC 5227 (probes), RFC 4861 (neighbours). */
#include "sim/wwan_ether.h"

#include <string.h>

#include "sim/wwan_packet.h"

enum {
	ARP_REQUEST = 1,
	ARP_REPLY = 2,
	SOLICITATION = 135,
	ADVERTISEMENT = 136,
	NEIGHBOUR_SIZE = 32,
	FLAG_ROUTER = 0x80, /* without it a host forgets its route */
	FLAG_SOLICITED = 0x40,
	FLAG_OVERRIDE = 0x20,
};

const uint8_t ether_modem[ETHER_ADDRESS] = {0x02, 0x51, 0x4d, 0x49, 0, 0xfe};
const uint8_t ether_host[ETHER_ADDRESS] = {0x02, 0x51, 0x4d, 0x49, 0, 0x01};

static const uint8_t nobody[16];

void ether_write(uint8_t *frame, const uint8_t *target, const uint8_t *source,
	uint16_t type)
{
	memcpy(frame, target, ETHER_ADDRESS);
	memcpy(frame + 6, source, ETHER_ADDRESS);
	packet_put_u16(frame + 12, type);
}

uint16_t ether_type(const uint8_t *frame, size_t size)
{
	return size < ETHER_HEADER ? 0 : packet_u16(frame + 12);
}

static void write_arp(uint8_t *arp, uint16_t operation)
{
	packet_put_u16(arp, 1); /* Ethernet */
	packet_put_u16(arp + 2, ETHER_IPV4);
	arp[4] = ETHER_ADDRESS;
	arp[5] = 4;
	packet_put_u16(arp + 6, operation);
}

size_t ether_answer_arp(const uint8_t *frame, size_t size, uint8_t *room)
{
	const uint8_t *arp = frame + ETHER_HEADER;
	uint8_t *answer = room + ETHER_HEADER;

	if (size < ETHER_ARP_SIZE || ether_type(frame, size) != ETHER_ARP ||
		packet_u16(arp) != 1 || packet_u16(arp + 2) != ETHER_IPV4 ||
		arp[4] != ETHER_ADDRESS || arp[5] != 4 ||
		packet_u16(arp + 6) != ARP_REQUEST)
		return 0;
	if (memcmp(arp + 14, nobody, 4) == 0 ||
		memcmp(arp + 14, arp + 24, 4) == 0)
		return 0;

	ether_write(room, arp + 8, ether_modem, ETHER_ARP);
	write_arp(answer, ARP_REPLY);
	memcpy(answer + 8, ether_modem, ETHER_ADDRESS);
	memcpy(answer + 14, arp + 24, 4);
	memcpy(answer + 18, arp + 8, ETHER_ADDRESS + 4);

	return ETHER_ARP_SIZE;
}

size_t ether_tell_arp(
	const uint8_t *address, const uint8_t *hardware, uint8_t *room)
{
	static const uint8_t all[ETHER_ADDRESS] = {
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
	uint8_t *arp = room + ETHER_HEADER;

	ether_write(room, all, hardware, ETHER_ARP);
	write_arp(arp, ARP_REPLY);
	memcpy(arp + 8, hardware, ETHER_ADDRESS);
	memcpy(arp + 14, address, 4);
	memcpy(arp + 18, all, ETHER_ADDRESS);
	memcpy(arp + 24, address, 4);

	return ETHER_ARP_SIZE;
}

size_t ether_answer_neighbour(uint8_t *frame, size_t size, uint8_t *room)
{
	struct packet question;
	struct packet answer;
	struct packet_header header = {
		.is_ipv6 = true,
		.protocol = PACKET_ICMPV6,
		.hop_limit = 255,
	};
	uint8_t *body;

	if (ether_type(frame, size) != ETHER_IPV6 ||
		packet_read(
			frame + ETHER_HEADER, size - ETHER_HEADER, &question) ||
		question.is_fragment || question.protocol != PACKET_ICMPV6 ||
		question.payload_size < 24 ||
		question.payload[0] != SOLICITATION ||
		question.payload[1] != 0 || question.hop_limit != 255 ||
		memcmp(question.source, nobody, 16) == 0 ||
		question.payload[8] == 0xff)
		return 0;

	header.source = question.payload + 8;
	header.target = question.source;
	ether_write(room, frame + ETHER_ADDRESS, ether_modem, ETHER_IPV6);
	packet_write(room + ETHER_HEADER, &header, NEIGHBOUR_SIZE, &answer);
	body = answer.payload;
	memset(body, 0, NEIGHBOUR_SIZE);
	body[0] = ADVERTISEMENT;
	body[4] = FLAG_ROUTER | FLAG_SOLICITED | FLAG_OVERRIDE;
	memcpy(body + 8, question.payload + 8, 16);
	body[24] = 2; /* the target's link-layer address */
	body[25] = 1;
	memcpy(body + 26, ether_modem, ETHER_ADDRESS);
	packet_seal(&answer);

	return ETHER_NEIGHBOUR_SIZE;
}
