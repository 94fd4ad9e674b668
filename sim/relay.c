/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/relay.h"

#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "lib/frame.h"
#include "sim/endpoint.h"
#include "sim/memory.h"
#include "sim/send_queue.h"

enum {
	BUFFER_SIZE = 2 * FRAME_SIZE_MAX,
	CHANNELS_MAX = 64,
};

/* What one side has said and is no frame yet. */
struct side {
	uint8_t *bytes;
	size_t size;
};

struct relay {
	struct ev_loop *loop;
	const struct relay_events *events;
	void *owner;
	int device;
	ev_io readable;
	ev_io writable;
	struct send_queue queue; /* for the device */
	struct endpoint *endpoint;
	bool is_open[CHANNELS_MAX];
	struct side host[CHANNELS_MAX];
	struct side modem;
	struct send_queue waiting; /* for clients that do not read */
	bool is_lost;
};

static void lose(struct relay *relay, const char *why)
{
	if (relay->is_lost)
		return;

	relay->is_lost = true;
	ev_io_stop(relay->loop, &relay->readable);
	ev_io_stop(relay->loop, &relay->writable);
	for (unsigned int i = 0; i < CHANNELS_MAX; i++)
		if (relay->is_open[i])
			endpoint_hang_up(relay->endpoint, i);
	relay->events->lost(relay->owner, why);
}

/* Writes to the device what it takes. */
static void drain(struct relay *relay)
{
	while (!send_queue_is_empty(&relay->queue) && !relay->is_lost) {
		size_t size;
		const uint8_t *head = send_queue_head(&relay->queue, &size);
		ssize_t written = write(relay->device, head, size);

		if (written < 0 && errno == EAGAIN) {
			ev_io_start(relay->loop, &relay->writable);
			return;
		}
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0) {
			lose(relay, strerror(errno));
			return;
		}
		send_queue_take(&relay->queue, (size_t)written);
	}
	ev_io_stop(relay->loop, &relay->writable);
}

static unsigned int open_count(const struct relay *relay)
{
	unsigned int count = 0;

	for (size_t i = 0; i < CHANNELS_MAX; i++)
		count += relay->is_open[i];

	return count;
}

/* Sends to all clients, who sort out what is theirs, as with a real device. One
 * client that does not read is waited for; where there are several, it goes.
 */
static void send_to_clients(struct relay *relay)
{
	while (!send_queue_is_empty(&relay->waiting)) {
		size_t size;
		const uint8_t *head = send_queue_head(&relay->waiting, &size);

		for (unsigned int i = 0; i < CHANNELS_MAX; i++) {
			if (!relay->is_open[i] ||
				endpoint_send(relay->endpoint, i, head, size) !=
					-EAGAIN)
				continue;
			if (open_count(relay) == 1)
				return;
			relay->is_open[i] = false;
			endpoint_hang_up(relay->endpoint, i);
		}
		send_queue_take(&relay->waiting, size);
	}
}

static void pass_on(
	struct relay *relay, bool from_host, const uint8_t *bytes, size_t size)
{
	struct send_queue *queue = from_host ? &relay->queue : &relay->waiting;
	int result = send_queue_put(queue, bytes, size);

	if (result < 0) {
		lose(relay,
			from_host ? "it takes no more messages"
				  : "the program reads no messages");
		return;
	}
	if (from_host)
		drain(relay);
	else
		send_to_clients(relay);
}

/* How many bytes up to the next that may begin a frame. */
static size_t noise_size(const struct side *side)
{
	size_t size = 1;

	while (size < side->size && side->bytes[size] != FRAME_MARKER)
		size++;

	return size;
}

static void cut(struct relay *relay, struct side *side, bool from_host)
{
	struct frame frame;
	size_t used;

	while (side->size > 0 && !relay->is_lost) {
		enum status status = frame_decode(
			side->bytes, side->size, &frame, &used);

		if (status == STATUS_MORE)
			return;
		if (status == STATUS_OK) {
			relay->events->frame(
				relay->owner, from_host, side->bytes, used);
		} else {
			used = noise_size(side);
			relay->events->noise(relay->owner, from_host, used);
		}
		pass_on(relay, from_host, side->bytes, used);
		side->size -= used;
		memmove(side->bytes, side->bytes + used, side->size);
	}
}

/* Takes bytes in; a frame never needs more than half of the buffer. */
static void take(struct relay *relay, struct side *side, bool from_host,
	const uint8_t *bytes, size_t size)
{
	if (!side->bytes)
		side->bytes = memory_alloc(BUFFER_SIZE);
	while (size > 0 && !relay->is_lost) {
		size_t part = BUFFER_SIZE - side->size;

		if (part > size)
			part = size;
		memcpy(side->bytes + side->size, bytes, part);
		side->size += part;
		bytes += part;
		size -= part;
		cut(relay, side, from_host);
	}
}

static void on_readable(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct relay *relay = watcher->data;
	uint8_t bytes[8192];
	ssize_t got = read(relay->device, bytes, sizeof(bytes));

	(void)loop;
	(void)events;
	if (got > 0)
		take(relay, &relay->modem, false, bytes, (size_t)got);
	else if (got == 0)
		lose(relay, "it has hung up");
	else if (errno != EAGAIN && errno != EINTR)
		lose(relay, strerror(errno));
}

static void on_device_writable(struct ev_loop *loop, ev_io *watcher, int events)
{
	(void)loop;
	(void)events;
	drain(watcher->data);
}

static void on_opened(void *owner, unsigned int channel)
{
	struct relay *relay = owner;

	if (channel >= CHANNELS_MAX || relay->is_lost) {
		endpoint_hang_up(relay->endpoint, channel);
		return;
	}
	relay->is_open[channel] = true;
	relay->host[channel].size = 0;
}

static void on_received(
	void *owner, unsigned int channel, const uint8_t *bytes, size_t size)
{
	struct relay *relay = owner;

	if (channel < CHANNELS_MAX)
		take(relay, &relay->host[channel], true, bytes, size);
}

static void on_writable(void *owner, unsigned int channel)
{
	(void)channel;
	send_to_clients(owner);
}

static void on_closed(void *owner, unsigned int channel)
{
	struct relay *relay = owner;

	if (channel < CHANNELS_MAX)
		relay->is_open[channel] = false;
}

static const struct endpoint_events endpoint_events = {
	.opened = on_opened,
	.received = on_received,
	.writable = on_writable,
	.closed = on_closed,
};

static int open_device(const char *path)
{
	struct termios raw;
	int device = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (device < 0)
		return -errno;
	if (tcgetattr(device, &raw) == 0) {
		cfmakeraw(&raw);
		tcsetattr(device, TCSANOW, &raw);
	}

	return device;
}

int relay_open(struct ev_loop *loop, const char *device, const char *endpoint,
	const struct relay_events *events, void *owner, struct relay **relay,
	char **why)
{
	struct relay *made = memory_alloc(sizeof(*made));
	const char *reason = NULL;
	int result;

	*made = (struct relay){.loop = loop, .events = events, .owner = owner};
	made->device = open_device(device);
	if (made->device < 0) {
		result = made->device;
		*why = memory_format("%s: %s", device, strerror(-result));
		free(made);
		return result;
	}
	result = endpoint_open(loop, endpoint, &endpoint_events, made,
		&made->endpoint, &reason);
	if (result < 0) {
		*why = memory_format("%s: %s", endpoint,
			reason ? reason : strerror(-result));
		close(made->device);
		free(made);
		return result;
	}
	ev_io_init(&made->readable, on_readable, made->device, EV_READ);
	ev_io_init(&made->writable, on_device_writable, made->device, EV_WRITE);
	made->readable.data = made;
	made->writable.data = made;
	ev_io_start(loop, &made->readable);
	*relay = made;

	return 0;
}

void relay_close(struct relay *relay)
{
	if (!relay)
		return;

	ev_io_stop(relay->loop, &relay->readable);
	ev_io_stop(relay->loop, &relay->writable);
	endpoint_close(relay->endpoint);
	close(relay->device);
	send_queue_free(&relay->queue);
	send_queue_free(&relay->waiting);
	for (size_t i = 0; i < CHANNELS_MAX; i++)
		free(relay->host[i].bytes);
	free(relay->modem.bytes);
	free(relay);
}

const char *relay_address(const struct relay *relay)
{
	return relay->endpoint->address;
}
