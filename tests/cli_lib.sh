# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=sh
# What the tests of commands share: TAP, and runs that keep what was printed.
set -u
qmimic=${QMIMIC:-sim/qmimic}
source_folder=${srcdir:-.}
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
tests=0
failures=0

# point NAME CONDITION...: one test, good when the command is.
point()
{
	title=$1
	shift
	tests=$((tests + 1))
	if "$@"; then
		echo "ok $tests - $title"
	else
		echo "not ok $tests - $title"
		failures=$((failures + 1))
	fi
}

# run ARGUMENTS...: leaves $status, $folder/out and $folder/err.
run()
{
	"$qmimic" "$@" >"$folder/out" 2>"$folder/err"
	status=$?
}

# same FILE TEXT: the file holds these lines.
same()
{
	printf '%s\n' "$2" | cmp -s - "$1" && return 0
	printf '%s\n' "$2" | diff - "$1" | sed 's/^/# /'
	return 1
}

# prints STATUS TEXT: what the last run returned and printed.
prints()
{
	[ "$status" -eq "$1" ] || {
		echo "# status $status, not $1"
		sed 's/^/# /' "$folder/err"
		return 1
	}
	same "$folder/out" "$2"
}

# complains STATUS TEXT: the same of the standard error.
complains()
{
	[ "$status" -eq "$1" ] || {
		echo "# status $status, not $1"
		return 1
	}
	same "$folder/err" "$2"
}

# has FILE TEXT: the file contains the text.
has()
{
	grep -qF -- "$2" "$1" && return 0
	echo "# no \"$2\" in:"
	sed 's/^/# /' "$1"
	return 1
}

finish()
{
	echo "1..$tests"
	[ "$failures" -eq 0 ]
	exit
}
