# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=sh disable=SC2034,SC2086
# What the tests of the box share. Sourced, not run.
#
# As root the tests run as a user without rights; what needs root is marked so.

plan=0
failures=0
top=$(pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/box-test.XXXXXX")
# The build may lie where that user cannot read.
cp sim/box_driver sim/.libs/libqmimic-preload.so "$work/" || exit 99
chmod -R a+rX "$work"
mkdir -m 1777 "$work/tmp"
TMPDIR=$work/tmp
XDG_RUNTIME_DIR=$TMPDIR
QMIMIC_PRELOAD=$work/libqmimic-preload.so
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH TMPDIR XDG_RUNTIME_DIR QMIMIC_PRELOAD
driver=$work/box_driver
cd "$work" || exit 99
trap 'cd "$top"; rm -rf "$work"' EXIT

if [ "$(id -u)" = 0 ]; then
	is_root=yes
	unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
else
	is_root=
	unprivileged=
fi

# ok TEXT: the last command's status is the result.
ok() {
	if [ $? = 0 ]; then result=ok; else
		result="not ok"
		failures=$((failures + 1))
	fi
	plan=$((plan + 1))
	echo "$result $plan - $1"
}

skip() {
	plan=$((plan + 1))
	echo "ok $plan - $1 # SKIP $2"
}

# is GOT WANTED TEXT
is() {
	[ "$1" = "$2" ]
	ok "$3"
	[ "$1" = "$2" ] || printf '%s\n' "got:    $1" "wanted: $2" |
		sed 's/^/# /'
}

# has TEXT PATTERN NAME: a line of the text matches.
has() {
	printf '%s\n' "$1" | grep -q -e "$2"
	ok "$3"
	printf '%s\n' "$1" | grep -q -e "$2" ||
		printf '%s\n' "no line matches '$2' in:" "$1" | sed 's/^/# /'
}

done_testing() {
	echo "1..$plan"
	[ "$failures" = 0 ]
	exit
}

# box ARGS: the driver, as a user without rights.
box() {
	timeout 60 $unprivileged "$driver" "$@"
}

# running MARK: a process has MARK in its command line.
running() {
	grep -qsa -e "$1" /proc/[0-9]*/cmdline
}

# ours NAME: prints the processes of that name that this test started.
ours() {
	grep -lsa -e "$work" /proc/[0-9]*/environ | while read -r one; do
		read -r name 2>/dev/null <"${one%environ}comm" &&
			[ "$name" = "$1" ] && echo "$one"
	done
}

# Waits for something that must come; the limit is for a broken box only.
await() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 200 ] || return 1
		sleep 0.05
	done
}

gone() {
	! running "$1"
}

# pid_of MARK: the process whose command line begins with MARK.
pid_of() {
	for one in /proc/[0-9]*; do
		tr '\0' ' ' 2>/dev/null <"$one/cmdline" | grep -q -e "^$1" &&
			basename "$one" && return
	done
}
