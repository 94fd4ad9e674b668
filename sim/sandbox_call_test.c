/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>

#include "sim/sandbox_testing.h"

static struct testing testing;

static void setup(void)
{
	struct sandbox_limits limits = sandbox_default_limits();

	limits.time_ms = 100;
	testing_open(&testing, &limits);
}

static void teardown(void)
{
	sandbox_free(testing.sandbox);
}

static void load(const char *source)
{
	ck_assert_int_eq(
		sandbox_load(testing.sandbox, sandbox_lua(testing.sandbox),
			"s.lua", source, strlen(source)),
		SANDBOX_OK);
}

static enum sandbox_result run_trusted(const char *source)
{
	testing.output[0] = '\0';
	ck_assert_int_eq(sandbox_load_trusted(testing.sandbox, "boot.lua",
				 source, strlen(source)),
		SANDBOX_OK);

	return sandbox_call(
		testing.sandbox, sandbox_lua(testing.sandbox), 0, 0);
}

START_TEST(further_globals_are_read_through)
{
	lua_State *lua = sandbox_lua(testing.sandbox);

	lua_newtable(lua);
	lua_pushvalue(lua, 1);
	load("print(fail, type(print)) return function() return preset end");
	ck_assert_int_eq(
		sandbox_call(testing.sandbox, lua, 0, 1), SANDBOX_FAILED);
	ck_assert_str_eq(sandbox_error(testing.sandbox),
		"s.lua:1: global 'fail' is not defined");
	ck_assert_int_eq(lua_gettop(lua), 1);

	lua_pushinteger(lua, 7);
	lua_setfield(lua, 1, "fail");
	lua_pushvalue(lua, 1);
	load("print(fail, type(print))");
	ck_assert_int_eq(sandbox_call(testing.sandbox, lua, 0, 0), SANDBOX_OK);
	ck_assert_str_eq(testing.output, "7\tfunction\n");

	lua_pushvalue(lua, 1);
	load("fail = 1");
	ck_assert_int_eq(
		sandbox_call(testing.sandbox, lua, 0, 0), SANDBOX_FAILED);
	lua_pushvalue(lua, 1);
	load("return fial");
	ck_assert_int_eq(
		sandbox_call(testing.sandbox, lua, 0, 0), SANDBOX_FAILED);
	ck_assert_str_eq(sandbox_error(testing.sandbox),
		"s.lua:1: global 'fial' is not defined; did you mean 'fail'?");
}
END_TEST

START_TEST(two_instances_share_nothing)
{
	static const char source[] =
		"local n = 0 return function() n = n + 1 print(n) end";
	lua_State *lua = sandbox_lua(testing.sandbox);

	for (int i = 0; i < 2; i++) {
		lua_pushnil(lua);
		load(source);
		ck_assert_int_eq(
			sandbox_call(testing.sandbox, lua, 0, 1), SANDBOX_OK);
	}
	for (int i = 0; i < 2; i++) {
		lua_pushvalue(lua, 1);
		sandbox_call(testing.sandbox, lua, 0, 0);
	}
	lua_pushvalue(lua, 2);
	sandbox_call(testing.sandbox, lua, 0, 0);
	ck_assert_str_eq(testing.output, "1\n2\n1\n");
}
END_TEST

START_TEST(a_chunk_that_does_not_compile_fails)
{
	lua_State *lua = sandbox_lua(testing.sandbox);

	lua_pushnil(lua);
	ck_assert_int_eq(sandbox_load(testing.sandbox, lua, "s.lua",
				 "local x =\n= 2", 13),
		SANDBOX_FAILED);
	ck_assert_str_eq(sandbox_error(testing.sandbox),
		"s.lua:2: unexpected symbol near '='");
	ck_assert_int_eq(lua_gettop(lua), 0);
}
END_TEST

START_TEST(arguments_and_results_pass)
{
	lua_State *lua = sandbox_lua(testing.sandbox);

	lua_pushnil(lua);
	load("return ...");
	lua_pushinteger(lua, 1);
	lua_pushinteger(lua, 2);
	ck_assert_int_eq(
		sandbox_call(testing.sandbox, lua, 2, LUA_MULTRET), SANDBOX_OK);
	ck_assert_int_eq(lua_gettop(lua), 2);
	ck_assert_int_eq(lua_tointeger(lua, 2), 2);
}
END_TEST

START_TEST(a_coroutine_yields_ends_and_fails)
{
	lua_State *lua = sandbox_lua(testing.sandbox);
	lua_State *story = lua_newthread(lua);
	int count = 0;

	lua_pushnil(lua);
	load("local a = ... local b = coroutine.yield(a + 1, 0)\n"
	     "coroutine.yield(b)\nerror('end')");
	lua_xmove(lua, story, 1);
	lua_pushinteger(story, 4);
	ck_assert_int_eq(sandbox_resume(testing.sandbox, story, 1, &count),
		SANDBOX_YIELDED);
	ck_assert_int_eq(count, 2);
	ck_assert_int_eq(lua_tointeger(story, -2), 5);
	lua_pop(story, count);
	lua_pushinteger(story, 9);
	ck_assert_int_eq(sandbox_resume(testing.sandbox, story, 1, &count),
		SANDBOX_YIELDED);
	ck_assert_int_eq(lua_tointeger(story, -1), 9);
	lua_pop(story, count);
	ck_assert_int_eq(sandbox_resume(testing.sandbox, story, 0, &count),
		SANDBOX_FAILED);
	ck_assert_str_eq(sandbox_error(testing.sandbox), "s.lua:3: end");
	ck_assert_int_eq(count, 0);
}
END_TEST

START_TEST(an_error_in_a_coroutine_gets_its_position)
{
	lua_State *lua = sandbox_lua(testing.sandbox);
	lua_State *story = lua_newthread(lua);
	int count;

	lua_pushnil(lua);
	load("\ntable.sort({1, 'x'})");
	lua_xmove(lua, story, 1);
	ck_assert_int_eq(sandbox_resume(testing.sandbox, story, 0, &count),
		SANDBOX_FAILED);
	ck_assert_int_eq(strncmp(sandbox_error(testing.sandbox),
				 "s.lua:2: attempt to compare", 27),
		0);
}
END_TEST

START_TEST(a_coroutine_is_killed)
{
	lua_State *lua = sandbox_lua(testing.sandbox);
	lua_State *story = lua_newthread(lua);
	int count;

	lua_pushnil(lua);
	load("while true do pcall(function() while true do end end) end");
	lua_xmove(lua, story, 1);
	ck_assert_int_eq(sandbox_resume(testing.sandbox, story, 0, &count),
		SANDBOX_KILLED);
	ck_assert_str_eq(sandbox_error(testing.sandbox),
		"s.lua:1: ran longer than 100 ms of processor time");
}
END_TEST

/* Calls its argument as C code does and ignores that it failed. */
static int call_nested(lua_State *lua)
{
	struct sandbox *sandbox = sandbox_of(lua);
	enum sandbox_result result = sandbox_call(sandbox, lua, 0, 0);

	lua_pushinteger(lua, result);

	return 1;
}

static int call_and_raise(lua_State *lua)
{
	struct sandbox *sandbox = sandbox_of(lua);

	if (sandbox_call(sandbox, lua, 0, 0) != SANDBOX_OK)
		return sandbox_raise(sandbox, lua);

	return 0;
}

static enum sandbox_result run_with(lua_CFunction function, const char *source)
{
	lua_State *lua = sandbox_lua(testing.sandbox);

	lua_newtable(lua);
	lua_pushcfunction(lua, function);
	lua_setfield(lua, -2, "nested");
	testing.output[0] = '\0';
	load(source);

	return sandbox_call(testing.sandbox, lua, 0, 0);
}

START_TEST(a_nested_call_fails_alone)
{
	ck_assert_int_eq(run_with(call_nested,
				 "print(nested(function() error('x') end), "
				 "nested(function() end))"),
		SANDBOX_OK);
	ck_assert_str_eq(testing.output, "2\t0\n");
	ck_assert_int_eq(run_with(call_and_raise,
				 "\nnested(function()\nerror('x') end)"),
		SANDBOX_FAILED);
	ck_assert_str_eq(sandbox_error(testing.sandbox), "s.lua:3: x");
}
END_TEST

START_TEST(a_kill_passes_nested_calls)
{
	ck_assert_int_eq(run_with(call_nested,
				 "while true do nested(function() "
				 "while true do end end) end"),
		SANDBOX_KILLED);
	ck_assert_int_eq(run_with(call_and_raise,
				 "while true do pcall(nested, function() "
				 "while true do end end) end"),
		SANDBOX_KILLED);
	ck_assert_int_eq(run_with(call_nested,
				 "coroutine.wrap(function() nested(function() "
				 "while true do end end) end)() "
				 "while true do end"),
		SANDBOX_KILLED);
	ck_assert_int_eq(run_with(call_nested, "print(1)"), SANDBOX_OK);
}
END_TEST

START_TEST(trusted_code_has_all_of_lua)
{
	ck_assert_int_eq(
		run_trusted(
			"assert(io and debug and require and load)\n"
			"local t = sandbox.keys {b = 1, a = 2, [7] = 3}\n"
			"print(table.concat(t, ' '), sandbox.tostring({}))\n"
			"for k in sandbox.pairs {y = 1, x = 2} do print(k) "
			"end print(sandbox.next {q = 1})\n"
			"boot = 1"),
		SANDBOX_OK);
	ck_assert_str_eq(testing.output, "7 a b\ttable\nx\ny\nq\t1\n");
	testing_expect_error(
		&testing, "print(boot)", "global 'boot' is not defined");
}
END_TEST

START_TEST(trusted_code_loads_sandboxed_code)
{
	ck_assert_int_eq(
		run_trusted(
			"local f = assert(sandbox.load('a.lua', 'return g + 1, "
			"pcall(function() x = 1 end)', {g = 4}))\n"
			"print(f())\n"
			"print(sandbox.load('b.lua', 'return return'))\n"
			"print(pcall(function() sandbox.load('b.lua', '', "
			"7) end))"),
		SANDBOX_OK);
	ck_assert_str_eq(testing.output,
		"5\tfalse\ta.lua:1: global 'x' is not defined; say local\n"
		"nil\tb.lua:1: unexpected symbol near 'return'\n"
		"false\tqmimic:boot.lua:4: bad argument #3 to 'load' (table "
		"expected, got "
		"number)\n");
}
END_TEST

/* The line that a user knows is that of the scenario. */
START_TEST(errors_in_trusted_code_name_the_scenario)
{
	ck_assert_int_eq(
		run_trusted("local function expect() error('a name, please') "
			    "end\n"
			    "sandbox.load('a.lua', '\\n\\nexpect()', "
			    "{expect = expect})()"),
		SANDBOX_FAILED);
	ck_assert_str_eq(sandbox_error(testing.sandbox),
		"a.lua:3: qmimic:boot.lua:1: a name, please");
	ck_assert_int_eq(
		run_trusted("local function spin() while true do end end\n"
			    "sandbox.load('a.lua', '\\n\\nspin()', "
			    "{spin = spin})()"),
		SANDBOX_KILLED);
	ck_assert_str_eq(sandbox_error(testing.sandbox),
		"a.lua:3: ran longer than 100 ms of processor time");
}
END_TEST

START_TEST(string_methods_are_the_bounded_ones)
{
	ck_assert_int_eq(run_trusted("print(pcall(('x').rep, 'x', 1 << 40))"),
		SANDBOX_OK);
	ck_assert_str_eq(
		testing.output, "false\tthe result is larger than 4 MiB\n");
}
END_TEST

START_TEST(long_errors_and_prints_are_cut)
{
	testing_expect_error(
		&testing, "error(('x'):rep(100000))", "s.lua:1: x");
	ck_assert_uint_lt(strlen(sandbox_error(testing.sandbox)), 2048);
	testing_expect(&testing, "print(('x'):rep(1 << 22)) print('y')", "y\n");
}
END_TEST

START_TEST(a_small_limit_is_refused_at_once)
{
	struct sandbox_limits limits = {.memory = 10000};

	ck_assert_ptr_null(sandbox_new(&limits, 1));
	sandbox_free(NULL);
}
END_TEST

static void add_tests(TCase *cases)
{
	tcase_add_test(cases, further_globals_are_read_through);
	tcase_add_test(cases, two_instances_share_nothing);
	tcase_add_test(cases, a_chunk_that_does_not_compile_fails);
	tcase_add_test(cases, arguments_and_results_pass);
	tcase_add_test(cases, a_coroutine_yields_ends_and_fails);
	tcase_add_test(cases, an_error_in_a_coroutine_gets_its_position);
	tcase_add_test(cases, a_coroutine_is_killed);
	tcase_add_test(cases, a_nested_call_fails_alone);
	tcase_add_test(cases, a_kill_passes_nested_calls);
	tcase_add_test(cases, trusted_code_has_all_of_lua);
	tcase_add_test(cases, trusted_code_loads_sandboxed_code);
	tcase_add_test(cases, errors_in_trusted_code_name_the_scenario);
	tcase_add_test(cases, string_methods_are_the_bounded_ones);
	tcase_add_test(cases, long_errors_and_prints_are_cut);
	tcase_add_test(cases, a_small_limit_is_refused_at_once);
}

int main(void)
{
	Suite *suite = suite_create("sandbox calls");
	TCase *cases = tcase_create("calls");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_set_timeout(cases, 60);
	add_tests(cases);
	suite_add_tcase(suite, cases);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
