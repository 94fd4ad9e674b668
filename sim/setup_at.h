/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* setup_at.h - the AT port of the first modem that runs. */
#pragma once

#include "sim/setup.h"

/* Opens the port when the options or the preset want one; 0 or a status to exit
 * with, after a message.
 */
int setup_open_at(struct setup *setup);
