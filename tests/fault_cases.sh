#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Plays every case of tests/fault_cases.txt.
set -u
FAULT_CASES=${srcdir:-.}/tests/fault_cases.txt
export FAULT_CASES
exec "${FAULT_CASES_PROGRAM:-sim/fault_cases}"
