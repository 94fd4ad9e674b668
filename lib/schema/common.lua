-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Enums that several services use.

local common = {}

common.data_endpoint_type = enum(u32, {
  unknown = 0x00, hsic = 0x01, hsusb = 0x02, pcie = 0x03, embedded = 0x04,
  bam_dmux = 0x05, ethernet = 0x06, undefined = 0xFF,
})

common.subscription_type = enum(u32, {
  default = 0x00, primary = 0x01, secondary = 0x02, tertiary = 0x03, any = 0xFF,
})

return common
