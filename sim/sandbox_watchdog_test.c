/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Each script here is stuck in C code of Lua that nothing can interrupt. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/sandbox_testing.h"

static const char *const stuck[] = {
	"\n\nstring.find(('a'):rep(100000), ('.-'):rep(30) .. 'b')",
	"\n\nlocal s = ('a'):rep(30)\n\nlocal p = ('a?'):rep(30) .. "
	"('.-'):rep(20) .. 'b'\ns:match(p)",
	"\n\npcall(function() local s = ('('):rep(4000000) "
	"s:gsub('%b()', '') end)",
	"\n\nfor _ in (('a'):rep(1000)):gmatch(('.*'):rep(10) .. 'b') do end",
};

/* Lua itself looks for something to call for ever; the line is not known. */
static const char call_chain[] =
	"local t = setmetatable({}, {}) getmetatable(t).__call = t t()";

static const char *const lines[] = {
	"s.lua:3: ", "s.lua:6: ", "s.lua:3: ", "s.lua:3: "};

/* Ends a program that runs `source`; writes what the watchdog says. */
static void run_stuck(const char *source, int message_fd)
{
	struct sandbox_limits limits = sandbox_default_limits();
	struct testing testing;

	limits.time_ms = 100;
	testing_open(&testing, &limits);
	if (sandbox_start_watchdog(testing.sandbox, message_fd) != 0)
		_exit(1);
	testing_run(&testing, source);
	_exit(2);
}

static size_t read_all(int fd, char *text, size_t size)
{
	size_t used = 0;
	ssize_t count;

	while ((count = read(fd, text + used, size - 1 - used)) > 0)
		used += (size_t)count;
	text[used] = '\0';

	return used;
}

static void expect_ended(const char *source, const char *where)
{
	char message[512];
	int ends[2];
	int status;
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0)
		run_stuck(source, ends[1]);
	close(ends[1]);
	ck_assert_uint_gt(read_all(ends[0], message, sizeof(message)), 0);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), SIGKILL);
	ck_assert_int_eq(strncmp(message, "qmimic: ", 8), 0);
	ck_assert_msg(
		strncmp(message + 8, where, strlen(where)) == 0, "%s", message);
	close(ends[0]);
}

START_TEST(what_is_stuck_is_ended)
{
	expect_ended(stuck[_i], lines[_i]);
}
END_TEST

START_TEST(what_is_stuck_somewhere_is_ended)
{
	expect_ended(call_chain, "a script is stuck");
}
END_TEST

/* Waits for the end of file that comes when every process has closed the other
 * end.
 */
static void expect_end(int fd)
{
	struct pollfd poll_fd = {.fd = fd, .events = POLLIN};
	char byte;

	ck_assert_int_eq(poll(&poll_fd, 1, 20000), 1);
	ck_assert_int_eq(read(fd, &byte, 1), 0);
}

/* The watchdog holds the message descriptor as long as it lives. */
START_TEST(the_watchdog_ends_with_the_sandbox)
{
	struct testing testing;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	testing_open(&testing, NULL);
	ck_assert_int_eq(sandbox_start_watchdog(testing.sandbox, ends[1]), 0);
	ck_assert_int_eq(sandbox_start_watchdog(testing.sandbox, ends[1]), 0);
	close(ends[1]);
	testing_expect(&testing, "print(1)", "1\n");
	sandbox_free(testing.sandbox);
	expect_end(ends[0]);
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	ck_assert_int_eq(errno, ECHILD);
	close(ends[0]);
}
END_TEST

START_TEST(the_watchdog_ends_with_a_killed_parent)
{
	struct testing testing;
	int ends[2];
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		testing_open(&testing, NULL);
		sandbox_start_watchdog(testing.sandbox, ends[1]);
		raise(SIGKILL);
	}
	close(ends[1]);
	expect_end(ends[0]);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	close(ends[0]);
}
END_TEST

/* Otherwise a client would not see that its terminal or socket was closed. */
START_TEST(the_watchdog_keeps_no_descriptor_open)
{
	struct testing testing;
	int before[2];
	int ends[2];

	ck_assert_int_eq(pipe(before), 0);
	ck_assert_int_eq(pipe(ends), 0);
	testing_open(&testing, NULL);
	ck_assert_int_eq(sandbox_start_watchdog(testing.sandbox, 2), 0);
	close(ends[1]);
	close(before[1]);
	expect_end(ends[0]);
	expect_end(before[0]);
	sandbox_free(testing.sandbox);
	close(ends[0]);
	close(before[0]);
}
END_TEST

static int wait_outside(lua_State *lua)
{
	poll(NULL, 0, 2500);

	return 0;
}

/* A program that is stopped or waits for a slow reader is not stuck. */
START_TEST(waiting_is_not_being_stuck)
{
	struct sandbox_limits limits = sandbox_default_limits();
	struct testing testing;
	lua_State *lua;

	limits.time_ms = 50;
	testing_open(&testing, &limits);
	ck_assert_int_eq(sandbox_start_watchdog(testing.sandbox, 2), 0);
	lua = sandbox_lua(testing.sandbox);
	lua_pushcfunction(lua, wait_outside);
	ck_assert_int_eq(sandbox_call(testing.sandbox, lua, 0, 0), SANDBOX_OK);
	testing_expect(&testing, "print(1)", "1\n");
	sandbox_free(testing.sandbox);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sandbox watchdog");
	TCase *cases = tcase_create("watchdog");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(cases, 60);
	tcase_add_loop_test(cases, what_is_stuck_is_ended, 0,
		sizeof(stuck) / sizeof(stuck[0]));
	tcase_add_test(cases, what_is_stuck_somewhere_is_ended);
	tcase_add_test(cases, the_watchdog_ends_with_the_sandbox);
	tcase_add_test(cases, the_watchdog_ends_with_a_killed_parent);
	tcase_add_test(cases, the_watchdog_keeps_no_descriptor_open);
	tcase_add_test(cases, waiting_is_not_being_stuck);
	suite_add_tcase(suite, cases);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
