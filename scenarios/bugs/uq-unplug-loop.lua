-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem is unplugged while a client asks it again and again whether it is
-- registered, and comes back after half a second. A script asked the device that
-- was no more for ever, and after the replug there were two of them. A right
-- client notices the end, waits for the device and opens it again, once.

return scenario {
  bug = {
    source = "lede-project/source pull request 1381; openwrt pull request 866",
    fault = "client: qmi.sh of OpenWrt",
    versions = "OpenWrt before 2017-10",
  },

  story = function(modem)
    modem:expect "NAS Get Serving System"
    modem:expect "NAS Get Serving System"
    modem:reboot { seconds = 0.5, silent = true }
  end,

  expect = {
    { must = { message = "NAS Get Serving System", connection = 2 } },
  },
  leaks = "fail",
}
