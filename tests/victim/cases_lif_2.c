/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_lif_2.c - more bugs in the life of ids, transactions and connections. */
#include "tests/victim/cases_lif.h"

const struct victim_case victim_cases_lif_2[] = {
	{0},
};
