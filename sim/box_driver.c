/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_driver.c - runs a command in a box, with a modem that answers little.
 *
 * For tests only. The modem allocates and releases client ids and answers DMS
 * Get IDs; everything else gets an error. It serves a PTY and, with --socket, a
 * unix socket.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include "lib/frame.h"
#include "lib/message.h"
#include "sim/box.h"
#include "sim/doctor.h"
#include "sim/enter.h"

enum {
	CONNECTIONS_MAX = 16,
	BUFFER_SIZE = 4096,
	ERROR_NOT_SUPPORTED = 94,
};

struct connection {
	int descriptor;
	size_t used;
	uint8_t bytes[BUFFER_SIZE];
};

struct driver {
	struct connection all[CONNECTIONS_MAX]; /* 0: the PTY */
	int held;				/* the slave, kept open */
	int listener;
	char device[64];
	char socket[108];
	struct box_config config;
	bool prints_report;
};

static void put_text(struct wire_writer *out, uint8_t type, const char *text)
{
	size_t start = tlv_begin(out, type);

	wire_put_bytes(out, (const uint8_t *)text, strlen(text));
	tlv_end(out, start);
}

static void put_client(struct wire_writer *out, const struct message *request)
{
	struct tlv tlv;
	size_t start = tlv_begin(out, 0x01);

	wire_put_u8(out,
		tlv_find(request->tlvs, request->tlvs_size, 0x01, &tlv) &&
				tlv.size > 0
			? tlv.value[0]
			: 0);
	wire_put_u8(out, 1);
	tlv_end(out, start);
}

static void put_answer(struct wire_writer *out, const struct message *request)
{
	bool is_ctl = request->service == MESSAGE_SERVICE_CTL;

	if (is_ctl && (request->id == 0x22 || request->id == 0x23)) {
		tlv_put_result(out, 0);
		put_client(out, request);
	} else if (is_ctl && request->id == 0xff00) {
		tlv_put_result(out, 0);
	} else if (request->service == 2 && request->id == 0x25) {
		tlv_put_result(out, 0);
		put_text(out, 0x11, "490154203237518");
	} else {
		tlv_put_result(out, ERROR_NOT_SUPPORTED);
	}
}

static void answer(int descriptor, const struct frame *frame)
{
	uint8_t tlvs[256];
	uint8_t body[512];
	uint8_t whole[1024];
	struct wire_writer out = wire_writer(tlvs, sizeof(tlvs));
	struct wire_writer sdu = wire_writer(body, sizeof(body));
	struct wire_writer qmux = wire_writer(whole, sizeof(whole));
	struct message message;
	struct frame reply;

	if (message_decode(frame->service, frame->client, frame->body,
		    frame->body_size, &message) != STATUS_OK)
		return;
	put_answer(&out, &message);
	message.kind = MESSAGE_RESPONSE;
	message.tlvs = tlvs;
	message.tlvs_size = out.size;
	message_encode(&sdu, &message);
	reply = (struct frame){.flags = FRAME_FROM_MODEM,
		.service = frame->service,
		.client = frame->client,
		.body = body,
		.body_size = sdu.size};
	frame_encode(&qmux, &reply);
	if (write(descriptor, whole, qmux.size) < 0)
		perror("box_driver: write");
}

static void drop(struct connection *connection)
{
	close(connection->descriptor);
	*connection = (struct connection){.descriptor = -1};
}

static void serve(struct connection *connection)
{
	ssize_t size = read(connection->descriptor,
		connection->bytes + connection->used,
		BUFFER_SIZE - connection->used);
	struct frame frame;
	size_t used;

	if (size <= 0) {
		drop(connection);
		return;
	}
	connection->used += (size_t)size;
	for (;;) {
		enum status status = frame_decode(
			connection->bytes, connection->used, &frame, &used);

		if (status == STATUS_MORE)
			break;
		if (status == STATUS_OK)
			answer(connection->descriptor, &frame);
		connection->used -= used;
		memmove(connection->bytes, connection->bytes + used,
			connection->used);
	}
	if (connection->used == BUFFER_SIZE)
		drop(connection);
}

static void accept_one(struct driver *driver)
{
	for (int i = 1; i < CONNECTIONS_MAX; i++) {
		if (driver->all[i].descriptor >= 0)
			continue;
		driver->all[i].descriptor = accept4(
			driver->listener, NULL, NULL, SOCK_CLOEXEC);
		return;
	}
}

static void forward_signals(int signals, struct box *box)
{
	struct signalfd_siginfo info;

	while (read(signals, &info, sizeof(info)) == sizeof(info))
		box_signal(box, (int)info.ssi_signo);
}

/* Serves until the box ends. */
static void run(struct driver *driver, struct box *box, int signals)
{
	while (!box_update(box)) {
		struct pollfd waits[CONNECTIONS_MAX + 3];

		for (int i = 0; i < CONNECTIONS_MAX; i++)
			waits[i] = (struct pollfd){
				driver->all[i].descriptor, POLLIN, 0};
		waits[CONNECTIONS_MAX] = (struct pollfd){
			driver->listener, POLLIN, 0};
		waits[CONNECTIONS_MAX + 1] = (struct pollfd){
			box_fd(box), POLLIN, 0};
		waits[CONNECTIONS_MAX + 2] = (struct pollfd){
			signals, POLLIN, 0};
		if (poll(waits, CONNECTIONS_MAX + 3, -1) < 0)
			continue;
		for (int i = 0; i < CONNECTIONS_MAX; i++)
			if (waits[i].revents)
				serve(&driver->all[i]);
		if (waits[CONNECTIONS_MAX].revents)
			accept_one(driver);
		if (waits[CONNECTIONS_MAX + 2].revents)
			forward_signals(signals, box);
	}
}

static int open_pty(struct driver *driver)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios settings;

	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0 ||
		ptsname_r(master, driver->device, sizeof(driver->device)) != 0)
		return -errno;
	driver->held = open(driver->device, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (driver->held < 0 || tcgetattr(driver->held, &settings) < 0)
		return -errno;
	cfmakeraw(&settings);
	tcsetattr(driver->held, TCSANOW, &settings);
	driver->all[0].descriptor = master;
	driver->config.device = driver->device;

	return 0;
}

static int open_socket(struct driver *driver, const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	unlink(path);
	driver->listener = socket(
		AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (driver->listener < 0 ||
		bind(driver->listener, (struct sockaddr *)&address,
			sizeof(address)) < 0 ||
		listen(driver->listener, CONNECTIONS_MAX) < 0)
		return -errno;
	driver->config.socket = path;
	driver->config.proxy_socket = path;

	return 0;
}

static int open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGUSR1);

	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int parse(struct driver *driver, int argc, char **argv)
{
	static const struct option options[] = {
		{"socket", required_argument, NULL, 's'},
		{"preload", no_argument, NULL, 'p'},
		{"network", no_argument, NULL, 'n'},
		{"report", no_argument, NULL, 'r'},
		{"scratch", required_argument, NULL, 'c'}, {0}};
	int option;
	int error = 0;

	while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (option == 's')
			error = open_socket(driver, optarg);
		else if (option == 'p')
			driver->config.avoids_namespaces = true;
		else if (option == 'n')
			driver->config.wants_network = true;
		else if (option == 'c')
			driver->config.scratch = optarg;
		else if (option == 'r')
			driver->prints_report = true;
		else
			return -EINVAL;
		if (error)
			return error;
	}
	driver->config.argv = argv + optind;

	return optind < argc ? 0 : -EINVAL;
}

int main(int argc, char **argv)
{
	static struct driver driver; /* too big for the stack */
	struct box_report report;
	struct box *box;
	sigset_t set;
	int signals;
	int status;

	if (argc > 1 && strcmp(argv[1], "doctor") == 0)
		return doctor_main(argc - 1, argv + 1);
	if (argc > 1 && strcmp(argv[1], "enter") == 0)
		return enter_main(argc - 1, argv + 1);
	for (int i = 0; i < CONNECTIONS_MAX; i++)
		driver.all[i].descriptor = -1;
	driver.listener = -1;
	driver.config = (struct box_config){.vendor = 0x1199,
		.product = 0x9071,
		.interface_number = 8,
		.manufacturer = "Sierra Wireless, Incorporated",
		.product_name = "MC7455"};
	if (open_pty(&driver) < 0 || parse(&driver, argc, argv) < 0) {
		fprintf(stderr,
			"usage: box_driver [--socket=PATH] [--preload] "
			"[--network] [--report] -- CMD...\n");
		return BOX_STATUS_FAILED;
	}
	signal(SIGPIPE, SIG_IGN); /* as the simulator does */
	signals = open_signals();
	status = box_start(&driver.config, &box, &report);
	for (size_t i = 0; driver.prints_report && i < report.count; i++)
		fprintf(stderr, "# %s\n", report.lines[i]);
	if (status < 0) {
		fprintf(stderr, "box_driver: %s\n", strerror(-status));
		if (driver.config.socket)
			unlink(driver.config.socket);
		return BOX_STATUS_FAILED;
	}
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	run(&driver, box, signals);
	if (box_exec_error(box))
		fprintf(stderr, "box_driver: %s: %s\n", driver.config.argv[0],
			strerror(box_exec_error(box)));
	status = box_status(box);
	box_free(box);
	if (driver.config.socket)
		unlink(driver.config.socket);

	return status;
}
