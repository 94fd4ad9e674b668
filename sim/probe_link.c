/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/probe_link.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "lib/frame.h"
#include "sim/memory.h"

enum {
	BUFFER_SIZE = 2 * FRAME_SIZE_MAX,
	CTL_ALLOCATE = 0x22,
	CTL_RELEASE = 0x23,
	TLV_CLIENT = 0x01,
};

struct probe_link {
	int device;
	int timeout_ms;
	uint16_t transaction;
	uint8_t clients[256]; /* by service; 0: none yet */
	bool is_refused[256];
	bool is_lost;
	size_t size;
	size_t used; /* of the frame that was looked at last */
	uint8_t bytes[BUFFER_SIZE];
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);

	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int connect_socket(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int device = socket(
		AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (device < 0)
		return -errno;
	if (strlen(path) >= sizeof(address.sun_path)) {
		close(device);
		return -ENAMETOOLONG;
	}
	strcpy(address.sun_path, path);
	if (connect(device, (struct sockaddr *)&address, sizeof(address)) < 0) {
		int error = -errno;

		close(device);
		return error;
	}

	return device;
}

static int open_device(const char *path)
{
	struct termios raw;
	struct stat status;
	int device;

	if (stat(path, &status) == 0 && S_ISSOCK(status.st_mode))
		return connect_socket(path);
	device = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (device < 0)
		return -errno;
	if (tcgetattr(device, &raw) == 0) {
		cfmakeraw(&raw);
		tcsetattr(device, TCSANOW, &raw);
	}

	return device;
}

int probe_open(const char *device, int timeout_ms, struct probe_link **link)
{
	int descriptor = open_device(device);

	if (descriptor < 0)
		return descriptor;
	*link = memory_alloc(sizeof(**link));
	(*link)->device = descriptor;
	(*link)->timeout_ms = timeout_ms;

	return 0;
}

static bool wait_for(struct probe_link *link, short events, int64_t until_ms)
{
	struct pollfd device = {.fd = link->device, .events = events};
	int64_t left = until_ms - now_ms();

	return poll(&device, 1, left > 0 ? (int)left : 0) > 0;
}

static void send_frame(struct probe_link *link, const uint8_t *bytes,
	size_t size, int64_t until_ms)
{
	while (size > 0 && !link->is_lost) {
		ssize_t written = write(link->device, bytes, size);

		if (written > 0) {
			bytes += written;
			size -= (size_t)written;
		} else if (errno != EINTR &&
			(errno != EAGAIN ||
				!wait_for(link, POLLOUT, until_ms))) {
			link->is_lost = true;
		}
	}
}

/* Reads more. False: nothing came in time, or the modem is gone. */
static bool read_more(struct probe_link *link, int64_t until_ms)
{
	ssize_t got;

	if (!wait_for(link, POLLIN, until_ms))
		return false;
	got = read(link->device, link->bytes + link->size,
		BUFFER_SIZE - link->size);
	if (got > 0)
		link->size += (size_t)got;
	else if (got == 0 || (errno != EAGAIN && errno != EINTR))
		link->is_lost = true;

	return !link->is_lost;
}

/* The next message that is in the buffer. False: more must be read. */
static bool next_message(struct probe_link *link, struct message *message)
{
	struct frame frame;

	for (;;) {
		enum status status;

		link->size -= link->used;
		memmove(link->bytes, link->bytes + link->used, link->size);
		status = frame_decode(
			link->bytes, link->size, &frame, &link->used);
		if (status == STATUS_MORE)
			return false;
		if (status != STATUS_OK)
			continue;
		status = message_decode(frame.service, frame.client, frame.body,
			frame.body_size, message);
		if (status == STATUS_OK || status == STATUS_LENGTH_LIES)
			return true;
	}
}

/* One request of a client and its response. */
static enum probe_result exchange(struct probe_link *link,
	const struct message *request, struct message *answer)
{
	uint8_t body_bytes[FRAME_BODY_MAX];
	uint8_t frame_bytes[FRAME_SIZE_MAX];
	struct wire_writer body = wire_writer(body_bytes, sizeof(body_bytes));
	struct wire_writer writer = wire_writer(
		frame_bytes, sizeof(frame_bytes));
	struct frame frame = {
		.service = (uint8_t)request->service,
		.client = request->client,
		.body = body_bytes,
	};
	int64_t until_ms = now_ms() + link->timeout_ms;

	message_encode(&body, request);
	frame.body_size = body.size;
	frame_encode(&writer, &frame);
	send_frame(link, frame_bytes, writer.size, until_ms);
	while (!link->is_lost) {
		while (next_message(link, answer))
			if (answer->kind == MESSAGE_RESPONSE &&
				answer->service == request->service &&
				answer->id == request->id &&
				answer->transaction == request->transaction)
				return PROBE_ANSWER;
		if (!read_more(link, until_ms))
			break;
	}

	return link->is_lost ? PROBE_LOST : PROBE_SILENCE;
}

static uint16_t next_transaction(struct probe_link *link)
{
	link->transaction = link->transaction % 255 + 1;

	return link->transaction;
}

static enum probe_result ask_client(struct probe_link *link, uint8_t service,
	uint8_t client, uint16_t id, struct message *answer)
{
	uint8_t tlv[] = {TLV_CLIENT, 1, 0, service, client};
	struct message request = {
		.service = MESSAGE_SERVICE_CTL,
		.kind = MESSAGE_REQUEST,
		.transaction = next_transaction(link),
		.id = id,
		.tlvs = tlv,
		.tlvs_size = sizeof(tlv) - (id == CTL_ALLOCATE),
	};

	if (id == CTL_RELEASE)
		tlv[1] = 2;

	return exchange(link, &request, answer);
}

static enum probe_result allocate(struct probe_link *link, uint8_t service)
{
	struct message answer;
	struct tlv tlv;
	uint16_t error;
	enum probe_result result = ask_client(
		link, service, 0, CTL_ALLOCATE, &answer);

	if (result != PROBE_ANSWER)
		return result;
	if (!message_result(&answer, &error) || error != 0 ||
		!tlv_find(answer.tlvs, answer.tlvs_size, TLV_CLIENT, &tlv) ||
		tlv.size != 2 || tlv.value[0] != service || tlv.value[1] == 0) {
		link->is_refused[service] = true;
		return PROBE_NO_CLIENT;
	}
	link->clients[service] = tlv.value[1];

	return PROBE_ANSWER;
}

enum probe_result probe_ask(struct probe_link *link, uint16_t service,
	uint16_t message, const struct wire_writer *tlvs,
	struct message *answer)
{
	struct message request = {
		.service = service,
		.kind = MESSAGE_REQUEST,
		.id = message,
		.tlvs = tlvs->bytes,
		.tlvs_size = tlvs->size,
	};
	enum probe_result result;

	if (service > 0xff || link->is_refused[service])
		return PROBE_NO_CLIENT;
	if (service != MESSAGE_SERVICE_CTL && link->clients[service] == 0) {
		result = allocate(link, (uint8_t)service);
		if (result != PROBE_ANSWER)
			return result;
	}
	request.client = link->clients[service];
	request.transaction = next_transaction(link);

	return exchange(link, &request, answer);
}

void probe_close(struct probe_link *link)
{
	struct message answer;

	if (!link)
		return;

	for (unsigned int service = 1; service < 256; service++)
		if (link->clients[service] != 0)
			ask_client(link, (uint8_t)service,
				link->clients[service], CTL_RELEASE, &answer);
	close(link->device);
	free(link);
}
