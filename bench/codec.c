/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* codec.c - how fast messages are read, printed and written, beside libqmi.
 *
 * Both print every field and the raw bytes of the same frames, and write the
 * same TLVs. A figure is the median of rounds that take turns, in processor
 * time.
 */
#include <inttypes.h>
#include <libqmi-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/encode.h"
#include "lib/frame.h"
#include "lib/text.h"

enum {
	ROUNDS = 31,
	REPEATS = 2000,
	DECODE_GOAL = 10, /* times as fast */
	ENCODE_GOAL = 1,
};

struct sample {
	const char *name;
	const uint8_t *bytes;
	size_t size;
};

static const uint8_t get_ids[] = {0x01, 0x46, 0x00, 0x80, 0x02, 0x03, 0x02,
	0x05, 0x00, 0x25, 0x00, 0x3a, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x10, 0x08, 0x00, '8', '0', 'A', 'B', 'C', 'D', 'E', 'F', 0x11,
	0x0f, 0x00, '0', '0', '4', '9', '9', '9', '0', '1', '0', '6', '4', '0',
	'0', '0', '0', 0x12, 0x0e, 0x00, 'A', '1', '0', '0', '0', '0', '4', '9',
	'9', '9', '0', '1', '0', '6', 0x13, 0x02, 0x00, '1', '2'};

static const uint8_t signal_info[] = {0x01, 0x32, 0x00, 0x80, 0x03, 0x04, 0x02,
	0x09, 0x00, 0x4f, 0x00, 0x26, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00, 0x00,
	0x00, 0x12, 0x01, 0x00, 0xb3, 0x13, 0x03, 0x00, 0xb0, 0x07, 0x00, 0x14,
	0x06, 0x00, 0xbc, 0xf5, 0xa1, 0xff, 0x82, 0x00, 0x17, 0x04, 0x00, 0xa2,
	0xff, 0x6e, 0x00, 0x18, 0x02, 0x00, 0xf5, 0xff};

static const uint8_t serving_system[] = {0x01, 0x4b, 0x00, 0x80, 0x03, 0x04,
	0x02, 0x0a, 0x00, 0x24, 0x00, 0x3f, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x01, 0x06, 0x00, 0x01, 0x01, 0x01, 0x02, 0x01, 0x08, 0x10,
	0x01, 0x00, 0x01, 0x11, 0x02, 0x00, 0x01, 0x0b, 0x12, 0x09, 0x00, 0x01,
	0x01, 0x01, 0x00, 0x04, 'T', 'e', 's', 't', 0x15, 0x03, 0x00, 0x01,
	0x08, 0x01, 0x1a, 0x01, 0x00, 0x04, 0x1b, 0x01, 0x00, 0x00, 0x1c, 0x02,
	0x00, 0x34, 0x12, 0x1d, 0x04, 0x00, 0x78, 0x56, 0x34, 0x02};

static const uint8_t current_settings[] = {0x01, 0x4c, 0x00, 0x80, 0x01, 0x06,
	0x02, 0x0b, 0x00, 0x2d, 0x00, 0x40, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00,
	0x00, 0x00, 0x11, 0x01, 0x00, 0x00, 0x14, 0x08, 0x00, 'i', 'n', 't',
	'e', 'r', 'n', 'e', 't', 0x15, 0x04, 0x00, 0x01, 0x00, 0x00, 0x0a, 0x16,
	0x04, 0x00, 0x02, 0x00, 0x00, 0x0a, 0x1e, 0x04, 0x00, 0x02, 0x01, 0x00,
	0x0a, 0x20, 0x04, 0x00, 0x01, 0x01, 0x00, 0x0a, 0x21, 0x04, 0x00, 0xfc,
	0xff, 0xff, 0xff, 0x29, 0x04, 0x00, 0xdc, 0x05, 0x00, 0x00};

#define SAMPLE(array) \
	{ \
#		array, array, sizeof(array) \
	}

static const struct sample samples[] = {
	SAMPLE(get_ids),
	SAMPLE(signal_info),
	SAMPLE(serving_system),
	SAMPLE(current_settings),
};

static uint64_t now_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);

	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left;
	double b = *(const double *)right;

	return (a > b) - (a < b);
}

/* One thing to measure: does it once and returns the size of what came out. */
struct task {
	size_t (*run)(void *owner);
	void *owner;
	size_t size;
	struct task *base;     /* is part of it and does not count, or NULL */
	double rounds[ROUNDS]; /* ns for one run */
};

static double median(struct task *task)
{
	qsort(task->rounds, ROUNDS, sizeof(task->rounds[0]), compare);

	return task->rounds[ROUNDS / 2];
}

static void measure(struct task *task, size_t round)
{
	uint64_t start = now_ns();

	for (int i = 0; i < REPEATS; i++)
		task->size = task->run(task->owner);
	task->rounds[round] = (double)(now_ns() - start) / REPEATS;
	if (!task->base)
		return;
	measure(task->base, round);
	task->rounds[round] -= task->base->rounds[round];
}

/* Prints a line and returns whether the goal is met. */
static bool report(
	const char *name, struct task *ours, struct task *theirs, int goal)
{
	double ratio;

	for (size_t i = 0; i < ROUNDS; i++) {
		measure(ours, i);
		measure(theirs, i);
	}
	ratio = median(theirs) / median(ours);
	printf("%-20s %6.0f ns %6zu B %8.0f ns %6zu B %6.1fx, goal %dx%s\n",
		name, median(ours), ours->size, median(theirs), theirs->size,
		ratio, goal, ratio >= goal ? "" : ": missed");

	return ratio >= goal;
}

static size_t print_ours(void *owner)
{
	static const struct text_options options = {.detail = TEXT_RAW};
	static char text[16384];
	const struct sample *sample = owner;
	struct message message;
	struct frame frame;
	size_t used;

	if (frame_decode(sample->bytes, sample->size, &frame, &used) !=
			STATUS_OK ||
		message_decode(frame.service, frame.client, frame.body,
			frame.body_size, &message) != STATUS_OK)
		abort();

	return text_message(text, sizeof(text), &message, &options);
}

static size_t print_theirs(void *owner)
{
	const struct sample *sample = owner;
	GByteArray *bytes = g_byte_array_sized_new((guint)sample->size);
	QmiMessage *message;
	size_t length;
	gchar *text;

	g_byte_array_append(bytes, sample->bytes, (guint)sample->size);
	message = qmi_message_new_from_raw(bytes, NULL);
	if (!message)
		abort();
	text = qmi_message_get_printable_full(message, NULL, "");
	length = strlen(text);
	g_free(text);
	qmi_message_unref(message);
	g_byte_array_unref(bytes);

	return length;
}

/* The request that starts a data session: its name, its types of address and
 * authentication, user and password.
 */
static const char apn[] = "internet.example";
static const char user[] = "someone";

struct request {
	const struct schema_body *body;
};

static bool give_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	*value = 4;

	return true;
}

static bool give_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	const char *text = field->name[0] == 'a' ? apn : user;

	*bytes = (const uint8_t *)text;
	*size = text == apn ? sizeof(apn) - 1 : sizeof(user) - 1;

	return true;
}

static const struct source source = {
	.number = give_number,
	.bytes = give_bytes,
};

/* What is written: two strings and three numbers. */
static const uint8_t types[] = {0x14, 0x16, 0x17, 0x19, 0x31};

static size_t write_ours(void *owner)
{
	const struct request *request = owner;
	uint8_t buffer[256];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));

	for (size_t i = 0; i < sizeof(types); i++) {
		const struct schema_tlv *tlv = schema_tlv_by_id(
			request->body, types[i]);
		size_t start = tlv_begin(&writer, types[i]);

		if (!tlv ||
			encode_field(&writer, &tlv->field, &source, NULL,
				NULL) != STATUS_OK)
			abort();
		tlv_end(&writer, start);
	}

	return writer.size;
}

static void write_string(QmiMessage *message, guint8 type, const char *text)
{
	gsize start = qmi_message_tlv_write_init(message, type, NULL);

	if (!qmi_message_tlv_write_string(message, 0, text, -1, NULL) ||
		!qmi_message_tlv_write_complete(message, start, NULL))
		abort();
}

static void write_number(QmiMessage *message, guint8 type, guint8 value)
{
	gsize start = qmi_message_tlv_write_init(message, type, NULL);

	if (!qmi_message_tlv_write_guint8(message, value, NULL) ||
		!qmi_message_tlv_write_complete(message, start, NULL))
		abort();
}

static size_t new_message(void *owner)
{
	QmiMessage *message = qmi_message_new(QMI_SERVICE_WDS, 1, 1, 0x20);

	qmi_message_unref(message);

	return 0;
}

static size_t write_theirs(void *owner)
{
	QmiMessage *message = qmi_message_new(QMI_SERVICE_WDS, 1, 1, 0x20);
	gsize start = qmi_message_get_length(message);
	size_t size;

	write_string(message, 0x14, apn);
	write_number(message, 0x16, 4);
	write_string(message, 0x17, user);
	write_number(message, 0x19, 4);
	write_number(message, 0x31, 4);
	size = qmi_message_get_length(message) - start;
	qmi_message_unref(message);

	return size;
}

static bool bench_print(void)
{
	bool good = true;

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct sample sample = samples[i];
		struct task ours = {.run = print_ours, .owner = &sample};
		struct task theirs = {.run = print_theirs, .owner = &sample};

		good &= report(sample.name, &ours, &theirs, DECODE_GOAL);
	}

	return good;
}

static bool bench_write(void)
{
	const struct schema_message *schema = schema_message_by_name(
		"WDS Start Network", MESSAGE_REQUEST, 0);
	struct request request;
	struct task base = {.run = new_message};
	struct task ours = {.run = write_ours, .owner = &request};
	struct task theirs = {.run = write_theirs, .base = &base};

	if (!schema)
		abort();
	request.body = &schema->bodies[MESSAGE_REQUEST];

	return report("write 5 TLVs", &ours, &theirs, ENCODE_GOAL);
}

int main(void)
{
	bool good = true;

	printf("%-20s %9s %8s %11s %8s\n", "decode and print", "qmimic",
		"output", "libqmi", "output");
	good &= bench_print();
	good &= bench_write();

	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
