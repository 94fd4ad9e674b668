/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* setup_control.c - the control socket of a run. */
#include <string.h>

#include "sim/setup_parts.h"

static void advance(void *owner)
{
	struct setup *setup = owner;

	for (size_t i = 0; i < setup->modem_count; i++)
		host_advance(setup->modems[i].host);
}

static void stop(void *owner)
{
	struct setup *setup = owner;

	if (setup->stop)
		setup->stop(setup->stop_owner);
}

int setup_open_control(struct setup *setup)
{
	static const struct control_ops ops = {
		.advance = advance, .stop = stop};
	const char *path = setup->options.control;
	const char *why = NULL;
	int result;

	if (!path)
		return 0;

	for (size_t i = 0; i < setup->modem_count; i++) {
		const struct setup_modem *modem = &setup->modems[i];

		setup->shown[i] = (struct control_modem){
			.name = modem->name,
			.device = host_endpoint(modem->host, 0)->address,
			.modem = modem->modem,
		};
	}
	setup->control = control_new(
		setup->shown, setup->modem_count, &ops, setup);
	result = control_open(
		setup->loop, path, setup->control, &setup->server, &why);
	if (result == 0)
		return 0;

	setup_complain("--control %s: %s", path, why ? why : strerror(-result));

	return VERDICT_ENVIRONMENT;
}
