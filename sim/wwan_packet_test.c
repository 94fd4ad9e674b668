/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan_packet.h"

#include "sim/wwan_dhcp.h"
#include "sim/wwan_dns.h"
#include "sim/wwan_ether.h"
#include "sim/wwan_flow.h"
#include "sim/wwan_nat.h"
#include "sim/wwan_reply.h"
#include "sim/wwan_testing.h"

static const struct packet_header to_gateway4 = {
	.source = own4, .target = gateway4};
static const struct packet_header to_gateway6 = {
	.is_ipv6 = true, .source = own6, .target = gateway6};
static const uint16_t web[2] = {40000, 80};
static const uint16_t to_dns[2] = {40001, 53};
static const uint16_t bootp[2] = {68, 67};

static uint8_t room[PACKET_SIZE_MAX];

enum {
	SAMPLES = 6
};

/* One of each kind. */
static size_t sample(int which, uint8_t *bytes)
{
	static const uint8_t query[] = {0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3,
		'w', 'w', 'w', 4, 't', 'e', 's', 't', 0, 0, 1, 0, 1};
	/* A multicast listener report: options before ICMPv6. */
	static const uint8_t report[] = {
		58, 0, 5, 2, 0, 0, 1, 0, 143, 0, 0, 0, 0, 0, 0, 0};
	const struct packet_header options = {.is_ipv6 = true,
		.protocol = 0,
		.source = own6,
		.target = gateway6};

	switch (which) {
	case 0:
		return test_echo(bytes, to_gateway4);
	case 1:
		return test_echo(bytes, to_gateway6);
	case 2:
		return test_tcp(bytes, to_gateway4, web, PACKET_SYN);
	case 3:
		return test_tcp(bytes, to_gateway6, web, PACKET_SYN);
	case 4:
		return test_udp(
			bytes, to_gateway4, to_dns, query, sizeof(query));
	}

	return test_packet(bytes, options, report, sizeof(report));
}

START_TEST(good_packets_are_read)
{
	uint8_t bytes[256];
	size_t size = sample(_i, bytes);
	struct packet packet;

	/* Ethernet pads short frames: what comes behind is not theirs. */
	ck_assert_ptr_null(packet_read(bytes, size + 7, &packet));
	ck_assert_uint_eq(packet.size, size);
	ck_assert_uint_eq(packet.payload_size,
		size - (size_t)(packet.payload - packet.bytes));
	ck_assert(!packet.is_fragment);
}
END_TEST

START_TEST(every_prefix_is_refused)
{
	uint8_t bytes[256];
	size_t size = sample(_i, bytes);

	for (size_t length = 0; length < size; length++) {
		uint8_t *prefix = malloc(length);
		struct packet packet;

		memcpy(prefix, bytes, length);
		ck_assert_ptr_nonnull(packet_read(prefix, length, &packet));
		free(prefix);
	}
}
END_TEST

/* A byte of a sample that is changed, and makes it wrong or a fragment. */
static const struct lie {
	int sample;
	size_t at;
	uint8_t value;
} lies[] = {
	{0, 0, 0x55},
	{0, 0, 0x44},
	{0, 0, 0x4f},
	{0, 2, 0xff},
	{0, 3, 19},
	{0, 3, 27},
	{0, 10, 0},
	{1, 4, 0xff},
	{1, 5, 7},
	{2, 32, 0xf0},
	{2, 32, 0x40},
	{4, 25, 7},
	{4, 24, 0xff},
	{5, 41, 9},

};

START_TEST(lies_are_refused)
{
	const struct lie *lie = &lies[_i];
	uint8_t bytes[256] = {0};
	size_t size = sample(lie->sample, bytes);
	uint8_t *exact = malloc(size);
	struct packet packet;

	memcpy(exact, bytes, size);
	exact[lie->at] = lie->value;
	if (lie->at != 10 && lie->sample != 1 && lie->sample != 5) {
		size_t header = (size_t)(exact[0] & 0xf) * 4;

		packet_put_u16(exact + 10, 0);
		if (header <= size)
			packet_put_u16(exact + 10,
				packet_fold(packet_sum(0, exact, header)));
	}
	ck_assert_ptr_nonnull(packet_read(exact, size, &packet));
	free(exact);
}
END_TEST

START_TEST(fragments_are_told_apart)
{
	uint8_t bytes[256];
	size_t size = sample(2, bytes);
	struct packet packet;

	bytes[6] = 0x20; /* more fragments */
	packet_put_u16(bytes + 10, 0);
	packet_put_u16(bytes + 10, packet_fold(packet_sum(0, bytes, 20)));
	ck_assert_ptr_null(packet_read(bytes, size, &packet));
	ck_assert(packet.is_fragment);
	ck_assert_uint_eq(packet.target_port, 0);

	size = sample(5, bytes);
	bytes[6] = 44;
	ck_assert_ptr_null(packet_read(bytes, size, &packet));
	ck_assert(packet.is_fragment);
}
END_TEST

START_TEST(translation_keeps_checksums_right)
{
	bool is_ipv6 = _i;
	struct wwan_call calls[] = {test_call(is_ipv6)};
	struct wwan_plan plan = {.count = 1, .calls = calls};
	uint8_t bytes[256];
	uint8_t back[256];
	uint8_t answer[256];
	const uint16_t ports[] = {80, 40000};
	size_t size = sample(is_ipv6 ? 3 : 2, bytes);
	struct packet packet;
	struct packet copy;
	struct packet_header header = {.source = nat_server};

	ck_assert_ptr_null(packet_read(bytes, size, &packet));
	nat_to_server(&packet, &plan.calls[0], room, &copy);
	ck_assert(!copy.is_ipv6);
	ck_assert(test_is_sealed(copy.bytes, copy.size));
	ck_assert_mem_eq(copy.target, nat_server, 4);

	memcpy(back, copy.source, 4);
	header.target = back;
	size = test_tcp(answer, header, ports, PACKET_ACK);
	ck_assert_ptr_null(packet_read(answer, size, &packet));
	ck_assert_ptr_eq(nat_call_of_server(&packet, &plan), &plan.calls[0]);
	ck_assert(nat_from_server(
		&packet, &plan.calls[0], plan.calls[0].address, room, &copy));
	ck_assert_int_eq(copy.is_ipv6, is_ipv6);
	ck_assert(test_is_sealed(copy.bytes, copy.size));
	ck_assert_mem_eq(copy.source, plan.calls[0].gateway, is_ipv6 ? 16 : 4);
	ck_assert_mem_eq(copy.target, plan.calls[0].address, is_ipv6 ? 16 : 4);
}
END_TEST

static size_t dns_question(uint8_t *bytes, const char *labels, uint8_t type)
{
	uint8_t query[128] = {0, 7, 1, 0, 0, 1};
	size_t size = strlen(labels) + 1;

	memcpy(query + 12, labels, size);
	query[12 + size + 1] = type;
	query[12 + size + 3] = 1;

	return test_udp(bytes, to_gateway4, to_dns, query, 12 + size + 4);
}

START_TEST(names_are_answered)
{
	struct wwan_call calls[] = {test_call(false), test_call(true)};
	struct wwan_plan plan = {.count = 2, .calls = calls};
	uint8_t bytes[256];
	struct packet packet;
	struct packet answer;
	const uint8_t *message = room + 28;

	packet_read(bytes, dns_question(bytes, "\3wWw\4test", 1), &packet);
	ck_assert_int_eq(
		dns_answer(&packet, &plan, room, &answer), DNS_ANSWERED);
	ck_assert(test_is_sealed(room, answer.size));
	ck_assert_uint_eq(packet_u16(message + 6), 1);
	ck_assert_mem_eq(room + answer.size - 4, gateway4, 4);

	packet_read(bytes, dns_question(bytes, "\7gateway\4test", 28), &packet);
	ck_assert_int_eq(
		dns_answer(&packet, &plan, room, &answer), DNS_ANSWERED);
	ck_assert_mem_eq(room + answer.size - 16, gateway6, 16);

	packet_read(bytes, dns_question(bytes, "\7example\3com", 1), &packet);
	ck_assert_int_eq(
		dns_answer(&packet, &plan, room, &answer), DNS_ELSEWHERE);
	ck_assert_uint_eq(message[3] & 0xf, 3);
	ck_assert_uint_eq(packet_u16(message + 6), 0);
}
END_TEST

START_TEST(bad_questions_are_no_names)
{
	static const char *const bad[] = {"\300\14", "\3ww", "\77a",
		"\100aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
	struct wwan_call calls[] = {test_call(false)};
	struct wwan_plan plan = {.count = 1, .calls = calls};
	uint8_t bytes[256];
	struct packet packet;
	struct packet answer;

	packet_read(bytes, dns_question(bytes, bad[_i], 1), &packet);
	ck_assert_int_eq(
		dns_answer(&packet, &plan, room, &answer), DNS_ANSWERED);
	ck_assert_uint_eq(room[28 + 3] & 0xf, 1);
}
END_TEST

/* A DHCP message of a type; returns the packet's size. */
static size_t dhcp(uint8_t *bytes, uint8_t type, const uint8_t *wanted)
{
	static const uint8_t all[4] = {255, 255, 255, 255};
	static const uint8_t none[4];
	uint8_t message[300] = {1, 1, 6, 0, 1, 2, 3, 4};
	uint8_t *options = message + 236;
	const struct packet_header header = {.source = none, .target = all};

	memcpy(message + 28, ether_host, 6);
	memcpy(options, "\143\202\123\143\65\1", 6);
	options[6] = type;
	options[7] = 50;
	options[8] = 4;
	memcpy(options + 9, wanted, 4);
	options[13] = 255;

	return test_udp(bytes, header, bootp, message, sizeof(message));
}

static const uint8_t *option(uint8_t code)
{
	const uint8_t *at = room + 28 + 240;

	while (*at != 255 && *at != code)
		at += 2 + at[1];

	return *at == code ? at + 2 : NULL;
}

START_TEST(an_address_is_handed_out)
{
	const struct wwan_call call = test_call(false);
	static const uint8_t mask[4] = {255, 255, 255, 252};
	uint8_t bytes[512];
	struct packet packet;
	struct packet answer;

	packet_read(bytes, dhcp(bytes, 1, gateway4), &packet);
	ck_assert(dhcp_answer(&packet, &call, room, &answer));
	ck_assert(test_is_sealed(room, answer.size));
	ck_assert_uint_eq(*option(53), 2); /* offer */
	ck_assert_mem_eq(room + 28 + 16, own4, 4);
	ck_assert_mem_eq(option(1), mask, 4);
	ck_assert_mem_eq(option(3), gateway4, 4);
	ck_assert_mem_eq(option(6), dns4, 8);

	packet_read(bytes, dhcp(bytes, 3, own4), &packet);
	ck_assert(dhcp_answer(&packet, &call, room, &answer));
	ck_assert_uint_eq(*option(53), 5); /* acknowledged */
	packet_read(bytes, dhcp(bytes, 3, gateway4), &packet);
	ck_assert(dhcp_answer(&packet, &call, room, &answer));
	ck_assert_uint_eq(*option(53), 6); /* refused */
	packet_read(bytes, dhcp(bytes, 7, own4), &packet);
	ck_assert(!dhcp_answer(&packet, &call, room, &answer));
}
END_TEST

/* The UDP length says how much of a message there is. */
START_TEST(every_part_of_a_message_is_survived)
{
	struct wwan_call call = test_call(false);
	struct wwan_plan plan = {.count = 1, .calls = &call};
	uint8_t bytes[512];
	size_t size = _i ? dhcp(bytes, 1, own4)
			 : dns_question(bytes, "\3www\4test", 1);

	for (size_t length = 28; length < size; length++) {
		uint8_t *part = malloc(length);
		struct packet packet;
		struct packet answer;

		memcpy(part, bytes, length);
		packet_put_u16(part + 2, length);
		packet_put_u16(part + 24, length - 20);
		packet_put_u16(part + 10, 0);
		packet_put_u16(part + 10, packet_fold(packet_sum(0, part, 20)));
		ck_assert_ptr_null(packet_read(part, length, &packet));
		if (_i)
			dhcp_answer(&packet, &call, room, &answer);
		else
			ck_assert_int_ne(
				dns_answer(&packet, &plan, room, &answer),
				DNS_ELSEWHERE);
		free(part);
	}
}
END_TEST

START_TEST(a_router_says_what_the_call_has)
{
	static const uint8_t solicitation[8] = {133};
	struct wwan_call call = test_call(true);
	struct packet_header header = to_gateway6;
	uint8_t bytes[256];
	struct packet packet;
	struct packet answer;

	call.dns_count = 1;
	header.protocol = PACKET_ICMPV6;
	header.hop_limit = 255;
	packet_read(bytes,
		test_packet(bytes, header, solicitation, sizeof(solicitation)),
		&packet);
	ck_assert(reply_router(&packet, &call, room, &answer));
	ck_assert(test_is_sealed(room, answer.size));
	ck_assert_uint_eq(answer.payload[0], 134);
	ck_assert_mem_eq(answer.payload + 32, own6, 8); /* the prefix */
	ck_assert_uint_eq(answer.payload[47], 0);

	header.hop_limit = 64; /* it was forwarded: nobody's neighbour */
	packet_read(bytes,
		test_packet(bytes, header, solicitation, sizeof(solicitation)),
		&packet);
	ck_assert(!reply_router(&packet, &call, room, &answer));
}
END_TEST

START_TEST(a_neighbour_is_a_router)
{
	uint8_t body[32] = {135};
	struct packet_header header = to_gateway6;
	uint8_t frame[ETHER_NEIGHBOUR_SIZE];
	uint8_t answer[ETHER_NEIGHBOUR_SIZE];
	struct packet packet;

	memcpy(body + 8, gateway6, 16);
	header.protocol = PACKET_ICMPV6;
	header.hop_limit = 255;
	ether_write(frame, ether_modem, ether_host, ETHER_IPV6);
	test_packet(frame + ETHER_HEADER, header, body, sizeof(body));
	for (size_t size = 0; size < sizeof(frame); size++)
		ck_assert_uint_eq(
			ether_answer_neighbour(frame, size, answer), 0);
	ck_assert_uint_eq(ether_answer_neighbour(frame, sizeof(frame), answer),
		sizeof(answer));
	ck_assert_mem_eq(answer, ether_host, 6);
	ck_assert(test_is_sealed(
		answer + ETHER_HEADER, sizeof(answer) - ETHER_HEADER));
	packet_read(
		answer + ETHER_HEADER, sizeof(answer) - ETHER_HEADER, &packet);
	ck_assert_uint_eq(packet.payload[0], 136);
	ck_assert_uint_eq(packet.payload[4], 0xe0); /* router, and so on */
	ck_assert_mem_eq(packet.payload + 8, gateway6, 16);

	/* Is this address taken? Its own host asks. */
	memset(frame + ETHER_HEADER + 8, 0, 16);
	ck_assert_uint_eq(
		ether_answer_neighbour(frame, sizeof(frame), answer), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("packet");
	TCase *tests = tcase_create("packet");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, good_packets_are_read, 0, SAMPLES);
	tcase_add_loop_test(tests, every_prefix_is_refused, 0, SAMPLES);
	tcase_add_loop_test(
		tests, lies_are_refused, 0, sizeof(lies) / sizeof(lies[0]));
	tcase_add_test(tests, fragments_are_told_apart);
	tcase_add_loop_test(tests, translation_keeps_checksums_right, 0, 2);
	tcase_add_test(tests, names_are_answered);
	tcase_add_loop_test(tests, bad_questions_are_no_names, 0, 4);
	tcase_add_test(tests, an_address_is_handed_out);
	tcase_add_loop_test(tests, every_part_of_a_message_is_survived, 0, 2);
	tcase_add_test(tests, a_neighbour_is_a_router);
	tcase_add_test(tests, a_router_says_what_the_call_has);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed != 0;
}
