-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem sleeps while nobody holds its port open, hears nothing for a moment
-- after it was opened, and then takes more than a second for its first answer.
-- Clients with short timeouts left. A right client asks again and knows the
-- answer to its earlier question when it comes late.

return scenario {
  bug = {
    source = "libqmi-devel 2015-November/001400; meta-qcom 7f1ac73",
    fault = "device: Qualcomm MDM9x30, Sierra MC7430; kernel: qmi_wwan",
    versions = "linux before 4.5",
  },

  faults = {
    { match = { connection = 1, since = { "open", within = 0.4 } }, drop = true,
      must_match = true },
    { match = { kind = "response", nth = 1 }, delay = 1.3, must_match = true },
  },

  expect = {
    { must = { message = "DMS Get Model", kind = "response" } },
  },
  leaks = "fail",
}
