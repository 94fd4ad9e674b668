/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_json.h - Lua values from and to JSON.
 *
 * Lists are tables from 1 on, null is nil. Both functions raise Lua errors, for
 * values that are nested too deep or that the other side does not have.
 */
#pragma once

#include <json-c/json.h>
#include <lua.h>

enum {
	SCRIPT_JSON_DEPTH_MAX = 64
};

/* Pushes the value. */
void script_json_push(lua_State *lua, struct json_object *json);

/* Makes JSON of the value at `index` and puts it into `*json` bit by bit, so
 * that the caller can free what there is when an error is raised.
 */
void script_json_read(lua_State *lua, int index, struct json_object **json);
