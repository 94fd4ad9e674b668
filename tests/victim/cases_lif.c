/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_lif.c - bugs in the life of ids, transactions and connections. */
#include "tests/victim/victim.h"

const struct victim_case victim_cases_lif[] = {
	{0},
};
