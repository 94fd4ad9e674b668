/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/pcap_read.h"

#include "lib/testing.h"
#include "lib/wire.h"
#include "sim/usbmon.h"

/* A file is put together here. */
struct file {
	uint8_t bytes[4096];
	struct wire_writer writer;
	bool is_big_endian;
};

static const uint8_t frame[] = {0x01, 0x0c, 0, 0, 2, 1, 0, 1, 0, 0x25, 0, 0, 0};
static const uint8_t answer[] = {
	0x01, 0x13, 0, 0x80, 2, 1, 2, 1, 0, 0x25, 0, 7, 0, 2, 4, 0, 0, 0, 0, 0};

static void put(struct file *file, uint64_t value, size_t size)
{
	if (file->is_big_endian)
		wire_put_uint_be(&file->writer, value, size);
	else
		wire_put_uint(&file->writer, value, size);
}

static void begin(struct file *file, bool is_big_endian)
{
	file->writer = wire_writer(file->bytes, sizeof(file->bytes));
	file->is_big_endian = is_big_endian;
}

static void begin_pcap(struct file *file, uint32_t magic, uint32_t link)
{
	put(file, magic, 4);
	put(file, 2, 2);
	put(file, 4, 2);
	put(file, 0, 8);
	put(file, 65535, 4);
	put(file, link, 4);
}

static void put_record(struct file *file, const uint8_t *bytes, size_t size)
{
	put(file, 7, 4);
	put(file, 8, 4);
	put(file, size, 4);
	put(file, size, 4);
	wire_put_bytes(&file->writer, bytes, size);
}

static void put_block(
	struct file *file, uint32_t type, const uint8_t *bytes, size_t size)
{
	put(file, type, 4);
	put(file, size + 12, 4);
	wire_put_bytes(&file->writer, bytes, size);
	put(file, size + 12, 4);
}

/* A section, an interface of that link type, and a packet with a direction. */
static void put_ng(struct file *file, uint16_t link, const uint8_t *bytes,
	size_t size, uint32_t flags)
{
	struct file inner = {.is_big_endian = file->is_big_endian};

	inner.writer = wire_writer(inner.bytes, sizeof(inner.bytes));
	put(&inner, 0x1a2b3c4d, 4);
	put(&inner, 1, 4);
	put(&inner, UINT64_MAX, 8);
	put_block(file, 0x0a0d0d0a, inner.bytes, inner.writer.size);
	inner.writer.size = 0;
	put(&inner, link, 2);
	put(&inner, 0, 6);
	put_block(file, 1, inner.bytes, inner.writer.size);
	put_block(file, 0x99, frame, 4); /* a block of an unknown type */
	inner.writer.size = 0;
	put(&inner, 0, 4);
	put(&inner, 0, 8);
	put(&inner, size, 4);
	put(&inner, size, 4);
	wire_put_bytes(&inner.writer, bytes, size);
	put(&inner, 0, (4 - size % 4) % 4 > 0 ? (4 - size % 4) % 4 : 4);
	if (size % 4 == 0)
		inner.writer.size -= 4;
	put(&inner, 2, 2);
	put(&inner, 4, 2);
	put(&inner, flags, 4);
	put(&inner, 0, 4);
	put_block(file, 6, inner.bytes, inner.writer.size);
}

/* Reads `size` bytes of a file and returns how many packets there are; the last
 * is copied.
 */
static size_t read_all(
	const uint8_t *bytes, size_t size, struct pcap_packet *last)
{
	struct pcap_reader *reader = calloc(1, sizeof(*reader));
	enum pcap_result result = PCAP_OTHER;
	struct pcap_packet packet;
	size_t count = 0;
	size_t used;

	while (result != PCAP_MORE && result != PCAP_BAD) {
		result = pcap_read(reader, bytes, size, &packet, &used);
		ck_assert_uint_le(used, size);
		ck_assert(
			used > 0 || result == PCAP_MORE || result == PCAP_BAD);
		if (result == PCAP_PACKET) {
			count++;
			if (last)
				*last = packet;
		}
		bytes += used;
		size -= used;
	}
	free(reader);

	return count;
}

/* Every combination of byte order and kind of file. */
START_TEST(packets_are_found)
{
	struct pcap_packet packet = {0};
	struct file file;

	begin(&file, _i & 1);
	if (_i & 2) {
		put_ng(&file, 147, frame, sizeof(frame), 2);
	} else {
		begin_pcap(&file, _i & 4 ? 0xa1b23c4d : 0xa1b2c3d4, 147);
		put_record(&file, answer, sizeof(answer));
		put_record(&file, frame, sizeof(frame));
	}
	ck_assert(pcap_is_pcap(file.bytes, 4));
	ck_assert_uint_eq(read_all(file.bytes, file.writer.size, &packet),
		_i & 2 ? 1 : 2);
	ck_assert_uint_eq(packet.link, 147);
	ck_assert_uint_eq(packet.size, sizeof(frame));
	ck_assert_uint_eq(packet.full_size, sizeof(frame));
	ck_assert_mem_eq(packet.bytes, frame, sizeof(frame));
	ck_assert_int_eq(
		packet.direction, _i & 2 ? PCAP_FROM_HOST : PCAP_UNKNOWN);
}
END_TEST

START_TEST(every_prefix_holds_what_is_whole)
{
	struct file file;
	uint8_t *copy;

	begin(&file, false);
	begin_pcap(&file, 0xa1b2c3d4, 147);
	put_record(&file, frame, sizeof(frame));
	put_ng(&file, 147, answer, sizeof(answer), 1);
	for (size_t size = 0; size <= file.writer.size; size++) {
		copy = testing_copy(file.bytes, size);
		ck_assert_uint_eq(read_all(copy, size, NULL),
			size >= 24 + 16 + sizeof(frame) ? 1 : 0);
		free(copy);
	}
	begin(&file, false);
	put_ng(&file, 147, answer, sizeof(answer), 1);
	for (size_t size = 0; size <= file.writer.size; size++) {
		copy = testing_copy(file.bytes, size);
		ck_assert_uint_eq(read_all(copy, size, NULL),
			size == file.writer.size ? 1 : 0);
		free(copy);
	}
}
END_TEST

START_TEST(nonsense_is_refused)
{
	static const uint8_t text[] = "hello, world of captures";
	struct pcap_reader *reader = calloc(1, sizeof(*reader));
	struct pcap_packet packet;
	struct file file;
	size_t used;

	ck_assert(!pcap_is_pcap(text, sizeof(text)));
	ck_assert(!pcap_is_pcap(text, 3));
	ck_assert_int_eq(pcap_read(reader, text, sizeof(text), &packet, &used),
		PCAP_BAD);
	ck_assert_str_eq(reader->problem, "neither pcap nor pcapng");
	free(reader);

	reader = calloc(1, sizeof(*reader));
	begin(&file, false);
	begin_pcap(&file, 0xa1b2c3d4, 147);
	put(&file, 0, 8);
	put(&file, 0xffffffff, 4);
	put(&file, 0xffffffff, 4);
	ck_assert_int_eq(
		pcap_read(reader, file.bytes, file.writer.size, &packet, &used),
		PCAP_OTHER);
	ck_assert_int_eq(pcap_read(reader, file.bytes + used,
				 file.writer.size - used, &packet, &used),
		PCAP_BAD);
	ck_assert_str_eq(reader->problem, "a packet is too large");
	free(reader);
}
END_TEST

/* One event of usbmon. */
struct event {
	uint64_t id;
	char type;
	const char *setup; /* eight bytes, or NULL */
	const uint8_t *data;
	size_t size;
	size_t claimed;
};

static struct pcap_packet put_event(
	struct file *file, const struct event *event, uint16_t link)
{
	put(file, event->id, 8);
	put(file, (uint8_t)event->type, 1);
	put(file, 2, 1);
	put(file, 0x80, 1);
	put(file, 5, 1);
	put(file, 1, 2);
	put(file, event->setup ? 0 : '-', 1);
	put(file, 0, 1);
	put(file, 0, 8);
	put(file, 0, 8);
	put(file, event->claimed, 4);
	put(file, event->size, 4);
	wire_put_bytes(&file->writer,
		(const uint8_t *)(event->setup ? event->setup
					       : "\0\0\0\0\0\0\0\0"),
		8);
	if (link == USBMON_LINK_MMAPPED)
		put(file, 0, 8), put(file, 0, 8);
	wire_put_bytes(&file->writer, event->data, event->size);

	return (struct pcap_packet){
		.bytes = file->bytes,
		.size = file->writer.size,
		.full_size = file->writer.size,
		.link = link,
		.is_big_endian = file->is_big_endian,
	};
}

static const char send[] = "\x21\x00\x00\x00\x04\x00\x0d\x00";
static const char fetch[] = "\xa1\x01\x00\x00\x04\x00\x00\x10";

static bool read_event(struct usbmon *usbmon, const struct event *event,
	int variant, struct usbmon_payload *payload)
{
	static struct file file;
	struct pcap_packet packet;

	begin(&file, variant & 1);
	packet = put_event(
		&file, event, variant & 2 ? USBMON_LINK_MMAPPED : USBMON_LINK);

	return usbmon_read(usbmon, &packet, payload);
}

START_TEST(control_transfers_carry_frames)
{
	struct usbmon usbmon = {0};
	struct usbmon_payload payload = {0};
	struct event sent = {1, 'S', send, frame, sizeof(frame), sizeof(frame)};
	struct event asked = {2, 'S', fetch, NULL, 0, 4096};
	struct event got = {
		2, 'C', NULL, answer, sizeof(answer), sizeof(answer)};

	ck_assert(read_event(&usbmon, &sent, _i, &payload));
	ck_assert_int_eq(payload.direction, PCAP_FROM_HOST);
	ck_assert_uint_eq(payload.size, sizeof(frame));
	ck_assert_mem_eq(payload.bytes, frame, sizeof(frame));
	ck_assert(!read_event(&usbmon, &asked, _i, &payload));
	ck_assert(read_event(&usbmon, &got, _i, &payload));
	ck_assert_int_eq(payload.direction, PCAP_FROM_MODEM);
	ck_assert_mem_eq(payload.bytes, answer, sizeof(answer));
	ck_assert_ptr_null(payload.problem);

	/* Only its request tells what a transfer is that was cut. */
	ck_assert(!read_event(&usbmon, &asked, _i, &payload));
	got.size -= 3;
	ck_assert(read_event(&usbmon, &got, _i, &payload));
	ck_assert_ptr_nonnull(payload.problem);
	ck_assert(!read_event(&usbmon, &got, _i, &payload));
}
END_TEST

START_TEST(other_transfers_are_none_of_ours)
{
	static const uint8_t other[] = {0x12, 0x01, 0x00, 0x02};
	struct usbmon usbmon = {0};
	struct usbmon_payload payload = {0};
	struct event descriptor = {3, 'C', NULL, other, 4, 4};
	struct event stray = {
		4, 'C', NULL, answer, sizeof(answer), sizeof(answer)};
	struct event cut = {5, 'S', send, frame, 8, sizeof(frame)};

	ck_assert(!read_event(&usbmon, &descriptor, 0, &payload));
	/* The capture began between request and answer. */
	ck_assert(read_event(&usbmon, &stray, 0, &payload));
	ck_assert(read_event(&usbmon, &cut, 0, &payload));
	ck_assert_str_eq(payload.problem, "the capture has cut the transfer");
}
END_TEST

START_TEST(mbim_is_unwrapped)
{
	static const uint8_t uuid[] = {0xd1, 0xa3, 0x0b, 0xc2, 0xf9, 0x7a, 0x6e,
		0x43, 0xbf, 0x65, 0xc7, 0xe2, 0x4f, 0xb0, 0xf0, 0xd3};
	struct usbmon usbmon = {0};
	struct usbmon_payload payload = {0};
	struct event sent = {6, 'S', send, NULL, 0, 0};
	struct file mbim;

	begin(&mbim, false);
	put(&mbim, 3, 4);
	put(&mbim, 48 + sizeof(frame), 4);
	put(&mbim, 9, 4);
	put(&mbim, 1, 4);
	put(&mbim, 0, 4);
	wire_put_bytes(&mbim.writer, uuid, sizeof(uuid));
	put(&mbim, 1, 4);
	put(&mbim, 1, 4);
	put(&mbim, sizeof(frame), 4);
	wire_put_bytes(&mbim.writer, frame, sizeof(frame));
	sent.data = mbim.bytes;
	sent.size = mbim.writer.size;
	sent.claimed = sent.size;
	ck_assert(read_event(&usbmon, &sent, 0, &payload));
	ck_assert_uint_eq(payload.size, sizeof(frame));
	ck_assert_mem_eq(payload.bytes, frame, sizeof(frame));

	mbim.bytes[20] ^= 1; /* another service */
	ck_assert(!read_event(&usbmon, &sent, 0, &payload));
}
END_TEST

START_TEST(every_prefix_of_an_event_is_read)
{
	struct event sent = {1, 'S', send, frame, sizeof(frame), sizeof(frame)};
	struct usbmon usbmon = {0};
	struct usbmon_payload payload;
	struct pcap_packet packet;
	struct file file;
	size_t whole;

	begin(&file, false);
	packet = put_event(&file, &sent, USBMON_LINK_MMAPPED);
	whole = packet.size;
	for (size_t size = 0; size <= whole; size++) {
		uint8_t *copy = testing_copy(file.bytes, size);

		packet.bytes = copy;
		packet.size = size;
		ck_assert_int_eq(
			usbmon_read(&usbmon, &packet, &payload), size > 64);
		if (size > 64)
			ck_assert_int_eq(payload.problem != NULL, size < whole);
		free(copy);
	}
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("pcap_read");

	tcase_add_loop_test(tests, packets_are_found, 0, 8);
	tcase_add_test(tests, every_prefix_holds_what_is_whole);
	tcase_add_test(tests, nonsense_is_refused);
	tcase_add_loop_test(tests, control_transfers_carry_frames, 0, 4);
	tcase_add_test(tests, other_transfers_are_none_of_ours);
	tcase_add_test(tests, mbim_is_unwrapped);
	tcase_add_test(tests, every_prefix_of_an_event_is_read);

	return testing_run("pcap_read", tests);
}
