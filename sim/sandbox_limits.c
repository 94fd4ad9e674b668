/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim/sandbox_parts.h"

static uint64_t clock_us(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);

	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

void sandbox_find_where(lua_State *lua, char *where, size_t size)
{
	lua_Debug frame;

	where[0] = '\0';
	for (int level = 0; lua_getstack(lua, level, &frame); level++) {
		lua_getinfo(lua, "Sl", &frame);
		if (frame.currentline <= 0)
			continue;
		if (frame.source[0] == '@') {
			snprintf(where, size, "%s:%d: ", frame.short_src,
				frame.currentline);
			return;
		}
		if (where[0] == '\0')
			snprintf(where, size, "%s:%d: ", frame.short_src,
				frame.currentline);
	}
}

void sandbox_publish(lua_State *lua)
{
	struct sandbox *sandbox = sandbox_of(lua);
	struct sandbox_page *page = sandbox->page;

	if (page == NULL)
		return;
	atomic_store(&page->where_entry, 0);
	sandbox_find_where(lua, page->where, sizeof(page->where));
	atomic_store(&page->where_entry, atomic_load(&page->entry));
}

static void kill_entry(struct sandbox *sandbox, enum sandbox_kill reason,
	const char *where, const char *text)
{
	sandbox->killed = reason;
	snprintf(sandbox->kill_message, sizeof(sandbox->kill_message), "%s%s",
		where, text);
}

static void kill_here(lua_State *lua, enum sandbox_kill reason)
{
	struct sandbox *sandbox = sandbox_of(lua);
	char where[SANDBOX_WHERE_SIZE];
	char text[96];

	if (reason == SANDBOX_TOO_LONG)
		snprintf(text, sizeof(text),
			"ran longer than %u ms of processor time",
			sandbox->limits.time_ms);
	else
		snprintf(text, sizeof(text),
			"ran longer than %" PRIu64 " instructions",
			sandbox->limits.instructions);
	sandbox_find_where(lua, where, sizeof(where));
	kill_entry(sandbox, reason, where, text);
}

/* Every later instruction of this coroutine raises too, so that handlers and
 * __close cannot go on.
 */
static void raise_kill(lua_State *lua)
{
	sandbox_set_hook(lua, 1);
	lua_pushstring(lua, sandbox_of(lua)->kill_message);
	lua_error(lua);
}

/* The clock of the wall is read without a system call, so it tells when to look
 * at the processor time and to tell the watchdog where the script is.
 */
static void check_time(lua_State *lua)
{
	struct sandbox *sandbox = sandbox_of(lua);
	uint64_t limit_us = (uint64_t)sandbox->limits.time_ms * 1000;
	uint64_t now_us = clock_us(CLOCK_MONOTONIC);
	uint64_t used_us;

	if (!sandbox->has_started) {
		sandbox->has_started = true;
		sandbox->looked_us = now_us;
		sandbox->base_us = 0;
	}
	if (now_us - sandbox->looked_us < SANDBOX_LOOK_US)
		return;
	sandbox->looked_us = now_us;
	sandbox_publish(lua);
	used_us = clock_us(CLOCK_THREAD_CPUTIME_ID);
	if (sandbox->base_us == 0)
		sandbox->base_us = used_us;
	if (used_us - sandbox->base_us > limit_us)
		kill_here(lua, SANDBOX_TOO_LONG);
}

static void check(lua_State *lua)
{
	struct sandbox *sandbox = sandbox_of(lua);
	const struct sandbox_limits *limits = &sandbox->limits;

	sandbox->steps += sandbox->debt;
	sandbox->debt = 0;
	sandbox->allocated = 0;
	if (sandbox->killed == SANDBOX_ALIVE && limits->instructions > 0 &&
		sandbox->steps > limits->instructions)
		kill_here(lua, SANDBOX_TOO_MANY_INSTRUCTIONS);
	if (sandbox->killed == SANDBOX_ALIVE && limits->time_ms > 0)
		check_time(lua);
	if (sandbox->killed != SANDBOX_ALIVE)
		raise_kill(lua);
}

void sandbox_charge(lua_State *lua, uint64_t instructions)
{
	struct sandbox *sandbox = sandbox_of(lua);

	sandbox->debt += instructions;
	if (sandbox->debt >= SANDBOX_HOOK_INTERVAL ||
		sandbox->killed != SANDBOX_ALIVE)
		check(lua);
}

static void count_hook(lua_State *lua, lua_Debug *frame)
{
	struct sandbox *sandbox = sandbox_of(lua);
	int interval = lua_gethookcount(lua);

	sandbox->debt += (uint64_t)interval;
	if (interval != SANDBOX_HOOK_INTERVAL &&
		sandbox->killed == SANDBOX_ALIVE)
		sandbox_set_hook(lua, SANDBOX_HOOK_INTERVAL);
	check(lua);
	if (!sandbox->is_exact && sandbox->ticks == 0)
		lua_sethook(lua, NULL, 0, 0);
}

void sandbox_set_hook(lua_State *lua, int interval)
{
	lua_sethook(lua, count_hook, LUA_MASKCOUNT, interval);
}

/* The C functions of Lua that copy and the operator `..` take time by their
 * size, not by instructions; what they allocate gives that away.
 */
static void account(struct sandbox *sandbox, size_t size)
{
	if (sandbox->running == NULL)
		return;
	sandbox->debt += size / 256;
	sandbox->allocated += size;
	if (sandbox->allocated > SANDBOX_ALLOCATED_MAX) {
		sandbox->allocated = 0;
		sandbox_set_hook(sandbox->running, 1);
	}
}

static bool may_allocate(
	struct sandbox *sandbox, size_t old_size, size_t size, bool is_string)
{
	size_t limit = sandbox->limits.memory;
	size_t largest = SANDBOX_BLOCK_MAX;

	if (is_string)
		largest = SANDBOX_STRING_MAX + 64;
	sandbox->block_refused = size > largest ? largest : 0;
	if (sandbox->block_refused > 0)
		return false;
	if (sandbox->depth == 0 || sandbox->killed != SANDBOX_ALIVE)
		limit += SANDBOX_RESERVE;

	return sandbox->used - old_size + size <= limit;
}

/* Keeps the position where memory ran out. Lua asks again while it unwinds, when
 * there is none.
 */
static void note_where(struct sandbox *sandbox)
{
	char where[SANDBOX_WHERE_SIZE];
	lua_Debug frame;

	if (sandbox->running == NULL)
		return;
	sandbox_find_where(sandbox->running, where, sizeof(where));
	if (where[0] == '\0')
		return;
	memcpy(sandbox->where, where, sizeof(where));
	sandbox->is_deep = lua_getstack(
				   sandbox->running, SANDBOX_DEEP, &frame) != 0;
}

/* Lua passes the type of a new object as its old size. When it is refused, it
 * collects garbage and asks again.
 */
void *sandbox_allocate(void *owner, void *block, size_t old_size, size_t size)
{
	struct sandbox *sandbox = owner;
	bool is_string = false;
	void *moved;

	if (block == NULL) {
		is_string = old_size == LUA_TSTRING;
		old_size = 0;
	}
	if (size == 0) {
		free(block);
		sandbox->used -= old_size;
		return NULL;
	}
	if (size > old_size &&
		!may_allocate(sandbox, old_size, size, is_string)) {
		note_where(sandbox);
		return NULL;
	}

	moved = realloc(block, size);
	if (moved == NULL)
		return NULL;
	sandbox->used = sandbox->used - old_size + size;
	if (size > old_size)
		account(sandbox, size);

	return moved;
}

bool sandbox_note(struct sandbox *sandbox, int status)
{
	char text[96];

	if (status == LUA_ERRMEM && sandbox->killed == SANDBOX_ALIVE) {
		if (sandbox->block_refused > 0)
			snprintf(text, sizeof(text),
				"one value takes more than %zu MiB",
				sandbox->block_refused >> 20);
		else
			snprintf(text, sizeof(text),
				"more than %zu KiB of memory are in use%s",
				sandbox->limits.memory >> 10,
				sandbox->is_deep ? " by an endless recursion"
						 : "");
		kill_entry(
			sandbox, SANDBOX_TOO_MUCH_MEMORY, sandbox->where, text);
	}

	return sandbox->killed != SANDBOX_ALIVE;
}

void sandbox_recheck(lua_State *lua, int status)
{
	if (sandbox_note(sandbox_of(lua), status))
		raise_kill(lua);
}

/* The watchdog only reads, so this need not be one step. */
static void count_entry(struct sandbox_page *page)
{
	uint64_t entry;

	if (page == NULL)
		return;
	entry = atomic_load_explicit(&page->entry, memory_order_relaxed);
	atomic_store_explicit(&page->entry, entry + 1, memory_order_release);
}

void sandbox_enter(struct sandbox *sandbox)
{
	if (sandbox->depth++ > 0)
		return;
	sandbox->killed = SANDBOX_ALIVE;
	sandbox->steps = 0;
	sandbox->debt = 0;
	sandbox->allocated = 0;
	sandbox->has_started = false;
	sandbox->ticks = 0;
	sandbox->is_deep = false;
	sandbox->where[0] = '\0';
	count_entry(sandbox->page);
}

void sandbox_leave(struct sandbox *sandbox)
{
	if (--sandbox->depth > 0)
		return;
	if (sandbox->killed == SANDBOX_TOO_MUCH_MEMORY)
		lua_gc(sandbox->lua, LUA_GCCOLLECT);
	count_entry(sandbox->page);
}
