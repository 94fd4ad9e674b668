/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* doctor.h - `qmimic doctor`: what works on this machine, and why not. */
#pragma once

/* Returns the exit status: 0 when `qmimic run` works, 3 when it does not, 2 for
 * a wrong command line. argv[0] is "doctor".
 */
int doctor_main(int argc, char **argv);
