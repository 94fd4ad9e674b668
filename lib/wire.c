/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/wire.h"

#include <assert.h>
#include <string.h>

uint64_t wire_uint(struct wire_reader *reader, size_t size)
{
	const uint8_t *bytes = wire_skip(reader, size);
	uint64_t value = 0;

	if (!bytes)
		return 0;

	while (size-- > 0)
		value = value << 8 | bytes[size];

	return value;
}

uint64_t wire_uint_be(struct wire_reader *reader, size_t size)
{
	const uint8_t *bytes = wire_skip(reader, size);
	uint64_t value = 0;

	if (!bytes)
		return 0;

	for (size_t i = 0; i < size; i++)
		value = value << 8 | bytes[i];

	return value;
}

uint32_t wire_u32(struct wire_reader *reader)
{
	return (uint32_t)wire_uint(reader, 4);
}

struct wire_reader wire_cut(struct wire_reader *reader, size_t size)
{
	const uint8_t *start = wire_skip(reader, size);

	if (!start)
		return (struct wire_reader){.failed = true};

	return wire_reader(start, size);
}

struct wire_writer wire_writer(uint8_t *buffer, size_t room)
{
	return (struct wire_writer){.bytes = buffer, .room = room};
}

void wire_put_bytes(
	struct wire_writer *writer, const uint8_t *bytes, size_t size)
{
	if (writer->failed || size > writer->room - writer->size) {
		writer->failed = true;
		return;
	}

	if (size > 0)
		memcpy(writer->bytes + writer->size, bytes, size);
	writer->size += size;
}

void wire_put_uint(struct wire_writer *writer, uint64_t value, size_t size)
{
	uint8_t bytes[8];

	assert(size <= sizeof(bytes));
	for (size_t i = 0; i < size; i++)
		bytes[i] = (uint8_t)(value >> (8 * i));

	wire_put_bytes(writer, bytes, size);
}

void wire_put_uint_be(struct wire_writer *writer, uint64_t value, size_t size)
{
	uint8_t bytes[8];

	assert(size <= sizeof(bytes));
	for (size_t i = 0; i < size; i++)
		bytes[i] = (uint8_t)(value >> (8 * (size - 1 - i)));

	wire_put_bytes(writer, bytes, size);
}

void wire_put_u8(struct wire_writer *writer, uint8_t value)
{
	wire_put_bytes(writer, &value, 1);
}

void wire_put_u16(struct wire_writer *writer, uint16_t value)
{
	wire_put_uint(writer, value, 2);
}

void wire_put_u32(struct wire_writer *writer, uint32_t value)
{
	wire_put_uint(writer, value, 4);
}

void wire_patch_uint(
	struct wire_writer *writer, size_t offset, uint64_t value, size_t size)
{
	if (writer->failed)
		return;

	assert(offset + size <= writer->size);
	for (size_t i = 0; i < size; i++)
		writer->bytes[offset + i] = (uint8_t)(value >> (8 * i));
}
