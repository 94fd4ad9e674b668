/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_control.c - bytes of a stranger on the control socket: each line is
 * answered by one line or waits, and the modem can be used afterwards.
 */
#include <string.h>

#include "fuzz/require.h"
#include "sim/control_protocol.h"
#include "sim/rig.h"

static void on_line(void *owner, const char *line, size_t size)
{
	size_t *lines = owner;

	require(size > 1 && line[0] == '{' && line[size - 1] == '\n');
	require(memchr(line, '\n', size) == line + size - 1);
	++*lines;
}

static void on_advance(void *owner)
{
	struct rig *rig = owner;

	rig_wait(rig, 0);
	for (int i = 0; i < 1000 && rig_take(rig); i++)
		;
}

static void on_stop(void *owner)
{
	(void)owner;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct control_ops ops = {on_advance, on_stop};
	struct sandbox_limits limits = {
		.memory = (size_t)16 << 20,
		.instructions = 200000,
	};
	struct control_modem modem = {0};
	struct control_talk *talk;
	struct control *control;
	struct rig rig;
	size_t lines = 0;
	size_t most = 1;

	require(rig_open(&rig, "return scenario {}", &limits));
	modem.modem = rig.modem;
	control = control_new(&modem, 1, &ops, &rig);
	talk = control_talk_new(control, on_line, &lines);
	for (size_t i = 0; i < size; i++)
		most += data[i] == '\n';
	control_talk_feed(talk, data, size);
	control_check(control);
	rig_wait(&rig, 20 * 1000 * 1000);
	control_check(control);
	require(lines <= most);
	control_talk_free(talk);
	control_free(control);
	rig_close(&rig);

	return 0;
}
