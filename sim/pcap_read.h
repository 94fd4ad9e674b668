/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pcap_read.h - packets out of the bytes of a pcap or pcapng file.
 *
 * Both byte orders are read, any number of sections and interfaces, the three
 * kinds of packet blocks of pcapng, and pcap with micro- and nanoseconds.
 *
 *	while (pcap_read(&reader, bytes, size, &packet, &used) != PCAP_MORE)
 *		...drop `used` bytes
 *
 * Ownership: a packet borrows the caller's bytes. Errors: PCAP_BAD, with the
 * reason in `reader->problem`; nothing can be read after it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PCAP_INTERFACES_MAX = 4096,
	PCAP_BLOCK_MAX = 16 << 20, /* a larger block or packet is refused */
};

enum pcap_result {
	PCAP_MORE,   /* the bytes are the beginning of a block */
	PCAP_PACKET, /* `packet` is set */
	PCAP_OTHER,  /* a block without a packet */
	PCAP_BAD,
};

enum pcap_direction {
	PCAP_UNKNOWN,
	PCAP_FROM_HOST,
	PCAP_FROM_MODEM,
};

struct pcap_packet {
	const uint8_t *bytes;
	size_t size;
	size_t full_size; /* before the capture cut it */
	uint16_t link;	  /* the link type */
	bool is_big_endian;
	enum pcap_direction direction;
	bool has_time;
	uint64_t time_us; /* since 1970 */
};

struct pcap_reader {
	bool is_open; /* the head has been read */
	bool is_ng;
	bool is_big_endian;
	uint32_t interface_count;
	uint16_t links[PCAP_INTERFACES_MAX];
	/* Decimal digits of a second's parts in the time of packets. */
	uint8_t time_digits[PCAP_INTERFACES_MAX];
	const char *problem;
};

/* Sets `used`, which is 0 for PCAP_MORE only. */
enum pcap_result pcap_read(struct pcap_reader *reader, const uint8_t *bytes,
	size_t size, struct pcap_packet *packet, size_t *used);

/* Whether a file begins so; four bytes tell. */
bool pcap_is_pcap(const uint8_t *bytes, size_t size);
