/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <arpa/inet.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "sim/uevent.h"

/* Computed by another implementation of MurmurHash2, with every length of the
 * last word.
 */
START_TEST(hash_is_murmur_hash_2)
{
	ck_assert_uint_eq(uevent_hash(""), 0);
	ck_assert_uint_eq(uevent_hash("usb"), 0x0577c5e5);
	ck_assert_uint_eq(uevent_hash("net"), 0xa74d3cc8);
	ck_assert_uint_eq(uevent_hash("usbmisc"), 0xcda8e391);
	ck_assert_uint_eq(uevent_hash("usb_device"), 0x27f8f50c);
	ck_assert_uint_eq(uevent_hash("wwan"), 0x69c7a6d9);
	ck_assert_uint_eq(uevent_hash("block"), 0xf0031db7);
}
END_TEST

START_TEST(properties_end_with_a_nul_each)
{
	static const char wanted[] =
		"ACTION=add\0DEVPATH=/devices/x\0SUBSYSTEM=net\0IFINDEX=2\0"
		"ID_BUS=usb\0ID_MODEL=a b\0DEVTYPE=wwan";
	struct uevent event;

	uevent_begin(&event, "add", "/devices/x", "net");
	uevent_put(&event, "IFINDEX=%d", 2);
	uevent_put_lines(&event,
		"I:1000\nE:ID_BUS=usb\nE:\n\nG:tag\nE:ID_MODEL=a b", "E:");
	uevent_put_lines(&event, "DEVTYPE=wwan\n", "");
	ck_assert(!event.is_too_big);
	ck_assert_uint_eq(event.size, sizeof(wanted));
	ck_assert_mem_eq(event.properties, wanted, sizeof(wanted));
}
END_TEST

static uint32_t number(const uint8_t *bytes, size_t at)
{
	uint32_t value;

	memcpy(&value, bytes + at, sizeof(value));

	return value;
}

START_TEST(header_is_what_libudev_reads)
{
	struct uevent event;
	uint8_t header[UEVENT_HEADER_SIZE];

	uevent_begin(&event, "add", "/devices/x", "net");
	uevent_put(&event, "DEVTYPE=wwan");
	uevent_header(&event, header);
	ck_assert_str_eq((const char *)header, "libudev");
	ck_assert_uint_eq(ntohl(number(header, 8)), 0xfeedcafe);
	ck_assert_uint_eq(number(header, 12), UEVENT_HEADER_SIZE);
	ck_assert_uint_eq(number(header, 16), UEVENT_HEADER_SIZE);
	ck_assert_uint_eq(number(header, 20), event.size);
	ck_assert_uint_eq(ntohl(number(header, 24)), uevent_hash("net"));
	ck_assert_uint_eq(ntohl(number(header, 28)), uevent_hash("wwan"));
	ck_assert_uint_eq(number(header, 32), 0);
	ck_assert_uint_eq(number(header, 36), 0);

	uevent_begin(&event, "remove", "/devices/x", "usb");
	uevent_header(&event, header);
	ck_assert_uint_eq(number(header, 28), 0);
}
END_TEST

START_TEST(what_does_not_fit_is_not_sent)
{
	struct uevent event;
	char long_text[UEVENT_PROPERTIES_MAX + 1];

	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	uevent_begin(&event, "add", "/devices/x", "net");
	uevent_put(&event, "A=%s", long_text);
	ck_assert(event.is_too_big);
	ck_assert_int_lt(uevent_send(-1, &event), 0);
	uevent_begin(&event, "add", "/devices/x", "net");
	for (int i = 0; i < UEVENT_PROPERTIES_MAX; i++)
		uevent_put(&event, "A=%d", i);
	ck_assert(event.is_too_big);
	ck_assert_uint_le(event.size, UEVENT_PROPERTIES_MAX);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("uevent");
	TCase *all = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_test(all, hash_is_murmur_hash_2);
	tcase_add_test(all, properties_end_with_a_nul_each);
	tcase_add_test(all, header_is_what_libudev_reads);
	tcase_add_test(all, what_does_not_fit_is_not_sent);
	suite_add_tcase(suite, all);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
