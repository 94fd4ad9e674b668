/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_mem_mm.c - bugs of memory in what ModemManager does with a modem. */
#include <stdlib.h>
#include <string.h>

#include "tests/victim/cases_mem.h"

const struct victim_case victim_cases_mem_mm[] = {
	{0},
};
