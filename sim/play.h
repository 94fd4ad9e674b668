/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* play.h - a scenario on virtual time, and the functions of its client. For
 * tests only: see play.c.
 */
#pragma once

#include <lua.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/script.h"
#include "sim/session.h"
#include "sim/verdict.h"

enum {
	MODEM_SHIFT = 24,
	ROUNDS_MAX = 1000, /* of modems that wake each other at one time */
};

struct played {
	char *name; /* or NULL */
	struct play *play;
	struct fault_rules rules;
	struct script_modem *modem;
	struct session *session;
};

struct play {
	struct script *script;
	struct played modems[SCRIPT_MODEMS_MAX];
	size_t count;
	uint64_t now_us;
	FILE *transcript;
	const char *prefix; /* before each line that is printed */
	struct verdict verdict;
};

/* Lets time pass until `end_us`. */
void play_advance_to(struct play *play, uint64_t end_us);

/* Pushes the table of functions that the client's script gets. */
void play_push_functions(lua_State *lua, struct play *play);
