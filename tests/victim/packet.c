/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* packet.c - what is in a packet, and what is put into one. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/victim/victim.h"

enum {
	TLV_HEADER = 3,
	RESULT = 0x02,
	RESULT_SIZE = 4,
};

void packet_free(struct packet *packet)
{
	if (!packet)
		return;

	free(packet->frame);
	free(packet);
}

uint16_t packet_u16(const uint8_t *bytes)
{
	return (uint16_t)(bytes[0] | bytes[1] << 8);
}

uint32_t packet_u32(const uint8_t *bytes)
{
	return packet_u16(bytes) | (uint32_t)packet_u16(bytes + 2) << 16;
}

const uint8_t *packet_tlv(const struct packet *packet, uint8_t id, size_t *size)
{
	const uint8_t *at = packet->tlvs;
	size_t left = packet->tlvs_size;

	while (left >= TLV_HEADER) {
		size_t length = packet_u16(at + 1);

		if (length > left - TLV_HEADER)
			return NULL;
		if (at[0] == id) {
			*size = length;
			return at + TLV_HEADER;
		}
		at += TLV_HEADER + length;
		left -= TLV_HEADER + length;
	}

	return NULL;
}

uint8_t *packet_copy(const struct packet *packet, uint8_t id, size_t *size)
{
	const uint8_t *value = packet ? packet_tlv(packet, id, size) : NULL;
	uint8_t *copy;

	if (!value)
		return NULL;
	copy = malloc(*size);
	if (*size > 0)
		memcpy(copy, value, *size);

	return copy;
}

int packet_error(const struct packet *packet)
{
	size_t size;
	const uint8_t *result = packet_tlv(packet, RESULT, &size);

	if (!result || size < RESULT_SIZE)
		return -1;
	if (packet_u16(result) == 0)
		return 0;

	return packet_u16(result + 2);
}

void tlvs_put(struct tlvs *tlvs, uint8_t id, const void *value, size_t size)
{
	uint8_t *at = tlvs->bytes + tlvs->size;

	assert(tlvs->size + TLV_HEADER + size <= sizeof(tlvs->bytes));
	at[0] = id;
	at[1] = (uint8_t)size;
	at[2] = (uint8_t)(size >> 8);
	if (size > 0)
		memcpy(at + TLV_HEADER, value, size);
	tlvs->size += TLV_HEADER + size;
}

void tlvs_put_u8(struct tlvs *tlvs, uint8_t id, uint8_t value)
{
	tlvs_put(tlvs, id, &value, 1);
}

void tlvs_put_u16(struct tlvs *tlvs, uint8_t id, uint16_t value)
{
	uint8_t bytes[] = {(uint8_t)value, (uint8_t)(value >> 8)};

	tlvs_put(tlvs, id, bytes, sizeof(bytes));
}

void tlvs_put_u32(struct tlvs *tlvs, uint8_t id, uint32_t value)
{
	uint8_t bytes[] = {(uint8_t)value, (uint8_t)(value >> 8),
		(uint8_t)(value >> 16), (uint8_t)(value >> 24)};

	tlvs_put(tlvs, id, bytes, sizeof(bytes));
}

void tlvs_put_text(struct tlvs *tlvs, uint8_t id, const char *text)
{
	tlvs_put(tlvs, id, text, strlen(text));
}

int victim_fail(const char *format, ...)
{
	va_list arguments;

	fputs("victim: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);

	return 1;
}
