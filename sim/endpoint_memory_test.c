/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "sim/endpoint_memory.h"
#include "sim/newcomer.h"
#include "sim/send_queue.h"

static const uint8_t frame[] = {1, 12, 0, 0, 2, 5, 0, 1, 0, 0x2d, 0, 0, 0};

struct log {
	struct endpoint *endpoint;
	unsigned int opened;
	unsigned int received;
	unsigned int writable;
	unsigned int closed;
};

static void on_opened(void *owner, unsigned int channel)
{
	struct log *log = owner;

	log->opened = channel;
}

static void on_received(
	void *owner, unsigned int channel, const uint8_t *bytes, size_t size)
{
	struct log *log = owner;

	log->received++;
	ck_assert_int_eq(endpoint_send(log->endpoint, channel, bytes, size), 0);
}

static void on_writable(void *owner, unsigned int channel)
{
	struct log *log = owner;

	log->writable = channel;
}

static void on_closed(void *owner, unsigned int channel)
{
	struct log *log = owner;

	log->closed = channel;
}

static const struct endpoint_events events = {
	.opened = on_opened,
	.received = on_received,
	.writable = on_writable,
	.closed = on_closed,
};

static struct log begin(void)
{
	struct log log = {0};

	ck_assert_int_eq(endpoint_memory_open(&events, NULL, &log.endpoint), 0);

	return log;
}

START_TEST(what_is_fed_is_answered_to_its_channel)
{
	struct log log = begin();
	uint8_t bytes[64];
	unsigned int one;
	unsigned int two;

	log.endpoint->owner = &log;
	ck_assert_int_eq(endpoint_memory_connect(log.endpoint, &one), 0);
	ck_assert_int_eq(endpoint_memory_connect(log.endpoint, &two), 0);
	ck_assert_uint_eq(log.opened, two);
	ck_assert_int_eq(
		endpoint_memory_feed(log.endpoint, one, frame, sizeof(frame)),
		0);
	ck_assert_int_eq(
		endpoint_memory_take(log.endpoint, two, bytes, sizeof(bytes)),
		-EAGAIN);
	ck_assert_int_eq(
		endpoint_memory_take(log.endpoint, one, bytes, sizeof(bytes)),
		sizeof(frame));
	ck_assert_mem_eq(bytes, frame, sizeof(frame));
	endpoint_close(log.endpoint);
}
END_TEST

START_TEST(a_hang_up_is_told_once_and_later)
{
	struct log log = begin();
	uint8_t bytes[64];
	unsigned int channel;

	log.endpoint->owner = &log;
	endpoint_memory_connect(log.endpoint, &channel);
	endpoint_hang_up(log.endpoint, channel);
	ck_assert_uint_eq(log.closed, 0);
	ck_assert_int_eq(endpoint_memory_take(
				 log.endpoint, channel, bytes, sizeof(bytes)),
		-ENOTCONN);
	ck_assert_uint_eq(log.closed, channel);
	log.closed = 0;
	endpoint_memory_disconnect(log.endpoint, channel);
	ck_assert_uint_eq(log.closed, 0);
	endpoint_close(log.endpoint);
}
END_TEST

START_TEST(a_full_queue_takes_nothing_until_it_is_read)
{
	struct log log = begin();
	uint8_t *bytes = calloc(1, 65536);
	unsigned int channel;
	unsigned int count = 0;

	log.endpoint->owner = &log;
	endpoint_memory_connect(log.endpoint, &channel);
	while (endpoint_send(log.endpoint, channel, bytes, 65536) == 0)
		count++;
	ck_assert_uint_ge(count, 15);
	ck_assert_int_eq(
		endpoint_send(log.endpoint, channel, bytes, 65536), -EAGAIN);
	while (endpoint_memory_take(log.endpoint, channel, bytes, 65536) > 0)
		count--;
	ck_assert_uint_eq(count, 0);
	ck_assert_uint_eq(log.writable, channel);
	ck_assert_int_eq(
		endpoint_send(log.endpoint, channel, bytes, SEND_QUEUE_MAX),
		-EMSGSIZE);
	free(bytes);
	endpoint_close(log.endpoint);
}
END_TEST

START_TEST(nobody_comes_while_it_has_vanished)
{
	struct log log = begin();
	unsigned int channel;

	log.endpoint->owner = &log;
	endpoint_memory_connect(log.endpoint, &channel);
	ck_assert_int_eq(endpoint_vanish(log.endpoint), 0);
	ck_assert_int_eq(
		endpoint_memory_connect(log.endpoint, &channel), -ENXIO);
	ck_assert_uint_eq(log.closed, 1);
	ck_assert_int_eq(endpoint_come_back(log.endpoint), 0);
	ck_assert_int_eq(endpoint_memory_connect(log.endpoint, &channel), 0);
	endpoint_pause(log.endpoint, true);
	ck_assert_int_eq(endpoint_memory_feed(
				 log.endpoint, channel, frame, sizeof(frame)),
		-EAGAIN);
	endpoint_close(log.endpoint);
}
END_TEST

/* `_i` bytes of a frame were left behind; the copy ends with the memory. */
START_TEST(a_newcomer_is_found_behind_a_part_of_a_frame)
{
	size_t left = (size_t)_i;
	uint8_t *bytes = malloc(left + 2 * sizeof(frame));
	size_t start;

	memcpy(bytes, frame, left);
	memcpy(bytes + left, frame, sizeof(frame));
	memcpy(bytes + left + sizeof(frame), frame, sizeof(frame));
	ck_assert(newcomer_find(bytes, left + 2 * sizeof(frame), &start));
	ck_assert_uint_eq(start, left);
	free(bytes);
}
END_TEST

START_TEST(a_part_of_a_frame_decides_nothing)
{
	size_t left = (size_t)_i;
	uint8_t *bytes = malloc(left);
	size_t start;

	memcpy(bytes, frame, left);
	ck_assert(!newcomer_find(bytes, left, &start));
	free(bytes);
}
END_TEST

START_TEST(garbage_is_the_newcomers)
{
	static const uint8_t garbage[] = {'A', 'T', '\r', 1, 2, 3};
	size_t start = 1;

	ck_assert(newcomer_find(garbage, sizeof(garbage), &start));
	ck_assert_uint_eq(start, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("endpoint_memory");
	TCase *tcase = tcase_create("endpoint_memory");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(tcase, what_is_fed_is_answered_to_its_channel);
	tcase_add_test(tcase, a_hang_up_is_told_once_and_later);
	tcase_add_test(tcase, a_full_queue_takes_nothing_until_it_is_read);
	tcase_add_test(tcase, nobody_comes_while_it_has_vanished);
	tcase_add_loop_test(tcase, a_newcomer_is_found_behind_a_part_of_a_frame,
		0, sizeof(frame));
	tcase_add_loop_test(
		tcase, a_part_of_a_frame_decides_nothing, 1, sizeof(frame));
	tcase_add_test(tcase, garbage_is_the_newcomers);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
