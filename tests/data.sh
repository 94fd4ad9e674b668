#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Packets through wwan0: addresses as the modem gives them, pings, names,
# downloads, counters, and that nothing leaves.
#
# A part is a function whose cases run in one box, started again from here with
# DATA_PART set. As root it runs as a user without rights.
set -u

# ---------------------------------------------------------- outside the box

# Runs a part: run_part NAME [OPTIONS OF RUN]
run_part() {
	name=$1
	shift
	echo "# $name" >>"$work/lines"
	# shellcheck disable=SC2086
	DATA_PART=$name timeout 100 $unprivileged $before "$work/qmimic" run \
		--trace "$@" -- sh "$work/data.sh" >"$work/out" 2>"$work/trace"
	status=$?
	before=
	cat "$work/out" >>"$work/lines"
	if [ $status = 0 ]; then
		echo "ok - $name ends well" >>"$work/lines"
	else
		echo "not ok - $name ends with status $status" >>"$work/lines"
		tail -n 30 "$work/trace" | sed 's/^/# /' >>"$work/lines"
	fi
}

# The trace of the last part says this.
noted() {
	if grep -q "$1" "$work/trace"; then
		echo "ok - the trace says: $1" >>"$work/lines"
	else
		echo "not ok - the trace says: $1" >>"$work/lines"
	fi
}

# A web server of this machine, on all its addresses: what is in the box must
# not reach it. Each connection adds a line to $work/visits.
start_listener() {
	: >"$work/visits"
	perl -MIO::Socket::INET -e '
		my $server = IO::Socket::INET->new(Listen => 5,
			LocalAddr => "0.0.0.0", LocalPort => 0) or die;
		$| = 1;
		print $server->sockport, "\n";
		while (my $client = $server->accept) {
			open my $log, ">>", $ARGV[0];
			print $log "visit\n";
			close $log;
			print $client "HTTP/1.0 200 OK\r\n\r\nhost\n";
			close $client;
		}' "$work/visits" >"$work/port" &
	listener=$!
	tries=0
	until [ -s "$work/port" ] || [ $tries -ge 100 ]; do
		tries=$((tries + 1))
		sleep 0.05
	done
	DATA_PORT=$(cat "$work/port")
	DATA_HOST=$(ip -4 -o addr show scope global 2>/dev/null |
		sed -n 's/.* inet \([0-9.]*\).*/\1/p' | head -n 1)
	export DATA_PORT DATA_HOST
}

outside() {
	for tool in qmicli curl ping ip udhcpc perl busybox; do
		command -v $tool >/dev/null || {
			echo "1..0 # SKIP $tool is not installed"
			exit 77
		}
	done
	work=$(mktemp -d "${TMPDIR:-/tmp}/qmimic-data.XXXXXX")
	listener=
	trap '[ -z "$listener" ] || kill $listener; rm -rf "$work"' EXIT
	cp "$QMIMIC" "$work/qmimic" && cp "$0" "$work/data.sh" &&
		cp "${srcdir:-.}/doc/examples/wwan-up.sh" "$work/" || exit 99
	DATA_EXAMPLE=$work/wwan-up.sh
	export DATA_EXAMPLE
	: >"$work/lines"
	unprivileged=
	before=
	[ "$(id -u)" != 0 ] || unprivileged="setpriv --reuid=65534 \
		--regid=65534 --clear-groups"
	chmod -R a+rX "$work"
	start_listener

	run_part raw_ip
	run_part ethernet
	run_part example
	run_part crowd
	run_part mismatch
	noted "do not have the same format"
	printf 'return scenario {\n modem = preset "generic" { bearers = {
		link = { latency = 0.1 } } },\n story = function(modem)
		modem:expect("WDS Go Dormant")
		modem.bearers:set_link { loss = 1 }\n end }\n' >"$work/link.lua"
	run_part link "$work/link.lua"
	printf 'return scenario { story = function(modem)
		modem:expect("DMS Get Model")
		modem:sleep(0.5)
		modem:vanish()
		modem:sleep(1)
		modem:come_back()\n end }\n' >"$work/replug.lua"
	run_part replug "$work/replug.lua"
	run_part second_modem two-modems
	printf '#!/bin/sh\nmount --bind /dev/null /dev/net/tun && exec "$@"\n' \
		>"$work/no_tun"
	chmod a+rx "$work/no_tun"
	before="unshare -Urm $work/no_tun"
	[ -e /dev/net/tun ] || before=
	run_part veth
	noted "headers are added and removed"
	if [ -s "$work/visits" ]; then
		echo "not ok - nothing has left the box" >>"$work/lines"
	else
		echo "ok - nothing has left the box" >>"$work/lines"
	fi
	run_part internet --internet

	awk '/^(not )?ok - / { sub(/ok - /, "ok " ++count " - ") }
		{ print }
		END { print "1.." count }' "$work/lines"
	! grep -q '^not ok' "$work/lines"
	exit
}

# ----------------------------------------------------------- inside the box

case_of() {
	if [ $? = 0 ]; then echo "ok - $1"; else echo "not ok - $1"; fi
}

same() {
	[ "$1" = "$2" ]
	case_of "$3"
	[ "$1" = "$2" ] || echo "# got $1, wanted $2"
}

await() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || return 1
		sleep 0.05
	done
}

qmi() {
	timeout 20 qmicli -d "${device:-/dev/cdc-wdm0}" "$@" 2>&1
}

sys=/sys/class/net/wwan0

# The kernel's own chatter (IPv6) would be counted too.
quiet() {
	ip link set wwan0 addrgenmode none
	ip link set wwan0 up
}

has_type() {
	[ "$(cat $sys/type)" = "$1" ]
}

use_raw_ip() {
	qmi --wda-set-data-format=link-layer-protocol=raw-ip >/dev/null
	qmi --set-expected-data-format=raw-ip >/dev/null
	[ "$QMIMIC_NETWORK" = veth ] || await has_type 65534
	case_of "wwan0 follows raw_ip"
}

# start FAMILY: sets $cid and $handle and the call's settings.
start() {
	out=$(qmi --wds-start-network=apn=internet,ip-type="$1" \
		--client-no-release-cid)
	handle=$(echo "$out" | sed -n "s/.*data handle: '\(.*\)'/\1/p")
	cid=$(echo "$out" | sed -n "s/.*CID: '\(.*\)'/\1/p")
	out=$(qmi --wds-get-current-settings --client-cid="$cid" \
		--client-no-release-cid)
	address=$(echo "$out" | sed -n 's/.*v[46] address: //p')
	gateway=$(echo "$out" | sed -n 's/.*gateway address: //p')
	dns=$(echo "$out" | sed -n 's/.*primary DNS: //p')
	[ -n "$handle" ] && [ -n "$address" ] && [ -n "$gateway" ]
	case_of "IPv$1: a call gives address and gateway"
}

stop() {
	qmi --wds-stop-network="$handle" --client-cid="$cid" >/dev/null
}

# statistics NAME of the call
statistics() {
	qmi --wds-get-packet-statistics --client-cid="$cid" \
		--client-no-release-cid | sed -n "s/.*$1 OK: //p"
}

answers() {
	ping -c 2 -i 0.2 -W 10 "$1" >/dev/null
	case_of "$1 answers pings"
}

silent() {
	! ping -c 1 -W 1 "$1" >/dev/null 2>&1
	case_of "$1 is silent $2"
}

download() {
	got=$(curl -s -f --max-time 60 "http://$1/bytes/10000000" | wc -c)
	same "$got" 10000000 "10 MB come from $1"
}

# The device counts Ethernet's headers where there are some.
counters_agree() {
	header=0
	has_type 1 && header=14
	for name in "RX bytes" "TX bytes" "RX packets" "TX packets"; do
		file=$(echo "$name" | tr 'A-Z ' 'a-z_')
		packets=$(cat "$sys/statistics/${file%_*}_packets")
		case $file in *packets) packets=0 ;; esac
		same "$(statistics "$name")" \
			"$(($(cat "$sys/statistics/$file") \
				- header * packets))" \
			"$name of the modem and of wwan0 agree"
	done
}

no_way_out() {
	! curl -s --max-time 5 "http://192.0.2.1/" >/dev/null
	case_of "there is no way out"
	! curl -s --max-time 5 "http://$gateway:$DATA_PORT/" >/dev/null
	case_of "the gateway is not this machine's loopback"
	[ -z "$DATA_HOST" ] ||
		! curl -s --max-time 5 "http://$DATA_HOST:$DATA_PORT/" \
			>/dev/null
	case_of "this machine's address is out of reach"
	! curl -s --max-time 5 "http://127.0.0.1:$DATA_PORT/" >/dev/null
	case_of "the box has a loopback of its own"
}

set_ipv4() {
	ip addr add "$address/30" dev wwan0
	# ARP would be counted by the device only.
	has_type 65534 || ip neigh add "$gateway" dev wwan0 \
		lladdr 02:51:4d:49:00:fe
	ip route add default via "$gateway"
}

raw_ip() {
	number=$(cat $sys/ifindex)
	use_raw_ip
	[ "$QMIMIC_NETWORK" = veth ] || same "$(ip -o link show wwan0 |
		sed -n 's/^\([0-9]*\).*NOARP.*/\1/p')" "$number" \
		"it is raw IP and keeps its number"
	quiet
	start 4
	set_ipv4
	answers "$gateway"
	answers "$dns"
	download "$gateway"
	counters_agree
	busybox nslookup www.test "$dns" | grep -q "$gateway"
	case_of "the name server knows www.test"
	! busybox nslookup www.example.com "$dns" >/dev/null 2>&1
	case_of "and nothing outside"
	no_way_out
	stop
	before=$(cat $sys/statistics/rx_packets)
	silent "$gateway" "when the call has ended"
	same "$(cat $sys/statistics/rx_packets)" "$before" "nothing comes then"

	start 6
	ip addr add "$address" dev wwan0 nodad
	ip -6 route add default dev wwan0
	gateway=${gateway%/*}
	answers "$gateway"
	download "[$gateway]"
	! curl -s --max-time 5 'http://[2001:db8:ffff::1]/' >/dev/null
	case_of "IPv6: there is no way out"
	stop
	silent "$gateway" "when the call has ended"
}

# What a script of udhcpc does.
lease() {
	cat >/tmp/lease.$$ <<'EOF'
#!/bin/sh
[ "$1" = bound ] || exit 0
ip addr add "$ip/$mask" dev "$interface"
ip route add default via "$router"
echo "$ip $mask $router $dns"
EOF
	chmod +x /tmp/lease.$$
	udhcpc -i wwan0 -n -q -f -t 10 -T 1 -s /tmp/lease.$$ 2>/dev/null |
		grep -v '^udhcpc'
	rm -f /tmp/lease.$$
}

ethernet() {
	same "$(cat $sys/type)" 1 "wwan0 is Ethernet at first"
	quiet
	start 4
	same "$(lease)" "$address 30 $gateway $dns 10.164.1.53" \
		"DHCP gives what the call has"
	answers "$gateway"
	download "$gateway"
	stop
	silent "$gateway" "when the call has ended"
	same "$(lease)" "" "DHCP is silent too"

	ip addr flush dev wwan0
	ip link set wwan0 down
	ip link set wwan0 addrgenmode eui64
	start 6
	ip link set wwan0 up
	has_route() { ip -6 route | grep -q '^default'; }
	await has_route
	case_of "a router advertisement gives a route"
	settled() { ip -6 addr show dev wwan0 scope global |
		grep inet6 | grep -qv tentative; }
	await settled
	case_of "and a network to make an address of"
	gateway=${gateway%/*}
	answers "$gateway"
	download "[$gateway]"
}

example() {
	same "$(sh "$DATA_EXAMPLE" curl -s http://10.164.64.1/bytes/100 |
		wc -c)" 100 "the example script connects"
	silent 10.164.64.1 "when it has ended"
}

# More connections than are carried, held open; then again room for one.
crowd() {
	quiet
	start 4
	set_ipv4
	count=$(perl -MIO::Socket::INET -e '
		my @open;
		for (1 .. 400) {
			my $one = IO::Socket::INET->new(Blocking => 0,
				PeerAddr => $ARGV[0], PeerPort => 80);
			push @open, $one if $one;
		}
		my $count = 0;
		for (1 .. 100) {
			$count = grep { $_->connected } @open;
			last if $count >= 256;
			select undef, undef, undef, 0.05;
		}
		print "$count\n";' "$gateway")
	[ "$count" -ge 200 ] && [ "$count" -le 256 ]
	case_of "at most 256 of 400 connections come about ($count)"
	curl -s -f --retry 20 --retry-delay 1 --retry-all-errors \
		--connect-timeout 3 "http://$gateway/bytes/10" >/dev/null
	case_of "there is room again when they have ended"
	perl -MIO::Socket::INET -e '
		$SIG{PIPE} = "IGNORE";
		my $one = IO::Socket::INET->new(PeerAddr => $ARGV[0],
			PeerPort => 80) or die;
		for (1 .. 1000) { print $one "x" x 1000 or last }' "$gateway"
	download "$gateway"
}

mismatch() {
	qmi --wda-set-data-format=link-layer-protocol=raw-ip >/dev/null
	quiet
	start 4
	set_ipv4
	silent "$gateway" "while wwan0 sends 802.3 and the modem takes raw IP"
}

link() {
	use_raw_ip
	quiet
	start 4
	set_ipv4
	time=$(ping -c 1 -W 10 "$gateway" | sed -n 's/.*time=\([0-9]*\).*/\1/p')
	[ "${time:-0}" -ge 200 ]
	case_of "an answer takes the latency of both ways"
	qmi --wds-go-dormant --client-cid="$cid" --client-no-release-cid \
		>/dev/null
	silent "$gateway" "when all is lost"
	qmi --wds-get-dormancy-status --client-cid="$cid" \
		--client-no-release-cid | grep -q "channel-active"
	case_of "packets wake the call"
}

# Pulled out and plugged in: a new device, which is Ethernet again.
replug() {
	use_raw_ip
	qmi --dms-get-model >/dev/null
	is_gone() { [ ! -e $sys ]; }
	is_there() { [ -e $sys/type ]; }
	await is_gone
	case_of "wwan0 goes"
	await is_there && await has_type 1
	case_of "and comes as Ethernet"
	quiet
	ip link set wwan0 down
	use_raw_ip
	quiet
	start 4
	set_ipv4
	answers "$gateway"
	download "$gateway"
}

# Another modem's wwan1 is another network, and no raw IP.
second_modem() {
	use_raw_ip
	device=/dev/cdc-wdm1
	same "$(cat /sys/class/net/wwan1/type)" 1 "wwan1 stays Ethernet"
	start 4
	ip link set wwan1 up
	ip addr add "$address/30" dev wwan1
	download "$gateway"
	[ "$(statistics "RX bytes")" -gt 10000000 ]
	case_of "the second modem has counted it"
	same "$(cat $sys/statistics/rx_bytes)" 0 "wwan0 has not"
}

veth() {
	same "$QMIMIC_NETWORK" veth "wwan0 is one end of a veth pair"
	raw_ip
}

internet() {
	use_raw_ip
	quiet
	start 4
	set_ipv4
	answers "$gateway"
	! curl -s --max-time 5 "http://$gateway:$DATA_PORT/" >/dev/null
	case_of "the gateway is not this machine's loopback"
	if [ -n "$DATA_HOST" ]; then
		same "$(curl -s --max-time 20 "http://$DATA_HOST:$DATA_PORT/")" \
			host "what is outside is reached"
	else
		echo "ok - what is outside # SKIP this machine has no address"
	fi
	download "$gateway"
}

if [ -n "${DATA_PART:-}" ]; then
	"$DATA_PART"
	exit 0
fi
outside
