/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_control.h - the control socket's commands, which Lua carries out.
 *
 * Ownership: objects that are returned are the caller's references, texts are
 * freed by the caller.
 */
#pragma once

#include <json-c/json.h>
#include <stdint.h>

#include "sim/script.h"

enum script_outcome {
	SCRIPT_DONE,
	SCRIPT_FAILED,
	SCRIPT_LATER, /* script_control_check() will say */
};

struct script_result {
	enum script_outcome outcome;
	struct json_object *value; /* SCRIPT_DONE; NULL is null */
	char *why;		   /* SCRIPT_FAILED */
};

/* Carries out a command on a modem. `arguments` is an object. `token` names the
 * command where its outcome comes later. Afterwards the modem's session has to be
 * advanced.
 */
struct script_result script_control(struct script_modem *modem, uint64_t token,
	const char *command, struct json_object *arguments);

/* Looks whether commands whose outcome comes later are over, and calls `over`
 * for each that is. The result is borrowed.
 */
void script_control_check(struct script_modem *modem,
	void (*over)(void *owner, uint64_t token,
		const struct script_result *result),
	void *owner);

/* Nobody waits for that command any more. */
void script_control_cancel(struct script_modem *modem, uint64_t token);
