/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* command.h - the subcommands of qmimic.
 *
 * Each takes the arguments behind its name (argv[0] is the name) and returns
 * the program's exit status.
 */
#pragma once

int run_main(int argc, char **argv);
int serve_main(int argc, char **argv);
int ctl_main(int argc, char **argv);
int enter_main(int argc, char **argv);
int decode_main(int argc, char **argv);
int encode_main(int argc, char **argv);
int record_main(int argc, char **argv);
int probe_main(int argc, char **argv);
int import_main(int argc, char **argv);
int schema_main(int argc, char **argv);
int doctor_main(int argc, char **argv);
