/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "sim/memory.h"
#include "sim/session_parts.h"

struct session *session_new(struct modem *modem, struct fault_rules *rules,
	const struct observer *observer, void *owner)
{
	struct session *session = memory_alloc(sizeof(*session));

	session->modem = modem;
	session->rules = rules;
	session->observer = observer;
	session->owner = owner;

	return session;
}

static void free_items(struct outbox_list *list)
{
	struct outbox_item *item;

	while ((item = outbox_list_take(list)))
		outbox_item_free(item);
}

static void free_channel(struct channel *channel)
{
	free(channel->partial);
	free(channel);
}

void session_free(struct session *session)
{
	if (!session)
		return;

	free_items(&session->requests);
	free_items(&session->outputs);
	while (session->channels) {
		struct channel *channel = session->channels;

		session->channels = channel->next;
		free_channel(channel);
	}
	free(session);
}

static struct channel *find_channel(
	const struct session *session, unsigned int id)
{
	struct channel *channel = session->channels;

	while (channel && channel->id != id)
		channel = channel->next;

	return channel;
}

bool session_has_channel(const struct session *session, unsigned int channel)
{
	return find_channel(session, channel) != NULL;
}

void session_note(
	struct session *session, unsigned int channel, const char *format, ...)
{
	char text[256];
	va_list arguments;

	if (!session->observer->note)
		return;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	session->observer->note(
		session->owner, session->modem->now_us, channel, text);
}

static void show(struct session *session, unsigned int channel,
	bool is_from_host, const struct message *message)
{
	if (session->observer->message)
		session->observer->message(session->owner,
			session->modem->now_us, channel, is_from_host, message);
}

static void show_bytes(struct session *session, unsigned int channel,
	bool is_from_host, const uint8_t *bytes, size_t size)
{
	if (session->observer->bytes && size > 0)
		session->observer->bytes(session->owner, session->modem->now_us,
			channel, is_from_host, bytes, size);
}

/* Lines an item up, unless too much waits already. */
static void hold(struct session *session, struct outbox_list *list,
	struct outbox_item *item)
{
	if (list->size < SESSION_HELD_MAX &&
		list->count < SESSION_HELD_COUNT_MAX) {
		outbox_sort_in(list, item);
		return;
	}

	session_note(session, item->channel,
		"%zu messages (%zu bytes) are held back; one more is dropped",
		list->count, list->size);
	outbox_item_free(item);
}

void session_place(struct session *session, struct outbox_item *item)
{
	if (item->kind == OUTBOX_MESSAGE &&
		item->message.kind == MESSAGE_REQUEST)
		hold(session, &session->requests, item);
	else
		hold(session, &session->outputs, item);
}

/* Frames a message that is on its way out. */
static struct outbox_item *to_bytes(
	struct session *session, struct outbox_item *item)
{
	size_t room = FRAME_HEADER_SIZE + MESSAGE_HEADER_MAX + item->size;
	struct outbox_item *bytes = memory_alloc(sizeof(*bytes) + room);
	struct wire_writer writer = wire_writer(
		bytes->bytes + FRAME_HEADER_SIZE, room - FRAME_HEADER_SIZE);
	struct frame frame = {
		.flags = FRAME_FROM_MODEM,
		.service = (uint8_t)item->message.service,
		.client = item->message.client,
		.body = writer.bytes,
	};

	message_encode(&writer, &item->message);
	frame.body_size = writer.size;
	bytes->kind = OUTBOX_BYTES;
	bytes->channel = item->channel;
	bytes->due_us = item->due_us;
	bytes->order = item->order;
	bytes->size = FRAME_HEADER_SIZE + frame.body_size;
	if (writer.failed || frame.body_size > FRAME_BODY_MAX) {
		session_note(session, item->channel,
			"a message of %zu bytes does not fit a frame: dropped",
			item->size);
		bytes->size = 0;
	} else {
		writer = wire_writer(bytes->bytes, FRAME_HEADER_SIZE);
		frame.body_size = 0;
		frame_encode(&writer, &frame);
		wire_patch_uint(&writer, 1, bytes->size - 1, 2);
	}
	outbox_item_free(item);

	return bytes;
}

/* Takes what the modem wants sent, lets the fault rules see it, and lines it up
 * by its time.
 */
static void drain(struct session *session)
{
	struct modem *modem = session->modem;
	struct outbox_item *item;

	while ((item = outbox_take(&modem->outbox))) {
		if (item->due_us < modem->now_us)
			item->due_us = modem->now_us;
		if (item->kind == OUTBOX_MESSAGE && !item->is_faulted)
			item = session_fault_output(session, item);
		if (item)
			session_place(session, item);
	}
}

/* Says what is odd about a message that is answered all the same. */
static void note_oddities(struct session *session,
	const struct channel *channel, const struct message *message,
	enum status status)
{
	if (status == STATUS_LENGTH_LIES)
		session_note(session, channel->id, "%s", status_text(status));
	if (message->transaction == 0 && message->kind == MESSAGE_REQUEST)
		session_note(session, channel->id,
			"a request has transaction 0, which is for "
			"indications");
	if (message->service == MESSAGE_SERVICE_CTL && message->client != 0)
		session_note(session, channel->id,
			"the control service has client 0 only; this is for "
			"client %u",
			message->client);
}

static void handle_message(struct session *session, struct channel *channel,
	const struct message *message, enum status status)
{
	note_oddities(session, channel, message, status);
	if (message->kind != MESSAGE_REQUEST) {
		session_note(session, channel->id,
			"the host sent a message that is no request: ignored");
		return;
	}
	if (status == STATUS_OK &&
		session_fault_request(session, channel->id, message)) {
		drain(session);
		return;
	}

	modem_receive(session->modem, channel->id,
		channel->dialect == CHANNEL_PROXY, message, status);
	drain(session);
}

static void handle_frame(struct session *session, struct channel *channel,
	const struct frame *frame)
{
	struct message message;
	enum status status = message_decode(frame->service, frame->client,
		frame->body, frame->body_size, &message);

	if (status != STATUS_OK && status != STATUS_LENGTH_LIES) {
		session_note(session, channel->id,
			"frame for service 0x%02x, client %u, dropped: %s",
			frame->service, frame->client, status_text(status));
		return;
	}
	if (frame->flags != FRAME_FROM_HOST)
		session_note(session, channel->id,
			"frame flags are 0x%02x; a host sends 0x00",
			frame->flags);

	show(session, channel->id, true, &message);
	handle_message(session, channel, &message, status);
}

/* `end` is where the noise ends, if there is any. */
static void end_noise(
	struct session *session, struct channel *channel, const uint8_t *end)
{
	if (channel->noise > 0)
		show_bytes(session, channel->id, true, end - channel->noise,
			channel->noise);
	if (channel->noise > 0)
		session_note(session, channel->id, "%zu bytes dropped: %s",
			channel->noise, status_text(channel->noise_status));
	channel->noise = 0;
}

/* Handles the whole frames in `bytes` and returns how many bytes are done. */
static size_t handle_bytes(struct session *session, struct channel *channel,
	const uint8_t *bytes, size_t size)
{
	enum status status = STATUS_OK;
	struct frame frame;
	size_t done = 0;
	size_t used;

	while (status != STATUS_MORE) {
		status = frame_decode(bytes + done, size - done, &frame, &used);
		if (status == STATUS_OK) {
			end_noise(session, channel, bytes + done);
			show_bytes(
				session, channel->id, true, bytes + done, used);
			handle_frame(session, channel, &frame);
		} else if (status != STATUS_MORE) {
			if (channel->noise++ == 0)
				channel->noise_status = status;
		}
		done += used;
	}
	end_noise(session, channel, bytes + done);

	return done;
}

void session_received(struct session *session, uint64_t now_us, unsigned int id,
	const uint8_t *bytes, size_t size)
{
	struct channel *channel = find_channel(session, id);
	size_t old;
	size_t done;

	session->modem->now_us = now_us;
	if (!channel || size == 0)
		return;

	old = channel->partial_size;
	if (old > 0) {
		channel->partial = memory_grow(channel->partial, old + size, 1);
		memcpy(channel->partial + old, bytes, size);
		bytes = channel->partial;
		size += old;
	}

	done = handle_bytes(session, channel, bytes, size);
	channel->partial_size = size - done;
	if (channel->partial_size == 0) {
		free(channel->partial);
		channel->partial = NULL;
	} else if (old > 0) {
		memmove(channel->partial, bytes + done, size - done);
	} else {
		channel->partial = memory_grow(NULL, size - done, 1);
		memcpy(channel->partial, bytes + done, size - done);
	}
}

void session_opened(struct session *session, uint64_t now_us, unsigned int id,
	enum channel_dialect dialect)
{
	struct channel *channel;

	session->modem->now_us = now_us;
	if (find_channel(session, id))
		return;

	channel = memory_alloc(sizeof(*channel));
	channel->id = id;
	channel->dialect = dialect;
	channel->next = session->channels;
	session->channels = channel;
	session_note(session, id, "a client opened the device");
	if (session->rules->ops)
		session->rules->ops->opened(session->rules->owner, id);
	drain(session);
}

void session_closed(struct session *session, uint64_t now_us, unsigned int id)
{
	struct channel **link = &session->channels;
	struct channel *channel;

	session->modem->now_us = now_us;
	while (*link && (*link)->id != id)
		link = &(*link)->next;
	channel = *link;
	if (!channel)
		return;

	*link = channel->next;
	show_bytes(session, id, true, channel->partial, channel->partial_size);
	if (channel->partial_size > 0)
		session_note(session, id,
			"the client closed in the middle of a frame: "
			"%zu bytes dropped",
			channel->partial_size);
	else
		session_note(session, id, "the client closed the device");
	free_channel(channel);
	modem_close_channel(session->modem, id);
	drain(session);
}

/* The sooner of `other` and the first item that is not due yet. */
static uint64_t earliest(
	const struct outbox_list *list, uint64_t now_us, uint64_t other)
{
	const struct outbox_item *item = list->first;

	while (item && item->due_us <= now_us)
		item = item->next;

	return item && item->due_us < other ? item->due_us : other;
}

/* A request that a fault has held back goes on, if its client is still there.
 */
static void receive_late(struct session *session, struct outbox_item *item)
{
	struct channel *channel = find_channel(session, item->channel);

	if (channel)
		modem_receive(session->modem, channel->id,
			channel->dialect == CHANNEL_PROXY, &item->message,
			STATUS_OK);
	else
		session_note(session, item->channel,
			"the client of a delayed request has left: dropped");
	outbox_item_free(item);
	drain(session);
}

bool session_is_woken(const struct session *session)
{
	return session->modem->is_woken;
}

uint64_t session_advance(struct session *session, uint64_t now_us)
{
	struct modem *modem = session->modem;
	uint64_t next;

	modem->now_us = now_us;
	modem->is_woken = false;
	while (session->requests.first &&
		session->requests.first->due_us <= now_us)
		receive_late(session, outbox_list_take(&session->requests));

	next = modem->brain->advance(modem->owner, now_us);
	drain(session);
	if (next < now_us)
		next = now_us;
	next = earliest(&session->requests, now_us, next);

	return earliest(&session->outputs, now_us, next);
}

/* A broadcast goes to every channel: makes a copy for each but the first. */
static void spread(struct session *session, struct outbox_item *item)
{
	struct channel *channel = session->channels;

	item->channel = channel->id;
	while ((channel = channel->next)) {
		struct outbox_item *copy = memory_alloc(
			sizeof(*copy) + item->size + item->tail);

		memcpy(copy, item, sizeof(*copy) + item->size + item->tail);
		copy->message.tlvs = copy->bytes +
			(item->kind == OUTBOX_BYTES ? item->size : 0);
		copy->channel = channel->id;
		outbox_sort_in(&session->outputs, copy);
	}
}

struct outbox_item *session_take(struct session *session, uint64_t now_us)
{
	struct outbox_item *item;

	while (session->outputs.first &&
		session->outputs.first->due_us <= now_us) {
		item = outbox_list_take(&session->outputs);
		if (item->kind == OUTBOX_MESSAGE || item->is_shown)
			show(session, item->channel, false, &item->message);
		if (item->channel == CHANNEL_ALL && session->channels &&
			item->kind <= OUTBOX_HANG_UP)
			spread(session, item);
		if (item->kind <= OUTBOX_HANG_UP &&
			!session_has_channel(session, item->channel)) {
			session_note(session, item->channel,
				"nobody is there to read: dropped");
			outbox_item_free(item);
			continue;
		}
		if (item->is_shown && item->size == 0) {
			outbox_item_free(item); /* others carry its bytes */
			continue;
		}
		if (item->kind == OUTBOX_MESSAGE)
			item = to_bytes(session, item);
		if (item->kind == OUTBOX_BYTES)
			show_bytes(session, item->channel, false, item->bytes,
				item->size);
		return item;
	}

	return NULL;
}
