/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pcap_test.c - what passes a session is what its capture holds. */
#include "sim/pcap.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/testing.h"
#include "sim/pcap_read.h"
#include "sim/rig.h"

enum {
	BYTES_MAX = 1 << 16,
	TIME_AT = 16, /* before a packet's bytes */
	LATE = 5,     /* of the upper half of the time */
};

/* CTL Get Version Info. */
static const uint8_t version_info[] = {
	0x01, 0x0b, 0x00, 0x00, 0x00, 0x00, 0x00, 0x09, 0x21, 0x00, 0x00, 0x00};

/* What a capture holds, one direction behind the other. */
struct contents {
	uint8_t file[4 * BYTES_MAX];
	size_t size;
	size_t packets;
	uint8_t bytes[3][BYTES_MAX]; /* by enum pcap_direction */
	size_t sizes[3];
	uint32_t interfaces;
};

static void write_packet(void *owner, uint64_t now_us, unsigned int channel,
	bool is_from_host, const uint8_t *bytes, size_t size)
{
	pcap_write(owner, now_us, channel, is_from_host, bytes, size);
}

static const struct observer observer = {.bytes = write_packet};

static struct pcap_writer *open_capture(char *path, bool redacts)
{
	struct pcap_writer *writer;
	int descriptor;

	strcpy(path, "/tmp/pcap-test-XXXXXX");
	descriptor = mkstemp(path);
	ck_assert_int_ge(descriptor, 0);
	close(descriptor);
	ck_assert_int_eq(
		pcap_open(path, (uint64_t)LATE << 32, redacts, 0, &writer), 0);

	return writer;
}

static void read_packets(struct contents *contents)
{
	struct pcap_reader *reader = calloc(1, sizeof(*reader));
	const uint8_t *bytes = contents->file;
	struct pcap_packet packet;
	enum pcap_result result;
	size_t used;

	while ((result = pcap_read(reader, bytes, contents->size, &packet,
			&used)) != PCAP_MORE) {
		ck_assert_int_ne(result, PCAP_BAD);
		bytes += used;
		contents->size -= used;
		if (result != PCAP_PACKET)
			continue;
		ck_assert_uint_eq(packet.link, PCAP_LINK_QMUX);
		ck_assert_uint_eq(packet.bytes[-TIME_AT], LATE);
		memcpy(contents->bytes[packet.direction] +
				contents->sizes[packet.direction],
			packet.bytes, packet.size);
		contents->sizes[packet.direction] += packet.size;
		contents->packets++;
	}
	ck_assert_uint_eq(contents->size, 0);
	contents->interfaces = reader->interface_count;
	free(reader);
}

/* Closes and reads again. */
static struct contents *close_capture(
	struct pcap_writer *writer, const char *path)
{
	struct contents *contents = calloc(1, sizeof(*contents));
	FILE *file;

	ck_assert_int_eq(pcap_close(writer), 0);
	file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	contents->size = fread(contents->file, 1, sizeof(contents->file), file);
	fclose(file);
	unlink(path);
	read_packets(contents);

	return contents;
}

START_TEST(a_session_is_captured_to_the_byte)
{
	static const uint8_t noise[] = {0xff, 'A', 'T', 0x80};
	uint8_t sent[64];
	struct contents *contents;
	struct pcap_writer *writer;
	uint8_t answers[1024];
	size_t answers_size = 0;
	size_t size = 0;
	struct rig rig;
	char path[32];

	ck_assert(rig_open(&rig, "return scenario {}", NULL));
	session_free(rig.session);
	writer = open_capture(path, false);
	rig.session = session_new(
		script_modem_core(rig.modem), &rig.rules, &observer, writer);
	memcpy(sent, noise, sizeof(noise));
	size += sizeof(noise);
	memcpy(sent + size, version_info, sizeof(version_info));
	size += sizeof(version_info);
	memcpy(sent + size, version_info, sizeof(version_info) - 3);
	size += sizeof(version_info) - 3;

	/* Split anywhere, the pieces are one stream. */
	rig_connect(&rig, 3, CHANNEL_PLAIN);
	rig_receive(&rig, 3, sent, (size_t)_i);
	rig_receive(&rig, 3, sent + _i, size - (size_t)_i);
	while (rig_take(&rig)) {
		memcpy(answers + answers_size, rig.output->bytes,
			rig.output->size);
		answers_size += rig.output->size;
	}
	rig_disconnect(&rig, 3);
	rig_close(&rig);

	contents = close_capture(writer, path);
	ck_assert_uint_eq(contents->sizes[PCAP_FROM_HOST], size);
	ck_assert_mem_eq(contents->bytes[PCAP_FROM_HOST], sent, size);
	ck_assert_uint_gt(answers_size, 0);
	ck_assert_uint_eq(contents->sizes[PCAP_FROM_MODEM], answers_size);
	ck_assert_mem_eq(
		contents->bytes[PCAP_FROM_MODEM], answers, answers_size);
	ck_assert_uint_eq(contents->interfaces, 1);
	free(contents);
}
END_TEST

START_TEST(personal_values_are_replaced)
{
	static const uint8_t msisdn[] = {0x01, 0x1b, 0x00, 0x80, 0x02, 0x01,
		0x02, 0x01, 0x00, 0x24, 0x00, 0x0f, 0x00, 0x02, 0x04, 0x00,
		0x00, 0x00, 0x00, 0x00, 0x01, 0x05, 0x00, '9', '9', '9', '9',
		'9'};
	struct contents *contents;
	struct pcap_writer *writer;
	char path[32];

	writer = open_capture(path, _i);
	pcap_write(writer, 0, 0, false, msisdn, sizeof(msisdn));
	contents = close_capture(writer, path);
	ck_assert_mem_eq(
		contents->bytes[PCAP_FROM_MODEM], msisdn, sizeof(msisdn) - 5);
	ck_assert_mem_eq(contents->bytes[PCAP_FROM_MODEM] + sizeof(msisdn) - 5,
		_i ? "12345" : "99999", 5);
	free(contents);
}
END_TEST

START_TEST(many_clients_share_an_interface)
{
	struct contents *contents;
	struct pcap_writer *writer;
	char path[32];

	writer = open_capture(path, true);
	for (unsigned int i = 0; i < PCAP_CHANNELS_MAX + 50; i++)
		pcap_write(
			writer, i, i, true, version_info, sizeof(version_info));
	contents = close_capture(writer, path);
	ck_assert_uint_eq(contents->packets, PCAP_CHANNELS_MAX + 50);
	ck_assert_uint_eq(contents->interfaces, PCAP_CHANNELS_MAX);
	free(contents);
}
END_TEST

START_TEST(what_cannot_be_written_is_told)
{
	struct pcap_writer *writer;
	struct stat status;

	ck_assert_int_eq(
		pcap_open("/nowhere/file", 0, true, 0, &writer), -ENOENT);
	ck_assert_ptr_null(writer);
	ck_assert_int_eq(pcap_close(NULL), 0);
	if (stat("/dev/full", &status) != 0)
		return;
	ck_assert_int_eq(pcap_open("/dev/full", 0, true, 0, &writer), 0);
	ck_assert_int_eq(pcap_close(writer), -ENOSPC);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("pcap");

	tcase_add_loop_test(tests, a_session_is_captured_to_the_byte, 0,
		4 + 2 * (int)sizeof(version_info) - 3 + 1);
	tcase_add_loop_test(tests, personal_values_are_replaced, 0, 2);
	tcase_add_test(tests, many_clients_share_an_interface);
	tcase_add_test(tests, what_cannot_be_written_is_told);

	return testing_run("pcap", tests);
}
