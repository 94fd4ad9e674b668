/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_vendor_test.c - several vendors use one id and one name. The tables
 * are made by hand, and take the place of the generated ones.
 */
#include "lib/schema.h"

#include "lib/schema_index.h"
#include "lib/testing.h"

enum {
	SERVICE = 0x101,
	ONE = 0x1199,
	TWO = 0x2c7c,
	OTHER = 0x0489,
};

static const struct schema_service service;

static const struct schema_message messages[] = {
	{.id = 1, .vendor = 0, .name = "Get It", .service = &service},
	{.id = 1, .vendor = ONE, .name = "Get It", .service = &service},
	{.id = 1, .vendor = TWO, .name = "Get It", .service = &service},
	{.id = 2, .vendor = ONE, .name = "Set It", .service = &service},
	{.id = 2, .vendor = TWO, .name = "Set It", .service = &service},
	{.id = 3, .vendor = 0, .name = "Reset", .service = &service},
};

static const struct schema_service service = {
	.id = SERVICE,
	.name = "TST",
	.messages = messages,
	.message_count = sizeof(messages) / sizeof(messages[0]),
};

const struct schema_service *const schema_services[] = {&service};
const size_t schema_service_count = 1;
const struct schema_service *const schema_service_slots[256] = {NULL};

static const struct {
	uint16_t id;
	const char *name;
	uint16_t vendor;
	const struct schema_message *by_id;
	const struct schema_message *by_name;
} cases[] = {
	{1, "TST Get It", 0, &messages[0], &messages[0]},
	{1, "TST Get It", ONE, &messages[1], &messages[1]},
	{1, "TST Get It", TWO, &messages[2], &messages[2]},
	{1, "TST Get It", OTHER, &messages[0], &messages[0]},
	{2, "TST Set It", 0, NULL, &messages[3]},
	{2, "TST Set It", ONE, &messages[3], &messages[3]},
	{2, "TST Set It", TWO, &messages[4], &messages[4]},
	{2, "TST Set It", OTHER, NULL, &messages[3]},
	{3, "TST Reset", 0, &messages[5], &messages[5]},
	{3, "TST Reset", TWO, &messages[5], &messages[5]},
	{4, "TST Unset", 0, NULL, NULL},
	{0, "TST", 0, NULL, NULL},
};

START_TEST(the_best_for_the_vendor_is_found)
{
	ck_assert_ptr_eq(schema_message_by_id(SERVICE, MESSAGE_REQUEST,
				 cases[_i].id, cases[_i].vendor),
		cases[_i].by_id);
	ck_assert_ptr_eq(schema_message_by_name(cases[_i].name,
				 MESSAGE_RESPONSE, cases[_i].vendor),
		cases[_i].by_name);
}
END_TEST

START_TEST(there_are_no_indications)
{
	ck_assert_ptr_null(
		schema_message_by_id(SERVICE, MESSAGE_INDICATION, 1, 0));
	ck_assert_ptr_null(
		schema_message_by_name("TST Reset", MESSAGE_INDICATION, 0));
	ck_assert_ptr_null(
		schema_message_nearest("TST Reset", MESSAGE_INDICATION));
}
END_TEST

int main(void)
{
	TCase *tests = tcase_create("schema vendors");

	tcase_add_loop_test(tests, the_best_for_the_vendor_is_found, 0,
		sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tests, there_are_no_indications);

	return testing_run("schema vendors", tests);
}
