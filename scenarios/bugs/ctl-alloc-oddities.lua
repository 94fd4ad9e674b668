-- SPDX-License-Identifier: LGPL-2.1-or-later
-- The modem answers Allocate CID by nonsense: id 0, id 255 (which means all
-- clients), an id of another service, no id. libqmi takes 255 and asks by it. A
-- right client uses none of these, and the fifth answer is good.

local function nth(number, effect)
  effect.match = { message = "CTL Allocate CID", kind = "response",
    nth = number }
  effect.must_match = true
  return effect
end

local function set(service, cid)
  return { set = { allocation_info = { service = service, cid = cid } } }
end

return scenario {
  bug = {
    source = "libqmi 1.32.2, seen",
    fault = "modem; client: libqmi takes 255",
    versions = "libqmi, open",
  },

  faults = {
    nth(1, set("dms", 0)),
    nth(2, set("dms", 255)),
    nth(3, set("nas", 1)),
    nth(4, { tlvs = { drop = { "allocation_info" } } }),
  },

  story = function(modem)
    modem:expect "DMS Get Model"
  end,
  expect = {
    { must_not = { service = "DMS", client = { 0, 255 } } },
    { must_not = { message = "CTL Release CID", where = function(_, fields)
      return fields.release_info.cid == 0 or fields.release_info.cid == 255
    end } },
    { exactly = 1, of = "DMS Get Model" },
  },
}
