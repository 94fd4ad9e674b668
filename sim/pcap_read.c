/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/pcap_read.h"

#include "lib/wire.h"

/* Numbers of the formats, from draft-ietf-opsawg-pcap and -pcapng. */
enum {
	MICRO = 1000000,
	NANO = 1000000000,
	MAGIC_SIZE = 4,
	PCAP_HEAD_SIZE = 24,
	PCAP_RECORD_SIZE = 16,
	BLOCK_INTERFACE = 1,
	BLOCK_OLD_PACKET = 2,
	BLOCK_SIMPLE_PACKET = 3,
	BLOCK_PACKET = 6,
	BLOCK_HEAD_SIZE = 8,
	BLOCK_SIZE_MIN = 12,
	OPTION_FLAGS = 2,
	OPTION_TIME_RESOLUTION = 9,
	TIME_DIGITS = 6, /* unless an option says otherwise */
	TIME_DIGITS_MAX = 18,
};

static const uint32_t magic_ng = 0x0a0d0d0a; /* the same both ways */
static const uint32_t magic_order = 0x1a2b3c4d;
static const uint32_t magic_micro = 0xa1b2c3d4;
static const uint32_t magic_nano = 0xa1b23c4d;

static uint32_t read_u32(
	const struct pcap_reader *reader, struct wire_reader *bytes)
{
	return reader->is_big_endian ? (uint32_t)wire_uint_be(bytes, 4)
				     : wire_u32(bytes);
}

static uint16_t read_u16(
	const struct pcap_reader *reader, struct wire_reader *bytes)
{
	return reader->is_big_endian ? (uint16_t)wire_uint_be(bytes, 2)
				     : wire_u16(bytes);
}

static enum pcap_result refuse(struct pcap_reader *reader, const char *problem)
{
	reader->problem = problem;

	return PCAP_BAD;
}

bool pcap_is_pcap(const uint8_t *bytes, size_t size)
{
	struct wire_reader little = wire_reader(bytes, size);
	struct wire_reader big = little;
	uint32_t magic = wire_u32(&little);
	uint32_t swapped = (uint32_t)wire_uint_be(&big, MAGIC_SIZE);

	return !little.failed &&
		(magic == magic_ng || magic == magic_micro ||
			magic == magic_nano || swapped == magic_micro ||
			swapped == magic_nano);
}

/* The head of a pcap file: the order of bytes and the one link type. */
static enum pcap_result read_head(struct pcap_reader *reader,
	const uint8_t *bytes, size_t size, size_t *used)
{
	struct wire_reader head = wire_reader(bytes, size);
	uint32_t magic = wire_u32(&head);

	if (head.failed)
		return PCAP_MORE;
	if (!pcap_is_pcap(bytes, size))
		return refuse(reader, "neither pcap nor pcapng");
	if (magic == magic_ng) {
		reader->is_open = true;
		reader->is_ng = true;
		return PCAP_OTHER;
	}
	if (size < PCAP_HEAD_SIZE)
		return PCAP_MORE;
	reader->is_big_endian = magic != magic_micro && magic != magic_nano;
	wire_skip(&head, PCAP_HEAD_SIZE - 2 * MAGIC_SIZE);
	reader->links[0] = (uint16_t)read_u32(reader, &head);
	reader->time_digits[0] = TIME_DIGITS;
	if (bytes[reader->is_big_endian ? MAGIC_SIZE - 1 : 0] ==
		(magic_nano & 0xff))
		reader->time_digits[0] = 9;
	reader->interface_count = 1;
	reader->is_open = true;
	*used = PCAP_HEAD_SIZE;

	return PCAP_OTHER;
}

/* Sets the time from a count of parts of a second. */
static void set_time(
	struct pcap_packet *packet, uint64_t count, unsigned int digits)
{
	for (; digits > TIME_DIGITS; digits--)
		count /= 10;
	for (; digits < TIME_DIGITS; digits++)
		count *= 10;
	packet->time_us = count;
	packet->has_time = true;
}

static enum pcap_result read_record(struct pcap_reader *reader,
	const uint8_t *bytes, size_t size, struct pcap_packet *packet,
	size_t *used)
{
	struct wire_reader record = wire_reader(bytes, size);
	uint64_t seconds;

	seconds = read_u32(reader, &record);
	set_time(packet,
		seconds * (reader->time_digits[0] == 9 ? NANO : MICRO) +
			read_u32(reader, &record),
		reader->time_digits[0]);
	packet->size = read_u32(reader, &record);
	packet->full_size = read_u32(reader, &record);
	if (record.failed)
		return PCAP_MORE;
	if (packet->size > PCAP_BLOCK_MAX)
		return refuse(reader, "a packet is too large");
	packet->bytes = wire_skip(&record, packet->size);
	if (record.failed)
		return PCAP_MORE;
	packet->link = reader->links[0];
	packet->is_big_endian = reader->is_big_endian;
	*used = PCAP_RECORD_SIZE + packet->size;

	return PCAP_PACKET;
}

/* A section begins: the order of its bytes. */
static enum pcap_result begin_section(
	struct pcap_reader *reader, const uint8_t *bytes, size_t size)
{
	struct wire_reader block = wire_reader(bytes, size);

	wire_skip(&block, BLOCK_HEAD_SIZE);
	reader->is_big_endian = wire_u32(&block) != magic_order;
	if (block.failed)
		return PCAP_MORE;
	block = wire_reader(bytes + BLOCK_HEAD_SIZE, size - BLOCK_HEAD_SIZE);
	if (read_u32(reader, &block) != magic_order)
		return refuse(reader, "a section has no byte order");
	reader->interface_count = 0;

	return PCAP_OTHER;
}

/* How many decimal digits the time of an interface's packets has, from its
 * options; what is counted in powers of two is not known.
 */
static uint8_t read_resolution(
	const struct pcap_reader *reader, struct wire_reader *options)
{
	while (options->left > 0 && !options->failed) {
		uint16_t code = read_u16(reader, options);
		uint16_t size = read_u16(reader, options);
		struct wire_reader value = wire_cut(options, size);
		uint8_t digits = wire_u8(&value);

		wire_skip(options, (4u - size % 4u) % 4u);
		if (code == 0)
			break;
		if (code == OPTION_TIME_RESOLUTION && !value.failed)
			return digits;
	}

	return TIME_DIGITS;
}

static enum pcap_result read_interface(
	struct pcap_reader *reader, struct wire_reader *block)
{
	uint16_t link = read_u16(reader, block);

	if (block->failed)
		return refuse(reader, "an interface is cut short");
	if (reader->interface_count < PCAP_INTERFACES_MAX) {
		reader->links[reader->interface_count] = link;
		wire_skip(block, 6); /* reserved, and the size of packets */
		reader->time_digits[reader->interface_count] = read_resolution(
			reader, block);
	}
	reader->interface_count++;

	return PCAP_OTHER;
}

/* The direction, from the options behind a packet. */
static enum pcap_direction read_direction(
	const struct pcap_reader *reader, struct wire_reader *options)
{
	while (options->left > 0 && !options->failed) {
		uint16_t code = read_u16(reader, options);
		uint16_t size = read_u16(reader, options);
		struct wire_reader value = wire_cut(options, size);
		uint32_t flags;

		wire_skip(options, (4u - size % 4u) % 4u);
		if (code == 0)
			break;
		if (code != OPTION_FLAGS || value.left != 4)
			continue;
		flags = read_u32(reader, &value) & 3;
		return flags == 1    ? PCAP_FROM_MODEM
			: flags == 2 ? PCAP_FROM_HOST
				     : PCAP_UNKNOWN;
	}

	return PCAP_UNKNOWN;
}

static enum pcap_result read_packet(struct pcap_reader *reader, uint32_t type,
	struct wire_reader *block, struct pcap_packet *packet)
{
	uint32_t interface = 0;
	uint64_t time = 0;

	if (type == BLOCK_PACKET)
		interface = read_u32(reader, block);
	else if (type == BLOCK_OLD_PACKET)
		interface = read_u16(reader, block);
	if (type == BLOCK_OLD_PACKET)
		wire_skip(block, 2); /* how many were dropped */
	if (type != BLOCK_SIMPLE_PACKET) {
		time = (uint64_t)read_u32(reader, block) << 32;
		time |= read_u32(reader, block);
		packet->size = read_u32(reader, block);
	}
	packet->full_size = read_u32(reader, block);
	if (type == BLOCK_SIMPLE_PACKET)
		packet->size = packet->full_size < block->left
			? packet->full_size
			: block->left;
	packet->bytes = wire_skip(block, packet->size);
	if (block->failed)
		return refuse(reader, "a packet runs past its block");
	if (interface >= reader->interface_count ||
		interface >= PCAP_INTERFACES_MAX)
		return refuse(reader, "a packet is of an unknown interface");
	packet->link = reader->links[interface];
	packet->is_big_endian = reader->is_big_endian;
	if (type != BLOCK_SIMPLE_PACKET &&
		reader->time_digits[interface] <= TIME_DIGITS_MAX)
		set_time(packet, time, reader->time_digits[interface]);
	wire_skip(block, (4 - packet->size % 4) % 4);
	if (type != BLOCK_SIMPLE_PACKET)
		packet->direction = read_direction(reader, block);

	return PCAP_PACKET;
}

static enum pcap_result read_block(struct pcap_reader *reader,
	const uint8_t *bytes, size_t size, struct pcap_packet *packet,
	size_t *used)
{
	struct wire_reader stream = wire_reader(bytes, size);
	struct wire_reader block;
	uint32_t type = read_u32(reader, &stream);
	uint32_t length;

	if (!stream.failed && type == magic_ng) {
		enum pcap_result result = begin_section(reader, bytes, size);

		if (result != PCAP_OTHER)
			return result;
	}
	length = read_u32(reader, &stream);
	if (stream.failed)
		return PCAP_MORE;
	if (length < BLOCK_SIZE_MIN || length > PCAP_BLOCK_MAX ||
		length % 4 != 0)
		return refuse(reader, "a block has an impossible length");
	if (size < length)
		return PCAP_MORE;

	*used = length;
	block = wire_reader(bytes + BLOCK_HEAD_SIZE, length - BLOCK_SIZE_MIN);
	if (type == BLOCK_INTERFACE)
		return read_interface(reader, &block);
	if (type == BLOCK_PACKET || type == BLOCK_SIMPLE_PACKET ||
		type == BLOCK_OLD_PACKET)
		return read_packet(reader, type, &block, packet);

	return PCAP_OTHER;
}

enum pcap_result pcap_read(struct pcap_reader *reader, const uint8_t *bytes,
	size_t size, struct pcap_packet *packet, size_t *used)
{
	enum pcap_result result;

	*used = 0;
	*packet = (struct pcap_packet){0};
	if (reader->problem)
		return PCAP_BAD;
	if (!reader->is_open) {
		result = read_head(reader, bytes, size, used);
		if (result != PCAP_OTHER || *used > 0)
			return result;
	}

	return reader->is_ng ? read_block(reader, bytes, size, packet, used)
			     : read_record(reader, bytes, size, packet, used);
}
