/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_pcap.c - captures: every step uses what it was given and makes progress,
 * packets and payloads lie inside, and it does not matter where a file is cut
 * between two reads.
 */
#include "fuzz/require.h"
#include "sim/pcap_read.h"
#include "sim/usbmon.h"

static void check_payload(
	struct usbmon *usbmon, const struct pcap_packet *packet)
{
	struct usbmon_payload payload;

	if (!usbmon_read(usbmon, packet, &payload))
		return;
	require(payload.size > 0);
	require(payload.bytes >= packet->bytes);
	require(payload.bytes + payload.size <= packet->bytes + packet->size);
}

/* A beginning of a block asks for more, or is as bad as the whole. */
static void check_cut(const struct pcap_reader *reader, const uint8_t *data,
	size_t size, enum pcap_result whole)
{
	struct pcap_reader *copy = malloc(sizeof(*copy));
	struct pcap_packet packet;
	enum pcap_result result;
	size_t used;

	*copy = *reader;
	result = pcap_read(copy, data, size, &packet, &used);
	require(result == PCAP_MORE || result == whole);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pcap_reader *reader = calloc(1, sizeof(*reader));
	struct pcap_reader *before = calloc(1, sizeof(*before));
	struct usbmon *usbmon = calloc(1, sizeof(*usbmon));
	enum pcap_result result = PCAP_OTHER;
	struct pcap_packet packet;
	size_t used;

	while (result != PCAP_MORE && result != PCAP_BAD) {
		*before = *reader;
		result = pcap_read(reader, data, size, &packet, &used);
		require(used <= size);
		require(used > 0 || result == PCAP_MORE || result == PCAP_BAD);
		require(result != PCAP_BAD || reader->problem);
		if (used > 0)
			check_cut(before, data, used - 1, result);
		if (result == PCAP_PACKET) {
			require(packet.bytes >= data);
			require(packet.bytes + packet.size <= data + used);
			check_payload(usbmon, &packet);
			packet.link = USBMON_LINK_MMAPPED;
			check_payload(usbmon, &packet);
		}
		data += used;
		size -= used;
	}
	free(usbmon);
	free(before);
	free(reader);

	return 0;
}
