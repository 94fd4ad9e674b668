-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem takes a client id back by itself and says so by an indication of
-- CTL (Quectel's Revoke Client ID). What is asked by that id is answered by
-- InvalidClientId from then on. Clients that know nothing of it go on with the
-- dead id. A right client asks for another.

return scenario {
  bug = {
    source = "quectel-CM 1.4.1",
    fault = "modem: Quectel; clients that do not know of it",
    versions = "quectel-CM before 1.4.1, libqmi",
  },

  faults = {
    { match = { message = "DMS Get Model" }, times = 1, must_match = true,
      run = function(modem, _, call)
        modem:revoke("DMS", call.client)
        modem:indicate("CTL Revoke Client ID", {
          client = { service = "dms", cid = call.client },
        })
      end,
      error = "InvalidClientId" },
  },

  story = function(modem)
    modem:expect("CTL Allocate CID", { request = { service = "dms" } })
    modem:expect("CTL Allocate CID", { request = { service = "dms" } })
    modem:expect "DMS Get Model"
  end,
  leaks = "fail",
}
