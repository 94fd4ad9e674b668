/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fields_fixture.h - for tests: a message body with every kind of field, and a
 * block that fills it.
 */
#pragma once

#include "lib/schema.h"

#define FIXTURE_COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct schema_value fixture_mode_values[] = {
	{0, "online"}, {1, "low_power"}, {6, "persistent"}, {0xfe, "other"}};
static const struct schema_values fixture_modes = {
	"mode", fixture_mode_values, FIXTURE_COUNT(fixture_mode_values)};

static const struct schema_value fixture_flag_values[] = {
	{1, "gsm"}, {2, "umts"}, {8, "lte"}};
static const struct schema_values fixture_flags = {
	"radio", fixture_flag_values, FIXTURE_COUNT(fixture_flag_values)};

#define FIXTURE_U8(label) \
	{ \
		.name = label, .type = SCHEMA_UINT, .size = 1 \
	}
#define FIXTURE_U16(label) \
	{ \
		.name = label, .type = SCHEMA_UINT, .size = 2 \
	}
#define FIXTURE_MODE(label) \
	{ \
		.name = label, .type = SCHEMA_UINT, .size = 1, \
		.meaning = MEANING_ENUM, .values = &fixture_modes \
	}
#define FIXTURE_STRING(label, bytes) \
	{ \
		.name = label, .type = SCHEMA_STRING, .prefix = bytes \
	}

static const struct schema_field fixture_u8[] = {FIXTURE_U8("element")};
static const struct schema_field fixture_u16[] = {FIXTURE_U16("element")};
static const struct schema_field fixture_u16_be[] = {
	{.name = "word", .type = SCHEMA_UINT, .size = 2, .big_endian = true}};
static const struct schema_field fixture_string[] = {
	FIXTURE_STRING("element", 1)};

static const struct schema_field fixture_pair_members[] = {
	FIXTURE_MODE("mode"), FIXTURE_STRING("label", 1)};
static const struct schema_field fixture_pair[] = {{.name = "pair",
	.type = SCHEMA_STRUCT,
	.member_count = 2,
	.members = fixture_pair_members}};

static const struct schema_field fixture_deep_members[] = {
	FIXTURE_U16("first"),
	{.name = "pairs",
		.type = SCHEMA_ARRAY,
		.prefix = 1,
		.members = fixture_pair},
	{.name = "flags",
		.type = SCHEMA_UINT,
		.size = 2,
		.meaning = MEANING_FLAGS,
		.values = &fixture_flags},
};
static const struct schema_field fixture_secret_members[] = {
	FIXTURE_U8("slot"),
	{.name = "number",
		.type = SCHEMA_STRING,
		.prefix = 1,
		.personal = true},
};

static const struct schema_tlv fixture_tlvs[] = {
	{.id = 0x01, .field = FIXTURE_U8("byte")},
	{.id = 0x03,
		.field = {.name = "level",
			.type = SCHEMA_INT,
			.size = 1,
			.unit = "dBm"}},
	{.id = 0x04,
		.field = {.name = "port",
			.type = SCHEMA_UINT,
			.size = 2,
			.big_endian = true}},
	{.id = 0x05, .field = {.name = "odd", .type = SCHEMA_UINT, .size = 3}},
	{.id = 0x06, .field = {.name = "long", .type = SCHEMA_UINT, .size = 8}},
	{.id = 0x07,
		.field = {.name = "backwards",
			.type = SCHEMA_INT,
			.size = 2,
			.big_endian = true}},
	{.id = 0x08,
		.field = {.name = "single", .type = SCHEMA_FLOAT, .size = 4}},
	{.id = 0x09,
		.field = {.name = "double", .type = SCHEMA_FLOAT, .size = 8}},
	{.id = 0x10, .field = FIXTURE_STRING("rest", 0)},
	{.id = 0x11, .field = FIXTURE_STRING("short", 1)},
	{.id = 0x12, .field = FIXTURE_STRING("wide", 2)},
	{.id = 0x13,
		.field = {.name = "padded", .type = SCHEMA_STRING, .fixed = 4}},
	{.id = 0x14,
		.field = {.name = "words",
			.type = SCHEMA_ARRAY,
			.prefix = 1,
			.members = fixture_u16}},
	{.id = 0x15,
		.field = {.name = "pairs",
			.type = SCHEMA_ARRAY,
			.prefix = 2,
			.members = fixture_pair}},
	{.id = 0x16,
		.field = {.name = "blob",
			.type = SCHEMA_ARRAY,
			.prefix = 4,
			.members = fixture_u8}},
	{.id = 0x17,
		.field = {.name = "three",
			.type = SCHEMA_ARRAY,
			.fixed = 3,
			.members = fixture_u16}},
	{.id = 0x18,
		.field = {.name = "pieces",
			.type = SCHEMA_ARRAY,
			.prefix = 1,
			.sequence = true,
			.members = fixture_u8}},
	{.id = 0x19,
		.field = {.name = "parts",
			.type = SCHEMA_ARRAY,
			.prefix = 2,
			.sequence = true,
			.members = fixture_pair}},
	{.id = 0x1a,
		.field = {.name = "tail",
			.type = SCHEMA_ARRAY,
			.members = fixture_u16}},
	{.id = 0x1b,
		.field = {.name = "deep",
			.type = SCHEMA_STRUCT,
			.member_count = 3,
			.members = fixture_deep_members}},
	{.id = 0x1c,
		.field = {.name = "names",
			.type = SCHEMA_ARRAY,
			.members = fixture_string}},
	{.id = 0x20,
		.field = {.name = "imei",
			.type = SCHEMA_STRING,
			.personal = true}},
	{.id = 0x21,
		.field = {.name = "card",
			.type = SCHEMA_STRUCT,
			.member_count = 2,
			.members = fixture_secret_members}},
	{.id = 0x22,
		.field = {.name = "ucs2",
			.type = SCHEMA_STRING,
			.meaning = MEANING_UCS2}},
	{.id = 0x23,
		.field = {.name = "gsm7",
			.type = SCHEMA_STRING,
			.meaning = MEANING_GSM7}},
	{.id = 0x24,
		.field = {.name = "digits",
			.type = SCHEMA_ARRAY,
			.prefix = 1,
			.meaning = MEANING_BCD,
			.members = fixture_u8}},
	{.id = 0x25,
		.field = {.name = "plmn",
			.type = SCHEMA_ARRAY,
			.fixed = 3,
			.meaning = MEANING_PLMN,
			.members = fixture_u8}},
	{.id = 0x26,
		.field = {.name = "address",
			.type = SCHEMA_UINT,
			.size = 4,
			.meaning = MEANING_IPV4}},
	{.id = 0x27,
		.field = {.name = "gateway",
			.type = SCHEMA_ARRAY,
			.fixed = 4,
			.meaning = MEANING_IPV4,
			.members = fixture_u8}},
	{.id = 0x28,
		.field = {.name = "ipv6",
			.type = SCHEMA_ARRAY,
			.fixed = 16,
			.meaning = MEANING_IPV6,
			.members = fixture_u8}},
	{.id = 0x29,
		.field = {.name = "dns",
			.type = SCHEMA_ARRAY,
			.fixed = 8,
			.meaning = MEANING_IPV6,
			.members = fixture_u16_be}},
	{.id = 0x2a,
		.field = {.name = "roaming",
			.type = SCHEMA_UINT,
			.size = 1,
			.meaning = MEANING_BOOL}},
	{.id = 0x2b, .field = FIXTURE_MODE("mode")},
	{.id = 0x2c, .field = {.name = "zero", .type = SCHEMA_STRUCT}},
};

static const struct schema_body fixture_body = {
	fixture_tlvs, FIXTURE_COUNT(fixture_tlvs)};

static const uint8_t fixture_block[] = {
	0x01, 1, 0, 200, 0x03, 1, 0, 0xbd,			    /* -67 */
	0x04, 2, 0, 0x1f, 0x90,					    /* 8080 */
	0x05, 3, 0, 0x03, 0x02, 0x01,				    /* 66051 */
	0x06, 8, 0, 8, 7, 6, 5, 4, 3, 2, 1, 0x07, 2, 0, 0xff, 0xfe, /* -2 */
	0x08, 4, 0, 0x00, 0x00, 0xc0, 0x3f,			    /* 1.5 */
	0x09, 8, 0, 0, 0, 0, 0, 0, 0, 0xd0, 0xbf,		    /* -0.25 */
	0x10, 2, 0, 'h', 'i', 0x11, 4, 0, 3, 'a', '"', 'b', 0x12, 3, 0, 1, 0,
	0x0a, 0x13, 4, 0, 'o', 'k', 0, 0, 0x14, 5, 0, 2, 1, 0, 2, 0, 0x15, 9, 0,
	2, 0, 0, 2, 'o', 'n', 6, 1, 'p', 0x16, 7, 0, 3, 0, 0, 0, 0xaa, 0xbb,
	0xcc, 0x17, 6, 0, 1, 0, 2, 0, 3, 0, 0x18, 4, 0, 2, 9, 0x10, 0x20, 0x19,
	6, 0, 1, 0, 7, 1, 1, 'x', 0x1a, 4, 0, 5, 0, 6, 0, 0x1b, 10, 0, 0x34,
	0x12, 2, 1, 0, 0xfe, 1, 'z', 0x09, 0x40, 0x1c, 6, 0, 1, 'a', 0, 2, 'b',
	'c', 0x20, 3, 0, '3', '5', '3', 0x21, 4, 0, 1, 2, '4', '9', 0x22, 6, 0,
	'G', 0, 0xfc, 0x00, 0x3d, 0xd8,		  /* ends in a half pair */
	0x23, 5, 0, 0xe8, 0x32, 0x9b, 0xfd, 0x06, /* hello */
	0x24, 4, 0, 3, 0x98, 0x44, 0xf1, 0x25, 3, 0, 0x62, 0xf2, 0x10, 0x26, 4,
	0, 1, 0, 0, 10, 0x27, 4, 0, 10, 0, 0, 254, 0x28, 16, 0, 0x20, 1, 0xd,
	0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x29, 16, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x2a, 1, 0, 1, 0x2b, 1, 0, 6, 0x2c, 0, 0,
	0x99, 2, 0, 0xde, 0xad,	   /* in no schema */
	0x01, 1, 0, 201,	   /* again */
	0x2a, 3, 0, 0, 0xee, 0xff, /* longer than a bool */
	0x14, 2, 0, 2, 1,	   /* shorter than it says */
};
