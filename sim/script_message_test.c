/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_message_test.c - every message of every schema as a Lua table and back:
 * what was read can be written again, to the byte.
 */
#include <check.h>
#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "lib/encode.h"
#include "lib/message.h"
#include "sim/script_message.h"

enum {
	ROUNDS = 8,
	BLOCK_SIZE = 1 << 20,
	TEXT_MAX = 40,
};

/* Gives random values; the same in every run. */
struct dice {
	uint64_t state;
	uint8_t bytes[TEXT_MAX];
};

static uint64_t roll(struct dice *dice)
{
	uint64_t x = dice->state;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	dice->state = x;

	return x * UINT64_C(0x2545F4914F6CDD1D);
}

static bool give_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	struct dice *dice = owner;
	double wide = (double)(int32_t)roll(dice) / 8;
	float narrow = (float)wide;
	uint32_t bits;

	*value = roll(dice);
	if (field->type == SCHEMA_FLOAT && field->size == sizeof(wide)) {
		memcpy(value, &wide, sizeof(wide));
	} else if (field->type == SCHEMA_FLOAT) {
		memcpy(&bits, &narrow, sizeof(bits));
		*value = bits;
	} else if (field->values && field->values->count > 0 && *value % 2) {
		*value = field->values
				 ->values[roll(dice) % field->values->count]
				 .value;
	}

	return true;
}

static bool give_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	struct dice *dice = owner;

	for (size_t i = 0; i < TEXT_MAX; i++)
		dice->bytes[i] = (uint8_t)roll(dice);
	*bytes = dice->bytes;
	*size = roll(dice) % (TEXT_MAX + 1);
	if (field->fixed > 0 && field->fixed < *size)
		*size = field->fixed;

	return true;
}

static bool give_open(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	struct dice *dice = owner;

	if (field->type == SCHEMA_ARRAY && field->fixed == 0)
		*count = roll(dice) % 4;
	*sequence = (uint8_t)roll(dice);

	return true;
}

static bool give_index(
	void *owner, const struct schema_field *field, size_t index)
{
	(void)owner;
	(void)field;
	(void)index;

	return true;
}

static bool give_close(void *owner, const struct schema_field *field)
{
	(void)owner;
	(void)field;

	return true;
}

static const struct source source = {
	.number = give_number,
	.bytes = give_bytes,
	.open = give_open,
	.select = give_index,
	.close = give_close,
};

/* A block with most TLVs of the body. */
static void write_block(struct wire_writer *writer,
	const struct schema_body *body, struct dice *dice)
{
	for (size_t i = 0; i < body->count; i++) {
		size_t value;

		if (roll(dice) % 8 == 0)
			continue;
		value = tlv_begin(writer, body->tlvs[i].id);
		ck_assert_int_eq(encode_field(writer, &body->tlvs[i].field,
					 &source, dice, NULL),
			STATUS_OK);
		tlv_end(writer, value);
	}
	ck_assert(!writer->failed);
}

static void check_body(lua_State *lua, const struct schema_message *message,
	const struct schema_body *body, struct dice *dice)
{
	static uint8_t bytes[BLOCK_SIZE];
	static uint8_t again[BLOCK_SIZE];
	struct wire_writer block = wire_writer(bytes, sizeof(bytes));
	struct wire_writer writer = wire_writer(again, sizeof(again));
	struct script_why why;
	bool is_written;

	write_block(&block, body, dice);
	script_push_message(lua, bytes, block.size, body, false);
	is_written = script_write_message(lua, -1, body, true, &writer, &why);
	ck_assert_msg(is_written, "%s %s: %s", message->service->name,
		message->name, why.text);
	ck_assert_msg(writer.size == block.size &&
			memcmp(bytes, again, block.size) == 0,
		"%s %s is written otherwise", message->service->name,
		message->name);
	lua_pop(lua, 1);
	ck_assert_int_eq(lua_gettop(lua), 0);
}

static void check_list(lua_State *lua, const struct schema_message *list,
	size_t count, struct dice *dice)
{
	for (size_t i = 0; i < count; i++)
		for (int kind = 0; kind < 3; kind++)
			for (int round = 0; round < ROUNDS; round++)
				check_body(lua, &list[i], &list[i].bodies[kind],
					dice);
}

START_TEST(what_is_read_can_be_written)
{
	const struct schema_service *service = schema_services[_i];
	lua_State *lua = luaL_newstate();
	struct dice dice = {.state = 1 + (uint64_t)_i};

	check_list(lua, service->messages, service->message_count, &dice);
	check_list(lua, service->indications, service->indication_count, &dice);
	lua_close(lua);
}
END_TEST

/* Pushes the table of a TLV block of DMS Get IDs' response. */
static void push_ids(lua_State *lua, const uint8_t *tlvs, size_t size)
{
	const struct schema_message *message = schema_message_by_name(
		"DMS Get IDs", MESSAGE_RESPONSE, 0);

	script_push_message(
		lua, tlvs, size, &message->bodies[MESSAGE_RESPONSE], true);
}

START_TEST(unknown_and_broken_tlvs_stand_under_their_number)
{
	/* The result, an IMEI, another IMEI, an unknown TLV, one cut short. */
	static const uint8_t tlvs[] = {2, 4, 0, 0, 0, 0, 0, 0x11, 1, 0, '1',
		0x11, 1, 0, '2', 0x77, 2, 0, 'a', 'b', 0x78, 9, 0, 'c'};
	lua_State *lua = luaL_newstate();

	push_ids(lua, tlvs, sizeof(tlvs));
	lua_getfield(lua, 1, "imei");
	ck_assert_str_eq(lua_tostring(lua, -1), "1");
	lua_rawgeti(lua, 1, 0x77);
	ck_assert_str_eq(lua_tostring(lua, -1), "ab");
	ck_assert_int_eq(lua_rawgeti(lua, 1, 2), LUA_TNIL);
	lua_close(lua);
}
END_TEST

START_TEST(every_prefix_of_a_block_is_read)
{
	static const uint8_t tlvs[] = {2, 4, 0, 0, 0, 0, 0, 0x10, 1, 0, '0',
		0x11, 3, 0, '1', '2', '3', 0x77, 2, 0, 'a', 'b'};
	lua_State *lua = luaL_newstate();

	for (size_t size = 0; size <= sizeof(tlvs); size++) {
		uint8_t *prefix = malloc(size);

		if (size > 0)
			memcpy(prefix, tlvs, size);
		push_ids(lua, prefix, size);
		lua_settop(lua, 0);
		free(prefix);
	}
	lua_close(lua);
}
END_TEST

/* Tables that do not fit DMS Set Operating Mode's request, and why. */
static const struct {
	const char *table;
	const char *why;
} misfits[] = {
	{"{}", "field \"mode\" is missing"},
	{"{ mode = 'onlin' }",
		"field \"mode\" has no value \"onlin\"; did you "
		"mean \"online\"?"},
	{"{ mode = {} }",
		"field \"mode\" must be a name or number, not a table"},
	{"{ mode = 256 }", "field \"mode\": 256 does not fit 8 bits"},
	{"{ mode = -1 }", "field \"mode\": -1 does not fit 8 bits"},
	{"{ mode = 1.5 }", "field \"mode\" must be a name or number"},
	{"{ mdoe = 1 }", "no field \"mdoe\"; did you mean \"mode\"?"},
	{"{ mode = 0, b = 1, a = 2, c = 3 }", "no field \"a\""},
	{"{ mode = 0, [true] = 1 }", "no field \"(not a name)\""},
	{"{ mode = 0, [1] = 5 }", "a number names a raw TLV"},
	{"{ mode = 0, [-1] = 'x' }", "a number names a raw TLV"},
	{"{ mode = 0, [256] = 'x' }", "a number names a raw TLV"},
	{"{ mode = 0, [9] = ('x'):rep(70000) }", "does not fit"},
};

START_TEST(what_does_not_fit_is_told)
{
	const struct schema_message *message = schema_message_by_name(
		"DMS Set Operating Mode", MESSAGE_REQUEST, 0);
	static uint8_t bytes[0x10000];
	struct wire_writer writer = wire_writer(bytes, sizeof(bytes));
	lua_State *lua = luaL_newstate();
	struct script_why why = {""};

	luaL_openlibs(lua);
	lua_pushfstring(lua, "return %s", misfits[_i].table);
	ck_assert_int_eq(luaL_dostring(lua, lua_tostring(lua, 1)), LUA_OK);
	ck_assert(!script_write_message(lua, -1,
		&message->bodies[MESSAGE_REQUEST], false, &writer, &why));
	ck_assert_msg(strstr(why.text, misfits[_i].why), "%s", why.text);
	ck_assert_int_eq(lua_gettop(lua), 2);
	lua_close(lua);
}
END_TEST

START_TEST(false_leaves_a_field_out)
{
	const struct schema_message *message = schema_message_by_name(
		"DMS Set Operating Mode", MESSAGE_REQUEST, 0);
	uint8_t bytes[16];
	struct wire_writer writer = wire_writer(bytes, sizeof(bytes));
	lua_State *lua = luaL_newstate();
	struct script_why why;

	lua_newtable(lua);
	lua_pushboolean(lua, false);
	lua_setfield(lua, -2, "mode");
	ck_assert(script_write_message(lua, -1,
		&message->bodies[MESSAGE_REQUEST], false, &writer, &why));
	ck_assert_uint_eq(writer.size, 0);
	lua_close(lua);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("script_message");
	TCase *tcase = tcase_create("script_message");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tcase, what_is_read_can_be_written, 0,
		(int)schema_service_count);
	tcase_add_test(tcase, unknown_and_broken_tlvs_stand_under_their_number);
	tcase_add_test(tcase, every_prefix_of_a_block_is_read);
	tcase_add_loop_test(tcase, what_does_not_fit_is_told, 0,
		sizeof(misfits) / sizeof(misfits[0]));
	tcase_add_test(tcase, false_leaves_a_field_out);
	tcase_set_timeout(tcase, 60);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
