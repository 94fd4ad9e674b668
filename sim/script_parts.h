/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_parts.h - what the files of the script share. Not for others. */
#pragma once

#include <lua.h>

#include "lib/frame.h"
#include "sim/script.h"

enum {
	/* The TLVs that fit a frame. */
	SCRIPT_BUFFER_SIZE = FRAME_BODY_MAX - MESSAGE_HEADER_MAX
};

struct script {
	struct sandbox *sandbox;
	lua_State *lua; /* where C may push now: the main state, or the one that
			 * a core function was called with */
	struct script_options options;
	int runtime;  /* registry reference: the runtime's functions */
	int fail_tag; /* references to metatables */
	int indication_tag;
	int ctl_tag;	 /* what runtime.request returns for C to answer */
	uint64_t origin; /* tells this script from those of other processes */
	struct script_modem *current; /* the one that Lua was entered for */
	uint8_t buffer[SCRIPT_BUFFER_SIZE];
};

/* A scenario that has been read. */
struct script_scenario {
	struct script *script;
	int reference; /* of the list of its modems' scenarios */
	size_t count;
	size_t made; /* modems so far */
	char *names[SCRIPT_MODEMS_MAX];
};

struct script_modem {
	struct script *script;
	struct modem modem;
	struct fault_rules *rules; /* borrowed */
	uint64_t
		next_us; /* before this nothing happens by itself; 0: ask Lua */
	int reference;	 /* of the modem's Lua table */
	const struct modem_request *request; /* being answered, or NULL */
	bool has_answered;		     /* `request` */
	struct modem_request late; /* `request`, when it came earlier */
	struct message late_message;
	struct script_device device;
	struct wwan_plan plan;
	bool leaks_fail;
	bool is_finished;
	struct outbox *fault_out; /* where emit() adds, or NULL: the modem's */
};

/* A message that the fault rules look at. */
struct script_filter {
	struct script_modem *modem;
	unsigned int channel;
	const struct message *message;
	bool passes;
};

/* Pushes the table of functions that the runtime is given. */
void script_push_core(struct script *script);

/* Fills the modem's configuration from the table on top of the stack. Raises a
 * Lua error on bad values.
 */
void script_read_config(lua_State *lua, struct script_modem *modem,
	struct modem_config *config);

/* Begins an entry from outside: C pushes onto the main state again. `modem` is
 * NULL before there is one.
 */
lua_State *script_enter_for(struct script *script, struct script_modem *modem);

/* Calls the function below `nargs` arguments. On failure `*why` is the reason
 * and nothing is pushed.
 */
bool script_call(struct script *script, int nargs, int nresults, char **why);

/* Adds what snapshots need to the table of functions on top of the stack. */
void script_add_snapshot_functions(struct script *script);

/* Makes the modem of that place in a scenario's list. */
struct script_modem *script_make_modem(struct script_scenario *scenario,
	size_t place, struct fault_rules *rules, char **why);

/* Adds what fault rules need to the table of functions on top of the stack. */
void script_add_fault_functions(struct script *script);

/* Shows a message to the rules; when they fail, that is a problem of the run and
 * the message passes.
 */
void script_enter_filter(struct script_filter *filter);

/* The protected half: a lua_CFunction with the filter as light userdata. */
int script_filter(lua_State *lua);

/* A client has opened a channel. */
void script_channel_opened(struct script_modem *modem, unsigned int channel);

/* Raises a Lua error when the outbox of the modem is full. */
void script_check_room(lua_State *lua, const struct script_modem *modem);

/* The same for a modem. */
lua_State *script_enter(struct script_modem *modem);

/* Pushes runtime function `name` and its first argument, the modem. */
void script_push_call(struct script_modem *modem, const char *name);

/* Calls runtime function `name`, which is pushed with the modem and `nargs - 1`
 * further arguments; a failure becomes a problem of the run.
 */
bool script_call_or_report(struct script_modem *modem, int nargs, int nresults);

/* Lua functions of the runtime: what the data path carries, and has carried. */
int script_carry(lua_State *lua);
int script_traffic(lua_State *lua);

/* Pushes a runtime function onto `lua`. */
void script_push_function(
	struct script *script, lua_State *lua, const char *name);

/* Answers a request: a lua_CFunction with a struct script_modem as its light
 * userdata argument.
 */
int script_answer(lua_State *lua);

/* Functions of the runtime's `core` that answer requests. */
int script_request_bytes(lua_State *lua);
int script_answer_late(lua_State *lua);
int script_refuse(lua_State *lua);

/* The modem that is the first argument of a core function. Raises a Lua error.
 */
struct script_modem *script_handle(lua_State *lua);

/* "DMS Get IDs" for a message, or "DMS 0x1234". Pushes it. */
void script_push_name(lua_State *lua, const struct modem_request *request);
