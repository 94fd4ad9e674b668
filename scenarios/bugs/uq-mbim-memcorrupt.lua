-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem does nothing wrong: the client is told to connect with an APN of 470
-- bytes and puts its request into an MBIM message. uqmi built requests in a
-- buffer of 512 bytes and moved them on by the MBIM header, beyond its end. A
-- right client has room for both, or says that the name is too long.

return scenario {
  bug = {
    source = "uqmi d682e96",
    fault = "client: uqmi",
    versions = "uqmi before 2016-11-22, with QMI in MBIM",
  },

  on = {
    ["WDS Start Network"] = function(_, request)
      assert(request.apn == string.rep("a", #request.apn), "another APN")
      return fail "CallFailed"
    end,
  },

  story = function(modem)
    modem:expect("WDS Start Network", {
      where = function(request) return #request.apn == 470 end,
    })
  end,
  leaks = "fail",
}
