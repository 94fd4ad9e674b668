/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <ev.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/echo_client.h"
#include "sim/echo_server.h"

static char folder[] = "/tmp/endpoint_test.XXXXXX";
static char path[64];
static char spec[80];

static void set_up(void)
{
	strcpy(folder + sizeof(folder) - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/modem", folder);
	snprintf(spec, sizeof(spec), "unix:%s", path);
}

/* Fails when the endpoint has left its socket behind. */
static void tear_down(void)
{
	ck_assert_int_eq(rmdir(folder), 0);
}

static int ask_much(const char *address, void *data)
{
	static const size_t sizes[] = {13, 4096, 65536};

	for (uint32_t i = 0; i < 30; i++) {
		int descriptor = echo_client_open(address);

		for (size_t k = 0; k < 3; k++)
			if (echo_client_ask_and_check(descriptor, i, sizes[k]))
				return 1;
		close(descriptor);
	}

	return 0;
}

static int ten_at_once(const char *address, void *data)
{
	int failed = 0;

	for (int i = 0; i < 10; i++)
		if (fork() == 0)
			_exit(ask_much(address, data));
	for (int i = 0; i < 10; i++) {
		int status;

		wait(&status);
		failed |= status != 0;
	}

	return failed;
}

static int be_killed(const char *address, void *data)
{
	for (uint32_t i = 0; i < 20; i++) {
		pid_t pid = fork();

		if (pid == 0) {
			echo_client_ask(echo_client_open(address), ECHO_FLOOD,
				i, 65536);
			raise(SIGKILL);
		}
		waitpid(pid, NULL, 0);
	}

	return ask_much(address, data);
}

static void serve(int (*client)(const char *address, void *data),
	unsigned int opened_count)
{
	struct echo_server server;

	ck_assert_ptr_null(echo_server_open(&server, ev_default_loop(0), spec));
	ck_assert_int_eq(echo_server_run(&server, client, NULL), 0);
	ck_assert_uint_eq(server.opened_count, opened_count);
	ck_assert_uint_eq(server.closed_count, opened_count);
	echo_server_close(&server);
}

START_TEST(ten_clients_get_their_own_answers)
{
	serve(ten_at_once, 300);
}
END_TEST

START_TEST(killed_clients_disturb_nobody)
{
	serve(be_killed, 50);
}
END_TEST

START_TEST(a_socket_is_private_and_a_stale_one_replaced)
{
	struct echo_server one;
	struct echo_server two;
	struct stat status;
	char other[64];

	snprintf(other, sizeof(other), "%s/other", folder);
	ck_assert_ptr_null(echo_server_open(&one, ev_default_loop(0), spec));
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_uint_eq(status.st_mode & 07777, 0600);
	ck_assert_str_eq(echo_server_open(&two, ev_default_loop(0), spec),
		"another program listens on that path");
	ck_assert_int_eq(link(path, other), 0);
	echo_server_close(&one);
	ck_assert_int_eq(rename(other, path), 0);
	ck_assert_ptr_null(echo_server_open(&one, ev_default_loop(0), spec));
	echo_server_close(&one);
}
END_TEST

START_TEST(what_cannot_be_opened_says_why)
{
	static const char *const bad[][2] = {
		{"pyt:/tmp/x", "no such kind"},
		{"unix", "address is missing"},
		{"unix:", "address is missing"},
		{"unix:/", "not a socket"},
		{"unix:/nonexistent/x", "No such file"},
		{"pty:/", "exists"},
		{"pty:/nonexistent/x", "No such file"},
		{"fd:x", "not a number"},
		{"fd:-1", "not a number"},
		{"fd:99999", "no such descriptor"},
		{"fd:0", "neither"},
	};
	char *name = calloc(1, 300);
	struct echo_server server;

	ck_assert_ptr_nonnull(freopen("/dev/null", "r", stdin));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		const char *why = echo_server_open(
			&server, ev_default_loop(0), bad[i][0]);

		ck_assert_ptr_nonnull(why);
		ck_assert_msg(strstr(why, bad[i][1]), "%s: %s", bad[i][0], why);
	}
	memset(name, 'x', 200);
	memcpy(name, "unix:", 5);
	ck_assert_ptr_nonnull(
		strstr(echo_server_open(&server, ev_default_loop(0), name),
			"too long"));
	free(name);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("endpoint");
	TCase *tcase = tcase_create("endpoint");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, ten_clients_get_their_own_answers);
	tcase_add_test(tcase, killed_clients_disturb_nobody);
	tcase_add_test(tcase, a_socket_is_private_and_a_stale_one_replaced);
	tcase_add_test(tcase, what_cannot_be_opened_says_why);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
