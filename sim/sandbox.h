/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sandbox.h - the Lua state in which scenarios of strangers run.
 *
 * A process has one. It runs two kinds of code: *trusted* chunks, which are
 * part of the program and see all of Lua, and *sandboxed* chunks (the default
 * modem, presets, scenarios), which see a whitelist in which nothing reaches a
 * file, a process, an address, the time of day or another chunk's variables.
 *
 * Repeatable: pairs() and next() go in sorted order, math.random() follows the
 * seed, os.time() and os.clock() follow sandbox_set_time(), tostring() shows no
 * addresses. The process must leave the locale at "C".
 *
 * Limits: everything that C starts in Lua is an *entry* and ends by itself: by
 * the processor time it takes, by the memory of the state (one string has at
 * most 4 MiB), or, exactly repeatable, by its number of instructions. The entry then fails and is `killed`; pcall() and coroutines
 * inside cannot hold that back. The next entry finds a usable state. What is
 * stuck in C code, such as a text pattern that backtracks for ever, is ended by
 * the watchdog together with the process.
 *
 * Process: the thread that makes a sandbox is the one that uses it. SIGVTALRM
 * belongs to the sandbox: it comes for every 50 ms of processor time. A child
 * that forks off without exec has no time limit and must not enter Lua.
 *
 * Ownership: the sandbox owns the lua_State. Limits and hooks are copied.
 *
 * Errors: `enum sandbox_result`, and sandbox_error() with the text. Lua
 * functions that raise are marked so; call those from C functions that Lua
 * called, never from plain C.
 *
 * Units: times in microseconds or as the name says, sizes in bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

struct sandbox;

/* Zero in `instructions` or `time_ms` means no limit; zero elsewhere means the
 * default.
 */
struct sandbox_limits {
	size_t memory;	       /* all that Lua holds; 64 MiB */
	uint64_t instructions; /* of one entry; Lua is half as fast when set */
	unsigned int time_ms;  /* processor time of one entry */
	int64_t epoch;	       /* what os.time() says at time 0: seconds since
				* 1970; 2024-01-01T00:00:00Z */
};

/* 64 MiB, no limit of instructions, 2 seconds, 2024-01-01T00:00:00Z. */
struct sandbox_limits sandbox_default_limits(void);

enum sandbox_result {
	SANDBOX_OK,
	SANDBOX_YIELDED, /* sandbox_resume() only */
	SANDBOX_FAILED,	 /* an error was raised, or a chunk does not compile */
	SANDBOX_KILLED,	 /* a limit was reached */
};

/* Both may be NULL.
 *
 * print: what a scenario prints; `text` has no newline at its end, may hold any
 * bytes and is at most 64 KiB. It is called while Lua runs: do not enter Lua
 * again.
 *
 * compiled: the compiled form of a chunk that is part of the program, or NULL.
 * It must have been made from exactly this source, or it is a way out of the
 * sandbox. One of another Lua version is passed over.
 */
struct sandbox_hooks {
	void (*print)(void *owner, const char *text, size_t size);
	const char *(*compiled)(void *owner, const char *name,
		const char *source, size_t size, size_t *compiled_size);
	void *owner;
};

/* Returns NULL when memory is short. `limits` may be NULL. */
struct sandbox *sandbox_new(const struct sandbox_limits *limits, uint64_t seed);
void sandbox_free(struct sandbox *sandbox);

lua_State *sandbox_lua(struct sandbox *sandbox);

/* The sandbox of a state or of any of its coroutines. */
struct sandbox *sandbox_of(lua_State *lua);

void sandbox_set_hooks(
	struct sandbox *sandbox, const struct sandbox_hooks *hooks);

/* Sets the modem's time: microseconds since the run began. */
void sandbox_set_time(struct sandbox *sandbox, uint64_t now_us);

/* How much Lua holds at the moment. */
size_t sandbox_memory(const struct sandbox *sandbox);

/* Compiles a trusted chunk and pushes it as a function. Its globals are all of
 * Lua, with these differences: pcall, xpcall and coroutines let a kill pass,
 * print() goes to the hook, and there is a table `sandbox`:
 *
 *   sandbox.pairs(t), sandbox.next(t, key)   in sorted order
 *   sandbox.keys(t)                          a list of the keys, sorted
 *   sandbox.sort(list, less)                 stable, never "invalid order"
 *   sandbox.tostring(value)                  without addresses
 *   sandbox.load(name, source, globals)      a sandboxed chunk, as below;
 *                                            nil and a message on failure
 *
 * In messages the chunk is called "qmimic:NAME".
 */
enum sandbox_result sandbox_load_trusted(struct sandbox *sandbox,
	const char *name, const char *source, size_t size);

/* Compiles a sandboxed chunk (text only) and pushes it as a function with an
 * environment of its own. The table on top of the stack of `lua` (as in
 * sandbox_call()), or nil, is taken and its fields are further globals of this chunk: they are read through, so the
 * caller may keep and change the table, whose metatable is set; the chunk cannot
 * change it. Reading any
 * other global or writing one is an error. Call it again to instantiate the
 * chunk for another modem. On failure nothing is pushed.
 */
enum sandbox_result sandbox_load(struct sandbox *sandbox, lua_State *lua,
	const char *chunkname, const char *source, size_t size);

/* Calls the function below `nargs` arguments on the stack of `lua`, which is
 * sandbox_lua(), or, inside a C function that Lua called, the state that it was
 * called with. Both are taken and `nresults` results (or LUA_MULTRET) pushed;
 * on failure nothing is pushed. A nested call belongs to the entry around it.
 */
enum sandbox_result sandbox_call(
	struct sandbox *sandbox, lua_State *lua, int nargs, int nresults);

/* Starts or continues `coroutine` with the `nargs` values on top of its stack.
 * With SANDBOX_OK (it ended) and SANDBOX_YIELDED the top `*nresults` values on
 * its stack are what it gave; pop them. After a failure the coroutine is dead.
 * Make coroutines with lua_newthread() and keep a reference to them.
 */
enum sandbox_result sandbox_resume(struct sandbox *sandbox,
	lua_State *coroutine, int nargs, int *nresults);

/* Why the last entry or load failed: "FILE:LINE: text", at most 2 KiB. Borrowed
 * until the next one. The text may hold any bytes but NUL.
 */
const char *sandbox_error(const struct sandbox *sandbox);

/* For C functions that Lua called: raises the last error again, in particular
 * after a nested sandbox_call() failed.
 */
int sandbox_raise(struct sandbox *sandbox, lua_State *lua);

/* For C functions that Lua called and that loop: accounts for work that is
 * worth `instructions`. Raises when the entry has reached a limit.
 */
void sandbox_charge(lua_State *lua, uint64_t instructions);

/* Pushes the keys of the table at `index` as a list: numbers ascending, then
 * strings by their bytes, then false and true. Returns their number. Raises when
 * there is a key of another type. C code never goes through a table by
 * lua_next() where the order can be seen.
 */
lua_Integer sandbox_push_sorted_keys(lua_State *lua, int index);

/* Pushes the text of the value at `index` as tostring() in the sandbox makes
 * it. Raises what __tostring raises.
 */
const char *sandbox_push_text(lua_State *lua, int index);

/* Forks the watchdog: a process that ends this one by SIGKILL when one entry has
 * used its processor time and as much again, at least a second, though the
 * limits above should have ended it. Before that it writes "qmimic: FILE:LINE: ..." to
 * `message_fd`. It ends with this process or with sandbox_free(). Call it before
 * descriptors are opened on which others wait for the last close (it closes them,
 * though a moment later), and expect one more child process. Returns 0 or
 * -errno. Nothing happens when it runs already or there is no time limit.
 */
int sandbox_start_watchdog(struct sandbox *sandbox, int message_fd);
