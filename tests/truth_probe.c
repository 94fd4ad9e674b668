/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* truth_probe.c - asks libqmi for what the schema does not have.
 *
 * Libqmi has no list of its messages, but it prints the name of what it knows:
 * so every id is tried.
 */
#include "tests/truth.h"

#include <stdlib.h>
#include <string.h>

enum {
	HEADER_MAX = 13,
	TLV_SIZE = 4, /* of a TLV with one byte */
};

/* Vendors that have messages of their own in the inventory. */
static const uint16_t vendors[] = {0, 0x03f0, 0x0489, 0x0490, 0x1199};

/* Where the messages of libqmi's services are. */
static const struct {
	uint32_t first;
	uint32_t last;
} ranges[] = {{0x0000, 0x02ff}, {0x5500, 0x56ff}, {0xff00, 0xffff}};

static size_t put_header(uint8_t *frame, uint8_t service,
	enum message_kind kind, uint16_t id, size_t tlvs_size)
{
	static const uint8_t flags[] = {0, 2, 4};
	bool is_ctl = service == MESSAGE_SERVICE_CTL;
	struct wire_writer writer = wire_writer(frame, HEADER_MAX);
	size_t size = (is_ctl ? 12U : 13U) + tlvs_size;

	wire_put_u8(&writer, 1);
	wire_put_u16(&writer, (uint16_t)(size - 1));
	wire_put_u8(&writer, kind == MESSAGE_REQUEST ? 0 : 0x80);
	wire_put_u8(&writer, service);
	wire_put_u8(&writer, is_ctl ? 0 : 1);
	wire_put_u8(&writer, (uint8_t)(flags[kind] / (is_ctl ? 2 : 1)));
	wire_put_uint(
		&writer, kind == MESSAGE_INDICATION ? 0 : 1, is_ctl ? 1 : 2);
	wire_put_u16(&writer, id);
	wire_put_u16(&writer, (uint16_t)tlvs_size);

	return writer.size;
}

static char *print_bytes(const uint8_t *bytes, size_t size, uint16_t vendor)
{
	GByteArray *array = g_byte_array_new();
	QmiMessage *message;
	char *text;

	g_byte_array_append(array, bytes, (guint)size);
	message = qmi_message_new_from_raw(array, NULL);
	if (!message)
		abort();
	text = truth_print(message, vendor);
	qmi_message_unref(message);
	g_byte_array_unref(array);

	return text;
}

static const char *const kinds[] = {"request", "response", "indication"};

static void probe_id(struct truth_tally *tally,
	const struct schema_service *service, enum message_kind kind,
	uint16_t id)
{
	uint8_t frame[HEADER_MAX];
	size_t size = put_header(frame, (uint8_t)service->id, kind, id, 0);

	for (size_t i = 0; i < G_N_ELEMENTS(vendors); i++) {
		char *text;

		if (schema_message_by_id(service->id, kind, id, vendors[i]))
			continue;
		text = print_bytes(frame, size, vendors[i]);
		if (strstr(text, "  message     = \""))
			truth_differ(tally, "%s 0x%04X %s: only libqmi has it",
				service->name, id, kinds[kind]);
		g_free(text);
		if (service->id != 0x02 && service->id != 0x03)
			break; /* only these have messages of vendors */
	}
}

void truth_probe_messages(
	struct truth_tally *tally, const struct schema_service *service)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
		for (uint32_t id = ranges[i].first; id <= ranges[i].last; id++)
			for (int kind = 0; kind < 3; kind++)
				probe_id(tally, service,
					(enum message_kind)kind, (uint16_t)id);
}

void truth_probe_tlvs(struct truth_tally *tally,
	const struct schema_message *message, enum message_kind kind)
{
	static uint8_t frame[HEADER_MAX + 256 * TLV_SIZE];
	const struct schema_body *body = &message->bodies[kind];
	uint8_t tlvs[256 * TLV_SIZE];
	size_t size = 0;
	size_t header;
	char *text;

	for (unsigned id = 0; id <= 0xff; id++) {
		const uint8_t tlv[TLV_SIZE] = {(uint8_t)id, 1, 0, 0};

		if (schema_tlv_by_id(body, (uint8_t)id) ||
			(kind == MESSAGE_RESPONSE && id == MESSAGE_TLV_RESULT))
			continue;
		memcpy(tlvs + size, tlv, TLV_SIZE);
		size += TLV_SIZE;
	}
	header = put_header(
		frame, (uint8_t)message->service->id, kind, message->id, size);
	memcpy(frame + header, tlvs, size);
	text = print_bytes(frame, header + size, message->vendor);
	for (const char *at = text; (at = strstr(at, "  type       = \""));
		at++)
		truth_differ(tally, "%s %s %s: only libqmi has%.*s",
			message->service->name, message->name, kinds[kind],
			(int)strcspn(at + 14, "\n"), at + 14);
	g_free(text);
}

void truth_probe_errors(struct truth_tally *tally)
{
	for (unsigned error = 0; error <= 0xffff; error++) {
		const char *theirs = qmi_protocol_error_get_string(
			(QmiProtocolError)error);
		const char *ours = schema_value_name(&schema_errors, error);
		char *folded[2];

		if (!ours && !theirs)
			continue;
		folded[0] = truth_fold(ours ? ours : "");
		folded[1] = truth_fold(theirs ? theirs : "");
		if (strcmp(folded[0], folded[1]) != 0)
			truth_differ(tally, "error %u %s: libqmi calls it %s",
				error, ours ? ours : "?",
				theirs ? theirs : "(null)");
		g_free(folded[0]);
		g_free(folded[1]);
		tally->values++;
	}
}
