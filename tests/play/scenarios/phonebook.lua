-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Phone books that are written to, a card that asks for its PIN, and none.

return scenario {
  modem = preset "generic" {
    sim = { pin = "1234", files = { ["3F00/7FFF/6FC7"] = {
      "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF" } } },
    phonebook = {
      email_capability = {
        maximum_emails = 1, maximum_email_address_length = 40,
      },
    },
  },

  story = function(modem)
    local book = modem.phonebook
    local function wrong(pattern, ...)
      local ok, why = pcall(book.write, book, ...)
      assert(not ok and why:find(pattern), why)
    end

    modem:expect "DMS Get Model"
    book:write("adn", 1, { name = "Anna", number = "+15550100001" })
    book:write("adn", 3, { name = "Desk", number = "*100#" })
    book:write("adn", 1, { name = "Anna B.", number = "+15550100001" })
    book:write("fdn", 5, { number = "112" })
    assert(book:read("adn", 1).name == "Anna B.")
    assert(book:read("adn", 1).number == "+15550100001")
    assert(book:read("adn", 2) == nil)
    assert(#book:entries "adn" == 2 and book:entries "adn"[2].record == 3)
    assert(book:entries "adn"[2].number == "*100#")
    assert(book:entries "msisdn"[1].number == "+15550100123")
    book:erase("adn", 3)
    book:erase("adn", 3)
    wrong('no phone book "xyz"', "xyz", 1, { number = "1" })
    wrong("has records 1 to 10", "adn", 11, { number = "1" })
    wrong("up to 14 characters", "adn", 1,
      { name = ("x"):rep(15), number = "1" })
    wrong("the number must be up to 20", "adn", 1, { number = "1A" })
    wrong("the number must be up to 20", "adn", 1, {})

    modem:expect "DMS Get Revision"
    modem.sim:remove()
  end,
}
