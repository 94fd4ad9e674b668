-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem tells of its cells without those of 5G, then without one after the
-- other of the rest. ModemManager lost the error of the first field that it
-- missed and wrote the next one over it. A right client tells what is there.

local fields = {
  { "nr5g_arfcn", "nr5g_cell_information" },
  { "nr5g_arfcn", "lte_info_timing_advance" },
  { "nr5g_cell_information", "interfrequency_lte_info" },
}

local faults = {}
for nth, names in ipairs(fields) do
  faults[nth] = {
    match = { message = "NAS Get Cell Location Info", kind = "response",
      nth = nth },
    tlvs = { drop = names }, must_match = true,
  }
end

return scenario {
  bug = {
    source = "ModemManager 6388b583, 71f62cea",
    fault = "client: ModemManager",
    versions = "ModemManager before 1.24",
  },
  faults = faults,

  story = function(modem)
    for _ = 1, #fields do
      modem:expect("NAS Get Cell Location Info", { within = 20 })
    end
  end,
}
