/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/session.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "sim/memory.h"

struct channel {
	struct channel *next;
	unsigned int id;
	enum channel_dialect dialect;
	uint8_t *partial; /* the beginning of a frame, or NULL */
	size_t partial_size;
	uint64_t noise; /* bytes that belong to no frame, in a row */
};

struct session {
	struct modem *modem;
	struct fault_rules *rules;
	const struct observer *observer;
	void *owner;
	struct channel *channels;
	struct outbox_item *requests; /* held back by a fault, by due time */
	struct outbox_item *outputs;  /* ready or waiting, by due time */
};

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

static void free_items(struct outbox_item **list)
{
	while (*list) {
		struct outbox_item *item = *list;

		*list = item->next;
		outbox_item_free(item);
	}
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

__attribute__((format(printf, 3, 4))) static void note(
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

/* Fault point 1: a request, before it changes any state. True: the fault has
 * dealt with it.
 */
static bool fault_request(struct session *session, unsigned int channel,
	const struct message *message)
{
	const struct fault_rule *rule = fault_find(session->rules, message);
	struct modem_request request = {.channel = channel, .message = message};
	struct outbox *outbox = &session->modem->outbox;
	struct outbox_item *item;

	if (!rule)
		return false;

	note(session, channel, "fault %s: %s", rule->label,
		fault_effect_name(rule->effect));
	switch (rule->effect) {
	case FAULT_DROP:
		break;
	case FAULT_DELAY:
		item = outbox_add_message(outbox, channel, message);
		item->due_us = session->modem->now_us + rule->delay_us;
		item->is_faulted = true;
		break;
	case FAULT_ERROR:
		modem_reply_error(session->modem, &request, rule->error);
		break;
	case FAULT_RAW:
		outbox_add_bytes(outbox, channel, rule->raw, rule->raw_size);
		break;
	case FAULT_HANG_UP:
		outbox_add_action(outbox, channel, OUTBOX_HANG_UP);
		break;
	}

	return true;
}

static void add_output(struct session *session, struct outbox_item *item)
{
	outbox_sort_in(&session->outputs, item);
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
		note(session, item->channel,
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

/* Fault points 2 to 4: a message, its bytes, its endpoint. Returns what takes
 * the item's place, or NULL.
 */
static struct outbox_item *fault_output(
	struct session *session, struct outbox_item *item)
{
	const struct fault_rule *rule = fault_find(
		session->rules, &item->message);
	struct modem_request request = {
		.channel = item->channel, .message = &item->message};
	struct outbox changed;
	struct outbox_item *other = item;

	if (!rule)
		return item;

	note(session, item->channel, "fault %s: %s", rule->label,
		fault_effect_name(rule->effect));
	outbox_init(&changed);
	changed.order = item->order;
	switch (rule->effect) {
	case FAULT_DROP:
		other = NULL;
		break;
	case FAULT_DELAY:
		item->due_us += rule->delay_us;
		break;
	case FAULT_ERROR:
		modem_reply_error(session->modem, &request, rule->error);
		other = NULL;
		break;
	case FAULT_RAW:
		other = outbox_add_bytes(
			&changed, item->channel, rule->raw, rule->raw_size);
		break;
	case FAULT_HANG_UP:
		other = outbox_add_action(
			&changed, item->channel, OUTBOX_HANG_UP);
		break;
	}
	if (other != item)
		outbox_item_free(item);

	return other;
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
		if (item->kind == OUTBOX_MESSAGE &&
			item->message.kind == MESSAGE_REQUEST) {
			outbox_sort_in(&session->requests, item);
			continue;
		}
		if (item->kind == OUTBOX_MESSAGE && !item->is_faulted) {
			item->is_faulted = true;
			item = fault_output(session, item);
		}
		if (item)
			add_output(session, item);
	}
}

static void handle_message(struct session *session, struct channel *channel,
	const struct message *message, enum status status)
{
	if (status == STATUS_LENGTH_LIES)
		note(session, channel->id, "%s", status_text(status));
	if (message->kind != MESSAGE_REQUEST) {
		note(session, channel->id,
			"the host sent a message that is no request: ignored");
		return;
	}
	if (status == STATUS_OK &&
		fault_request(session, channel->id, message)) {
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
		note(session, channel->id,
			"frame for service 0x%02x, client %u, dropped: %s",
			frame->service, frame->client, status_text(status));
		return;
	}
	if (frame->flags != FRAME_FROM_HOST)
		note(session, channel->id,
			"frame flags are 0x%02x; a host sends 0x00",
			frame->flags);

	show(session, channel->id, true, &message);
	handle_message(session, channel, &message, status);
}

static void end_noise(struct session *session, struct channel *channel)
{
	if (channel->noise > 0)
		note(session, channel->id, "%" PRIu64 " bytes dropped: %s",
			channel->noise, status_text(STATUS_BAD_MARKER));
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
		done += used;
		if (status == STATUS_OK) {
			end_noise(session, channel);
			handle_frame(session, channel, &frame);
		} else if (status != STATUS_MORE) {
			channel->noise++;
		}
	}
	end_noise(session, channel);

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
	note(session, id, "a client opened the device");
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
	if (channel->partial_size > 0)
		note(session, id,
			"the client closed in the middle of a frame: "
			"%zu bytes dropped",
			channel->partial_size);
	else
		note(session, id, "the client closed the device");
	free_channel(channel);
	modem_close_channel(session->modem, id);
	drain(session);
}

static uint64_t earliest(const struct outbox_item *list, uint64_t other)
{
	return list && list->due_us < other ? list->due_us : other;
}

uint64_t session_advance(struct session *session, uint64_t now_us)
{
	struct modem *modem = session->modem;
	uint64_t next;

	modem->now_us = now_us;
	while (session->requests && session->requests->due_us <= now_us) {
		struct outbox_item *item = session->requests;
		struct channel *channel = find_channel(session, item->channel);

		session->requests = item->next;
		if (channel)
			modem_receive(modem, channel->id,
				channel->dialect == CHANNEL_PROXY,
				&item->message, STATUS_OK);
		outbox_item_free(item);
		drain(session);
	}

	next = modem->brain->advance(modem->owner, now_us);
	drain(session);
	next = earliest(session->requests, next);

	return earliest(session->outputs, next);
}

/* A broadcast goes to every channel: makes a copy for each but the first. */
static void spread(struct session *session, struct outbox_item *item)
{
	struct channel *channel = session->channels;

	item->channel = channel->id;
	while ((channel = channel->next)) {
		struct outbox_item *copy = memory_alloc(
			sizeof(*copy) + item->size);

		memcpy(copy, item, sizeof(*copy) + item->size);
		copy->message.tlvs = copy->bytes;
		copy->channel = channel->id;
		add_output(session, copy);
	}
}

struct outbox_item *session_take(struct session *session, uint64_t now_us)
{
	struct outbox_item *item;

	while ((item = session->outputs) && item->due_us <= now_us) {
		session->outputs = item->next;
		item->next = NULL;
		if (item->kind == OUTBOX_MESSAGE)
			show(session, item->channel, false, &item->message);
		if (item->channel == CHANNEL_ALL && session->channels &&
			item->kind <= OUTBOX_HANG_UP)
			spread(session, item);
		if (item->kind <= OUTBOX_HANG_UP &&
			!session_has_channel(session, item->channel)) {
			note(session, item->channel,
				"nobody is there to read: dropped");
			outbox_item_free(item);
			continue;
		}
		if (item->kind == OUTBOX_MESSAGE)
			item = to_bytes(session, item);
		return item;
	}

	return NULL;
}
