/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_dissector.h - a Lua program that shows QMI in Wireshark.
 *
 * sim/dissector*.lua is the program; here the tables are made that it goes by.
 */
#pragma once

#include <stdio.h>

void schema_dissector_write(FILE *stream);
