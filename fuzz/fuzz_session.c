/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_session.c - a whole modem on virtual time, fed by hostile clients.
 *
 * The input is a list of steps, each one byte of what to do and its operands:
 * bytes from a client on one of four channels, a well-formed request around the
 * input's bytes, an open, a close, or time that passes. Whatever comes, each
 * output is one whole frame, memory stays bounded, and a new client is answered.
 */
#include <string.h>

#include "fuzz/require.h"
#include "lib/frame.h"
#include "sim/rig.h"

enum {
	CHANNELS = 4,
	GOOD_CHANNEL = 99,
	STEPS_MAX = 256,
	MEMORY_MAX = 48 << 20,
};

static const char scenario[] = "return scenario {}";

static void take_all(struct rig *rig)
{
	while (rig_take(rig)) {
		if (rig->output->kind != OUTBOX_BYTES)
			continue;
		require(rig->is_message);
		require(rig->message.kind != MESSAGE_REQUEST);
	}
}

/* A request with the next bytes of the input as its TLVs. */
static void send_request(
	struct rig *rig, unsigned int channel, struct wire_reader *input)
{
	struct message request = {
		.service = wire_u8(input),
		.client = wire_u8(input),
		.id = wire_u16(input),
	};

	request.tlvs_size = wire_u8(input);
	if (request.tlvs_size > input->left)
		request.tlvs_size = input->left;
	request.tlvs = wire_skip(input, request.tlvs_size);
	if (!input->failed)
		rig_send(rig, channel, &request);
}

static void send_bytes(
	struct rig *rig, unsigned int channel, struct wire_reader *input)
{
	size_t size = wire_u8(input);
	const uint8_t *bytes;

	if (size > input->left)
		size = input->left;
	bytes = wire_skip(input, size);
	if (bytes)
		rig_receive(rig, channel, bytes, size);
}

static void step(struct rig *rig, struct wire_reader *input)
{
	uint8_t what = wire_u8(input);
	unsigned int channel = what / 16 % CHANNELS;

	switch (what % 16) {
	case 0:
		rig_connect(rig, channel,
			what & 0x80 ? CHANNEL_PROXY : CHANNEL_PLAIN);
		break;
	case 1:
		rig_disconnect(rig, channel);
		break;
	case 2:
		rig_wait(rig, wire_u16(input) * UINT64_C(1000));
		break;
	case 3:
		rig_allocate(rig, channel, wire_u8(input));
		break;
	case 4:
	case 5:
	case 6:
		send_bytes(rig, channel, input);
		break;
	default:
		send_request(rig, channel, input);
		break;
	}
}

/* A client that knows how to behave is served. */
static void check_service(struct rig *rig)
{
	rig_connect(rig, GOOD_CHANNEL, CHANNEL_PLAIN);
	take_all(rig);
	rig_request(rig, GOOD_CHANNEL, MESSAGE_SERVICE_CTL, 0, 0x21);
	require(rig_error(rig) == 0);
	require(rig->output->channel == GOOD_CHANNEL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wire_reader input = wire_reader(data, size);
	struct rig rig;

	require(rig_open(&rig, scenario, NULL));
	rig_connect(&rig, 0, CHANNEL_PLAIN);
	for (int i = 0; i < STEPS_MAX && input.left > 0; i++) {
		step(&rig, &input);
		take_all(&rig);
	}
	check_service(&rig);
	require(sandbox_memory(script_sandbox(rig.script)) < MEMORY_MAX);
	rig_finish(&rig);
	require(rig.points[0] == '\0'); /* no handler has failed */
	rig_close(&rig);

	return 0;
}
