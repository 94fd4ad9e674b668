#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# compile_test.sh - runs compile_test.lua, then compile.lua as a program.
# shellcheck disable=SC2317  # check() calls the functions by name
set -u
lua=${LUA_PROGRAM:-$(command -v lua5.4 || command -v lua)}
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
cd "$(dirname "$0")" || exit 99

failed=0
"$lua" compile_test.lua "$folder" >"$folder/tap" || failed=1
cat "$folder/tap"
count=$(grep -c -e '^ok' -e '^not ok' "$folder/tap")

check() {
	count=$((count + 1))
	if "$2"; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		failed=1
	fi
}

good_file() {
	"$lua" ../compile.lua sample.lua | cmp -s - sample.expected
}
# A mistake: status 1, the place on stderr, nothing on stdout.
bad_file() {
	echo 'service("BAD", 1) message { name = "A" }' >"$folder/bad.lua"
	"$lua" ../compile.lua "$folder/bad.lua" >"$folder/out" 2>"$folder/err"
	[ $? -eq 1 ] && [ ! -s "$folder/out" ] &&
		[ "$(cat "$folder/err")" = "$folder/bad.lua:1: A: bad id nil" ]
}
same_service() {
	echo 'service("ONE", 1)' >"$folder/a.lua"
	echo 'service("TWO", 1)' >"$folder/b.lua"
	"$lua" ../compile.lua --services "$folder/a.lua" "$folder/b.lua" \
		>"$folder/out" 2>"$folder/err"
	[ $? -eq 1 ] && [ ! -s "$folder/out" ] &&
		[ "$(cat "$folder/err")" = \
			"$folder/b.lua:1: $folder/a.lua describes service 0x01" ]
}
no_file() {
	! "$lua" ../compile.lua "$folder/none.lua" >"$folder/out" 2>&1
}

check "compile.lua writes a service" good_file
check "compile.lua says where a mistake is" bad_file
check "two files cannot describe one service" same_service
check "a file must be there" no_file
echo "1..$count"
exit $failed
