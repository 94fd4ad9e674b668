/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>

#include "sim/sandbox_testing.h"

static struct testing testing;

/* Each way to go on for ever that is stopped without the watchdog. The last takes
 * so long an instruction that only the clock helps.
 */
static const char *const endless[] = {
	"while true do end",
	"::again:: goto again",
	"local function f() return f() end f()",
	"while true do pcall(error) end",
	"while true do pcall(function() while true do end end) end",
	"while true do xpcall(function() while true do end end, "
	"function() while true do end end) end",
	"xpcall(error, function() while true do end end)",
	"local function f() while true do pcall(f) end end f()",
	"while true do select(2, pcall(pcall, pcall, error)) end",
	"coroutine.wrap(function() while true do end end)()",
	"while true do coroutine.resume(coroutine.create(function() "
	"while true do end end)) end",
	"while true do coroutine.wrap(function() for _ = 1, 400 do end "
	"end)() end",
	"local function deep(n) return coroutine.wrap(function() "
	"if n == 0 then while true do end end deep(n - 1) end)() end "
	"while true do pcall(deep, 20) end",
	"local c c = coroutine.wrap(function() while true do "
	"coroutine.yield() end end) while true do c() end",
	"local x <close> = setmetatable({}, {__close = function() "
	"while true do end end}) error('x')",
	"local x <close> = setmetatable({}, {__close = function() "
	"while true do end end}) while true do end",
	"local function f() local x <close> = setmetatable({}, {__close = "
	"function() pcall(f) f() end}) f() end while true do pcall(f) end",
	"local c = coroutine.create(function() local x <close> = "
	"setmetatable({}, {__close = function() while true do end end}) "
	"coroutine.yield() end) coroutine.resume(c) coroutine.close(c)",
	"local t = setmetatable({}, {__index = function(t, k) return t[k] "
	"end}) while true do pcall(function() return t.x end) end",
	"local t = setmetatable({}, {__index = function() return 'x' end, "
	"__len = function() return 1 << 19 end}) "
	"while true do table.concat(t) end",
	"for _ in ipairs(setmetatable({}, {__index = function() return 1 "
	"end})) do end",
	"local t = {} for i = 1, 100000 do t[i] = i end "
	"while true do table.sort(t, rawequal) end",
	"local t = {} for i = 1, 100000 do t[i] = i end "
	"while true do table.sort(t, function() return true end) end",
	"table.sort(setmetatable({}, {__len = function() return 1 << 19 "
	"end}), rawequal) coroutine.yield()",
	"local t = {} for i = 1, 100000 do t[i] = i end "
	"while true do table.insert(t, 1, table.remove(t, 1)) end",
	"local t = {} for i = 1, 100000 do t['k' .. i] = i end "
	"while true do pairs(t) end",
	"local t = {} for i = 1, 100000 do t['k' .. i] = i end "
	"while true do next(t) end",
	"local t = {} while true do table.move(t, 1, 1 << 20, 2) end",
	"local s = ('x'):rep(1 << 20) while true do s:upper() end",
	"local s = ('x'):rep(1 << 20) while true do s:find('y') end",
	"local s = ('x'):rep(1 << 20) while true do local _ = s .. 'y' end",
	"local s = ('x'):rep(1 << 20) while true do s:gsub('x', string.len) "
	"end",
	"local s = ('x'):rep(1 << 20) while true do utf8.len(s) end",
	"while true do tostring(setmetatable({}, {__tostring = function() "
	"return 'x' end})) end",
	"error(setmetatable({}, {__tostring = function() while true do end "
	"end}))",
	"while true do print(('x'):rep(100000)) end",
	"local t = {} for i = 1, (1 << 17) do t[i .. ''] = 1 end "
	"local i = 1 while true do t[i .. ''] = nil t[-i] = 1 i = i + 1 end",
	"local a, b = ('x'):rep(1 << 22), ('x'):rep((1 << 22) - 1) "
	"b = b .. 'x' while true do local _ = a == b end",
};

static void open_with_defaults(void)
{
	testing_open(&testing, NULL);
}

static void open_with_time(void)
{
	struct sandbox_limits limits = sandbox_default_limits();

	limits.time_ms = 50;
	testing_open(&testing, &limits);
}

static void open_with_instructions(void)
{
	struct sandbox_limits limits = sandbox_default_limits();

	limits.instructions = 1000000;
	limits.time_ms = 0;
	testing_open(&testing, &limits);
}

static void teardown(void)
{
	sandbox_free(testing.sandbox);
}

/* The next entry finds everything in order. */
static void expect_usable(void)
{
	testing_expect(&testing,
		"local t = {} for i = 1, 3000 do t[#t + 1] = i end "
		"local ok = pcall(error) "
		"print(#t, ok, coroutine.wrap(function() return 7 end)())",
		"3000\tfalse\t7\n");
}

static void expect_killed(const char *source, const char *text)
{
	const char *error;

	ck_assert_msg(testing_run(&testing, source) == SANDBOX_KILLED,
		"not killed: %s: %s", source, sandbox_error(testing.sandbox));
	error = sandbox_error(testing.sandbox);
	ck_assert_msg(strncmp(error, "s.lua:1: ", 9) == 0, "%s", error);
	ck_assert_msg(strstr(error, text) != NULL, "%s: %s", source, error);
	expect_usable();
}

START_TEST(time_ends_what_has_no_end)
{
	expect_killed(endless[_i], "ran longer than 50 ms");
}
END_TEST

START_TEST(instructions_end_what_has_no_end)
{
	expect_killed(endless[_i], "ran longer than 1000000 instructions");
}
END_TEST

static const char *const hungry[] = {
	"local t = {} while true do t[#t + 1] = {} end",
	"local s = 'x' while true do s = s .. s end",
	"local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end",
	"local t = {} while true do pcall(function() while true do "
	"t[#t + 1] = {} end end) end",
	"local t = {} while true do coroutine.wrap(function() while true do "
	"t[#t + 1] = {} end end)() end",
	"local t = {} while true do coroutine.resume(coroutine.create("
	"function() while true do t[#t + 1] = {} end end)) end",
	"local t = {} while true do local c = coroutine.create(function() "
	"local x <close> = setmetatable({}, {__close = function() "
	"while true do t[#t + 1] = {} end end}) coroutine.yield() end) "
	"coroutine.resume(c) coroutine.close(c) end",
	"local t = {} while true do xpcall(function() while true do "
	"t[#t + 1] = {} end end, print) end",
	"local t = {} while true do t[#t + 1] = coroutine.create(print) end",
	"local t = {} while true do t = {t} end",
	"string.pack('c2147483647', 'x')",
	"('x'):rep(1 << 20):gsub('x', ('y'):rep(1 << 20))",
	"local s = ('x'):rep(1 << 20) string.format(('%s'):rep(200), "
	"table.unpack((function() local t = {} for i = 1, 200 do t[i] = s "
	"end return t end)()))",
	"local s = ('x'):rep(1 << 20) local t = {} for i = 1, 100 do "
	"t[i] = s end table.concat(t)",
	"local f = function() end for i = 1, 30 do local g = f "
	"f = function() local a = {} for j = 1, 9 do a[j] = g end return a, "
	"g() end end local t = {} while true do t[#t + 1] = {f()} end",
};

START_TEST(memory_ends_what_grows)
{
	struct sandbox_limits limits = sandbox_default_limits();

	limits.memory = (size_t)_i % 2 == 0 ? 0 : 20 << 20;
	limits.time_ms = 20000;
	sandbox_free(testing.sandbox);
	testing_open(&testing, &limits);
	expect_killed(hungry[_i], "");
	ck_assert_msg(
		strstr(sandbox_error(testing.sandbox), "ran longer") == NULL,
		"%s", sandbox_error(testing.sandbox));
	ck_assert_uint_lt(sandbox_memory(testing.sandbox), 1 << 20);
}
END_TEST

START_TEST(strings_have_a_size_limit)
{
	expect_killed("local s = 'x' while true do s = s .. s end",
		"one value takes more than 4 MiB");
}
END_TEST

/* A script that keeps all memory for itself does not make C fail outside of
 * entries, where nothing could catch that.
 */
START_TEST(c_has_memory_left)
{
	struct sandbox_limits limits = {.memory = 1 << 20};
	static const char source[] =
		"while true do keep.head = {keep.head} end";
	lua_State *lua;

	teardown();
	testing_open(&testing, &limits);
	lua = sandbox_lua(testing.sandbox);
	lua_newtable(lua);
	lua_newtable(lua);
	lua_setfield(lua, 1, "keep");
	lua_pushvalue(lua, 1);
	ck_assert_int_eq(sandbox_load(testing.sandbox, lua, "s.lua", source,
				 strlen(source)),
		SANDBOX_OK);
	for (int i = 0; i < 3; i++) {
		lua_pushvalue(lua, 2);
		ck_assert_int_eq(sandbox_call(testing.sandbox, lua, 0, 0),
			SANDBOX_KILLED);
		lua_createtable(lua, 200, 20);
		lua_pop(lua, 1);
	}
	lua_settop(lua, 0);
	ck_assert_int_eq(
		testing_run(&testing, "local t = {1, 2, 3}"), SANDBOX_OK);
}
END_TEST

START_TEST(only_long_entries_are_slow)
{
	lua_State *lua = sandbox_lua(testing.sandbox);

	ck_assert(lua_gethook(lua) == NULL);
	ck_assert_int_eq(
		testing_run(&testing, "while true do end"), SANDBOX_KILLED);
	ck_assert(lua_gethook(lua) != NULL);
	for (int i = 0; i < 10 && lua_gethook(lua) != NULL; i++)
		testing_expect(&testing, "for i = 1, 2000 do end", "");
	ck_assert(lua_gethook(lua) == NULL);
}
END_TEST

struct refusal {
	const char *source;
	const char *error;
};

/* What would loop in C for ever is refused at once. */
static const struct refusal refused[] = {
	{"('x'):rep(1 << 40)", "larger than 4 MiB"},
	{"('x'):rep(1 << 22, 'y')", "larger than 4 MiB"},
	{"('x'):rep(math.maxinteger, 'yyyy')", "larger than 4 MiB"},
	{"table.move({}, 1, 1 << 53, 2)", "more than 1048576 elements"},
	{"table.move({}, math.mininteger, math.maxinteger, 2)",
		"more than 1048576 elements"},
	{"table.move({}, 1, 10, math.maxinteger)", "wrap around"},
	{"table.concat({}, '', 1, 1 << 53)", "more than 1048576 elements"},
	{"table.concat(setmetatable({}, {__len = function() return 1 << 53 "
	 "end}))",
		"the list is too long"},
	{"table.insert(setmetatable({}, {__len = function() return 1 << 53 "
	 "end}), 1, 1)",
		"the list is too long"},
	{"table.remove(setmetatable({}, {__len = function() return 1 << 53 "
	 "end}), 1)",
		"the list is too long"},
	{"table.sort(setmetatable({}, {__len = function() return 1 << 30 "
	 "end}), rawequal)",
		"the list is too long"},
	{"table.unpack({}, 1, 1 << 53)", "too many results to unpack"},
	{"table.unpack({}, 1, 1 << 24)", "too many results to unpack"},
	{"string.format('%1000d', 1)", "invalid conversion"},
	{"string.format('%.1000f', 1)", "invalid conversion"},
	{"('x'):rep(1 << 22):byte(1, -1)", "string slice too long"},
	{"local t = {} setmetatable(t, {__index = function(_, k) return t[k] "
	 "end}) return t.x",
		"C stack overflow"},
	{"local t = {} setmetatable(t, {__index = t}) return t.x",
		"'__index' chain too long"},
	{"local t = {} setmetatable(t, {__newindex = t}) t.x = 1",
		"'__newindex' chain too long"},
	{"local function f(n) return coroutine.wrap(f)(n + 1) end f(1)",
		"C stack overflow"},
	{"local function f(s) return s:gsub('.', f) end f('x')",
		"C stack overflow"},
	{"local function f() return pcall(f) and error('x') or error('C "
	 "stack overflow') end f()",
		"C stack overflow"},
	{"local t = {} t.__tostring = tostring setmetatable(t, t) "
	 "return tostring(t)",
		"C stack overflow"},
	{"local l = {} for i = 1, 1000 do local j = i l[i] = "
	 "coroutine.create(function() local x <close> = setmetatable({}, "
	 "{__close = function() assert(coroutine.close(l[j - 1])) end}) "
	 "coroutine.yield() end) coroutine.resume(l[i]) end "
	 "assert(coroutine.close(l[1000]))",
		"too many coroutines are closed"},
};

START_TEST(endless_c_loops_are_refused)
{
	testing_expect_error(&testing, refused[_i].source, refused[_i].error);
	expect_usable();
}
END_TEST

START_TEST(endless_recursion_is_named)
{
	ck_assert_int_eq(testing_run(&testing,
				 "local function f() return 1 + f() end f()"),
		SANDBOX_KILLED);
	ck_assert_str_eq(sandbox_error(testing.sandbox),
		"s.lua:1: more than 65536 KiB of memory are in use by an "
		"endless recursion");
	expect_usable();
}
END_TEST

/* Deeply nested source must not exhaust the C stack of the compiler. */
START_TEST(nested_source_is_refused)
{
	static const char *const nests[] = {"(", "{", "f(", "- ", "do ",
		"function() ", "a.b[", "if x then ", "not ", "a=", "x..", "2^"};
	size_t length = strlen(nests[_i]);
	size_t count = 100000;
	char *source = malloc(length * count + 8);

	memcpy(source, "return ", 8);
	if (strchr("di", nests[_i][0]) != NULL)
		source[0] = '\0';
	for (size_t i = 0; i < count; i++)
		strcat(source + (i > 0 ? (i - 1) * length : 0), nests[_i]);
	ck_assert_int_eq(testing_run(&testing, source), SANDBOX_FAILED);
	free(source);
	expect_usable();
}
END_TEST

START_TEST(large_source_is_refused)
{
	size_t size = (4 << 20) + 1;
	char *source = malloc(size + 1);

	memset(source, ' ', size);
	source[size] = '\0';
	testing_expect_error(&testing, source, "larger than 4 MiB");
	free(source);
}
END_TEST

START_TEST(a_kill_repeats_at_the_same_line)
{
	static const char source[] =
		"local n = 0\nfor i = 1, 1 << 30 do\n n = n + i\n"
		"if i % 10000 == 0 then print(i)\nend\nend";
	char output[sizeof(testing.output)];
	char error[256];

	ck_assert_int_eq(testing_run(&testing, source), SANDBOX_KILLED);
	memcpy(output, testing.output, sizeof(output));
	snprintf(error, sizeof(error), "%s", sandbox_error(testing.sandbox));
	teardown();
	open_with_instructions();
	ck_assert_int_eq(testing_run(&testing, source), SANDBOX_KILLED);
	ck_assert_str_eq(testing.output, output);
	ck_assert_str_eq(sandbox_error(testing.sandbox), error);
	ck_assert_uint_gt(strlen(output), 10);
}
END_TEST

static Suite *suite(void)
{
	Suite *all = suite_create("sandbox limits");
	TCase *by_time = tcase_create("time");
	TCase *by_default = tcase_create("defaults");
	TCase *by_count = tcase_create("instructions");
	int count = sizeof(endless) / sizeof(endless[0]);

	tcase_add_checked_fixture(by_time, open_with_time, teardown);
	tcase_set_timeout(by_time, 60);
	tcase_add_loop_test(by_time, time_ends_what_has_no_end, 0, count);
	tcase_add_loop_test(by_time, memory_ends_what_grows, 0,
		sizeof(hungry) / sizeof(hungry[0]));
	tcase_add_test(by_time, strings_have_a_size_limit);
	tcase_add_test(by_time, c_has_memory_left);
	tcase_add_test(by_time, only_long_entries_are_slow);
	suite_add_tcase(all, by_time);

	tcase_add_checked_fixture(by_default, open_with_defaults, teardown);
	tcase_set_timeout(by_default, 60);
	tcase_add_loop_test(by_default, endless_c_loops_are_refused, 0,
		sizeof(refused) / sizeof(refused[0]));
	tcase_add_test(by_default, endless_recursion_is_named);
	suite_add_tcase(all, by_default);

	tcase_add_checked_fixture(by_count, open_with_instructions, teardown);
	tcase_set_timeout(by_count, 60);
	tcase_add_loop_test(
		by_count, instructions_end_what_has_no_end, 0, count - 1);
	tcase_add_loop_test(by_count, nested_source_is_refused, 0, 12);
	tcase_add_test(by_count, large_source_is_refused);
	tcase_add_test(by_count, a_kill_repeats_at_the_same_line);
	suite_add_tcase(all, by_count);

	return all;
}

int main(void)
{
	SRunner *runner = srunner_create(suite());
	int failed;

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
