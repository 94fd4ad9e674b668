#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every fuzz target runs on its corpus; corpus/NAME belongs to fuzz_NAME.
srcdir=${srcdir:-.}
status=0
number=0

set -- "$srcdir"/fuzz/corpus/*/
echo "1..$#"
for corpus; do
	number=$((number + 1))
	name=$(basename "$corpus")
	count=$(find "$corpus" -type f | wc -l)
	if test "$count" -gt 0 &&
		output=$("fuzz/fuzz_$name" "$corpus"* 2>&1); then
		echo "ok $number - fuzz_$name on $count inputs"
	else
		echo "not ok $number - fuzz_$name on $count inputs"
		echo "$output" | tail -n 40 | sed 's/^/# /'
		status=1
	fi
done
exit $status
