-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem does nothing wrong: the client is told to connect with an APN of
-- 300, 4,000 and 70,000 bytes. libqmi built a request's TLV in a buffer of
-- 1,024 bytes and wrote on beyond it. A right client says that such a name is
-- too long; what it sends is whole, and no frame is larger than its length says.

return scenario {
  bug = {
    source = "libqmi b439d6d1, Red Hat bug 1031738",
    fault = "client: libqmi",
    versions = "libqmi before 1.12.0",
  },

  on = {
    ["WDS Start Network"] = function(_, request)
      local size = #(request.apn or "")
      assert(size == 300 or size == 4000 or size == 8,
        "an APN of " .. size .. " bytes")
      return fail "CallFailed"
    end,
  },

  story = function(modem)
    local function expect(size)
      modem:expect("WDS Start Network", {
        where = function(request) return #(request.apn or "") == size end,
      })
    end
    expect(300)
    expect(8)
  end,
  expect = { { reports = "none" } },
  leaks = "fail",
}
