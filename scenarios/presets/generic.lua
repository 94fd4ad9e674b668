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

  -- Who the modem says it is. `false` for what it does not know.
  identity = {
    manufacturer = "QUALCOMM INCORPORATED",
    model = "qmimic",
    revision = "QMIMIC.1.0  1  [Jan 01 2024 00:00:00]",
    hardware_revision = "10000",
    software_version = "1.0",
    factory_sku = "QMIMIC-1",
    imei = "352099001761481",
    imei_software_version = "01",
    esn = "0",
    meid = "35209900176148",
    mac_addresses = { wlan = "02:00:00:00:00:01", bt = "02:00:00:00:00:02" },
  },

  device = {
    operating_mode = "online", -- after the start
    radio_switch = true,       -- false: switched off by hand, online is refused
    offline_reasons = {},      -- told while it is offline

    -- Modes that a host may go to, by the mode that the modem is in.
    transitions = {
      online = {
        "low_power", "factory_test", "offline", "reset", "shutting_down",
        "persistent_low_power", "mode_only_low_power",
      },
      low_power = {
        "online", "factory_test", "offline", "reset", "shutting_down",
        "persistent_low_power", "mode_only_low_power",
      },
      persistent_low_power = {
        "online", "low_power", "offline", "reset", "shutting_down",
      },
      mode_only_low_power = {
        "online", "low_power", "offline", "reset", "shutting_down",
        "persistent_low_power",
      },
      factory_test = { "online", "low_power", "offline", "reset" },
      offline = { "reset", "shutting_down" },
    },
    same_mode = false,      -- the error for the mode that it is in, or false
    fcc_lock = false,       -- the error for online until FCC authentication
    leave_seconds = 0.5,    -- from the answer to reset until it is gone
    restart_seconds = 3,    -- how long it is gone

    power = { flags = 1, battery_level = 100 }, -- 1: supplied from outside

    capabilities = {
      max_tx_channel_rate = 50000000, max_rx_channel_rate = 100000000,
      data_service = "non_simultaneous_cs_ps", has_sim = true,
      radio_interfaces = { "gsm", "umts", "lte", "5gnr" },
    },
    bands = {
      gsm_wcdma = {
        "gsm_850", "gsm_900_extended", "gsm_900_primary", "gsm_dcs_1800",
        "gsm_pcs_1900", "wcdma_2100", "wcdma_pcs_1900", "wcdma_850_us",
        "wcdma_900",
      },
      lte = { 1, 2, 3, 4, 5, 7, 8, 12, 13, 20, 25, 26, 28, 38, 40, 41, 66 },
      nr5g = { 1, 3, 7, 28, 78 },
    },

    -- What belongs to CDMA: prl = { version = 65, only = false }; eri_file is
    -- bytes in hex.
    activation_state = "activated",
    activation_seconds = 1,
    prl = false,
    eri_file = false,

    service_code = "000000",
    lock_code = "0000", lock_enabled = false,
    user_data_max = 512,

    -- Stored images; false on a modem that keeps none. `running` names an
    -- image of each type by its index.
    firmware = {
      maximum = { modem = 4, pri = 50 },
      running = { modem = 1, pri = 1 },
      images = {
        {
          type = "modem", index = 1, unique_id = "001.000_000",
          build_id = "01.00.00.00_?", boot_version = { 1, 0 },
        },
        {
          type = "modem", index = 2, unique_id = "001.001_000",
          build_id = "01.01.00.00_?", boot_version = { 1, 1 },
        },
        {
          type = "pri", index = 1, unique_id = "001.000_000",
          build_id = "01.00.00.00_GENERIC", pri_version = 1,
          pri_info = "GENERIC",
        },
        {
          type = "pri", index = 2, unique_id = "001.001_000",
          build_id = "01.01.00.00_GENERIC", pri_version = 2,
          pri_info = "GENERIC",
        },
      },
    },

    -- Messages of single makers.
    usb_composition = { current = 6, supported = { 6, 8, 9 } },
    sierra = {
      boot_version = "01.00.00.00", amss_version = "01.00.00.00",
      sku_id = "1100000", package_id = "01.00", carrier_id = "1",
      pri_version = "001.000_000", carrier = "GENERIC",
      config_version = "001.000_000",
    },
    foxconn = {
      versions = {
        firmware_mcfg = "Q1.0", firmware_mcfg_apps = "Q1.0.A1.0",
        apps = "A1.0",
      },
      -- What takes the FCC lock off: by either of two messages.
      fcc_value = 0, fcc_string = "foxc", fcc_number = 48,
    },
  },

  -- The card in the first slot; `slots` lists further slots, each by what is
  -- different there, as { present = false } or { iccid = "...", imsi = "..." }.
  sim = {
    present = true,
    automatic = true,    -- the modem starts to use its USIM by itself
    pin = false,         -- "1234": the card asks for this PIN
    unused_pin = "0000", -- the code of the PIN while nobody is asked for it
    puk = "12345678",
    pin2 = "5678", puk2 = "87654321",
    tries = { pin = 3, puk = 10, pin2 = 3, puk2 = 10 }, -- that are left

    iccid = "89001010000000000018",
    imsi = "001010123456789",
    mnc_length = 2,
    msisdn = "+15550100123", -- false: the card does not know
    message_centre = "+15550100999",
    spn = "qmimic",
    gid1 = "FF", gid2 = "FF",
    user_plmns = {}, operator_plmns = {}, forbidden_plmns = {},
    atr = "3B 9F 96 80 1F C7 80 31 A0 73 BE 21 13 67 43 20 07 18 00 00 01 A5",
    eid = false,             -- of an eUICC, in hex
    applications = { { type = "usim" }, { type = "isim" } }, -- aid = in hex
    channels = 3,            -- logical channels besides the basic one

    -- More files, or others: ["3F00/7FFF/6F3E"] = "01 02", or a list of
    -- records, or false for one that the card has not.
    files = {},

    -- Personalisation locks of the modem by feature: gw_network = { key =
    -- "12345678", retries = 10, unblock_key = "87654321" }.
    locks = {},
    unlock_data = "unlock", -- what Remote Unlock accepts

    slots = {},

    -- What is answered when there is no card.
    absent_errors = { dms = "UimUninitialized", uim = "NoSim" },
  },
}
