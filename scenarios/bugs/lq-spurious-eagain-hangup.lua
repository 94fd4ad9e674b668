-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The driver says that there is something to read and has nothing: read() fails
-- with EAGAIN, as on the MSM8916 after a transfer without bytes. To libqmi that
-- was the end of the connection, unless its GLib reads again by itself. A right
-- client waits on for the answer.

return scenario {
  tier = "preload",
  bug = {
    source = "OpenStick/OpenStick issue 92; libqmi, qmi-endpoint-qmux.c:"
      .. " input_ready_cb()",
    fault = "driver; client: libqmi",
    versions = "libqmi up to 1.38.0, with some versions of GLib",
  },

  faults = {
    { match = { message = "DMS Get Model", kind = "response" },
      device = { call = "read", error = "EAGAIN" }, must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  leaks = "fail",
}
