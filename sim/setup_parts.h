/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* setup_parts.h - what the files of the setup share. Not for others. */
#pragma once

#include "sim/setup.h"

/* Opens the endpoints that setup_open() describes. Returns 0, or a status to
 * exit with after a message has been printed.
 */
int setup_open_endpoints(struct setup *setup);

/* Opens the control socket of the options, likewise. */
int setup_open_control(struct setup *setup);
