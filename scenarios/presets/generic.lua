-- SPDX-License-Identifier: LGPL-2.1-or-later
-- A modem of no particular maker. Other presets are laid over this one, so it
-- names every entry that a preset may have.

return {
  name = "generic",
  source = "none: values that every client accepts",

  -- As the USB device shows itself. `interface` is the number of the QMI one.
  usb = {
    vendor = 0x05C6, product = 0x9025, interface = 4,
    manufacturer = "qmimic", product_name = "QMI modem", serial = "0001",
  },

  -- Service versions: { major, minor }, by name or number.
  services = {
    CTL = { 1, 5 }, WDS = { 1, 67 }, DMS = { 1, 14 }, NAS = { 1, 25 },
    UIM = { 1, 46 }, WDA = { 1, 16 }, DPM = { 1, 0 },
  },

  -- How many client ids there are. `limits` names services of another size.
  clients = {
    per_service = 32, total = 254, survive_close = true, limits = {},
  },

  -- What the modem answers when it cannot.
  errors = {
    unknown_message = "InvalidQmiCommand",
    missing_argument = "MissingArgument",
    malformed = "MalformedMessage",
  },

  -- Messages that this modem does not have, by full name.
  missing = {},

  quirks = {
    counts_indications = false, -- transaction ids of indications count up
    refuses_raw_ip = false,     -- CTL Set Data Format takes 802.3 only
  },

  identity = {
    manufacturer = "QUALCOMM INCORPORATED",
    model = "qmimic",
    revision = "QMIMIC.1.0  1  [Jan 01 2024 00:00:00]",
    hardware_revision = "10000",
    software_version = "1.0",
    imei = "352099001761481",
    imei_software_version = "01",
    esn = "0",
    meid = "35209900176148",
  },
}
