/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/setup_at.h"

#include <string.h>

#include "sim/at_port.h"

static void on_line(void *owner, struct at_port *port, const char *text,
	size_t size, bool is_too_long)
{
	struct setup *setup = owner;
	struct script_at at = {
		.text = text,
		.size = size,
		.echoes = at_port_echoes(port),
	};

	host_advance(setup->modems[0].host);
	if (is_too_long) {
		at.text = "AT+"; /* which is no command */
		at.size = strlen(at.text);
	}
	script_modem_at(setup->modems[0].modem, &at);
	at_port_send(port, at.answer, at.answer_size);
	at_port_set_echo(port, at.echoes);
	script_at_release(&at);
	host_advance(setup->modems[0].host);
}

int setup_open_at(struct setup *setup)
{
	static const struct at_events events = {.line = on_line};
	const struct script_device *device = script_modem_device(
		setup->modems[0].modem);
	const char *path = setup->options.at_path;
	int result;

	if (!setup->options.wants_at && device->at_interface < 0)
		return 0;

	result = at_port_open(setup->loop, path, &events, setup, &setup->at);
	if (result == 0)
		return 0;
	setup_complain(
		"--endpoint at:%s: %s", path ? path : "", strerror(-result));

	return VERDICT_ENVIRONMENT;
}
