/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_config.c - from the runtime's tables to the modem's C structures. */
#include <lauxlib.h>
#include <string.h>

#include "sim/script_parts.h"

static lua_Integer number(lua_State *lua, const char *name, lua_Integer most)
{
	lua_Integer value;

	lua_getfield(lua, -1, name);
	if (!lua_isinteger(lua, -1))
		luaL_error(lua, "the preset's %s must be an integer", name);
	value = lua_tointeger(lua, -1);
	if (value < 0 || value > most)
		luaL_error(lua, "the preset's %s must be from 0 to %I", name,
			most);
	lua_pop(lua, 1);

	return value;
}

static bool flag(lua_State *lua, const char *name)
{
	bool value;

	lua_getfield(lua, -1, name);
	value = lua_toboolean(lua, -1);
	lua_pop(lua, 1);

	return value;
}

/* Strings stay alive in the modem's preset table. */
static const char *text(lua_State *lua, const char *name)
{
	const char *value;

	lua_getfield(lua, -1, name);
	value = lua_tostring(lua, -1);
	if (!value)
		luaL_error(lua, "the preset's %s must be a string", name);
	lua_pop(lua, 1);

	return value;
}

static void read_services(lua_State *lua, struct modem_config *config)
{
	lua_getfield(lua, -1, "services");
	while (lua_rawgeti(lua, -1, (lua_Integer)config->service_count + 1) ==
		LUA_TTABLE) {
		struct modem_service *service;

		if (config->service_count == MODEM_SERVICES_MAX)
			luaL_error(lua, "a preset has at most %d services",
				MODEM_SERVICES_MAX);
		service = &config->services[config->service_count++];
		service->id = (uint16_t)number(lua, "id", 0xffff);
		service->major = (uint16_t)number(lua, "major", 0xffff);
		service->minor = (uint16_t)number(lua, "minor", 0xffff);
		service->limit = (uint8_t)number(
			lua, "limit", CLIENTS_PER_SERVICE_MAX);
		lua_pop(lua, 1);
	}
	lua_pop(lua, 2);
}

void script_read_config(
	lua_State *lua, struct script_modem *modem, struct modem_config *config)
{
	read_services(lua, config);
	config->client_limit = (unsigned int)number(
		lua, "client_limit", 0xffff);
	config->vendor = (uint16_t)number(lua, "vendor", 0xffff);
	config->product = (uint16_t)number(lua, "product", 0xffff);
	config->drops_clients = flag(lua, "drops_clients");
	config->counts_indications = flag(lua, "counts_indications");
	config->refuses_raw_ip = flag(lua, "refuses_raw_ip");
	config->unknown_message_error = (uint16_t)number(
		lua, "unknown_message", 0xffff);
	config->missing_argument_error = (uint16_t)number(
		lua, "missing_argument", 0xffff);
	config->malformed_error = (uint16_t)number(lua, "malformed", 0xffff);
	modem->device.interface = (uint8_t)number(lua, "interface", 0xff);
	lua_getfield(lua, -1, "at_interface");
	modem->device.at_interface = (int)lua_tointeger(lua, -1);
	lua_pop(lua, 1);
	modem->device.name = text(lua, "name");
	modem->device.manufacturer = text(lua, "manufacturer");
	modem->device.product_name = text(lua, "product_name");
	modem->device.serial = text(lua, "serial");
	lua_getfield(lua, -1, "leaks");
	modem->leaks_fail = lua_isstring(lua, -1) &&
		strcmp(lua_tostring(lua, -1), "fail") == 0;
	lua_pop(lua, 1);
}
