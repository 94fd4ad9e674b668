/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sandbox_testing.h - what the tests of the sandbox share.
 *
 * Scripts are called "s.lua". What they print is collected, a line each.
 */
#pragma once

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "sim/sandbox.h"

struct testing {
	struct sandbox *sandbox;
	char output[16384];
};

static inline void testing_print(void *owner, const char *text, size_t size)
{
	struct testing *testing = owner;
	size_t used = strlen(testing->output);

	if (used + size + 2 < sizeof(testing->output))
		snprintf(testing->output + used, size + 2, "%.*s\n", (int)size,
			text);
}

static inline void testing_open(
	struct testing *testing, const struct sandbox_limits *limits)
{
	struct sandbox_hooks hooks = {.print = testing_print, .owner = testing};

	testing->output[0] = '\0';
	testing->sandbox = sandbox_new(limits, 1);
	ck_assert_ptr_nonnull(testing->sandbox);
	sandbox_set_hooks(testing->sandbox, &hooks);
}

/* Loads and runs a sandboxed script without further globals. */
static inline enum sandbox_result testing_run(
	struct testing *testing, const char *source)
{
	lua_State *lua = sandbox_lua(testing->sandbox);
	enum sandbox_result result;

	testing->output[0] = '\0';
	lua_pushnil(lua);
	result = sandbox_load(
		testing->sandbox, lua, "s.lua", source, strlen(source));
	if (result == SANDBOX_OK)
		result = sandbox_call(testing->sandbox, lua, 0, 0);
	ck_assert_int_eq(lua_gettop(lua), 0);

	return result;
}

static inline void testing_expect(
	struct testing *testing, const char *source, const char *output)
{
	enum sandbox_result result = testing_run(testing, source);

	ck_assert_msg(result == SANDBOX_OK, "%s: %s", source,
		sandbox_error(testing->sandbox));
	ck_assert_str_eq(testing->output, output);
}

/* Runs a script that must fail with an error that holds `text`. */
static inline void testing_expect_error(
	struct testing *testing, const char *source, const char *text)
{
	ck_assert_msg(testing_run(testing, source) == SANDBOX_FAILED,
		"does not fail: %s", source);
	ck_assert_msg(strstr(sandbox_error(testing->sandbox), text) != NULL,
		"%s: %s", source, sandbox_error(testing->sandbox));
}
