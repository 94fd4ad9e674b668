/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pcap.h - writes what goes over the wire into a pcapng file.
 *
 * A packet is a QMUX frame, or bytes that are none, exactly as they pass. The
 * link type is DLT_USER0 (147), which everybody may use for what he likes; the
 * comment of the section says what it is. Each channel of the session is an
 * interface called "endpoint 0, client 1". Bytes of the host are outbound, those
 * of the modem inbound. Timestamps are microseconds of the wall clock at the
 * start plus the modem's time since then.
 *
 * Ownership: the writer owns its file. Errors: -errno when the file cannot be
 * made; what fails later is kept and told by pcap_close().
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PCAP_LINK_QMUX = 147,
	PCAP_CHANNELS_MAX = 1024, /* interfaces; later channels share one */
	PCAP_MODEM_SHIFT = 28,	  /* of the modem's number, in a channel */
	PCAP_MODEMS_MAX = 16,
};

struct pcap_writer;

/* Makes the file and writes its head. `start_us` is the wall clock's time at the
 * modem's time 0, in microseconds since 1970. `redacts`: personal values are
 * replaced, see lib/redact.h, knowing the messages of `vendor`.
 */
int pcap_open(const char *path, uint64_t start_us, bool redacts,
	uint16_t vendor, struct pcap_writer **writer);

/* Says what the modem of a number is called, which its interfaces then are too,
 * and whose messages it has. The name is borrowed.
 */
void pcap_name(struct pcap_writer *writer, unsigned int modem, const char *name,
	uint16_t vendor);

/* Adds a packet at the modem's time. */
void pcap_write(struct pcap_writer *writer, uint64_t now_us,
	unsigned int channel, bool is_from_host, const uint8_t *bytes,
	size_t size);

/* Closes and frees. 0, or -errno when something was not written. NULL is fine.
 */
int pcap_close(struct pcap_writer *writer);
