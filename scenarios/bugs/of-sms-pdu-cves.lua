-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Short messages come in whose sender has an address of 60 and of 255 digits,
-- and one in which everything but the centre is missing; then a good one. In
-- oFono a sender has room for 20 digits and the type of its number, on the
-- stack. A right client drops the bad ones, and shows the good one.

local centre = "\7\x91\x51\x55\x10\0\x20\xf0"

local function deliver(digits)
  return centre .. "\4" .. string.char(digits) .. "\x91" ..
    bytes.fill((digits + 1) // 2, "\x55") .. "\0\0" ..
    bytes.hex "42 10 10 21 00 00 00 02 c8 34"
end

local function bad(pdu)
  return function(modem)
    modem:indicate("WMS Event Report", {
      transfer_route_mt_message = {
        ack_indicator = "do_not_send", transaction_id = 1,
        format = "gsm_wcdma_point_to_point", raw_data = pdu,
      },
    })
  end
end

return scenario {
  bug = {
    source = "CVE-2023-4233, CVE-2023-4234, CVE-2023-2794, CVE-2023-4232,"
      .. " CVE-2023-4235; oFono 1a5fbefa, 8d74bc66",
    fault = "client: oFono",
    versions = "oFono before 2.5",
  },

  story = function(modem)
    modem:expect("WMS Set Event Report", { within = 30 })
    modem:sleep(0.2)
    for _, pdu in ipairs { deliver(60), deliver(255), centre } do
      bad(pdu)(modem)
    end
    bad(deliver(10))(modem)
    modem:sleep(0.2)
  end,
}
