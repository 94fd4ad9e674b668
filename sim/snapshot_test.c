/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* snapshot_test.c - a modem is written down and made what it was. */
#include <json-c/json.h>
#include <stdio.h>

#include "sim/control_testing.h"

enum {
	NAS = 3,
	NETWORK_SCAN = 0x21,
};

/* Carries out a command and returns its answer; free it. */
static struct json_object *ask(struct bench *bench, struct json_object *request)
{
	struct json_object *answer;

	bench->said[0] = '\0';
	ck_assert(feed(bench, json_object_to_json_string(request)));
	ck_assert(feed(bench, "\n"));
	json_object_put(request);
	answer = json_tokener_parse(bench->said);
	ck_assert_ptr_nonnull(answer);

	return answer;
}

static struct json_object *command(const char *name)
{
	struct json_object *request = json_object_new_object();

	json_object_object_add(
		request, "command", json_object_new_string(name));

	return request;
}

/* The reason why a command is refused, or "" when it is not. */
static void refusal(struct bench *bench, struct json_object *request,
	char *text, size_t size)
{
	struct json_object *answer = ask(bench, request);
	struct json_object *error = NULL;

	text[0] = '\0';
	if (json_object_object_get_ex(answer, "error", &error))
		snprintf(text, size, "%s", json_object_get_string(error));
	json_object_put(answer);
}

static struct json_object *take(struct bench *bench)
{
	struct json_object *answer = ask(bench, command("snapshot"));
	struct json_object *result = NULL;

	ck_assert_msg(json_object_object_get_ex(answer, "result", &result),
		"%s", bench->said);
	json_object_get(result);
	json_object_put(answer);

	return result;
}

/* Restores; `snapshot` stays the caller's. */
static void restore(struct bench *bench, struct json_object *snapshot,
	char *text, size_t size)
{
	struct json_object *request = command("restore");

	json_object_object_add(request, "snapshot", json_object_get(snapshot));
	refusal(bench, request, text, size);
}

/* Both worlds are the same. */
static void compare(struct json_object *first, struct json_object *second)
{
	static const char *const parts[] = {"world", "clients", "link"};

	for (size_t i = 0; i < 3; i++) {
		struct json_object *a = NULL;
		struct json_object *b = NULL;

		ck_assert(json_object_object_get_ex(first, parts[i], &a));
		ck_assert(json_object_object_get_ex(second, parts[i], &b));
		ck_assert_str_eq(json_object_to_json_string(a),
			json_object_to_json_string(b));
	}
}

static void change_much(struct bench *bench)
{
	expect(bench,
		"{\"command\":\"lua\",\"code\":\""
		"modem.bearers:stop_all() modem.network:lose()"
		" modem.sim:remove() modem.state.x = nil"
		" modem.hardware:set_operating_mode 'low_power'\"}",
		"{\"ok\":true,\"result\":[]}\n");
}

/* A modem that is connected. */
static struct bench *open_connected(void)
{
	struct bench *bench = open_bench("return scenario {}");

	rig_connect(&bench->rig, 0, CHANNEL_PLAIN);
	rig_allocate(&bench->rig, 0, 1);
	rig_request(&bench->rig, 0, 1, 1, 0x20);
	rig_wait(&bench->rig, 1000000);
	while (rig_take(&bench->rig))
		;
	expect(bench,
		"{\"command\":\"lua\",\"code\":\""
		"modem.state.x = { '\\\\255', [3] = 1.5, y = { modem } }"
		" modem.state.z = modem.state.x\"}",
		"{\"ok\":true,\"result\":[]}\n");

	return bench;
}

START_TEST(a_modem_becomes_what_it_was)
{
	struct bench *bench = open_connected();
	struct json_object *first = take(bench);
	struct json_object *second;
	char why[512];

	change_much(bench);
	rig_wait(&bench->rig, 1000000);
	restore(bench, first, why, sizeof(why));
	ck_assert_str_eq(why, "");
	second = take(bench);
	compare(first, second);
	while (rig_take(&bench->rig))
		ck_assert_int_ne(bench->rig.output->kind, OUTBOX_HANG_UP);

	/* The client has its id and its call. */
	rig_request(&bench->rig, 0, 1, 1, 0x22);
	ck_assert_uint_eq(rig_error(&bench->rig), 0);
	ck_assert_int_eq(bench->rig.message.tlvs[10], 2);
	expect(bench,
		"{\"command\":\"lua\",\"code\":\"modem.state.x == "
		"modem.state.z,"
		" modem.state.x.y[1] == modem\"}",
		"{\"ok\":true,\"result\":[true,true]}\n");
	json_object_put(first);
	json_object_put(second);
	close_bench(bench);
}
END_TEST

START_TEST(another_process_goes_on_with_it)
{
	struct bench *bench = open_bench("return scenario {}");
	struct bench *other = open_bench("return scenario {}");
	struct json_object *snapshot;
	char why[512];

	expect(bench,
		"{\"command\":\"lua\",\"code\":\"modem.network:lose()"
		" modem.network:come_back()\"}",
		"{\"ok\":true,\"result\":[]}\n");
	snapshot = take(bench);
	rig_wait(&other->rig, 1000000000);
	restore(other, snapshot, why, sizeof(why));
	ck_assert_str_eq(why, "");
	expect(other,
		"{\"command\":\"state\",\"path\":\"network.registration\"}",
		"{\"ok\":true,\"result\":\"not_registered_searching\"}\n");
	rig_wait(&other->rig, 10000000);
	expect(other,
		"{\"command\":\"state\",\"path\":\"network.registration\"}",
		"{\"ok\":true,\"result\":\"registered\"}\n");
	json_object_put(snapshot);
	close_bench(bench);
	close_bench(other);
}
END_TEST

START_TEST(timers_of_that_time_run_again)
{
	struct bench *bench = open_bench("return scenario {}");
	struct json_object *snapshot;
	char why[512];

	expect(bench,
		"{\"command\":\"lua\",\"code\":\"modem.network:lose()"
		" modem.network:come_back()\"}",
		"{\"ok\":true,\"result\":[]}\n");
	rig_wait(&bench->rig, 1500000);
	snapshot = take(bench);
	rig_wait(&bench->rig, 5000000);
	restore(bench, snapshot, why, sizeof(why));
	ck_assert_str_eq(why, "");
	rig_wait(&bench->rig, 400000);
	expect(bench,
		"{\"command\":\"state\",\"path\":\"network.registration\"}",
		"{\"ok\":true,\"result\":\"not_registered_searching\"}\n");
	rig_wait(&bench->rig, 200000);
	expect(bench,
		"{\"command\":\"state\",\"path\":\"network.registration\"}",
		"{\"ok\":true,\"result\":\"registered\"}\n");
	json_object_put(snapshot);
	close_bench(bench);
}
END_TEST

START_TEST(what_is_in_flight_is_named)
{
	struct bench *bench = open_bench(
		"return scenario { story = function(m) m:sleep(10) end }");
	struct json_object *snapshot;
	char why[512];

	refusal(bench, command("snapshot"), why, sizeof(why));
	ck_assert_str_eq(why, "the story of s.lua is in flight");
	rig_wait(&bench->rig, 11000000);
	snapshot = take(bench);
	rig_connect(&bench->rig, 0, CHANNEL_PLAIN);
	rig_allocate(&bench->rig, 0, NAS);
	rig_request(&bench->rig, 0, NAS, 1, NETWORK_SCAN);
	refusal(bench, command("snapshot"), why, sizeof(why));
	ck_assert_str_eq(why,
		"a transaction is in flight: NAS Network Scan of client 1");
	restore(bench, snapshot, why, sizeof(why));
	ck_assert_str_eq(why,
		"a transaction is in flight: NAS Network Scan of client 1");
	json_object_put(snapshot);
	close_bench(bench);
}
END_TEST

START_TEST(what_no_file_can_hold_is_named)
{
	struct bench *bench = open_bench("return scenario {}");
	char why[512];

	expect(bench,
		"{\"command\":\"lua\",\"code\":\"modem.state.act = { print "
		"}\"}",
		"{\"ok\":true,\"result\":[]}\n");
	refusal(bench, command("snapshot"), why, sizeof(why));
	ck_assert_str_eq(
		why, "state.act.1 is a function, which no file can hold");
	close_bench(bench);
}
END_TEST

/* What is changed in a good snapshot, and what is said of it. */
static const struct {
	const char *path; /* names with blanks between them */
	const char *value;
	const char *why;
} mistakes[] = {
	{"qmimic_snapshot", "2", "this is no snapshot of version 1"},
	{"preset", "\"x\"", "the snapshot is of the preset x"},
	{"preset", "{}", "the snapshot is of the preset a table"},
	{"world network m lose", "1",
		"network.lose is a function of its class"},
	{"world", "1", "world is missing"},
	{"world", "{}", "world: the part agenda is missing"},
	{"world foo", "1", "world: unknown part \"foo\""},
	{"time", "-1", "time must be a whole number"},
	{"clients", "[{}]", "clients.1.service must be a whole number"},
	{"clients", "[{\"service\":1,\"client\":0,\"channel\":0}]",
		"clients.1.client must be a whole number, 1 to 254"},
	{"clients",
		"[{\"service\":1,\"client\":1,\"channel\":0},"
		"{\"service\":1,\"client\":1,\"channel\":0}]",
		"clients.2: the client id is there twice"},
	{"link protocol", "99999", "link.protocol must be a whole number"},
	{"world network", "5", "network must be a table, not a number"},
	{"world network m registration", "5",
		"network.registration must be a string, not a number"},
	{"world network m registration", "{\"b\":\"0\"}",
		"network.registration: b must be pairs of hex digits"},
	{"world network m registration", "{\"b\":7}",
		"network.registration: b must be pairs of hex digits"},
	{"world network m cell", "{\"r\":\"preset\",\"p\":[\"network\",99]}",
		"network.cell: the preset has no such part"},
	{"world network m cell", "{\"r\":\"preset\"}",
		"network.cell: the preset has no such part"},
	{"world network m cell", "{\"r\":\"module\",\"p\":\"x\"}",
		"network.cell: no file x"},
	{"world network m cell", "{\"r\":9999}",
		"network.cell: r names a table that has not come yet"},
	{"world network m cell", "{\"r\":{}}",
		"network.cell: r names a table that has not come yet"},
	{"world network c", "\"world/bearers\"", "network is of another class"},
	{"world network c", "\"nothing\"", "network: no class nothing"},
	{"world network c", "[]", "network: no class a table"},
	{"world network i", "1", "network: i must be a new number"},
	{"world network i", "null", "network: i must be a new number"},
	{"world network x", "1", "network: unknown entry \"x\""},
	{"world network m", "1", "network: m must be a list or an object"},
	{"world network m", "[1]", "network: m must be an object"},
	{"world network l", "7", "network: l must be a list or an object"},
	{"world network n", "[5]",
		"network: n must be a list of keys and values"},
	{"world network n", "[[true,1]]",
		"network: n must be a list of keys and values"},
};

static void put(struct json_object *object, const char *path, const char *value)
{
	char *copy = strdup(path);
	char *rest = NULL;
	char *name = strtok_r(copy, " ", &rest);
	char *next;

	while ((next = strtok_r(NULL, " ", &rest))) {
		ck_assert(json_object_object_get_ex(object, name, &object));
		name = next;
	}
	json_object_object_add(object, name, json_tokener_parse(value));
	free(copy);
}

START_TEST(a_bad_snapshot_is_refused_and_changes_nothing)
{
	struct bench *bench = open_connected();
	struct json_object *good = take(bench);
	struct json_object *bad = json_tokener_parse(
		json_object_to_json_string(good));
	struct json_object *after;
	char why[512];

	put(bad, mistakes[_i].path, mistakes[_i].value);
	restore(bench, bad, why, sizeof(why));
	ck_assert_msg(strstr(why, mistakes[_i].why) == why, "%s", why);
	ck_assert_ptr_null(strstr(why, "qmimic:runtime"));
	after = take(bench);
	compare(good, after);
	json_object_put(good);
	json_object_put(bad);
	json_object_put(after);
	close_bench(bench);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("snapshot");
	TCase *tcase = tcase_create("snapshot");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, a_modem_becomes_what_it_was);
	tcase_add_test(tcase, another_process_goes_on_with_it);
	tcase_add_test(tcase, timers_of_that_time_run_again);
	tcase_add_test(tcase, what_is_in_flight_is_named);
	tcase_add_test(tcase, what_no_file_can_hold_is_named);
	tcase_add_loop_test(tcase,
		a_bad_snapshot_is_refused_and_changes_nothing, 0,
		sizeof(mistakes) / sizeof(mistakes[0]));
	tcase_set_timeout(tcase, 60);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
