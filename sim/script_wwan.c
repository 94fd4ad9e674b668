/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_wwan.c - from the world's calls to the data path's plan, and back. */
#include <lauxlib.h>
#include <string.h>

#include "sim/memory.h"
#include "sim/script_parts.h"

static lua_Integer number(lua_State *lua, const char *name, lua_Integer most)
{
	lua_Integer value;
	int is_integer;

	lua_getfield(lua, -1, name);
	value = lua_tointegerx(lua, -1, &is_integer);
	if (!is_integer || value < 0 || value > most)
		luaL_error(lua, "a call's %s must be an integer from 0 to %I",
			name, most);
	lua_pop(lua, 1);

	return value;
}

static double quantity(lua_State *lua, const char *name)
{
	double value;

	lua_getfield(lua, -1, name);
	value = lua_tonumber(lua, -1);
	lua_pop(lua, 1);

	return value > 0 ? value : 0;
}

static bool flag(lua_State *lua, const char *name)
{
	bool value;

	lua_getfield(lua, -1, name);
	value = lua_toboolean(lua, -1);
	lua_pop(lua, 1);

	return value;
}

/* Takes an address from the top of the stack. */
static void take_address(lua_State *lua, bool is_ipv6, uint8_t *address)
{
	size_t size;
	const char *bytes = lua_tolstring(lua, -1, &size);

	if (!bytes || size != (is_ipv6 ? 16u : 4u))
		luaL_error(lua, "a call has a bad address");
	else
		memcpy(address, bytes, size);
	lua_pop(lua, 1);
}

static void read_call(lua_State *lua, struct wwan_call *call)
{
	lua_getfield(lua, -1, "family");
	call->is_ipv6 = strcmp(luaL_checkstring(lua, -1), "ipv6") == 0;
	lua_pop(lua, 1);
	call->handle = (uint32_t)number(lua, "handle", UINT32_MAX);
	call->slot = (uint8_t)number(lua, "slot", WWAN_CALLS_MAX - 1);
	call->prefix = (uint8_t)number(lua, "prefix", call->is_ipv6 ? 128 : 32);
	call->mtu = (uint16_t)number(lua, "mtu", UINT16_MAX);
	call->is_dormant = flag(lua, "dormant");
	lua_getfield(lua, -1, "address");
	take_address(lua, call->is_ipv6, call->address);
	lua_getfield(lua, -1, "gateway");
	take_address(lua, call->is_ipv6, call->gateway);
	lua_getfield(lua, -1, "dns");
	while (call->dns_count < WWAN_DNS_MAX &&
		lua_rawgeti(lua, -1, (lua_Integer)call->dns_count + 1) ==
			LUA_TSTRING)
		take_address(lua, call->is_ipv6, call->dns[call->dns_count++]);
}

/* A call that goes on keeps what has been counted. */
static void keep_counters(const struct wwan_plan *old, struct wwan_call *call)
{
	for (size_t i = 0; i < old->count; i++) {
		if (old->calls[i].handle != call->handle)
			continue;
		call->counters = old->calls[i].counters;
		call->last_us = old->calls[i].last_us;
	}
}

static struct script_modem *modem_of(lua_State *lua)
{
	luaL_checktype(lua, 1, LUA_TLIGHTUSERDATA);

	return lua_touserdata(lua, 1);
}

/* carry(handle, { raw_ip, aggregated, link, calls }) */
int script_carry(lua_State *lua)
{
	struct script_modem *modem = modem_of(lua);
	struct wwan_plan *plan = &modem->plan;
	struct wwan_call calls[WWAN_CALLS_MAX] = {0};
	struct wwan_plan new = {.generation = plan->generation + 1,
		.calls = plan->calls,
		.strays = plan->strays};

	luaL_checktype(lua, 2, LUA_TTABLE);
	lua_settop(lua, 2);
	new.is_raw_ip = flag(lua, "raw_ip");
	new.is_aggregated = flag(lua, "aggregated");
	lua_getfield(lua, 2, "link");
	new.link.latency_us = (uint64_t)(quantity(lua, "latency") * 1e6);
	new.link.loss = quantity(lua, "loss");
	new.link.tx_rate = (uint64_t)quantity(lua, "tx_rate");
	new.link.rx_rate = (uint64_t)quantity(lua, "rx_rate");
	lua_pop(lua, 1);
	lua_getfield(lua, 2, "calls");
	while (lua_rawgeti(lua, 3, (lua_Integer) new.count + 1) == LUA_TTABLE) {
		if (new.count == WWAN_CALLS_MAX)
			return luaL_error(lua, "at most %d calls can be up",
				WWAN_CALLS_MAX);
		read_call(lua, &calls[new.count]);
		keep_counters(plan, &calls[new.count]);
		new.count++;
		lua_settop(lua, 3);
	}
	if (new.count > 0) {
		if (!new.calls)
			new.calls = memory_alloc(sizeof(calls));
		memcpy(new.calls, calls, sizeof(calls));
	}
	*plan = new;
	modem->modem.link_protocol = new.is_raw_ip ? MODEM_LINK_RAW_IP
						   : MODEM_LINK_802_3;

	return 0;
}

static void put(lua_State *lua, const char *name, uint64_t value)
{
	lua_pushinteger(lua, (lua_Integer)value);
	lua_setfield(lua, -2, name);
}

/* traffic(handle, call) -> { counters since the last time }, time of the last
 * packet or nil
 */
int script_traffic(lua_State *lua)
{
	struct wwan_plan *plan = &modem_of(lua)->plan;
	lua_Integer handle = luaL_checkinteger(lua, 2);

	lua_newtable(lua);
	for (size_t i = 0; i < plan->count; i++) {
		struct wwan_call *call = &plan->calls[i];
		const struct wwan_counters *counters = &call->counters;

		if ((lua_Integer)call->handle != handle)
			continue;
		put(lua, "tx_packets_ok", counters->tx_packets);
		put(lua, "rx_packets_ok", counters->rx_packets);
		put(lua, "tx_bytes_ok", counters->tx_bytes);
		put(lua, "rx_bytes_ok", counters->rx_bytes);
		put(lua, "tx_packets_error", counters->tx_errors);
		put(lua, "rx_packets_error", counters->rx_errors);
		put(lua, "tx_overflows", counters->tx_overflows);
		put(lua, "rx_overflows", counters->rx_overflows);
		put(lua, "tx_packets_dropped", counters->tx_dropped);
		put(lua, "rx_packets_dropped", counters->rx_dropped);
		call->counters = (struct wwan_counters){0};
		if (call->last_us == 0)
			return 1;
		lua_pushinteger(lua, (lua_Integer)call->last_us);
		return 2;
	}

	return 1;
}
