/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE
#include <stdlib.h>

#include "sim/sandbox_testing.h"

static struct testing testing;

static void setup(void)
{
	testing_open(&testing, NULL);
}

static void teardown(void)
{
	sandbox_free(testing.sandbox);
}

struct pair {
	const char *source;
	const char *text;
};

static const struct pair outputs[] = {
	{"print(1, 2.5, 'x', nil, true)", "1\t2.5\tx\tnil\ttrue\n"},
	{"print(0 / 0, -(0 / 0), 1 / 0, 1e15, 2^53)",
		"nan\tnan\tinf\t1e+15\t9.007199254741e+15\n"},
	{"print({}, print, coroutine.create(print))",
		"table\tfunction\tthread\n"},
	{"print(tostring({}), string.format('%s %10s', {}, print))",
		"table\ttable   function\n"},
	{"print(setmetatable({}, {__tostring = function() return 'T' end}))",
		"T\n"},
	{"print(setmetatable({}, {__name = 'N'}))", "table\n"},
	{"print(string.format('%5.1f|%-4d|%q|%%|%x', 2.25, 7, 'a\\n', 255))",
		"  2.2|7   |\"a\\\n\"|%|ff\n"},
	{"print(('ab'):rep(3, '-'), (''):rep(1 << 60), ('x'):rep(-1))",
		"ab-ab-ab\t\t\n"},
	{"print(('k=v'):match('(%w)=(%w)'), ('aXb'):gsub('X', '%0%0'))",
		"k\taXXb\t1\n"},
	{"for w in ('a b'):gmatch('%a') do print(w) end", "a\nb\n"},
	{"local t = {3, 1, 2} table.sort(t) print(table.concat(t, ','))",
		"1,2,3\n"},
	{"local t = {'b2', 'a1', 'b1', 'a2'} table.sort(t, function(x, y) "
	 "return x:byte() < y:byte() end) print(table.concat(t, ' '))",
		"a1 a2 b2 b1\n"},
	{"local t = {1, 2} table.insert(t, 3) table.insert(t, 1, 0) "
	 "print(table.remove(t), table.remove(t, 1), #t, table.remove({}))",
		"3\t0\t2\tnil\n"},
	{"local t = table.move({1, 2, 3}, 1, 3, 2) print(table.unpack(t))",
		"1\t1\t2\t3\n"},
	{"local t = table.move({1, 2, 3}, 2, 3, 1) print(table.unpack(t))",
		"2\t3\t3\n"},
	{"print(table.concat({1, 'a', 2.5}, ', ', 2), table.concat({}))",
		"a, 2.5\t\n"},
	{"print(utf8.char(228), utf8.len('\\u{20ac}x'))", "\xc3\xa4\t2\n"},
	{"print(string.pack('<I2', 258):byte(1, -1))", "2\t1\n"},
	{"print(pcall(error, {1}))", "false\ttable\n"},
	{"print(pcall(error, 'x', 0), (select('#', pcall(error))))",
		"false\t2\n"},
	{"print(xpcall(function(a) error(a, 0) end, function(m) return m .. "
	 "'!' end, 'y'))",
		"false\ty!\n"},
	{"print(xpcall(function(...) return ... end, print, 1, 2))",
		"true\t1\t2\n"},
	{"local c = coroutine.wrap(function(a) local b = coroutine.yield(a + "
	 "1) return pcall(coroutine.yield, b) end) print(c(1), c(5), c(7))",
		"2\t5\ttrue\t7\n"},
	{"local c = coroutine.create(function() local x <close> = "
	 "setmetatable({}, {__close = function() print('closed') end}) "
	 "coroutine.yield() end) coroutine.resume(c) print(coroutine.close(c), "
	 "coroutine.status(c))",
		"closed\ntrue\tdead\n"},
	{"print(coroutine.resume(coroutine.create(error), 'e'))", "false\te\n"},
	{"print(getmetatable(''), getmetatable(string), getmetatable(_ENV))",
		"false\tfalse\tfalse\n"},
	{"print(rawget({a = 1}, 'a'), rawset({}, 'b', 2).b, rawlen({1}))",
		"1\t2\t1\n"},
	{"print(_VERSION, type(nil), tonumber('0x10'), rawequal(1, 1))",
		"Lua 5.4\tnil\t16\ttrue\n"},
};

START_TEST(whitelisted_functions_work)
{
	testing_expect(&testing, outputs[_i].source, outputs[_i].text);
}
END_TEST

static const struct pair errors[] = {
	{"\n\nx = 1", "s.lua:3: global 'x' is not defined; say local"},
	{"\nprint(strin)",
		"s.lua:2: global 'strin' is not defined; did you mean "
		"'string'?"},
	{"return zzzzzz", "s.lua:1: global 'zzzzzz' is not defined"},
	{"io.open('x')", "s.lua:1: global 'io' is not there in a scenario"},
	{"return require", "'require' is not there"},
	{"return package", "'package' is not there"},
	{"return debug", "'debug' is not there"},
	{"return load", "'load' is not there"},
	{"return loadstring", "'loadstring' is not there"},
	{"return dofile", "'dofile' is not there"},
	{"return collectgarbage", "'collectgarbage' is not there"},
	{"return _G", "'_G' is not there"},
	{"return sandbox", "global 'sandbox' is not defined"},
	{"_ENV[1] = 2", "global '1' is not defined"},
	{"print = nil", "global 'print' is not defined"},
	{"string.rep = nil", "s.lua:1: 'rep' cannot be set"},
	{"math.x = 1", "'x' cannot be set"},
	{"rawset(_ENV, 'x', 1)", "this table is protected"},
	{"rawset(string, 'rep', 1)", "this table is protected"},
	{"rawget(string, 'rep')", "this table is protected"},
	{"table.insert(string, 1)", "cannot be set"},
	{"setmetatable(string, {})", "this table is protected"},
	{"setmetatable(_ENV, {})", "this table is protected"},
	{"setmetatable({}, {__gc = print})", "__gc is refused"},
	{"setmetatable({}, {__mode = 'k'})", "__mode is refused"},
	{"setmetatable({}, {__metatable = 1})", "__metatable is refused"},
	{"string.dump(print)", "attempt to call a nil value (field 'dump')"},
	{"os.execute('true')", "nil value (field 'execute')"},
	{"os.getenv('HOME')", "nil value (field 'getenv')"},
	{"string.format('%p', {})", "shows an address"},
	{"string.format('%-5p', 'x')", "shows an address"},
	{"error {}", "s.lua:1: table"},
	{"error(setmetatable({}, {__tostring = function() return 'T' end}))",
		"s.lua:1: T"},
	{"error(setmetatable({}, {__tostring = function() error 'x' end}))",
		""},
	{"error('no position', 0)", "s.lua:1: no position"},
	{"table.sort({1, 'x'})", "s.lua:1: attempt to compare"},
	{"local t = {} t[nil] = 1", "s.lua:1: table index is nil"},
	{"return 1 +", "s.lua:1: unexpected symbol near <eof>"},
	{"\x1bLua", "attempt to load a binary chunk"},
	{"pairs({[{}] = 1})", "a key of the table is a table"},
	{"next({[print] = 1})", "a key of the table is a function"},
	{"pairs(nil)", "table expected"},
	{"tostring()", "value expected"},
	{"coroutine.wrap(function() error('in') end)()", "s.lua:1: in"},
	{"coroutine.resume(1)", "coroutine expected"},
	{"coroutine.close(coroutine.running())", "cannot close"},
	{"table.concat({1, {}})", "invalid value (at index 2)"},
	{"table.insert({}, 5, 1)", "out of bounds"},
	{"table.insert({})", "wrong number of arguments"},
	{"table.remove({1}, 7)", "out of bounds"},
	{"os.time {year = 2024}", "field 'month' is missing"},
	{"os.time {year = 1 << 40, month = 1, day = 1}", "out of bounds"},
	{"os.date('%Ez')", "invalid conversion specifier"},
};

START_TEST(mistakes_are_named)
{
	testing_expect_error(&testing, errors[_i].source, errors[_i].text);
}
END_TEST

START_TEST(no_address_is_shown)
{
	testing_expect_error(&testing,
		"error(setmetatable({}, {__tostring = function() return {} "
		"end}))",
		"");
	ck_assert_ptr_null(strstr(sandbox_error(testing.sandbox), "0x"));
	testing_run(&testing,
		"print(pcall(string.rep), pcall(next, print), "
		"pcall(setmetatable, 1), pcall(coroutine.wrap(error), {}), "
		"pcall(function() return {} .. 'x' end), pcall(function() "
		"return {} < {} end), pcall(function() return print + 1 end))");
	ck_assert_ptr_null(strstr(testing.output, "0x"));
}
END_TEST

START_TEST(pairs_goes_in_sorted_order)
{
	testing_expect(&testing,
		"local t = {} for _, k in ipairs {'b', true, 3, 'a', 2.5, 1, "
		"false, -3, 2, 'aa', 1e300} do t[k] = 0 end local s = {} for k "
		"in pairs(t) do s[#s + 1] = tostring(k) end "
		"print(table.concat(s, ' ')) s = {} for k in next, t do s[#s + "
		"1] = tostring(k) end print(table.concat(s, ' '))",
		"-3 1 2 2.5 3 1e+300 a aa b false true\n-3 1 2 2.5 3 1e+300 a "
		"aa b false true\n");
}
END_TEST

START_TEST(pairs_orders_many_keys)
{
	testing_expect(&testing,
		"local t, last = {}, '' for i = 1, 1000 do t['k' .. (i * 7919 "
		"% 1000)] = i end local n = 0 for k in pairs(t) do assert(k > "
		"last) last = k n = n + 1 end print(n)",
		"1000\n");
	testing_expect(&testing,
		"local t = {} for i = 1000, 1, -1 do t[i] = i end local n = 0 "
		"for k in pairs(t) do n = n + 1 assert(k == n) end print(n, "
		"next(t), next({}))",
		"1000\t1\tnil\n");
}
END_TEST

START_TEST(pairs_allows_changes_meanwhile)
{
	testing_expect(&testing,
		"local t = {a = 1, b = 2, c = 3, d = 4} for k, v in pairs(t) "
		"do print(k, v) t.b = nil t[k] = nil t.d = 5 end "
		"print(next(t))",
		"a\t1\nc\t3\nd\t5\nd\t5\n");
	testing_expect(&testing,
		"local t = {a = 1, b = 2, c = 3} for k in next, t do print(k) "
		"t[k] = nil end print(next(t))",
		"a\nb\nc\nnil\n");
}
END_TEST

START_TEST(pairs_honours_a_metamethod)
{
	testing_expect(&testing,
		"local p = setmetatable({}, {__pairs = function(t) return "
		"function(_, k) if not k then return 1, 2 end end, t end}) for "
		"k, v in pairs(p) do print(k, v) end",
		"1\t2\n");
}
END_TEST

START_TEST(time_is_the_modems)
{
	testing_expect(
		&testing, "print(os.time(), os.clock())", "1704067200\t0.0\n");
	sandbox_set_time(testing.sandbox, 61500000);
	testing_expect(&testing,
		"print(os.time(), os.clock(), os.date('%F %T'), "
		"os.date('!*t').min, os.difftime(5, 3))",
		"1704067261\t61.5\t2024-01-01 00:01:01\t1\t2.0\n");
	testing_expect(&testing,
		"local d = {year = 2024, month = 14, day = 1, hour = 0} "
		"print(os.time(d), d.year, d.month, d.wday, d.isdst, "
		"os.date('%H', 3600), os.time {year = 1970, month = 1, day = "
		"1})",
		"1738368000\t2025\t2\t7\tfalse\t01\t43200\n");
}
END_TEST

START_TEST(the_time_zone_does_not_matter)
{
	setenv("TZ", "America/New_York", 1);
	testing_expect(&testing,
		"print(os.date('%H'), os.time {year = 1970, month = 1, day = "
		"1, hour = 0})",
		"00\t0\n");
	unsetenv("TZ");
}
END_TEST

START_TEST(one_seed_gives_one_sequence)
{
	static const char source[] =
		"for _ = 1, 5 do print(math.random(1 << 40)) end "
		"print(math.random()) math.randomseed(7) "
		"print(math.random(100)) math.randomseed() print(math.random(1 "
		"<< 40))";
	char first[sizeof(testing.output)];
	struct testing other;
	size_t length;
	struct sandbox_hooks hooks = {.print = testing_print, .owner = &other};

	ck_assert_int_eq(testing_run(&testing, source), SANDBOX_OK);
	memcpy(first, testing.output, sizeof(first));
	length = strcspn(first, "\n") + 1;
	ck_assert_int_eq(
		strncmp(first, first + strlen(first) - length, length), 0);

	testing_open(&other, NULL);
	ck_assert_int_eq(testing_run(&other, source), SANDBOX_OK);
	ck_assert_str_eq(first, other.output);
	sandbox_free(other.sandbox);

	other.sandbox = sandbox_new(NULL, 2);
	sandbox_set_hooks(other.sandbox, &hooks);
	ck_assert_int_eq(testing_run(&other, source), SANDBOX_OK);
	ck_assert_str_ne(first, other.output);
	sandbox_free(other.sandbox);
}
END_TEST

static Suite *suite(void)
{
	Suite *all = suite_create("sandbox");
	TCase *cases = tcase_create("language");

	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_loop_test(cases, whitelisted_functions_work, 0,
		sizeof(outputs) / sizeof(outputs[0]));
	tcase_add_loop_test(cases, mistakes_are_named, 0,
		sizeof(errors) / sizeof(errors[0]));
	tcase_add_test(cases, no_address_is_shown);
	tcase_add_test(cases, pairs_goes_in_sorted_order);
	tcase_add_test(cases, pairs_orders_many_keys);
	tcase_add_test(cases, pairs_allows_changes_meanwhile);
	tcase_add_test(cases, pairs_honours_a_metamethod);
	tcase_add_test(cases, time_is_the_modems);
	tcase_add_test(cases, the_time_zone_does_not_matter);
	tcase_add_test(cases, one_seed_gives_one_sequence);
	suite_add_tcase(all, cases);

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
