/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_qrk.c - quirks of devices that a client must know. */
#include "tests/victim/victim.h"

const struct victim_case victim_cases_qrk[] = {
	{0},
};
