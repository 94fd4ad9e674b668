/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/rig.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/frame.h"
#include "sim/memory.h"

enum {
	STEPS_MAX = 10000,
};

__attribute__((format(printf, 2, 3))) static void add_line(
	char *text, const char *format, ...)
{
	size_t used = strlen(text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text + used, RIG_TEXT_SIZE - used, format, arguments);
	va_end(arguments);
}

static void on_note(
	void *owner, uint64_t now_us, unsigned int channel, const char *text)
{
	struct rig *rig = owner;

	(void)now_us;
	(void)channel;
	add_line(rig->notes, "%s\n", text);
}

static void on_print(void *owner, const char *text, size_t size)
{
	struct rig *rig = owner;

	add_line(rig->notes, "%.*s\n", (int)size, text);
}

bool rig_open(struct rig *rig, const char *scenario,
	const struct sandbox_limits *limits)
{
	static const struct observer observer = {.note = on_note};
	struct script_options options = {
		.seed = 1,
		.limits = limits ? *limits : sandbox_default_limits(),
		.print = on_print,
		.owner = rig,
	};

	*rig = (struct rig){0};
	rig->script = script_new(&options, &rig->why);
	if (rig->script)
		rig->modem = script_modem_new(
			rig->script, "s.lua", scenario, &rig->rules, &rig->why);
	if (!rig->modem)
		return false;

	rig->session = session_new(
		script_modem_core(rig->modem), &rig->rules, &observer, rig);
	rig_wait(rig, 0);

	return true;
}

void rig_close(struct rig *rig)
{
	outbox_item_free(rig->output);
	session_free(rig->session);
	script_modem_free(rig->modem);
	script_free(rig->script);
	fault_clear(&rig->rules);
	free(rig->why);
	*rig = (struct rig){0};
}

void rig_wait(struct rig *rig, uint64_t us)
{
	uint64_t end_us = rig->now_us + us;

	for (int i = 0; i < STEPS_MAX; i++) {
		uint64_t next = session_advance(rig->session, rig->now_us);

		if (next > end_us)
			break;
		rig->now_us = next;
	}
	rig->now_us = end_us;
	session_advance(rig->session, end_us);
}

void rig_connect(
	struct rig *rig, unsigned int channel, enum channel_dialect dialect)
{
	session_opened(rig->session, rig->now_us, channel, dialect);
	rig_wait(rig, 0);
}

void rig_receive(struct rig *rig, unsigned int channel, const uint8_t *bytes,
	size_t size)
{
	session_received(rig->session, rig->now_us, channel, bytes, size);
	rig_wait(rig, 0);
}

void rig_disconnect(struct rig *rig, unsigned int channel)
{
	session_closed(rig->session, rig->now_us, channel);
	rig_wait(rig, 0);
}

size_t rig_frame(uint8_t *buffer, size_t room, const struct message *request)
{
	static uint8_t body[FRAME_BODY_MAX];
	struct wire_writer inner = wire_writer(body, sizeof(body));
	struct wire_writer outer = wire_writer(buffer, room);
	struct frame frame = {
		.flags = FRAME_FROM_HOST,
		.service = (uint8_t)request->service,
		.client = request->client,
		.body = body,
	};

	message_encode(&inner, request);
	frame.body_size = inner.size;
	frame_encode(&outer, &frame);

	return inner.failed || outer.failed ? 0 : outer.size;
}

void rig_send(
	struct rig *rig, unsigned int channel, const struct message *request)
{
	uint8_t *buffer = memory_alloc(FRAME_SIZE_MAX);
	struct message message = *request;
	size_t size;

	rig->transaction = (uint16_t)(rig->transaction % 255 + 1);
	message.transaction = rig->transaction;
	size = rig_frame(buffer, FRAME_SIZE_MAX, &message);
	rig_receive(rig, channel, buffer, size);
	free(buffer);
}

void rig_request(struct rig *rig, unsigned int channel, uint16_t service,
	uint8_t client, uint16_t id)
{
	rig_send(rig, channel,
		&(struct message){
			.service = service, .client = client, .id = id});
}

bool rig_take(struct rig *rig)
{
	struct frame frame;
	size_t used;

	outbox_item_free(rig->output);
	rig->output = session_take(rig->session, rig->now_us);
	rig->is_message = rig->output && rig->output->kind == OUTBOX_BYTES &&
		frame_decode(rig->output->bytes, rig->output->size, &frame,
			&used) == STATUS_OK &&
		used == rig->output->size &&
		message_decode(frame.service, frame.client, frame.body,
			frame.body_size, &rig->message) == STATUS_OK;

	return rig->output != NULL;
}

uint16_t rig_error(struct rig *rig)
{
	uint16_t error = 0xffff;

	if (!rig_take(rig) || !rig->is_message ||
		rig->message.kind != MESSAGE_RESPONSE ||
		rig->message.transaction != rig->transaction ||
		!message_result(&rig->message, &error))
		return 0xffff;

	return error;
}

uint8_t rig_allocate(struct rig *rig, unsigned int channel, uint8_t service)
{
	const uint8_t tlv[] = {0x01, 1, 0, service};
	struct tlv given;

	rig_send(rig, channel,
		&(struct message){
			.id = 0x0022, .tlvs = tlv, .tlvs_size = sizeof(tlv)});
	if (rig_error(rig) != 0 ||
		!tlv_find(rig->message.tlvs, rig->message.tlvs_size, 0x01,
			&given) ||
		given.size != 2 || given.value[0] != service)
		return 0;

	return given.value[1];
}

static void on_point(void *owner, const struct script_point *point)
{
	struct rig *rig = owner;

	add_line(rig->points, "%s %s (%s)\n",
		point->is_note ? "note" : (point->ok ? "ok" : "not ok"),
		point->text, point->where);
}

void rig_finish(struct rig *rig)
{
	script_modem_finish(rig->modem, on_point, rig);
}
