/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_tim.c - bugs of time and order. */
#include "tests/victim/victim.h"

const struct victim_case victim_cases_tim[] = {
	{0},
};
