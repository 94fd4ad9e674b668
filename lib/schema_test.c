/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/schema.h"

#include <stdio.h>

#include "lib/testing.h"

enum {
	CTL = 0x00,
	DMS = 0x02,
	NAS = 0x03,
	IMSDCM = 0x302,
	GET_IDS = 0x0025,
	VENDOR_MESSAGE = 0x5556,
	SIERRA = 0x1199,
	HP = 0x03f0,
};

/* Calls `check` for every message of every service, both lists. */
static void for_each_message(void (*check)(
	const struct schema_message *message, enum message_kind kind))
{
	size_t i;
	size_t j;

	for (i = 0; i < schema_service_count; i++) {
		const struct schema_service *service = schema_services[i];

		for (j = 0; j < service->message_count; j++)
			check(&service->messages[j], MESSAGE_REQUEST);
		for (j = 0; j < service->indication_count; j++)
			check(&service->indications[j], MESSAGE_INDICATION);
	}
}

static void check_values(const struct schema_values *values)
{
	size_t i;

	ck_assert_uint_gt(values->count, 0);
	for (i = 0; i < values->count; i++) {
		const struct schema_value *entry = &values->values[i];
		uint64_t value = 0;

		if (i > 0)
			ck_assert(values->values[i - 1].value < entry->value);
		ck_assert_str_eq(
			schema_value_name(values, entry->value), entry->name);
		ck_assert(schema_value_by_name(values, entry->name, &value));
		ck_assert(value == entry->value);
	}
}

static void check_array(const struct schema_field *field)
{
	ck_assert_uint_eq(field->member_count, 1);
	ck_assert_str_eq(field->members[0].name, "");
	ck_assert(!field->sequence || field->prefix != 0);
}

/* What the interpreters rely on. */
static void check_field(const struct schema_field *field)
{
	size_t i;

	ck_assert_ptr_nonnull(field->name);
	ck_assert_uint_le(field->type, SCHEMA_STRUCT);
	ck_assert_uint_le(field->meaning, MEANING_IPV6);
	ck_assert(field->prefix == 0 || field->fixed == 0);
	ck_assert((field->values != NULL) ==
		(field->meaning == MEANING_ENUM ||
			field->meaning == MEANING_FLAGS));
	if (field->values != NULL)
		check_values(field->values);

	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		ck_assert_uint_ge(field->size, 1);
		ck_assert_uint_le(field->size, 8);
		return;
	case SCHEMA_STRING:
		ck_assert_uint_eq(field->member_count, 0);
		return;
	case SCHEMA_ARRAY:
		check_array(field);
		break;
	case SCHEMA_STRUCT:
		ck_assert_uint_gt(field->member_count, 0);
		for (i = 0; i < field->member_count; i++)
			ck_assert_ptr_eq(schema_member_by_name(
						 field, field->members[i].name),
				&field->members[i]);
		break;
	}
	for (i = 0; i < field->member_count; i++)
		check_field(&field->members[i]);
}

static void check_body(const struct schema_body *body)
{
	size_t i;

	for (i = 0; i < body->count; i++) {
		const struct schema_tlv *tlv = &body->tlvs[i];

		if (i > 0)
			ck_assert_uint_lt(body->tlvs[i - 1].id, tlv->id);
		ck_assert_ptr_eq(schema_tlv_by_id(body, tlv->id), tlv);
		ck_assert_ptr_eq(
			schema_tlv_by_name(body, tlv->field.name), tlv);
		check_field(&tlv->field);
	}
}

static void check_message(
	const struct schema_message *message, enum message_kind kind)
{
	char name[128];

	check_body(&message->bodies[MESSAGE_REQUEST]);
	check_body(&message->bodies[MESSAGE_RESPONSE]);
	check_body(&message->bodies[MESSAGE_INDICATION]);
	ck_assert_ptr_null(schema_tlv_by_id(
		&message->bodies[MESSAGE_RESPONSE], MESSAGE_TLV_RESULT));

	ck_assert_ptr_eq(schema_message_by_id(message->service->id, kind,
				 message->id, message->vendor),
		message);
	snprintf(name, sizeof(name), "%s %s", message->service->name,
		message->name);
	ck_assert_ptr_eq(
		schema_message_by_name(name, kind, message->vendor), message);
}

START_TEST(every_message_is_found_and_sound)
{
	for_each_message(check_message);
}
END_TEST

START_TEST(every_service_is_found)
{
	size_t i;

	ck_assert_uint_eq(schema_service_count, 35);
	for (i = 0; i < schema_service_count; i++) {
		const struct schema_service *service = schema_services[i];

		if (i > 0)
			ck_assert_uint_lt(
				schema_services[i - 1]->id, service->id);
		ck_assert_ptr_eq(schema_service_by_id(service->id), service);
		ck_assert_ptr_eq(
			schema_service_by_name(service->name), service);
		ck_assert(service->title[0] != '\0');
		ck_assert(service->summary[0] != '\0');
	}
	ck_assert_str_eq(schema_service_by_id(IMSDCM)->name, "IMSDCM");
	ck_assert_str_eq(schema_service_by_name("dms")->name, "DMS");
	ck_assert_ptr_null(schema_service_by_id(0x23));
	ck_assert_ptr_null(schema_service_by_id(0x1000));
	ck_assert_ptr_null(schema_service_by_id(0xffff));
	ck_assert_ptr_null(schema_service_by_name("DM"));
	ck_assert_ptr_null(schema_service_by_name("DMSX"));
	ck_assert_ptr_null(schema_service_by_name(""));
}
END_TEST

START_TEST(an_unknown_id_is_not_found)
{
	const struct schema_message *message = schema_message_by_id(
		DMS, MESSAGE_REQUEST, GET_IDS, 0);

	ck_assert_ptr_null(
		schema_message_by_id(DMS, MESSAGE_REQUEST, 0x4444, 0));
	ck_assert_ptr_null(
		schema_message_by_id(DMS, MESSAGE_REQUEST, 0xffff, 0));
	ck_assert_ptr_null(
		schema_message_by_id(DMS, MESSAGE_INDICATION, GET_IDS, 0));
	ck_assert_ptr_null(
		schema_message_by_id(0x23, MESSAGE_REQUEST, GET_IDS, 0));
	ck_assert_ptr_null(
		schema_tlv_by_id(&message->bodies[MESSAGE_RESPONSE], 0x0f));
	ck_assert_ptr_null(
		schema_tlv_by_id(&message->bodies[MESSAGE_RESPONSE], 0xff));
	ck_assert_ptr_null(
		schema_tlv_by_id(&message->bodies[MESSAGE_REQUEST], 0x10));
	ck_assert_ptr_null(
		schema_tlv_by_name(&message->bodies[MESSAGE_RESPONSE], "IMEI"));
}
END_TEST

START_TEST(the_vendor_decides_between_meanings)
{
	const struct schema_message *sierra = schema_message_by_id(
		DMS, MESSAGE_REQUEST, VENDOR_MESSAGE, SIERRA);
	const struct schema_message *hp = schema_message_by_id(
		DMS, MESSAGE_RESPONSE, VENDOR_MESSAGE, HP);

	ck_assert_str_eq(sierra->name, "Swi Get Current Firmware");
	ck_assert_str_eq(hp->name, "HP Change Device Mode");
	ck_assert_ptr_null(
		schema_message_by_id(DMS, MESSAGE_REQUEST, VENDOR_MESSAGE, 0));
	ck_assert_ptr_null(schema_message_by_id(
		DMS, MESSAGE_REQUEST, VENDOR_MESSAGE, 0x2c7c));

	/* All vendors share the rest. */
	ck_assert_ptr_eq(
		schema_message_by_id(DMS, MESSAGE_REQUEST, GET_IDS, SIERRA),
		schema_message_by_id(DMS, MESSAGE_REQUEST, GET_IDS, 0));

	/* By name it is found without the vendor, too. */
	ck_assert_ptr_eq(schema_message_by_name("DMS Swi Get Current "
						"Firmware",
				 MESSAGE_REQUEST, 0),
		sierra);
}
END_TEST

START_TEST(case_blanks_and_underscores_do_not_matter)
{
	static const char *const names[] = {"DMS Get IDs", "dms get ids",
		"DMS_GET_IDS", "DmsGetIds", " dms\tgetIDs "};
	const struct schema_message *message = schema_message_by_id(
		DMS, MESSAGE_REQUEST, GET_IDS, 0);

	ck_assert_ptr_eq(
		schema_message_by_name(names[_i], MESSAGE_REQUEST, 0), message);
	ck_assert_ptr_eq(schema_message_by_name(names[_i], MESSAGE_RESPONSE, 0),
		message);
	ck_assert_ptr_null(
		schema_message_by_name(names[_i], MESSAGE_INDICATION, 0));
}
END_TEST

START_TEST(other_names_are_not_found)
{
	static const char *const names[] = {"", " ", "DMS",
		"Get "
		"IDs",
		"DMS "
		"Get "
		"ID",
		"DMS "
		"Get "
		"IDss",
		"NAS "
		"Get "
		"IDs",
		"DMS-"
		"Get-"
		"IDs"};

	ck_assert_ptr_null(
		schema_message_by_name(names[_i], MESSAGE_REQUEST, 0));
}
END_TEST

/* IMS is also how IMSA begins. */
START_TEST(a_service_name_may_begin_another)
{
	const struct schema_message *message = schema_message_by_name(
		"IMSA Get IMS Services Status", MESSAGE_REQUEST, 0);

	ck_assert_ptr_nonnull(message);
	ck_assert_str_eq(message->service->name, "IMSA");
}
END_TEST

START_TEST(a_misspelt_message_has_a_neighbour)
{
	static const struct {
		const char *typed;
		const char *meant; /* NULL: nothing is near */
	} cases[] = {
		{"DMS Get ID", "Get IDs"},
		{"DMS Get IDs", "Get IDs"},
		{"dms gte ids", "Get IDs"},
		{"NAS Get Signal Strenght", "Get Signal Strength"},
		{"NAS Gett Sgnal Info", "Get Signal Info"},
		{"DNS Get Manufacturer", "Get Manufacturer"},
		{"WDS StartNetwork Interface", NULL},
		{"", NULL},
		{"x", NULL},
		{"Make Coffee For Everybody", NULL},
	};
	const struct schema_message *message = schema_message_nearest(
		cases[_i].typed, MESSAGE_REQUEST);

	if (cases[_i].meant == NULL || message == NULL)
		ck_assert_ptr_eq(message, cases[_i].meant);
	else
		ck_assert_str_eq(message->name, cases[_i].meant);
}
END_TEST

START_TEST(a_long_name_has_no_neighbour)
{
	char name[500];

	memset(name, 'e', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	ck_assert_ptr_null(schema_message_nearest(name, MESSAGE_REQUEST));
	ck_assert_ptr_null(schema_message_by_name(name, MESSAGE_REQUEST, 0));
}
END_TEST

static const char *word(const void *owner, size_t index)
{
	const char *const *words = owner;

	return words[index];
}

START_TEST(the_nearest_candidate_wins)
{
	static const char *const words[] = {
		"online", "offline", "low_power", "reset", NULL};
	static const char *const none[] = {NULL};

	ck_assert_str_eq(schema_nearest("offlin", word, words), "offline");
	ck_assert_str_eq(schema_nearest("onlien", word, words), "online");
	ck_assert_str_eq(schema_nearest("LowPower", word, words), "low_power");
	ck_assert_str_eq(schema_nearest("rest", word, words), "reset");
	ck_assert_ptr_null(schema_nearest("sleep", word, words));
	ck_assert_ptr_null(schema_nearest("on", word, words));
	ck_assert_ptr_null(schema_nearest("", word, words));
	ck_assert_ptr_null(schema_nearest("online", word, none));
}
END_TEST

START_TEST(one_letter_in_four_and_one_more_may_be_wrong)
{
	static const char *const words[] = {"online", NULL};
	static const char *const two[] = {"ab", NULL};
	static const char *const one[] = {"a", NULL};

	ck_assert_str_eq(schema_nearest("onxinx", word, words), "online");
	ck_assert_ptr_null(schema_nearest("xnxinx", word, words));

	/* Two letters in the wrong order are one mistake. */
	ck_assert_str_eq(schema_nearest("ba", word, two), "ab");
	ck_assert_ptr_null(schema_nearest("xy", word, two));
	ck_assert_ptr_null(schema_nearest("x", word, one));
}
END_TEST

/* `_i` is how many letters the name has; 96 are looked at. */
START_TEST(names_are_compared_up_to_a_size)
{
	char candidate[97];
	const char *const words[] = {candidate, NULL};
	char *name = malloc((size_t)_i + 1);
	const char *nearest;

	memset(candidate, 'e', sizeof(candidate) - 1);
	candidate[sizeof(candidate) - 1] = '\0';
	memset(name, 'e', (size_t)_i);
	name[_i] = '\0';

	nearest = schema_nearest(name, word, words);
	if (_i <= 96)
		ck_assert_ptr_eq(nearest, candidate);
	else
		ck_assert_ptr_null(nearest);
	free(name);
}
END_TEST

START_TEST(errors_have_names_and_numbers)
{
	uint64_t value = 0;

	check_values(&schema_errors);
	ck_assert_str_eq(schema_value_name(&schema_errors, 3), "Internal");
	ck_assert_str_eq(
		schema_value_name(&schema_errors, 71), "InvalidQmiCommand");
	ck_assert_ptr_null(schema_value_name(&schema_errors, 18));
	ck_assert_ptr_null(schema_value_name(&schema_errors, 65535));
	ck_assert(schema_value_by_name(&schema_errors, "NoEffect", &value));
	ck_assert_uint_eq(value, 26);
	ck_assert(!schema_value_by_name(&schema_errors, "Effect", &value));
	ck_assert_uint_eq(value, 26);
}
END_TEST

/* Facts that other parts lean on, one for each kind of field. */
START_TEST(the_tables_say_what_the_files_say)
{
	const struct schema_message *message = schema_message_by_id(
		DMS, MESSAGE_RESPONSE, GET_IDS, 0);
	const struct schema_tlv *imei = schema_tlv_by_name(
		&message->bodies[MESSAGE_RESPONSE], "imei");
	const struct schema_message *mode = schema_message_by_name(
		"DMS Set Operating Mode", MESSAGE_REQUEST, 0);
	const struct schema_tlv *tlv = schema_tlv_by_id(
		&mode->bodies[MESSAGE_REQUEST], 0x01);

	ck_assert_str_eq(message->name, "Get IDs");
	ck_assert_ptr_null(message->source);
	ck_assert_uint_eq(imei->id, 0x11);
	ck_assert(imei->optional);
	ck_assert(imei->field.personal);
	ck_assert_int_eq(imei->field.type, SCHEMA_STRING);

	ck_assert(!tlv->optional);
	ck_assert_int_eq(tlv->field.meaning, MEANING_ENUM);
	ck_assert_str_eq(tlv->field.values->name, "operating_mode");
	ck_assert_str_eq(schema_value_name(tlv->field.values, 1), "low_power");

	message = schema_message_by_id(CTL, MESSAGE_INDICATION, 0x0024, 0);
	ck_assert_str_eq(message->name, "Revoke Client ID");
	ck_assert_ptr_nonnull(message->source);
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("schema");

	tcase_add_test(tests, every_message_is_found_and_sound);
	tcase_add_test(tests, every_service_is_found);
	tcase_add_test(tests, an_unknown_id_is_not_found);
	tcase_add_test(tests, the_vendor_decides_between_meanings);
	tcase_add_loop_test(
		tests, case_blanks_and_underscores_do_not_matter, 0, 5);
	tcase_add_loop_test(tests, other_names_are_not_found, 0, 8);
	tcase_add_test(tests, a_service_name_may_begin_another);
	tcase_add_loop_test(tests, a_misspelt_message_has_a_neighbour, 0, 10);
	tcase_add_test(tests, a_long_name_has_no_neighbour);
	tcase_add_test(tests, the_nearest_candidate_wins);
	tcase_add_test(tests, one_letter_in_four_and_one_more_may_be_wrong);
	tcase_add_loop_test(tests, names_are_compared_up_to_a_size, 90, 110);
	tcase_add_test(tests, errors_have_names_and_numbers);
	tcase_add_test(tests, the_tables_say_what_the_files_say);

	return testing_run("schema", tests);
}
