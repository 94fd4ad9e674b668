-- SPDX-License-Identifier: LGPL-2.1-or-later
-- When it is woken, the modem sends an indication of CTL in front of the answer,
-- with the transaction of the request that waits; then one of DMS in the same
-- way. CTL says "indication" by 0x02, which says "response" in all other
-- services. uqmi took the indication for the answer and found no result in it. A
-- right client looks at the flags that the service has, and at the message.

local function ahead(service, id)
  return function(modem, _, call)
    modem:send(bytes.frame {
      service = service, id = id, kind = "indication", client = call.client,
      transaction = call.transaction, tlvs = "",
    }, call.channel)
  end
end

return scenario {
  bug = {
    source = "uqmi dfa612e, 1965c71",
    fault = "client: uqmi",
    versions = "uqmi before 2019-06, 2023-12",
  },

  faults = {
    { match = { message = "CTL Allocate CID" }, times = 1, must_match = true,
      run = ahead("CTL", 0x27) },
    { match = { message = "DMS Get Model" }, times = 1, must_match = true,
      run = ahead("DMS", 0x01) },
  },

  story = function(modem)
    modem:expect "CTL Allocate CID"
    modem:expect "DMS Get Model"
    modem:expect "CTL Release CID"
  end,
  expect = {
    { exactly = 1, of = "CTL Allocate CID" },
    { exactly = 1, of = "DMS Get Model" },
  },
  leaks = "fail",
}
