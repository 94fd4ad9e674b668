/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_message_test.c - every message becomes JSON and the same bytes again. */
#include "sim/json_message.h"

#include <stdio.h>

#include "lib/encode.h"
#include "lib/frame.h"
#include "lib/testing.h"

enum {
	ROUNDS = 3, /* per message and kind */
	BLOCK_MAX = 8192,
};

/* A small generator, so that a seed is the same everywhere. */
struct dice {
	uint64_t state;
};

static uint64_t roll(struct dice *dice)
{
	dice->state ^= dice->state << 13;
	dice->state ^= dice->state >> 7;
	dice->state ^= dice->state << 17;

	return dice->state;
}

static size_t below(struct dice *dice, size_t limit)
{
	return (size_t)(roll(dice) >> 16) % limit;
}

/* Invents values. */
struct inventor {
	struct dice dice;
	uint8_t buffer[0x10000];
};

static bool invent_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	struct inventor *inventor = owner;
	struct dice *dice = &inventor->dice;

	*value = roll(dice);
	if (field->values && below(dice, 4) > 0)
		*value = field->values
				 ->values[below(dice, field->values->count)]
				 .value;
	else if (below(dice, 3) == 0)
		*value &= 1;
	else if (below(dice, 8) == 0)
		*value = UINT64_MAX;
	else if (field->type == SCHEMA_FLOAT && below(dice, 4) == 0)
		*value = field->size == 4 ? 0x7fc00001 : 0xfff8000000000001;
	else if (field->type == SCHEMA_FLOAT && below(dice, 4) == 0)
		*value = (uint64_t)1 << (8 * field->size - 1);

	return true;
}

/* Text, digits, or anything. */
static bool invent_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	static const char text[] = "T-Mobile \"D\" \xc3\xa9\xe2\x82\xac\xf0"
				   "\x9f\x98\x80/\\\x01\x7f";
	struct inventor *inventor = owner;
	struct dice *dice = &inventor->dice;
	size_t most = field->fixed > 0 ? field->fixed : 40;
	size_t style = below(dice, 4);

	*size = below(dice, 3) == 0 && field->fixed > 0 ? most
							: below(dice, most + 1);
	for (size_t i = 0; i < *size; i++) {
		uint8_t byte = (uint8_t)roll(dice);

		if (style == 0)
			byte = (uint8_t)text[i % (sizeof(text) - 1)];
		else if (style == 1)
			byte = (uint8_t)('0' + byte % 10);
		else if (style == 2)
			byte = i % 2 == 0 ? (uint8_t)('a' + byte % 26) : 0;
		inventor->buffer[i] = byte;
	}
	*bytes = inventor->buffer;

	return true;
}

static bool invent_count(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	struct inventor *inventor = owner;

	*sequence = (uint8_t)roll(&inventor->dice);
	if (field->type == SCHEMA_ARRAY && field->fixed == 0)
		*count = below(&inventor->dice, 4);

	return true;
}

static bool go_on(void *owner, const struct schema_field *field, size_t index)
{
	return true;
}

static bool leave(void *owner, const struct schema_field *field)
{
	return true;
}

static void put_tlv(struct inventor *inventor, struct wire_writer *writer,
	const struct schema_tlv *tlv)
{
	static const struct source source = {
		.number = invent_number,
		.bytes = invent_bytes,
		.open = invent_count,
		.select = go_on,
		.close = leave,
	};
	size_t start = tlv_begin(writer, tlv->id);

	ck_assert_int_eq(
		encode_field(writer, &tlv->field, &source, inventor, NULL),
		STATUS_OK);
	if (below(&inventor->dice, 40) == 0)
		wire_put_u16(writer, 0xfeed);
	if (below(&inventor->dice, 40) == 0 && writer->size > start)
		writer->size--;
	tlv_end(writer, start);
}

/* A result, good TLVs, unknown ones, some twice, perhaps a cut at the end. */
static void put_block(struct inventor *inventor, struct wire_writer *writer,
	const struct schema_body *body, enum message_kind kind)
{
	struct dice *dice = &inventor->dice;

	if (kind == MESSAGE_RESPONSE && below(dice, 10) > 0)
		tlv_put_result(writer, (uint16_t)below(dice, 100));
	for (size_t i = 0; i < body->count; i++)
		if (below(dice, 4) > 0)
			put_tlv(inventor, writer, &body->tlvs[i]);
	if (below(dice, 5) == 0 && body->count > 0)
		put_tlv(inventor, writer,
			&body->tlvs[below(dice, body->count)]);
	if (below(dice, 5) == 0) {
		size_t start = tlv_begin(writer, (uint8_t)roll(dice));

		wire_put_uint(writer, roll(dice), 1 + below(dice, 8));
		tlv_end(writer, start);
	}
	if (kind == MESSAGE_RESPONSE && below(dice, 10) == 0)
		tlv_put_result(writer, 3);
	if (below(dice, 10) == 0 && writer->size > 0)
		writer->size -= below(dice, 4) % writer->size;
	ck_assert(!writer->failed);
}

static struct json_object *reparse(struct json_object *json)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	struct json_tokener *parser = json_tokener_new();
	struct json_object *again;

	json_message_print(json, stream);
	fclose(stream);
	for (size_t i = 0; i < size; i++)
		ck_assert(text[i] == '\n' || (text[i] >= ' ' && text[i] < 127));
	json_tokener_set_flags(parser, JSON_TOKENER_STRICT);
	again = json_tokener_parse_ex(parser, text, (int)size + 1);
	ck_assert_msg(again != NULL, "%s is no JSON", text);
	json_tokener_free(parser);
	free(text);

	return again;
}

/* Bytes to JSON, to text, to JSON, to bytes. */
static void round_trip(const struct message *message,
	const struct json_envelope *envelope, const uint8_t *bytes, size_t size)
{
	struct json_object *json = json_message_new(message, envelope);
	struct json_object *again = reparse(json);
	uint8_t *buffer = malloc(size);
	struct wire_writer writer = wire_writer(buffer, size);
	struct json_why why = {""};
	bool is_good = json_message_write(again, &writer, &why);

	ck_assert_msg(
		is_good, "%s: %s", json_object_to_json_string(json), why.text);
	ck_assert_uint_eq(writer.size, size);
	ck_assert_msg(memcmp(buffer, bytes, size) == 0, "%s",
		json_object_to_json_string(json));
	free(buffer);
	json_object_put(json);
	json_object_put(again);
}

static void invent_message(
	struct inventor *inventor, struct message message, uint16_t vendor)
{
	static uint8_t sdu[BLOCK_MAX + MESSAGE_HEADER_MAX];
	static uint8_t buffer[BLOCK_MAX + 64];
	bool is_ctl = message.service == MESSAGE_SERVICE_CTL;
	struct wire_writer body = wire_writer(sdu, sizeof(sdu));
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	struct json_envelope envelope = {.vendor = vendor};

	message.transaction = (uint16_t)(roll(&inventor->dice) &
		(is_ctl ? 0xff : 0xffff));
	message.client = (uint8_t)roll(&inventor->dice);
	message_encode(&body, &message);
	envelope.is_compound = !is_ctl && below(&inventor->dice, 9) == 0;
	sdu[0] = (uint8_t)(sdu[0] | (envelope.is_compound ? 1 : 0));
	envelope.frame_flags = below(&inventor->dice, 9) == 0 ? 0x42 : 0x80;
	frame_encode(&writer,
		&(struct frame){envelope.frame_flags, (uint8_t)message.service,
			message.client, sdu, body.size});
	ck_assert(!writer.failed);
	if (message.service <= 0xff)
		round_trip(&message, &envelope, buffer, writer.size);

	envelope.is_sdu = true;
	round_trip(&message, &envelope, sdu, body.size);
}

static void try_message(struct inventor *inventor,
	const struct schema_message *schema, enum message_kind kind)
{
	static uint8_t block[BLOCK_MAX];

	for (int i = 0; i < ROUNDS; i++) {
		struct wire_writer writer = wire_writer(block, sizeof(block));

		put_block(inventor, &writer, &schema->bodies[kind], kind);
		invent_message(inventor,
			(struct message){
				.service = schema->service->id,
				.kind = kind,
				.id = schema->id,
				.tlvs = block,
				.tlvs_size = writer.size,
			},
			schema->vendor);
	}
}

static void try_service(const struct schema_service *service)
{
	static struct inventor inventor;

	inventor.dice.state = 0x9e3779b97f4a7c15 + service->id;
	for (size_t i = 0; i < service->message_count; i++) {
		try_message(&inventor, &service->messages[i], MESSAGE_REQUEST);
		try_message(&inventor, &service->messages[i], MESSAGE_RESPONSE);
	}
	for (size_t i = 0; i < service->indication_count; i++)
		try_message(&inventor, &service->indications[i],
			MESSAGE_INDICATION);
}

/* Services and messages that no schema knows. */
static void try_unknown(void)
{
	static const uint8_t tlvs[] = {0x10, 1, 0, 7, 0x02, 4, 0, 1, 0, 3, 0};
	static struct inventor inventor = {.dice.state = 7};

	for (unsigned int kind = 0; kind < 3; kind++) {
		struct message message = {
			.service = 0xf5,
			.kind = (enum message_kind)kind,
			.id = 0xfff0,
			.tlvs = tlvs,
			.tlvs_size = sizeof(tlvs),
		};

		invent_message(&inventor, message, 0);
		message.service = 2;
		invent_message(&inventor, message, 0);
	}
}

static struct json_object *parse(const char *text)
{
	struct json_object *json = json_tokener_parse(text);

	ck_assert_msg(json != NULL, "%s is no JSON", text);

	return json;
}

static void refuse(const char *text, const char *reason)
{
	static uint8_t buffer[1 << 17];
	struct wire_writer writer = wire_writer(buffer, sizeof(buffer));
	struct json_object *json = parse(text);
	struct json_why why = {""};

	ck_assert_msg(!json_message_write(json, &writer, &why), "%s", text);
	ck_assert_str_eq(why.text, reason);
	json_object_put(json);
}

static void try_bad_messages(void)
{
	refuse("[]", "expected an object, not a list");
	refuse("{}",
		"which message? say \"message\", or \"service\" and \"id\"");
	refuse("{\"mesage\": 1}",
		"no key \"mesage\"; did you mean "
		"\"message\"?");
	refuse("{\"message\": \"DMS Get ID\"}",
		"no message \"DMS Get ID\"; did you mean \"DMS Get IDs\"?");
	refuse("{\"service\": \"DMZ\", \"id\": 1}",
		"no service \"DMZ\"; did you mean \"DMS\"?");
	refuse("{\"message\": \"DMS Get IDs\", \"id\": 1}",
		"\"Get IDs\" has the id 37, not 1; leave one of them out");
	refuse("{\"message\": \"DMS Get IDs\", \"client\": 256}",
		"client: expected an integer from 0 to 255, not 256");
	refuse("{\"message\": \"DMS Get IDs\", \"kind\": \"answer\"}",
		"kind: expected request, response or indication, not answer");
	refuse("{\"message\": \"DMS Get IDs\", \"result\": \"success\"}",
		"result: only responses have one");
	refuse("{\"message\": \"DMS Get IDs\", \"kind\": \"response\","
	       "\"result\": \"Internl\"}",
		"result: no value \"Internl\"; did you mean \"Internal\"?");
	refuse("{\"message\": \"DMS Get IDs\", \"redacted\": true}",
		"its personal fields are masked: decode it again without "
		"--redact");
}

static void refuse_mode(const char *value, const char *reason)
{
	char text[256];

	snprintf(text, sizeof(text),
		"{\"message\": \"DMS Set Operating Mode\", \"fields\": "
		"{\"mode\": %s}}",
		value);
	refuse(text, reason);
}

static void try_bad_values(void)
{
	refuse_mode("\"onlin\"",
		"field \"mode\": no value \"onlin\"; did you mean \"online\"?");
	refuse_mode(
		"256", "field \"mode\": 256 does not fit; expected 0 to 255");
	refuse_mode("-1", "field \"mode\": -1 does not fit; expected 0 to 255");
	refuse_mode("{}",
		"field \"mode\": expected a name or a number, not an object");
	refuse_mode(
		"1, \"moed\": 1", "no field \"moed\"; did you mean \"mode\"?");
	refuse_mode("1, \"0x01\": \"00\"", "TLV 0x01 is given twice");
	refuse_mode("1, \"0x99\": \"0\\u0000\"",
		"TLV 0x99: expected a string of hex digits: not a hex digit");
	refuse("{\"message\": \"DMS Get IDs\", \"tlvs\": [{\"id\": 1}]}",
		"tlvs[0]: id 1: expected \"bytes\" or \"cut\"");
	refuse("{\"message\": \"DMS Get IDs\", \"tlvs\": [{\"bytes\": \"\"}]}",
		"tlvs[0]: id: expected an integer from 0 to 255, not (null)");
}

static void try_mask(void)
{
	static const uint8_t tlvs[] = {0x11, 2, 0, '4', '2', 0x11, 1, 0, '7'};
	static const struct message message = {
		.service = 2,
		.kind = MESSAGE_RESPONSE,
		.id = 0x25,
		.tlvs = tlvs,
		.tlvs_size = sizeof(tlvs),
	};
	struct json_envelope envelope = {.redacts = true, .is_sdu = true};
	struct json_object *json = json_message_new(&message, &envelope);
	const char *text = json_object_to_json_string_ext(
		json, JSON_C_TO_STRING_PLAIN);

	ck_assert_ptr_null(strstr(text, "42"));
	ck_assert_ptr_null(strstr(text, "\"7\""));
	ck_assert_ptr_nonnull(strstr(text, "\"imei\":\"***\""));
	json_object_put(json);
}

/* The bytes of a malformed PIN are as personal as the PIN. */
static void try_mask_of_bytes(void)
{
	static const uint8_t tlvs[] = {0x01, 4, 0, 1, 9, '4', '2'};
	static const struct message message = {
		.service = 2,
		.kind = MESSAGE_REQUEST,
		.id = 0x28,
		.tlvs = tlvs,
		.tlvs_size = sizeof(tlvs),
	};
	struct json_envelope envelope = {.redacts = true, .is_sdu = true};
	struct json_object *json = json_message_new(&message, &envelope);
	const char *text = json_object_to_json_string_ext(
		json, JSON_C_TO_STRING_PLAIN);

	ck_assert_ptr_null(strstr(text, "3432"));
	ck_assert_ptr_nonnull(strstr(text, "\"0x01\":\"***\""));
	json_object_put(json);
}

START_TEST(every_message_comes_back)
{
	try_service(schema_services[_i]);
}
END_TEST

START_TEST(the_rest_is_right)
{
	static void (*const tries[])(void) = {try_unknown, try_bad_messages,
		try_bad_values, try_mask, try_mask_of_bytes};

	tries[_i]();
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("json_message");

	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(
		tests, every_message_comes_back, 0, (int)schema_service_count);
	tcase_add_loop_test(tests, the_rest_is_right, 0, 5);

	return testing_run("json_message", tests);
}
