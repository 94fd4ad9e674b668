/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/usbmon.h"

#include <string.h>

#include "lib/frame.h"
#include "lib/wire.h"

/* Numbers of Linux's usbmon, of USB CDC and of MBIM 1.0. */
enum {
	HEAD_SIZE = 48,
	HEAD_SIZE_MMAPPED = 64,
	EVENT_SUBMIT = 'S',
	EVENT_COMPLETE = 'C',
	TRANSFER_CONTROL = 2,
	SEND_TYPE = 0x21,
	SEND_REQUEST = 0x00,
	FETCH_TYPE = 0xa1,
	FETCH_REQUEST = 0x01,
	MBIM_COMMAND = 3,
	MBIM_COMMAND_DONE = 0x03,
	MBIM_INDICATE = 0x07,
	MBIM_FROM_MODEM = 0x80,
	MBIM_HEAD_SIZE = 12,
	UUID_SIZE = 16,
};

/* "QMI over MBIM", as libmbim knows it. */
static const uint8_t mbim_qmi[UUID_SIZE] = {0xd1, 0xa3, 0x0b, 0xc2, 0xf9, 0x7a,
	0x6e, 0x43, 0xbf, 0x65, 0xc7, 0xe2, 0x4f, 0xb0, 0xf0, 0xd3};

/* One event. */
struct event {
	uint64_t id;
	uint8_t type;
	bool is_control;
	bool has_setup;
	uint32_t device;
	uint8_t setup[8];
	uint32_t claimed; /* bytes on the bus */
	const uint8_t *data;
	size_t size;
};

static uint64_t read_uint(const struct pcap_packet *packet,
	struct wire_reader *reader, size_t size)
{
	return packet->is_big_endian ? wire_uint_be(reader, size)
				     : wire_uint(reader, size);
}

static bool read_event(const struct pcap_packet *packet, struct event *event)
{
	struct wire_reader reader = wire_reader(packet->bytes, packet->size);
	size_t head = packet->link == USBMON_LINK ? HEAD_SIZE
						  : HEAD_SIZE_MMAPPED;
	const uint8_t *setup;
	uint32_t captured;
	uint8_t device;

	event->id = read_uint(packet, &reader, 8);
	event->type = wire_u8(&reader);
	event->is_control = wire_u8(&reader) == TRANSFER_CONTROL;
	wire_u8(&reader); /* the pipe's number */
	device = wire_u8(&reader);
	event->device = (uint32_t)read_uint(packet, &reader, 2) << 8 | device;
	event->has_setup = wire_u8(&reader) == 0;
	wire_skip(&reader, 17); /* whether there is data; time; status */
	event->claimed = (uint32_t)read_uint(packet, &reader, 4);
	captured = (uint32_t)read_uint(packet, &reader, 4);
	setup = wire_skip(&reader, sizeof(event->setup));
	wire_skip(&reader, head - HEAD_SIZE);
	if (reader.failed)
		return false;
	memcpy(event->setup, setup, sizeof(event->setup));
	event->size = captured < reader.left ? captured : reader.left;
	event->data = reader.bytes;

	return true;
}

static void remember(struct usbmon *usbmon, const struct event *event)
{
	struct usbmon_fetch *fetch = &usbmon->fetches[usbmon->next];

	usbmon->next = (usbmon->next + 1) % USBMON_FETCHES_MAX;
	fetch->id = event->id;
	fetch->device = event->device;
}

/* Whether this is the end of a fetch; it is forgotten then. A fetch that began
 * before the capture did is known by the frame that it brings.
 */
static bool is_fetched(struct usbmon *usbmon, const struct event *event)
{
	struct frame frame;
	size_t used;

	for (size_t i = 0; i < USBMON_FETCHES_MAX; i++) {
		struct usbmon_fetch *fetch = &usbmon->fetches[i];

		if (fetch->id != event->id || fetch->device != event->device)
			continue;
		*fetch = (struct usbmon_fetch){0};
		return true;
	}

	return frame_decode(event->data, event->size, &frame, &used) ==
		STATUS_OK &&
		used == event->size && frame.flags == FRAME_FROM_MODEM;
}

/* Takes a frame out of a MBIM message. False: there is none. */
static bool unwrap_mbim(struct usbmon_payload *payload)
{
	struct wire_reader reader = wire_reader(payload->bytes, payload->size);
	uint32_t type = wire_u32(&reader);
	const uint8_t *uuid;
	uint32_t fragments;
	uint32_t size;

	wire_skip(&reader, MBIM_HEAD_SIZE - 4);
	fragments = wire_u32(&reader);
	wire_u32(&reader); /* the number of this one */
	uuid = wire_skip(&reader, UUID_SIZE);
	wire_u32(&reader); /* the command */
	if (type != ((uint32_t)MBIM_FROM_MODEM << 24 | MBIM_INDICATE))
		wire_u32(&reader); /* query or set, or the status */
	size = wire_u32(&reader);
	if (reader.failed || memcmp(uuid, mbim_qmi, UUID_SIZE) != 0)
		return false;
	if (fragments != 1)
		payload->problem = "a MBIM message in fragments is not read";
	else if (size > reader.left)
		payload->problem = "a MBIM message is cut short";
	payload->bytes = reader.bytes;
	payload->size = size < reader.left ? size : reader.left;

	return payload->size > 0;
}

static bool is_mbim(const struct usbmon_payload *payload)
{
	struct wire_reader reader = wire_reader(payload->bytes, payload->size);
	uint32_t type = wire_u32(&reader);
	uint32_t low = type & 0xffffff;
	uint32_t high = type >> 24;

	return !reader.failed &&
		((high == 0 && low == MBIM_COMMAND) ||
			(high == MBIM_FROM_MODEM &&
				(low == MBIM_COMMAND_DONE ||
					low == MBIM_INDICATE)));
}

static bool take_payload(const struct event *event,
	enum pcap_direction direction, struct usbmon_payload *payload)
{
	if (event->size == 0)
		return false;
	*payload = (struct usbmon_payload){
		.bytes = event->data,
		.size = event->size,
		.direction = direction,
	};
	if (event->size < event->claimed)
		payload->problem = "the capture has cut the transfer";
	if (payload->bytes[0] == FRAME_MARKER)
		return true;

	return is_mbim(payload) && unwrap_mbim(payload);
}

bool usbmon_read(struct usbmon *usbmon, const struct pcap_packet *packet,
	struct usbmon_payload *payload)
{
	struct event event;

	if (!read_event(packet, &event) || !event.is_control)
		return false;
	if (event.type == EVENT_COMPLETE && is_fetched(usbmon, &event))
		return take_payload(&event, PCAP_FROM_MODEM, payload);
	if (event.type != EVENT_SUBMIT || !event.has_setup)
		return false;
	if (event.setup[0] == SEND_TYPE && event.setup[1] == SEND_REQUEST)
		return take_payload(&event, PCAP_FROM_HOST, payload);
	if (event.setup[0] == FETCH_TYPE && event.setup[1] == FETCH_REQUEST)
		remember(usbmon, &event);

	return false;
}
