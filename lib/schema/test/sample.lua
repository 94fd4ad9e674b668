-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A service that uses every word of the language.

service("SMP", 0x1234, {
  title = "sample", -- a comment is no code: { a = 1, a = 2 }
  summary = "A text is no code: \"{ a = 1, a = 2 }\".",
  --[[ nor is a long one: { a = 1, a = 2 } ]]
})

local common = include "shared"

local narrow_color = enum(i8, common.color)
local wide_color = enum(u16, common.color, { ultraviolet = 400 })

local signed = enum(i16, { minus_two = -2, two = 2, large = 300 })

local part = { { "size", unit("mm", u16) }, { "color", common.color } }

message {
  name = "Get Numbers", id = 0x0001,
  response = {
    { 0x01, "plain", {
      { "a", u8 }, { "b", u16 }, { "c", u24 }, { "d", u32 }, { "e", u40 },
      { "f", u48 }, { "g", u56 }, { "h", u64 },
    } },
    { 0x03, "signed", {
      { "a", i8 }, { "b", i16 }, { "c", i32 }, { "d", i64 },
    } },
    { 0x04, "real", { { "a", f32 }, { "b", f64 } } },
    { 0x05, "big", { { "a", be(u16) }, { "b", be(i32) }, { "c", be(f64) } } },
    { 0x06, "bool", bool },
    { 0x07, "wide_bool", bool(i8) },
    { 0x08, "narrow_color", narrow_color },
    { 0x09, "wide_color", wide_color },
    { 0x0A, "unsigned", enum(u8, signed) },
    { 0x0B, "marks", flags(uint(3), { low = 1, high = 1 << 23 }) },
    { 0x0C, "far", flags(u64, { last = 1 << 63 }), optional = true },
  },
}

message {
  name = "Get Numbers", id = 0x0001, vendor = 0x1199,
  source = "a capture",
  request = {
    { 0x10, "slot", u8, optional = true },
  },
  response = {
    { 0x10, "same_as_above", {
      { "a", i8 }, { "b", i16 }, { "c", i32 }, { "d", i64 },
    } },
  },
}

message {
  name = "Set Texts", id = 0x0002,
  request = {
    { 0x01, "whole", string },
    { 0x02, "short", string8 },
    { 0x03, "long", personal(string16) },
    { 0x04, "exact", fixed_string(6) },
    { 0x05, "ascii", ascii(bytes) },
    { 0x06, "ucs2", ucs2(bytes8) },
    { 0x07, "gsm7", gsm7(bytes16) },
    { 0x08, "iccid", personal(bcd(bytes32)) },
    { 0x09, "plmn", plmn(fixed_bytes(3)) },
    { 0x0A, "ipv4", ipv4(u32) },
    { 0x0B, "ipv6", ipv6(fixed_array(8, be(u16))) },
  },
}

message {
  name = "Set Lists", id = 0x0003,
  request = {
    { 0x01, "parts", array8(part) },
    { 0x02, "more_parts", array16(part) },
    { 0x03, "most_parts", array32(part) },
    { 0x04, "segment", array16_sequenced(u8) },
    { 0x05, "nested", {
      { "first", { { "x", u8 }, { "y", u8 } } },
      { "rest", rest(array8(u16)) },
    } },
  },
}

message {
  name = "Nothing", id = 0x0004,
}

indication {
  name = "Changed", id = 0x0001,
  tlvs = {
    { 0x02, "part", part },
  },
}
