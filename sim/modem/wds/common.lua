-- SPDX-License-Identifier: LGPL-2.1-or-later
-- What the parts of WDS share.

local common = {}

function common.contains(list, wanted)
  for _, item in ipairs(list or {}) do
    if item == wanted then
      return true
    end
  end
  return false
end

function common.port(state)
  return state.port or 0
end

function common.family(state)
  return state.family or "ipv4"
end

-- The call that a client's questions are about: the one on its data port and of
-- its IP family, whoever started it.
function common.call_of(modem, state)
  return modem.bearers:find(common.port(state), common.family(state))
end

-- Whether an indication about a call is for the client with this state.
function common.concerns(call, state)
  return common.port(state) == call.port and
    common.family(state) == call.family
end

return common
