#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The installed library shows qmimic_* and nothing else.
library=lib/.libs/libqmimic.so

if ! test -e "$library"; then
	echo "1..0 # SKIP there is no shared library"
	exit 77
fi

echo 1..2
status=0
shown=$(${NM:-nm} -D --defined-only "$library" | awk '{ print $NF }' |
	sed 's/@.*//')
others=$(echo "$shown" | grep -v '^qmimic_')

if echo "$shown" | grep -q '^qmimic_text$'; then
	echo "ok 1 - qmimic_text is shown"
else
	echo "not ok 1 - qmimic_text is shown"
	status=1
fi
if test -z "$others"; then
	echo "ok 2 - only qmimic_* is shown"
else
	echo "not ok 2 - only qmimic_* is shown"
	echo "$others" | sed 's/^/# /'
	status=1
fi
exit $status
