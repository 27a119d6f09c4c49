-- Connections at once in a lane, for those who dispatch to it and those who admit to it: as many as it has learnt, at most
-- what the policy permits. A lane that nobody has used for an hour begins with FIRST_WINDOW, and grows with what fares well.
local FIRST_WINDOW = 2

local function window_of(learnt, most)
  return math.min(most, math.max(1, math.floor(tonumber(learnt) or FIRST_WINDOW)))
end
