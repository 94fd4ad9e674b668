-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Signal strengths come in bytes of several kinds: RSSI without its sign, Ec/Io
-- in negative halves of a decibel, the signal to noise ratio of LTE in tenths,
-- and that of EV-DO as a step of a table with nine. libqmi once took signs and
-- units wrongly and looked up steps behind the end of the table. A right client
-- shows -32 dBm, -64 dB and -5.2 dB and survives step 200.

return scenario {
  bug = {
    source = "libqmi c2a39c94, 9b5957ae, 83dd5e29, 672b7712; "
      .. "bugs.freedesktop.org 85052, 92106",
    fault = "client: libqmi",
    versions = "libqmi before 1.18; LTE in ModemManager before 1.22",
  },

  faults = {
    { match = { message = "NAS Get Signal Strength", kind = "response" },
      tlvs = {
        keep = { "result", "signal_strength" },
        add = {
          [0x11] = "\1\0\x20\8", [0x12] = "\1\0\x80\8", [0x14] = "\200",
          [0x17] = bytes.hex "cc ff",
        },
      },
      must_match = true },
  },

  expect = {
    { stdout = { "%-32 dBm", "%-64%.0 dB", "%-5%.2 dB" } },
  },
  leaks = "fail",
}
