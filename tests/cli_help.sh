#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every command has help and a manual page that knows the same options.
# shellcheck source=tests/cli_lib.sh
. "${srcdir:-.}/tests/cli_lib.sh"

# in_manual OPTION PAGE: the page describes the option.
# shellcheck disable=SC2317 # point() calls it
in_manual()
{
	grep -q "^\.It .*Fl -${1#--}\( \|\$\)" "$2"
}

run --help
point 'help' test "$status" -eq 0
commands=$(awk '/^  [a-z]+ +[a-z]/ { print $1 }' "$folder/out" | grep -v qmimic)
run
point 'no command' test "$status" -eq 2
run --version
point 'version' has "$folder/out" 'qmimic '
run dcode
point 'an unknown command' has "$folder/err" 'qmimic: dcode: no such command'

for command in $commands; do
	page=$source_folder/doc/man/qmimic-$command.1
	run "$command" --help
	point "$command --help" has "$folder/out" "Usage: qmimic $command"
	point "$command has a page" test -f "$page"
	grep -oE '^  (-[a-z], )?--[a-z-]+' "$folder/out" |
		grep -oE -- '--[a-z-]+' | sort -u >"$folder/options"
	while read -r option; do
		point "$command's page has $option" in_manual "$option" "$page"
	done <"$folder/options"
	point "qmimic(1) has $command" has "$source_folder/doc/man/qmimic.1" ".It Cm $command"
done

if command -v mandoc >/dev/null; then
	point 'mandoc is content' mandoc -Tlint -W warning "$source_folder"/doc/man/*.1
elif command -v man >/dev/null; then
	for page in "$source_folder"/doc/man/*.1; do
		LC_ALL=C man --warnings -l "$page" >/dev/null 2>"$folder/err"
		point "man is content with $(basename "$page")" test ! -s "$folder/err"
	done
fi
finish
