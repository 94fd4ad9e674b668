/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_snapshot.c - what snapshots need of the parts of a modem in C. */
#include <lauxlib.h>

#include "sim/script_parts.h"

/* origin(handle) -> a number that other processes do not have */
static int core_origin(lua_State *lua)
{
	lua_pushinteger(lua, (lua_Integer)script_handle(lua)->script->origin);

	return 1;
}

/* link(handle) -> { protocol =, has_qos_header =, transaction = } */
static int core_link(lua_State *lua)
{
	const struct modem *modem = &script_handle(lua)->modem;

	lua_createtable(lua, 0, 3);
	lua_pushinteger(lua, modem->link_protocol);
	lua_setfield(lua, -2, "protocol");
	lua_pushboolean(lua, modem->has_qos_header);
	lua_setfield(lua, -2, "has_qos_header");
	lua_pushinteger(lua, modem->indication_transaction);
	lua_setfield(lua, -2, "transaction");

	return 1;
}

static lua_Integer integer_field(lua_State *lua, int table, const char *name)
{
	lua_Integer value;

	lua_getfield(lua, table, name);
	value = luaL_checkinteger(lua, -1);
	lua_pop(lua, 1);

	return value;
}

static int core_set_link(lua_State *lua)
{
	struct modem *modem = &script_handle(lua)->modem;

	luaL_checktype(lua, 2, LUA_TTABLE);
	modem->link_protocol = (uint16_t)integer_field(lua, 2, "protocol");
	modem->indication_transaction = (uint16_t)integer_field(
		lua, 2, "transaction");
	lua_getfield(lua, 2, "has_qos_header");
	modem->has_qos_header = lua_toboolean(lua, -1);

	return 0;
}

/* Adds one client; what is known of it now stays. */
static void add_client(
	lua_State *lua, struct modem *modem, const struct clients *before)
{
	int item = lua_gettop(lua);
	uint16_t service = (uint16_t)integer_field(lua, item, "service");
	uint8_t id = (uint8_t)integer_field(lua, item, "client");
	const struct client *old = clients_find(before, service, id);
	struct client *client = clients_insert(&modem->clients, service, id);

	if (old) {
		*client = *old;
		return;
	}
	client->channel = (unsigned int)integer_field(lua, item, "channel");
	client->since_us = modem->now_us;
	client->is_left = true;
}

/* restore_clients(handle, list of { service =, client =, channel = }), which has
 * been checked
 */
static int core_restore_clients(lua_State *lua)
{
	struct modem *modem = &script_handle(lua)->modem;
	struct clients before = modem->clients;

	luaL_checktype(lua, 2, LUA_TTABLE);
	modem->clients = (struct clients){0};
	for (lua_Integer i = 1; lua_rawgeti(lua, 2, i) == LUA_TTABLE; i++) {
		add_client(lua, modem, &before);
		lua_pop(lua, 1);
	}
	clients_free(&before);

	return 0;
}

void script_add_snapshot_functions(struct script *script)
{
	static const luaL_Reg functions[] = {
		{"origin", core_origin},
		{"link", core_link},
		{"set_link", core_set_link},
		{"restore_clients", core_restore_clients},
		{NULL, NULL},
	};

	luaL_setfuncs(script->lua, functions, 0);
}
