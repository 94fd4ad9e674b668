/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sim/outbox.h"

START_TEST(items_come_in_the_order_they_were_added)
{
	static const uint8_t bytes[] = {1, 2, 3};
	struct outbox outbox;
	struct outbox_item *item;

	outbox_init(&outbox);
	ck_assert_ptr_null(outbox_take(&outbox));
	outbox_add_bytes(&outbox, 7, bytes, sizeof(bytes));
	outbox_add_action(&outbox, CHANNEL_ALL, OUTBOX_VANISH);

	item = outbox_take(&outbox);
	ck_assert_int_eq(item->kind, OUTBOX_BYTES);
	ck_assert_uint_eq(item->channel, 7);
	ck_assert_mem_eq(item->bytes, bytes, sizeof(bytes));
	outbox_item_free(item);
	item = outbox_take(&outbox);
	ck_assert_int_eq(item->kind, OUTBOX_VANISH);
	outbox_item_free(item);
	ck_assert_ptr_null(outbox_take(&outbox));
	ck_assert_uint_eq(outbox.size, 0);
}
END_TEST

START_TEST(an_emptied_outbox_can_be_filled_again)
{
	struct outbox outbox;

	outbox_init(&outbox);
	outbox_add_bytes(&outbox, 0, NULL, 0);
	outbox_item_free(outbox_take(&outbox));
	outbox_add_bytes(&outbox, 1, NULL, 0);
	outbox_add_bytes(&outbox, 2, NULL, 0);
	ck_assert_uint_eq(outbox.first->channel, 1);
	ck_assert_uint_eq(outbox.first->next->channel, 2);
	outbox_clear(&outbox);
	ck_assert_ptr_null(outbox.first);
}
END_TEST

START_TEST(bytes_can_show_a_message)
{
	static const uint8_t bytes[] = {1, 2, 3};
	uint8_t tlvs[] = {0x10, 1, 0, 9};
	struct message message = {
		.service = 2, .tlvs = tlvs, .tlvs_size = sizeof(tlvs)};
	struct outbox outbox;
	struct outbox_item *item;

	outbox_init(&outbox);
	outbox_add_shown(&outbox, 4, &message, bytes, sizeof(bytes));
	memset(tlvs, 0xee, sizeof(tlvs));
	item = outbox_take(&outbox);
	ck_assert_uint_eq(outbox.size, 0);
	ck_assert_int_eq(item->kind, OUTBOX_BYTES);
	ck_assert(item->is_shown);
	ck_assert_uint_eq(item->size, sizeof(bytes));
	ck_assert_mem_eq(item->bytes, bytes, sizeof(bytes));
	ck_assert_uint_eq(item->message.service, 2);
	ck_assert_mem_eq(item->message.tlvs, "\x10\1\0\x09", 4);
	outbox_item_free(item);
}
END_TEST

START_TEST(a_message_is_copied_with_its_tlvs)
{
	uint8_t tlvs[] = {0x10, 1, 0, 9};
	struct message message = {.service = 2,
		.kind = MESSAGE_INDICATION,
		.tlvs = tlvs,
		.tlvs_size = sizeof(tlvs)};
	struct outbox outbox;
	struct outbox_item *item;

	outbox_init(&outbox);
	outbox_add_message(&outbox, 0, &message);
	memset(tlvs, 0xee, sizeof(tlvs));
	item = outbox_take(&outbox);
	ck_assert_uint_eq(item->message.tlvs[3], 9);
	ck_assert_uint_eq(item->message.tlvs_size, sizeof(tlvs));
	ck_assert_ptr_eq(item->message.tlvs, item->bytes);
	outbox_item_free(item);
}
END_TEST

START_TEST(it_says_when_it_is_full)
{
	static uint8_t bytes[1 << 20];
	struct outbox outbox;
	size_t count = 0;

	outbox_init(&outbox);
	while (!outbox_is_full(&outbox)) {
		outbox_add_bytes(&outbox, 0, bytes, sizeof(bytes));
		ck_assert_uint_le(++count, OUTBOX_SIZE_MAX / sizeof(bytes));
	}
	outbox_clear(&outbox);
	ck_assert(!outbox_is_full(&outbox));
}
END_TEST

/* Sorts items in whose due times are the digits, and reads them back. */
static void check_sorting(const char *digits, const char *sorted)
{
	struct outbox_list list = {0};
	struct outbox outbox;
	struct outbox_item *item;
	uint64_t order = 0;
	char due = '0';

	outbox_init(&outbox);
	for (const char *digit = digits; *digit; digit++) {
		outbox_add_bytes(&outbox, 0, NULL, 0);
		item = outbox_take(&outbox);
		item->due_us = (uint64_t)(*digit - '0');
		outbox_sort_in(&list, item);
	}
	ck_assert_uint_eq(list.count, strlen(digits));

	while ((item = outbox_list_take(&list))) {
		ck_assert_uint_eq(item->due_us, (uint64_t)(*sorted++ - '0'));
		if (due == '0' + (char)item->due_us)
			ck_assert_uint_ge(item->order, order);
		due = (char)('0' + (char)item->due_us);
		order = item->order;
		outbox_item_free(item);
	}
	ck_assert_uint_eq(list.count, 0);
	ck_assert_uint_eq(list.size, 0);
	ck_assert_ptr_null(list.last);
}

START_TEST(a_list_is_sorted_by_time_then_by_order)
{
	check_sorting("", "");
	check_sorting("1", "1");
	check_sorting("123", "123");
	check_sorting("321", "123");
	check_sorting("2222", "2222");
	check_sorting("3132213", "1122333");
}
END_TEST

START_TEST(freeing_nothing_is_fine)
{
	outbox_item_free(NULL);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("outbox");
	TCase *tcase = tcase_create("outbox");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, items_come_in_the_order_they_were_added);
	tcase_add_test(tcase, an_emptied_outbox_can_be_filled_again);
	tcase_add_test(tcase, bytes_can_show_a_message);
	tcase_add_test(tcase, a_message_is_copied_with_its_tlvs);
	tcase_add_test(tcase, it_says_when_it_is_full);
	tcase_add_test(tcase, a_list_is_sorted_by_time_then_by_order);
	tcase_add_test(tcase, freeing_nothing_is_fine);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
