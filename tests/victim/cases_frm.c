/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_frm.c - bugs of framing and transport. */
#include "tests/victim/victim.h"

const struct victim_case victim_cases_frm[] = {
	{0},
};
