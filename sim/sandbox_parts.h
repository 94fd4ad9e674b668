/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sandbox_parts.h - what the files of the sandbox share; for sim/sandbox*.c.
 *
 * Each sandbox_open_*() pushes or fills tables on a fresh state and is run in
 * protected mode. All raise.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include <lauxlib.h>
#include <lua.h>

#include "sim/sandbox.h"

enum {
	SANDBOX_HOOK_INTERVAL = 1000, /* instructions between two checks */
	SANDBOX_LOOK_US = 1000,	      /* between two looks at the clocks */
	SANDBOX_TICK_NS = 50000000,   /* processor time after which to look */
	SANDBOX_BLOCK_MAX = 16 << 20, /* of one table or stack */
	SANDBOX_RESERVE = 256 << 10,  /* for C outside of entries */
	SANDBOX_ALLOCATED_MAX = 8 << 20, /* between two checks */
	SANDBOX_STRING_MAX = 4 << 20,
	SANDBOX_ELEMENTS_MAX = 1 << 20, /* of a list in table.* */
	SANDBOX_SOURCE_MAX = 4 << 20,
	SANDBOX_PRINT_MAX = 64 << 10,
	SANDBOX_ERROR_SIZE = 2048,
	SANDBOX_WHERE_SIZE = 256,
	SANDBOX_DEEP = 50000,	 /* calls inside one another */
	SANDBOX_CLOSES_MAX = 50, /* coroutine.close() inside one another */
};

/* The page that parent and watchdog share. */
struct sandbox_page {
	_Atomic uint64_t entry; /* odd while Lua runs; counts up */
	_Atomic uint64_t where_entry;
	char where[SANDBOX_WHERE_SIZE]; /* "FILE:LINE: " or empty */
};

enum sandbox_kill {
	SANDBOX_ALIVE,
	SANDBOX_TOO_MANY_INSTRUCTIONS,
	SANDBOX_TOO_LONG,
	SANDBOX_TOO_MUCH_MEMORY,
};

struct sandbox {
	lua_State *lua;
	struct sandbox_limits limits;
	struct sandbox_hooks hooks;
	uint64_t seed;
	uint64_t now_us;

	size_t used;	      /* bytes that Lua holds */
	size_t allocated;     /* bytes handed out since the last check */
	size_t block_refused; /* 0, or the size that one block may have */

	lua_State *volatile running; /* the coroutine that runs, or NULL */
	volatile unsigned int ticks; /* of the timer during this entry */
	timer_t timer;
	bool has_timer;
	bool is_exact;	    /* the hook is always armed: instructions count */
	int depth;	    /* entries inside one another */
	int closes;	    /* coroutine.close() inside one another */
	uint64_t steps;	    /* instructions of this entry, checked */
	uint64_t debt;	    /* and not yet checked */
	bool has_started;   /* looked_us is set */
	uint64_t looked_us; /* when the clocks were last looked at */
	uint64_t base_us;   /* processor time of the first look, or 0 */

	enum sandbox_kill killed;
	char where[SANDBOX_WHERE_SIZE]; /* where memory ran out */
	bool is_deep;			/* there, many calls are open */
	char kill_message[SANDBOX_WHERE_SIZE + 128];
	char error[SANDBOX_ERROR_SIZE];

	struct sandbox_page *page;
	pid_t watchdog;	   /* 0: none */
	int watchdog_pipe; /* its end of file ends the watchdog */
};

/* sandbox_limits.c */
void *sandbox_allocate(void *owner, void *block, size_t old_size, size_t size);
void sandbox_set_hook(lua_State *lua, int interval);
void sandbox_enter(struct sandbox *sandbox);
void sandbox_leave(struct sandbox *sandbox);

/* sandbox_timer.c */
bool sandbox_start_timer(struct sandbox *sandbox);
void sandbox_stop_timer(struct sandbox *sandbox);

/* Writes "FILE:LINE: " of the innermost sandboxed function, else of the
 * innermost Lua function, else nothing. Allocates nothing, raises nothing.
 */
void sandbox_find_where(lua_State *lua, char *where, size_t size);

/* Tells the watchdog which line runs. */
void sandbox_publish(lua_State *lua);

/* After something that catches errors: raises again when the entry is killed,
 * or when `status` says that memory ran out. Else returns.
 */
void sandbox_recheck(lua_State *lua, int status);

/* The same without raising: notes the kill. Returns whether it is killed. */
bool sandbox_note(struct sandbox *sandbox, int status);

/* sandbox_base.c: fills the table at the top of the stack. */
void sandbox_open_base(lua_State *lua);
int sandbox_pcall(lua_State *lua);
int sandbox_xpcall(lua_State *lua);
int sandbox_print(lua_State *lua);
int sandbox_tostring(lua_State *lua);

/* The libraries; each pushes a table of functions. */
void sandbox_open_coroutine(lua_State *lua);
void sandbox_open_string(lua_State *lua);
void sandbox_open_table(lua_State *lua);
void sandbox_open_math(lua_State *lua);
void sandbox_open_os(lua_State *lua);
void sandbox_open_utf8(lua_State *lua);

int sandbox_sort(lua_State *lua);

/* sandbox_pairs.c */
int sandbox_pairs(lua_State *lua);
int sandbox_next(lua_State *lua);

/* sandbox_env.c: makes what environments are made from, and keeps it in the
 * registry.
 */
void sandbox_open_env(lua_State *lua);

/* Takes the table or nil at the top and pushes an environment. */
void sandbox_push_env(lua_State *lua);

void sandbox_open_trusted(lua_State *lua);

void sandbox_stop_watchdog(struct sandbox *sandbox);

/* Pushes the C function of a field of the table at `index` again as a closure:
 * `function` with the original as its first upvalue.
 */
void sandbox_wrap(
	lua_State *lua, int index, const char *field, lua_CFunction function);

/* Pushes the table that a standard library opens with. */
void sandbox_push_library(lua_State *lua, lua_CFunction open);

/* Calls what sandbox_wrap() wrapped. */
int sandbox_original(lua_State *lua);
