/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* cases_dec.c - bugs in reading TLVs, strings and values. */
#include "tests/victim/victim.h"

const struct victim_case victim_cases_dec[] = {
	{0},
};
