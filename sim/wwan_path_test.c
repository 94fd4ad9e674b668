/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan_path.h"

#include "sim/wwan_nat.h"
#include "sim/wwan_testing.h"

enum {
	KEPT = 512 /* of what the path has given out last */
};

/* What the path gave out. */
struct given {
	size_t to_host;
	size_t to_slirp;
	size_t woken;
	size_t notes;
	size_t size;
	uint8_t bytes[KEPT];
};

static struct wwan_plan plan;
static struct wwan_call calls[WWAN_CALLS_MAX];
static struct wwan_path path;
static struct given given;
static uint8_t bytes[PACKET_SIZE_MAX];

static void keep(const uint8_t *from, size_t size)
{
	given.size = size;
	memcpy(given.bytes, from, size < KEPT ? size : KEPT);
}

static void to_host(void *owner, const uint8_t *from, size_t size)
{
	(void)owner;
	given.to_host++;
	keep(from, size);
}

static void to_slirp(void *owner, const uint8_t *from, size_t size)
{
	(void)owner;
	given.to_slirp++;
	keep(from, size);
}

static void woken(void *owner, const struct wwan_call *call)
{
	(void)owner;
	(void)call;
	given.woken++;
}

static void note(void *owner, const char *text)
{
	(void)owner;
	(void)text;
	given.notes++;
}

static const struct path_sinks sinks = {to_host, to_slirp, woken, note};

static const struct packet_header ping4 = {.source = own4, .target = gateway4};
static const struct packet_header ping6 = {
	.is_ipv6 = true, .source = own6, .target = gateway6};

/* A raw IP device and two calls. */
static void set_up(void)
{
	wwan_path_release(&path);
	calls[0] = test_call(false);
	calls[1] = test_call(true);
	plan = (struct wwan_plan){
		.is_raw_ip = true, .count = 2, .calls = calls};
	memset(&path, 0, sizeof(path));
	path.plan = &plan;
	path.sinks = &sinks;
	path.is_raw_ip = true;
	wwan_path_init(&path, 7);
	given = (struct given){0};
}

static void tear_down(void)
{
	wwan_path_release(&path);
}

static void from_host(size_t size, uint64_t now_us)
{
	wwan_path_from_host(&path, bytes, size, now_us);
}

START_TEST(the_gateway_answers_pings)
{
	struct wwan_call *call = &plan.calls[_i];
	size_t size = test_echo(bytes, _i ? ping6 : ping4);

	from_host(size, 5);
	ck_assert_uint_eq(given.to_host, 1);
	ck_assert_uint_eq(given.size, size);
	ck_assert(test_is_sealed(given.bytes, size));
	ck_assert_uint_eq(given.bytes[_i ? 40 : 20], _i ? 129 : 0);
	ck_assert_uint_eq(call->counters.tx_packets, 1);
	ck_assert_uint_eq(call->counters.tx_bytes, size);
	ck_assert_uint_eq(call->counters.rx_packets, 1);
	ck_assert_uint_eq(call->counters.rx_bytes, size);
	ck_assert_uint_eq(call->last_us, 5);
}
END_TEST

START_TEST(without_a_call_nothing_passes)
{
	plan.count = 0;
	from_host(test_echo(bytes, ping4), 0);
	from_host(test_echo(bytes, ping6), 0);
	ck_assert_uint_eq(given.to_host, 0);
	ck_assert_uint_eq(plan.strays.tx_dropped, 2);
	ck_assert_uint_eq(given.notes, 1); /* not for each of them */
	wwan_path_from_slirp(&path, bytes, test_echo(bytes, ping4), 0);
	ck_assert_uint_eq(given.to_host, 0);
}
END_TEST

START_TEST(strangers_are_dropped)
{
	const struct packet_header stranger = {
		.source = outside4, .target = gateway4};

	from_host(test_echo(bytes, stranger), 0);
	ck_assert_uint_eq(given.to_host, 0);
	ck_assert_uint_eq(plan.strays.tx_dropped, 1);
	ck_assert_uint_eq(plan.calls[0].counters.tx_packets, 0);
}
END_TEST

START_TEST(an_ipv6_call_has_a_whole_network)
{
	struct packet_header other = ping6;

	other.source = other6;
	from_host(test_echo(bytes, other), 0);
	ck_assert_uint_eq(given.to_host, 1);
}
END_TEST

START_TEST(nothing_leaves_without_internet)
{
	struct packet_header out = {.source = own4, .target = outside4};
	const uint16_t ports[] = {40000, 443};

	from_host(test_tcp(bytes, out, ports, PACKET_SYN), 0);
	ck_assert_uint_eq(given.to_slirp, 0);
	ck_assert_uint_eq(given.to_host, 1);
	ck_assert_uint_eq(given.bytes[20], 3); /* unreachable, prohibited */
	ck_assert_uint_eq(given.bytes[21], 13);
	ck_assert(test_is_sealed(given.bytes, given.size));
}
END_TEST

/* Addresses of this machine, of no machine, and libslirp's own. */
static const uint8_t inside[][4] = {{127, 0, 0, 1}, {0, 0, 0, 1},
	{169, 254, 1, 1}, {192, 0, 0, 4}, {192, 0, 0, 1}};

START_TEST(the_internet_is_not_this_machine)
{
	struct packet_header out = {.source = own4, .target = inside[_i]};
	const uint16_t ports[] = {40000, 22};

	path.has_internet = true;
	from_host(test_tcp(bytes, out, ports, PACKET_SYN), 0);
	ck_assert_uint_eq(given.to_slirp, 0);
	out.target = outside4;
	from_host(test_tcp(bytes, out, ports, PACKET_SYN), 0);
	ck_assert_uint_eq(given.to_slirp, 1);
}
END_TEST

START_TEST(formats_must_agree)
{
	plan.is_raw_ip = false;
	from_host(test_echo(bytes, ping4), 0);
	plan.is_raw_ip = true;
	plan.is_aggregated = true;
	from_host(test_echo(bytes, ping4), 0);
	ck_assert_uint_eq(given.to_host, 0);
	ck_assert_uint_eq(given.notes, 2);
	ck_assert_uint_eq(plan.strays.tx_dropped, 2);
}
END_TEST

/* Sends `size` bytes of `bytes` as a frame. */
static void from_ethernet(uint16_t type, size_t size)
{
	static const uint8_t sender[6] = {2, 9, 9, 9, 9, 9};

	memmove(bytes + ETHER_HEADER, bytes, size);
	ether_write(bytes, ether_modem, sender, type);
	from_host(ETHER_HEADER + size, 0);
}

START_TEST(ethernet_headers_come_and_go)
{
	static const uint8_t sender[6] = {2, 9, 9, 9, 9, 9};
	size_t size = test_echo(bytes, ping4);

	path.is_ethernet = true;
	plan.is_raw_ip = path.is_raw_ip = _i;
	from_ethernet(ETHER_IPV4, size);
	ck_assert_uint_eq(given.to_host, 1);
	ck_assert_uint_eq(given.size, ETHER_HEADER + size);
	ck_assert_mem_eq(given.bytes, sender, 6);
	ck_assert_mem_eq(given.bytes + 6, ether_modem, 6);
	ck_assert_uint_eq(plan.calls[0].counters.tx_bytes, size);
	ck_assert_uint_eq(plan.calls[0].counters.rx_bytes, size);
}
END_TEST

START_TEST(arp_is_answered_for_a_call)
{
	static const uint8_t request[28] = {0, 1, 8, 0, 6, 4, 0, 1, 2, 9, 9, 9,
		9, 9, 10, 164, 64, 2, 0, 0, 0, 0, 0, 0, 10, 164, 64, 1};

	path.is_ethernet = true;
	plan.is_raw_ip = path.is_raw_ip = false;
	memcpy(bytes, request, sizeof(request));
	from_ethernet(ETHER_ARP, sizeof(request));
	ck_assert_uint_eq(given.to_host, 1);
	ck_assert_uint_eq(packet_u16(given.bytes + 20), 2);
	ck_assert_mem_eq(given.bytes + 22, ether_modem, 6);

	memcpy(bytes, request, sizeof(request)); /* is my address taken? */
	memset(bytes + 14, 0, 4);
	from_ethernet(ETHER_ARP, sizeof(request));
	ck_assert_uint_eq(given.to_host, 1);
	plan.count = 0;
	memcpy(bytes, request, sizeof(request));
	from_ethernet(ETHER_ARP, sizeof(request));
	ck_assert_uint_eq(given.to_host, 1);
}
END_TEST

START_TEST(every_prefix_is_survived)
{
	size_t header = _i % 2 ? ETHER_HEADER : 0;
	bool is_ipv6 = _i / 2;
	uint8_t whole[256];
	size_t size = test_echo(whole + header, is_ipv6 ? ping6 : ping4);

	ether_write(whole, ether_modem, ether_host,
		is_ipv6 ? ETHER_IPV6 : ETHER_IPV4);
	size = test_echo(whole + header, is_ipv6 ? ping6 : ping4) + header;
	path.is_ethernet = header > 0;
	for (size_t length = 0; length < size; length++) {
		uint8_t *prefix = malloc(length);

		memcpy(prefix, whole, length);
		wwan_path_from_host(&path, prefix, length, 0);
		wwan_path_from_slirp(&path, prefix, length, 0);
		free(prefix);
	}
	ck_assert_uint_eq(given.to_host, 0);
	wwan_path_from_host(&path, whole, size, 0);
	ck_assert_uint_eq(given.to_host, 1);
}
END_TEST

START_TEST(a_server_is_reached_and_answers)
{
	const uint16_t up[] = {40000, 80};
	const uint16_t down[] = {80, 40000};
	uint8_t client[4];
	const struct packet_header answer = {
		.source = nat_server, .target = client};

	from_host(test_tcp(bytes, _i ? ping6 : ping4, up, PACKET_SYN), 0);
	ck_assert_uint_eq(given.to_slirp, 1);
	ck_assert(test_is_sealed(given.bytes, given.size));
	ck_assert_mem_eq(given.bytes + 16, nat_server, 4);
	memcpy(client, given.bytes + 12, 4);

	wwan_path_from_slirp(&path, bytes,
		test_tcp(bytes, answer, down, PACKET_SYN | PACKET_ACK), 0);
	ck_assert_uint_eq(given.to_host, 1);
	ck_assert(test_is_sealed(given.bytes, given.size));
	ck_assert_mem_eq(given.bytes + (_i ? 8 : 12), _i ? gateway6 : gateway4,
		_i ? 16 : 4);
	ck_assert_uint_eq(plan.calls[_i].counters.rx_packets, 1);
}
END_TEST

START_TEST(connections_are_bounded)
{
	for (uint16_t i = 0; i < 2 * FLOWS_MAX; i++) {
		const uint16_t ports[] = {(uint16_t)(1000 + i), 80};

		from_host(test_tcp(bytes, ping4, ports, PACKET_SYN), 0);
	}
	ck_assert_uint_eq(given.to_slirp, FLOWS_MAX);

	/* One that was reset makes room. */
	from_host(
		test_tcp(bytes, ping4, (uint16_t[]){1000, 80}, PACKET_RST), 0);
	from_host(test_tcp(bytes, ping4, (uint16_t[]){9, 80}, PACKET_SYN),
		2000000);
	ck_assert_uint_eq(given.to_slirp, FLOWS_MAX + 2);
}
END_TEST

START_TEST(name_servers_are_told_apart)
{
	const struct packet_header up = {.source = own4, .target = dns4[_i]};
	const struct packet_header down = {.source = nat_dns, .target = own4};
	static const uint8_t query[] = {
		0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'x', 0, 0, 1, 0, 1};
	const uint16_t ports[] = {40000, 53};
	const uint16_t back[] = {53, 40000};

	path.has_internet = true;
	from_host(test_udp(bytes, up, ports, query, sizeof(query)), 0);
	ck_assert_uint_eq(given.to_slirp, 1);
	ck_assert_mem_eq(given.bytes + 16, nat_dns, 4);
	wwan_path_from_slirp(&path, bytes,
		test_udp(bytes, down, back, query, sizeof(query)), 0);
	ck_assert_uint_eq(given.to_host, 1);
	ck_assert(test_is_sealed(given.bytes, given.size));
	ck_assert_mem_eq(given.bytes + 12, dns4[_i], 4);
}
END_TEST

START_TEST(links_delay_and_lose)
{
	size_t size = test_echo(bytes, ping4);

	plan.link.latency_us = 1000;
	from_host(size, 0);
	ck_assert_uint_eq(wwan_path_advance(&path, 999), 1000);
	ck_assert_uint_eq(given.to_host, 0);
	wwan_path_advance(&path, 1000);
	ck_assert_uint_eq(given.to_host, 0);
	ck_assert_uint_eq(wwan_path_advance(&path, 2000), UINT64_MAX);
	ck_assert_uint_eq(given.to_host, 1);

	plan.link = (struct wwan_conditions){.loss = 1};
	from_host(test_echo(bytes, ping4), 3000);
	ck_assert_uint_eq(given.to_host, 1);
	ck_assert_uint_eq(plan.calls[0].counters.tx_dropped, 1);

	/* What is on its way when a call ends does not arrive. */
	plan.link = (struct wwan_conditions){.latency_us = 10};
	from_host(test_echo(bytes, ping4), 4000);
	plan.count = 0;
	wwan_path_advance(&path, 5000);
	ck_assert_uint_eq(given.to_host, 1);
}
END_TEST

START_TEST(queues_are_bounded)
{
	size_t size = test_echo(bytes, ping4);
	uint64_t queued;

	plan.link.tx_rate = 8000; /* 1,000 bytes a second */
	for (int i = 0; i < 1000; i++)
		from_host(test_echo(bytes, ping4), 0);
	queued = plan.calls[0].counters.tx_packets;
	ck_assert_uint_eq(queued + plan.calls[0].counters.tx_overflows, 1000);
	ck_assert_uint_le(queued, 1000 / size + 2);
	plan.link.tx_rate = 0;
	plan.link.latency_us = 60000000;
	for (int i = 0; i < 100000; i++)
		from_host(test_echo(bytes, ping4), 2000000);
	ck_assert_uint_le(path.up.waiting, LINK_QUEUE_MAX);
	ck_assert_uint_gt(plan.calls[0].counters.tx_overflows, 10000);
}
END_TEST

START_TEST(losses_follow_the_seed)
{
	uint64_t lost[2];

	for (int run = 0; run < 2; run++) {
		set_up();
		plan.link.loss = 0.25;
		for (int i = 0; i < 1000; i++)
			from_host(test_echo(bytes, ping4), 0);
		lost[run] = plan.calls[0].counters.tx_dropped;
	}
	ck_assert_uint_eq(lost[0], lost[1]);
	ck_assert_uint_gt(lost[0], 200);
	ck_assert_uint_lt(lost[0], 300);
}
END_TEST

START_TEST(packets_wake_a_call)
{
	plan.calls[0].is_dormant = true;
	from_host(test_echo(bytes, ping4), 0);
	from_host(test_echo(bytes, ping4), 0);
	ck_assert_uint_eq(given.woken, 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("path");
	TCase *tests = tcase_create("path");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, tests);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, the_gateway_answers_pings, 0, 2);
	tcase_add_test(tests, without_a_call_nothing_passes);
	tcase_add_test(tests, strangers_are_dropped);
	tcase_add_test(tests, an_ipv6_call_has_a_whole_network);
	tcase_add_test(tests, nothing_leaves_without_internet);
	tcase_add_loop_test(tests, the_internet_is_not_this_machine, 0, 5);
	tcase_add_test(tests, formats_must_agree);
	tcase_add_loop_test(tests, ethernet_headers_come_and_go, 0, 2);
	tcase_add_test(tests, arp_is_answered_for_a_call);
	tcase_add_loop_test(tests, every_prefix_is_survived, 0, 4);
	tcase_add_loop_test(tests, a_server_is_reached_and_answers, 0, 2);
	tcase_add_test(tests, connections_are_bounded);
	tcase_add_loop_test(tests, name_servers_are_told_apart, 0, 2);
	tcase_add_test(tests, links_delay_and_lose);
	tcase_add_test(tests, queues_are_bounded);
	tcase_add_test(tests, losses_follow_the_seed);
	tcase_add_test(tests, packets_wake_a_call);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	return failed != 0;
}
