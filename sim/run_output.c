/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/run_output.h"

#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/memory.h"

enum {
	STREAMS = 2,
	READ_SIZE = 65536,
	WRITE_SIZE = 4096,     /* what a pipe that is ready takes at once */
	PENDING_MAX = 1 << 20, /* then the program waits */
	CUT_SIZE = 1 << 18,    /* goes from the middle when too much is kept */
	KEPT_BEGINNING = 1 << 19,
};

struct stream {
	struct ev_loop *loop;
	int number; /* 1 or 2 */
	int real;   /* where it was meant to go */
	int ends[2];
	ev_io input;
	ev_io output;
	char *kept;
	size_t kept_size;
	size_t capacity;
	char *pending;
	size_t pending_size;
	bool is_broken; /* nobody reads it any more */
};

struct run_output {
	struct stream streams[STREAMS];
};

static void keep(struct stream *stream, const char *bytes, size_t size)
{
	if (stream->kept_size + size > RUN_OUTPUT_MAX) {
		memmove(stream->kept + KEPT_BEGINNING,
			stream->kept + KEPT_BEGINNING + CUT_SIZE,
			stream->kept_size - KEPT_BEGINNING - CUT_SIZE);
		stream->kept_size -= CUT_SIZE;
	}
	if (stream->kept_size + size > stream->capacity) {
		stream->capacity = 2 * stream->capacity + READ_SIZE;
		stream->kept = memory_grow(stream->kept, stream->capacity, 1);
	}
	memcpy(stream->kept + stream->kept_size, bytes, size);
	stream->kept_size += size;
}

static bool is_ready(const struct stream *stream)
{
	struct pollfd poll_for = {.fd = stream->real, .events = POLLOUT};

	return poll(&poll_for, 1, 0) > 0;
}

/* Passes on what its reader takes; all of it when `waits`. */
static void pass_on(struct stream *stream, bool waits)
{
	size_t done = 0;

	while (done < stream->pending_size && !stream->is_broken &&
		(waits || is_ready(stream))) {
		size_t part = stream->pending_size - done;
		ssize_t written = write(stream->real, stream->pending + done,
			part > WRITE_SIZE ? WRITE_SIZE : part);

		if (written > 0)
			done += (size_t)written;
		else if (errno != EINTR && errno != EAGAIN)
			stream->is_broken = true;
		else if (errno == EAGAIN && waits)
			poll(&(struct pollfd){.fd = stream->real,
				     .events = POLLOUT},
				1, -1);
		else if (errno == EAGAIN)
			break;
	}
	if (stream->is_broken)
		done = stream->pending_size;
	if (done == 0)
		return;
	memmove(stream->pending, stream->pending + done,
		stream->pending_size - done);
	stream->pending_size -= done;
}

/* Reads when there is room, writes when there is something. */
static void watch(struct stream *stream)
{
	if (stream->pending_size > 0)
		ev_io_start(stream->loop, &stream->output);
	else
		ev_io_stop(stream->loop, &stream->output);
	if (stream->pending_size < PENDING_MAX)
		ev_io_start(stream->loop, &stream->input);
	else
		ev_io_stop(stream->loop, &stream->input);
}

/* Takes in one read. False: there is nothing more. */
static bool take_in(struct stream *stream)
{
	char bytes[READ_SIZE];
	ssize_t size = read(stream->ends[0], bytes, sizeof(bytes));

	if (size <= 0)
		return size < 0 && errno == EINTR;
	keep(stream, bytes, (size_t)size);
	stream->pending = memory_grow(
		stream->pending, stream->pending_size + (size_t)size, 1);
	memcpy(stream->pending + stream->pending_size, bytes, (size_t)size);
	stream->pending_size += (size_t)size;

	return true;
}

static void on_input(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct stream *stream = watcher->data;

	(void)events;
	if (!take_in(stream) && errno != EAGAIN) {
		ev_io_stop(loop, watcher);
		return;
	}
	pass_on(stream, false);
	watch(stream);
}

static void on_output(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct stream *stream = watcher->data;

	(void)loop;
	(void)events;
	pass_on(stream, false);
	watch(stream);
}

static int open_stream(struct stream *stream, struct ev_loop *loop, int number)
{
	stream->loop = loop;
	stream->number = number;
	stream->ends[0] = stream->ends[1] = -1;
	stream->real = fcntl(number, F_DUPFD_CLOEXEC, 3);
	if (stream->real < 0 || pipe2(stream->ends, O_CLOEXEC) < 0 ||
		fcntl(stream->ends[0], F_SETFL, O_NONBLOCK) < 0)
		return -errno;
	ev_io_init(&stream->input, on_input, stream->ends[0], EV_READ);
	ev_io_init(&stream->output, on_output, stream->real, EV_WRITE);
	stream->input.data = stream;
	stream->output.data = stream;
	ev_io_start(loop, &stream->input);

	return 0;
}

int run_output_open(struct ev_loop *loop, struct run_output **output)
{
	struct run_output *made = memory_alloc(sizeof(*made));
	int error = 0;

	for (int i = 0; i < STREAMS; i++)
		made->streams[i].real = made->streams[i].ends[0] =
			made->streams[i].ends[1] = -1;
	for (int i = 0; i < STREAMS && error == 0; i++)
		error = open_stream(&made->streams[i], loop, i + 1);
	if (error) {
		run_output_close(made);
		return error;
	}
	*output = made;

	return 0;
}

void run_output_divert(struct run_output *output)
{
	if (!output)
		return;

	fflush(stdout);
	fflush(stderr);
	for (int i = 0; i < STREAMS; i++)
		dup2(output->streams[i].ends[1], i + 1);
}

void run_output_restore(struct run_output *output)
{
	if (!output)
		return;

	fflush(stdout);
	fflush(stderr);
	for (int i = 0; i < STREAMS; i++)
		dup2(output->streams[i].real, i + 1);
}

void run_output_finish(struct run_output *output)
{
	if (!output)
		return;

	for (int i = 0; i < STREAMS; i++) {
		struct stream *stream = &output->streams[i];

		ev_io_stop(stream->loop, &stream->input);
		ev_io_stop(stream->loop, &stream->output);
		while (take_in(stream))
			pass_on(stream, true);
		pass_on(stream, true);
	}
}

const char *run_output_text(
	const struct run_output *output, int stream, size_t *size)
{
	*size = output ? output->streams[stream].kept_size : 0;

	return *size > 0 ? output->streams[stream].kept : "";
}

void run_output_close(struct run_output *output)
{
	if (!output)
		return;

	for (int i = 0; i < STREAMS; i++) {
		struct stream *stream = &output->streams[i];

		if (stream->loop) {
			ev_io_stop(stream->loop, &stream->input);
			ev_io_stop(stream->loop, &stream->output);
		}
		for (int end = 0; end < 2; end++)
			if (stream->ends[end] >= 0)
				close(stream->ends[end]);
		if (stream->real >= 0)
			close(stream->real);
		free(stream->kept);
		free(stream->pending);
	}
	free(output);
}
