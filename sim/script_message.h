/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* script_message.h - messages as Lua tables, both ways.
 *
 * A message is a table from field names to values. Bools are booleans, enums
 * their name (or number, when it has none), flags a list of names, strings and
 * byte arrays strings, structs tables, arrays lists. A TLV that the schema does
 * not know, or that does not fit it, stands under its number as raw bytes. Of
 * repeated TLVs the first counts.
 *
 * A value that is missing, too long, out of range or of the wrong type is an
 * error in words, with the nearest name where there is one. `false` in place of
 * a value leaves a TLV out on purpose.
 */
#pragma once

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/schema.h"
#include "lib/wire.h"

/* Pushes the table of a TLV block. `body` NULL: all TLVs are unknown. The
 * result TLV is left out when `skips_result`. May raise a Lua error for want of
 * memory: call it protected.
 */
void script_push_message(lua_State *lua, const uint8_t *tlvs, size_t size,
	const struct schema_body *body, bool skips_result);

struct script_why {
	char text[512];
};

/* Writes the TLVs of the table at `index`. `is_partial`: mandatory TLVs may be
 * missing, as in answers with an error. False: `why` says what is wrong, as in
 * "no field \"mod\"; did you mean \"mode\"?".
 */
bool script_write_message(lua_State *lua, int index,
	const struct schema_body *body, bool is_partial,
	struct wire_writer *writer, struct script_why *why);
