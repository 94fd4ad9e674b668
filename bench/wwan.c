/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan.c - packets through wwan0 beside a TUN device whose other side does
 * nothing but echo, and a download from the gateway's server. Usage: wwan QMIMIC
 *
 * Both are in namespaces of their own and carry raw IP.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define GATEWAY "10.164.64.1"
#define ADDRESS "10.164.64.2/30"
#define MIB (1024.0 * 1024.0)

enum {
	PINGS = 5000,	/* for the latency */
	FLOOD = 100000, /* for the throughput */
	WINDOW = 32,	/* on their way at a time */
	PAYLOAD = 1400,
	DOWNLOAD = 200000000,
	PACKET_MAX = 2048,
};

static const char scenario[] =
	"return scenario { modem = preset \"generic\" {\n"
	"  data = { link_layer = \"raw_ip\" },\n"
	"  bearers = { autoconnect = \"enabled\" } } }\n";

_Noreturn static void fail(const char *what)
{
	fprintf(stderr, "wwan: %s: %s\n", what, strerror(errno));
	exit(EXIT_FAILURE);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);

	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static uint16_t checksum(const uint8_t *bytes, size_t size)
{
	uint32_t sum = 0;

	for (size_t i = 0; i + 1 < size; i += 2)
		sum += (uint32_t)bytes[i] << 8 | bytes[i + 1];
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);

	return (uint16_t)~sum;
}

static void ping(int out, size_t size)
{
	struct sockaddr_in gateway = {.sin_family = AF_INET};
	uint8_t bytes[PACKET_MAX] = {ICMP_ECHO};
	uint16_t sum;

	inet_pton(AF_INET, GATEWAY, &gateway.sin_addr);
	sum = checksum(bytes, 8 + size);
	bytes[2] = (uint8_t)(sum >> 8);
	bytes[3] = (uint8_t)sum;
	if (sendto(out, bytes, 8 + size, 0, (struct sockaddr *)&gateway,
		    sizeof(gateway)) < 0)
		fail("sendto");
}

/* Waits for an echo. False: none comes. */
static bool pong(int in)
{
	uint8_t bytes[PACKET_MAX];
	ssize_t size;

	do
		size = recv(in, bytes, sizeof(bytes), 0);
	while (size > 20 && bytes[20] != ICMP_ECHOREPLY);

	return size > 20;
}

static int compare(const void *left, const void *right)
{
	double difference = *(const double *)left - *(const double *)right;

	return (difference > 0) - (difference < 0);
}

/* Prints the median of a round trip and the bytes that go each way. */
static void measure(const char *name)
{
	static double times[PINGS];
	const struct timeval patience = {.tv_sec = 2};
	int icmp = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
	size_t lost = 0;
	double start;

	if (icmp < 0)
		fail("raw socket");
	setsockopt(icmp, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	for (size_t i = 0; i < PINGS; i++) {
		start = now();
		ping(icmp, 56);
		if (!pong(icmp))
			fail("no echo");
		times[i] = (now() - start) * 1e6;
	}
	qsort(times, PINGS, sizeof(*times), compare);
	start = now();
	for (size_t i = 0; i < FLOOD + WINDOW; i++) {
		if (i < FLOOD)
			ping(icmp, PAYLOAD);
		if (i >= WINDOW && !pong(icmp))
			lost++;
	}
	start = now() - start;
	printf("%-18s %8.1f us a round trip %8.1f MiB/s each way, %zu lost\n",
		name, times[PINGS / 2],
		(double)(FLOOD - lost) * (PAYLOAD + 28) / MIB / start, lost);
	fflush(stdout);
	close(icmp);
}

/* Downloads over TCP. */
static void download(void)
{
	static const char ask[] = "GET /bytes/%d HTTP/1.0\r\n\r\n";
	static char bytes[1 << 16];
	struct sockaddr_in gateway = {
		.sin_family = AF_INET, .sin_port = htons(80)};
	int tcp = socket(AF_INET, SOCK_STREAM, 0);
	double total = 0;
	double start = now();
	ssize_t size;

	inet_pton(AF_INET, GATEWAY, &gateway.sin_addr);
	if (connect(tcp, (struct sockaddr *)&gateway, sizeof(gateway)) < 0)
		fail("connect");
	dprintf(tcp, ask, DOWNLOAD);
	while ((size = recv(tcp, bytes, sizeof(bytes), 0)) > 0)
		total += (double)size;
	if (total < DOWNLOAD)
		fail("the download is not whole");
	printf("%-18s %30.1f MiB/s\n", "wwan0, HTTP",
		total / MIB / (now() - start));
}

static void shell(const char *command)
{
	if (system(command) != 0) {
		fprintf(stderr, "wwan: failed: %s\n", command);
		exit(EXIT_FAILURE);
	}
}

static void inside(void)
{
	shell("echo Y >/sys/class/net/wwan0/qmi/raw_ip; n=0; "
	      "until grep -q 65534 /sys/class/net/wwan0/type || "
	      "[ $n -ge 100 ]; do n=$((n + 1)); sleep 0.02; done; "
	      "ip link set wwan0 addrgenmode none; ip link set wwan0 up; "
	      "ip addr add " ADDRESS " dev wwan0");
	measure("wwan0");
	download();
}

/* Echoes until it is killed. */
_Noreturn static void echo(int tun)
{
	uint8_t bytes[PACKET_MAX];
	uint8_t address[4];

	for (;;) {
		ssize_t size = read(tun, bytes, sizeof(bytes));
		uint32_t sum;

		if (size < 28 || bytes[20] != ICMP_ECHO)
			continue;
		memcpy(address, bytes + 12, 4);
		memcpy(bytes + 12, bytes + 16, 4);
		memcpy(bytes + 16, address, 4);
		bytes[20] = ICMP_ECHOREPLY;
		sum = ((uint32_t)bytes[22] << 8 | bytes[23]) + (ICMP_ECHO << 8);
		sum = (sum & 0xffff) + (sum >> 16);
		bytes[22] = (uint8_t)(sum >> 8);
		bytes[23] = (uint8_t)sum;
		if (write(tun, bytes, (size_t)size) < 0)
			exit(EXIT_FAILURE);
	}
}

static void write_file(const char *path, const char *text)
{
	int file = open(path, O_WRONLY);

	if (file < 0 || write(file, text, strlen(text)) < 0)
		fail(path);
	close(file);
}

/* The floor: in namespaces of its own. */
static void bare(void)
{
	struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
	uid_t user = geteuid();
	char map[32];
	int tun;
	pid_t child;

	if (unshare(user ? CLONE_NEWUSER | CLONE_NEWNET : CLONE_NEWNET) < 0)
		fail("unshare");
	if (user) {
		snprintf(map, sizeof(map), "0 %u 1", user);
		write_file("/proc/self/uid_map", map);
	}
	tun = open("/dev/net/tun", O_RDWR);
	strcpy(request.ifr_name, "wwan0");
	if (tun < 0 || ioctl(tun, TUNSETIFF, &request) < 0)
		fail("/dev/net/tun");
	shell("ip link set wwan0 addrgenmode none; ip link set wwan0 up; "
	      "ip addr add " ADDRESS " dev wwan0");
	child = fork();
	if (child == 0)
		echo(tun);
	measure("bare TUN echo");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

int main(int argc, char **argv)
{
	char path[] = "/tmp/qmimic-bench-XXXXXX";
	int status = 0;
	int file;
	pid_t child;

	if (argc > 1 && strcmp(argv[1], "--inside") == 0) {
		inside();
		return EXIT_SUCCESS;
	}
	child = fork();
	if (child == 0) {
		bare();
		return EXIT_SUCCESS;
	}
	waitpid(child, &status, 0);
	if (status != 0)
		return EXIT_FAILURE;

	file = mkstemp(path);
	if (file < 0 ||
		write(file, scenario, sizeof(scenario) - 1) !=
			sizeof(scenario) - 1)
		fail(path);
	close(file);
	child = fork();
	if (child == 0) {
		execl(argc > 1 ? argv[1] : "sim/qmimic", "qmimic", "run", path,
			"--", argv[0], "--inside", NULL);
		fail("qmimic");
	}
	waitpid(child, &status, 0);
	unlink(path);

	return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
