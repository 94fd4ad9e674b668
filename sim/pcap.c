/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/pcap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/redact.h"
#include "lib/wire.h"
#include "sim/host.h"
#include "sim/memory.h"

/* Numbers of the format, from draft-ietf-opsawg-pcapng. */
enum {
	BLOCK_SECTION = 0x0a0d0d0a,
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 6,
	BYTE_ORDER_MAGIC = 0x1a2b3c4d,
	OPTION_COMMENT = 1,
	OPTION_PROGRAM = 4, /* of a section */
	OPTION_NAME = 2,    /* of an interface */
	OPTION_UNITS = 9,   /* of an interface: decimals of a second */
	OPTION_FLAGS = 2,   /* of a packet */
	MICROSECONDS = 6,
	FLAG_INBOUND = 1,
	FLAG_OUTBOUND = 2,
	BLOCK_OVERHEAD = 256, /* of any block, with its options */
};

struct pcap_writer {
	FILE *file;
	uint64_t start_us;
	uint16_t vendors[PCAP_MODEMS_MAX];
	const char *names[PCAP_MODEMS_MAX]; /* or NULL */
	bool redacts;
	int error; /* the first, or 0 */
	size_t channel_count;
	unsigned int channels[PCAP_CHANNELS_MAX];
};

static void pad(struct wire_writer *block)
{
	while (block->size % 4 != 0 && !block->failed)
		wire_put_u8(block, 0);
}

static void put_option(struct wire_writer *block, uint16_t code,
	const void *bytes, size_t size)
{
	wire_put_u16(block, code);
	wire_put_u16(block, (uint16_t)size);
	wire_put_bytes(block, bytes, size);
	pad(block);
}

static void put_text(struct wire_writer *block, uint16_t code, const char *text)
{
	put_option(block, code, text, strlen(text));
}

static void begin_block(struct wire_writer *block, uint32_t type)
{
	wire_put_u32(block, type);
	wire_put_u32(block, 0); /* the length, see end_block() */
}

static void end_block(struct pcap_writer *writer, struct wire_writer *block)
{
	wire_put_u32(block, 0); /* the end of the options */
	wire_put_u32(block, (uint32_t)block->size + 4);
	wire_patch_uint(block, 4, block->size, 4);
	if (fwrite(block->bytes, 1, block->size, writer->file) != block->size &&
		writer->error == 0)
		writer->error = errno != 0 ? errno : EIO;
}

/* Whoever looks on sees each packet at once. */
static void flush(struct pcap_writer *writer)
{
	if (fflush(writer->file) != 0 && writer->error == 0)
		writer->error = errno;
}

static void put_section(struct pcap_writer *writer)
{
	uint8_t buffer[BLOCK_OVERHEAD];
	struct wire_writer block = wire_writer(buffer, sizeof(buffer));

	begin_block(&block, BLOCK_SECTION);
	wire_put_u32(&block, BYTE_ORDER_MAGIC);
	wire_put_u16(&block, 1);
	wire_put_u16(&block, 0);
	wire_put_uint(&block, UINT64_MAX, 8); /* of unknown length */
	put_text(&block, OPTION_COMMENT,
		writer->redacts ? "QMI: link type 147 (USER0) is QMUX frames; "
				  "personal values are replaced"
				: "QMI: link type 147 (USER0) is QMUX frames");
	put_text(&block, OPTION_PROGRAM, "qmimic " QMIMIC_VERSION);
	end_block(writer, &block);
}

static void put_interface(struct pcap_writer *writer, const char *name)
{
	static const uint8_t units[] = {MICROSECONDS};
	uint8_t buffer[BLOCK_OVERHEAD];
	struct wire_writer block = wire_writer(buffer, sizeof(buffer));

	begin_block(&block, BLOCK_INTERFACE);
	wire_put_u16(&block, PCAP_LINK_QMUX);
	wire_put_u16(&block, 0);
	wire_put_u32(&block, 0); /* no limit of size */
	put_text(&block, OPTION_NAME, name);
	put_option(&block, OPTION_UNITS, units, sizeof(units));
	end_block(writer, &block);
}

/* The number of the channel's interface, which is made when it is new. */
static uint32_t find_interface(struct pcap_writer *writer, unsigned int channel)
{
	size_t last = PCAP_CHANNELS_MAX - 1;
	const char *modem = writer->names[channel >> PCAP_MODEM_SHIFT];
	char name[96];
	size_t i;

	for (i = 0; i < writer->channel_count; i++)
		if (writer->channels[i] == channel)
			return (uint32_t)i;
	if (i > last)
		return (uint32_t)last;

	snprintf(name, sizeof(name), "%s%sendpoint %u, client %u",
		modem ? modem : "", modem ? ", " : "",
		channel >> HOST_CHANNEL_SHIFT & (HOST_ENDPOINTS_MAX - 1),
		channel & ((1u << HOST_CHANNEL_SHIFT) - 1));
	put_interface(writer, i < last ? name : "all other clients");
	writer->channels[writer->channel_count++] = channel;

	return (uint32_t)i;
}

int pcap_open(const char *path, uint64_t start_us, bool redacts,
	uint16_t vendor, struct pcap_writer **writer)
{
	FILE *file = fopen(path, "wbe");

	*writer = NULL;
	if (!file)
		return -errno;

	*writer = memory_alloc(sizeof(**writer));
	**writer = (struct pcap_writer){
		.file = file,
		.start_us = start_us,
		.redacts = redacts,
		.vendors = {vendor},
	};
	put_section(*writer);
	flush(*writer);

	return 0;
}

void pcap_name(struct pcap_writer *writer, unsigned int modem, const char *name,
	uint16_t vendor)
{
	writer->names[modem] = name;
	writer->vendors[modem] = vendor;
}

void pcap_write(struct pcap_writer *writer, uint64_t now_us,
	unsigned int channel, bool is_from_host, const uint8_t *bytes,
	size_t size)
{
	uint32_t flags = is_from_host ? FLAG_OUTBOUND : FLAG_INBOUND;
	size_t room = size + BLOCK_OVERHEAD;
	uint64_t time_us = writer->start_us + now_us;
	struct wire_writer block = wire_writer(memory_alloc(room), room);
	size_t start;

	begin_block(&block, BLOCK_PACKET);
	wire_put_u32(&block, find_interface(writer, channel));
	wire_put_u32(&block, (uint32_t)(time_us >> 32));
	wire_put_u32(&block, (uint32_t)time_us);
	wire_put_u32(&block, (uint32_t)size);
	wire_put_u32(&block, (uint32_t)size);
	start = block.size;
	wire_put_bytes(&block, bytes, size);
	if (writer->redacts)
		redact_frames(block.bytes + start, size,
			writer->vendors[channel >> PCAP_MODEM_SHIFT]);
	pad(&block);
	wire_put_u16(&block, OPTION_FLAGS);
	wire_put_u16(&block, sizeof(flags));
	wire_put_u32(&block, flags);
	end_block(writer, &block);
	flush(writer);
	free(block.bytes);
}

int pcap_close(struct pcap_writer *writer)
{
	int error;

	if (!writer)
		return 0;

	error = writer->error;
	if (fclose(writer->file) != 0 && error == 0)
		error = errno;
	free(writer);

	return -error;
}
