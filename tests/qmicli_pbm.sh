#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every --pbm-* action of qmicli, by what it prints.
# The parts are called by name.
# shellcheck disable=SC2317
# shellcheck source=tests/qmicli_lib.sh
. "${srcdir:-.}/tests/qmicli_lib.sh"

books() {
	says --pbm-get-all-capabilities "[gw-primary]:
		[adn]:
			Used records: 1
			Maximum records: 10
			Maximum number length: 20
			Maximum name length: 14
		[fdn]:" "[msisdn]:
			Used records: 1
			Maximum records: 1" "[sdn]:" "Email capability:
	[gw-primary]:
		Maximum emails: 1
		Maximum email address length: 40"
	says --pbm-noop
}
part books 'preset "generic" { phonebook = { email_capability = {
	maximum_emails = 1, maximum_email_address_length = 40 } } }' \
	'function(modem)
	modem.phonebook:write("adn", 2, { name = "Desk", number = "100" })
end'

locked() {
	says --pbm-get-all-capabilities "Phonebook capabilities: none"
	says --dms-uim-verify-pin=PIN,1234 "PIN verified"
	says --pbm-get-all-capabilities "[adn]:"
}
part locked 'preset "generic" { sim = { pin = "1234" } }'

no_card() {
	says --pbm-get-all-capabilities "Phonebook capabilities: none"
}
part no_card 'preset "generic" { sim = { present = false } }'

covers pbm
