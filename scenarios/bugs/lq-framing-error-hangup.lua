-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A single 0xFF stands before the answer to Get Model. libqmi takes a byte that
-- begins no frame for the end of the connection: whoever waits for an answer
-- gets an error, and the client id cannot be given back any more. A right client
-- looks for the next frame.

return scenario {
  bug = {
    source = "libqmi, qmi-endpoint.c: qmi_endpoint_parse_buffer()",
    fault = "client: libqmi, on purpose",
    versions = "all of libqmi up to 1.38.0",
  },

  faults = {
    { match = { message = "DMS Get Model", kind = "response" },
      before = "\xff", must_match = true },
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  leaks = "fail",
}
