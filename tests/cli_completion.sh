#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Completes words as bash would.
# shellcheck source=tests/cli_lib.sh
. "${srcdir:-.}/tests/cli_lib.sh"

command -v bash >/dev/null || {
	echo '1..0 # SKIP bash is not here'
	exit 77
}
mkdir -p "$folder/bin" "$folder/share/qmimic/scenarios/presets"
cat >"$folder/bin/qmimic" <<END
#!/bin/sh
exec "$qmimic" "\$@"
END
chmod +x "$folder/bin/qmimic"
: >"$folder/share/qmimic/scenarios/my-scenario.lua"
: >"$folder/share/qmimic/scenarios/presets/my-preset.lua"
cat >"$folder/complete" <<'END'
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
compopt() { :; }
_qmimic
[ "${#COMPREPLY[@]}" -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
END

# completes EXPECTED WORDS...: the last word is the one to complete.
completes()
{
	expected=$1
	shift
	PATH=$folder/bin:$PATH bash "$folder/complete" \
		"${COMPLETION:-doc/completion/qmimic}" qmimic "$@" \
		>"$folder/out"
	point "complete: $*" same "$folder/out" "$expected"
}

completes 'serve
schema' s
completes '--version' --v
completes '--speed' run --sp
completes 'my-scenario' run my
completes 'radio-switch-off' run rad
completes 'default' serve d
completes 'my-preset' run --preset my
completes 'generic' serve --preset g
completes 'fail' run --leaks f
completes 'log' decode --format l
completes 'DMS\ Get\ IDs' encode DMS\\\ Get\\\ ID
completes 'DMS Get IDs' schema '"dms get id'
completes 'mode=' encode 'DMS\ Set\ Operating\ Mode' m
completes 'DMS' decode --service dm
completes 'response' encode --kind resp
finish
