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

  -- Service versions: { major, minor }, by name or number. Those of single
  -- makers (OMA, FOX, GMS, GAS, ATR) are left to their presets. A preset whose
  -- list is the whole one, so that nothing of the list here is added, says
  -- whole_services = true.
  whole_services = false,
  services = {
    CTL = { 1, 5 }, WDS = { 1, 67 }, DMS = { 1, 14 }, NAS = { 1, 25 },
    UIM = { 1, 46 }, WDA = { 1, 16 }, DPM = { 1, 0 }, WMS = { 1, 10 },
    VOICE = { 2, 1 },
    QOS = { 1, 12 }, SAR = { 1, 0 }, IMS = { 1, 0 }, IMSP = { 1, 0 },
    IMSA = { 1, 0 }, DSD = { 1, 0 }, PDS = { 1, 18 }, PBM = { 1, 4 },
    LOC = { 2, 0 }, PDC = { 1, 0 },
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

  -- Messages that this modem does not have, and those that it always answers
  -- with an error: { ["NAS Get Home Network"] = "NotProvisioned" }.
  missing = {},
  refuses = {},

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
    telit = {
      -- Product ids: linux drivers/usb/serial/option.c, those of the LE910Cx.
      compositions = { 0x1201, 0x1203, 0x1204, 0x1206 }, endpoint = "hsusb",
      active_slot = 0, auto_sim = "disable",
      firmware = { -- at most four are told
        { slot = 0, name = "GENERIC", version = "1.0", pri_revision = "1.0" },
        { slot = 1, name = "OTHER", version = "1.1", pri_revision = "1.1" },
      },
      ethernet_addresses = { "02:00:00:00:00:03" }, -- two at most
    },
  },

  -- The card in the first slot, and further slots.
  sim = part "card", -- scenarios/parts/card.lua

  -- The radio: who is in reach and what the modem prefers. Codes of networks
  -- are digits, since "01" and "001" are two networks. 001-01 is the test
  -- network of the numbering plan. The card says which network is home.
  network = {
    modes = { "gsm", "umts", "lte", "5gnr" }, -- what the modem can do

    -- A cell: `area` is its location or tracking area, `physical_cell_id` the
    -- scrambling code of UMTS and the identity code of GSM. An operator may be
    -- `forbidden`, or `reject` a registration with a cause. An LTE cell with
    -- `has_5gnr` (true, or { band =, channel = }) has a 5G cell beside it, and
    -- `secondary` lists the cells of carrier aggregation. `neighbours` are of
    -- the cell's technology: of LTE, those with a `channel` are on another
    -- frequency; of UMTS they have channel, physical_cell_id, rscp and ecio; of
    -- GSM cell_id, area, channel, physical_cell_id and rssi. A cell of CDMA
    -- ("cdma_1x", "cdma_1xevdo", band "bc_0") has sid, nid, base_station_id.
    operators = {
      {
        mcc = "001", mnc = "01", name = "qmimic", short_name = "qmimic",
        cells = {
          {
            technology = "lte", band = "eutran_7", channel = 2850,
            bandwidth = "mhz_20", cell_id = 0x01A2D001, area = 0x1001,
            physical_cell_id = 123,
            neighbours = {
              {
                physical_cell_id = 124, rsrq = -15.5, rsrp = -108.0,
                rssi = -79.5,
              },
            },
          },
          {
            technology = "umts", band = "wcdma_2100", channel = 10737,
            bandwidth = "wcdma_5", cell_id = 0x00A10B02, area = 0x2002,
            physical_cell_id = 211,
          },
          {
            technology = "gsm", band = "gsm_900_extended", channel = 62,
            bandwidth = "gsm_02", cell_id = 0x00003003, area = 0x2003,
            physical_cell_id = 38,
          },
        },
      },
      {
        mcc = "001", mnc = "02", name = "Neighbour", short_name = "Nbr",
        cells = {
          {
            technology = "lte", band = "eutran_3", channel = 1300,
            bandwidth = "mhz_10", cell_id = 0x02B40001, area = 0x4001,
            physical_cell_id = 301,
          },
        },
      },
      {
        mcc = "001", mnc = "999", name = "Closed", short_name = "Closed",
        forbidden = true,
        cells = {
          {
            technology = "umts", band = "wcdma_2100", channel = 10762,
            bandwidth = "wcdma_5", cell_id = 0x00C30C01, area = 0x5001,
            physical_cell_id = 45,
          },
        },
      },
    },

    registration_seconds = 0, -- from the start until registered
    search_seconds = 2,       -- from searching to registered, later on
    scan_seconds = 2,         -- how long a scan takes, in parts or whole

    -- How well each technology is heard, in dBm and dB.
    signal = {
      gsm = { rssi = -71, error_rate = 0 },
      umts = { rssi = -69, ecio = -5.5, rscp = -75, error_rate = 0 },
      lte = { rssi = -65, rsrq = -10, rsrp = -95, snr = 12.4 },
      ["5gnr"] = { rsrp = -92, rsrq = -11, snr = 15 },
      cdma_1x = { rssi = -75, ecio = -6 },
      cdma_1xevdo = { rssi = -72, ecio = -4, sinr = 5, io = -70 },
    },

    -- What a host may change. `acquisition_order` is the order of search.
    preferences = {
      modes = { "gsm", "umts", "lte", "5gnr" },
      acquisition_order = { "5gnr", "lte", "umts", "gsm" },
      bands = {
        "gsm_dcs_1800", "gsm_900_extended", "gsm_900_primary", "gsm_850",
        "gsm_pcs_1900", "wcdma_2100", "wcdma_pcs_1900", "wcdma_850",
        "wcdma_900",
      },
      lte_bands = {
        "eutran_1", "eutran_3", "eutran_5", "eutran_7", "eutran_8",
        "eutran_20",
      },
      nr5g_sa_bands = {
        "nr5g_1", "nr5g_2", "nr5g_3", "nr5g_5", "nr5g_7", "nr5g_8", "nr5g_12",
        "nr5g_20", "nr5g_25", "nr5g_28", "nr5g_38", "nr5g_40", "nr5g_41",
        "nr5g_48", "nr5g_66", "nr5g_71", "nr5g_77", "nr5g_78", "nr5g_79",
        "nr5g_257", "nr5g_258", "nr5g_260", "nr5g_261",
      },
      nr5g_nsa_bands = {
        "nr5g_1", "nr5g_2", "nr5g_3", "nr5g_5", "nr5g_7", "nr5g_8", "nr5g_12",
        "nr5g_20", "nr5g_25", "nr5g_28", "nr5g_38", "nr5g_40", "nr5g_41",
        "nr5g_48", "nr5g_66", "nr5g_71", "nr5g_77", "nr5g_78", "nr5g_79",
        "nr5g_257", "nr5g_258", "nr5g_260", "nr5g_261",
      },
      roaming = "any", domain = "cs_ps", usage = "data_centric",
      voice_domain = "ps_preferred", emergency = false,
      restriction = "unrestricted",
    },

    -- The list of preferred networks on the card:
    -- { mcc =, mnc =, technologies = { "eutran" } }.
    preferred = {
      { mcc = "001", mnc = "02", technologies = { "eutran", "utran" } },
    },

    -- What makes Set System Selection Preference refuse: both LTE band fields
    -- in one request, an order of search that leaves technologies out, and
    -- bands of 5G without the modes.
    refuses_both_lte_bands = false,
    wants_modes_with_nr5g_bands = false,
    wants_whole_acquisition_order = false,
    tells_modes = true, -- false: the preference says nothing of modes
    drx = "cn7_t64",
    temperature = 38, -- degC
    qos_technologies = { "umts", "lte", "5gnr" }, -- that know data flows
    cdma_stations = false, -- that are heard, in the words of NAS

    -- The network's time when the modem is switched on; `zone` in quarters of
    -- an hour, `daylight_saving` in hours.
    time = {
      year = 2024, month = 1, day = 1, hour = 12, minute = 0, second = 0,
      zone = 4, daylight_saving = 0,
    },
  },

  -- The IP multimedia subsystem: whether networks have one, what a host may
  -- switch, and how the policy manager ranks the sources of its settings.
  ims = {
    network = true,
    registration_seconds = 1,
    enabled = {
      registration = true, voice = true, video = false, wifi_voice = false,
      ut = true, sms = true, ussd = true, presence = false, video_share = false,
      autoconfig = false, xdm_client = false, rcs = false,
      carrier_config = false,
    },
    call_mode = "cellular",
    policy = {
      acs_priority = 0, isim_priority = 1, nv_priority = 2, pco_priority = 3,
      service_mask = 1, apns = { "ims", "", "", "", "", "" },
    },
  },

  -- Device management: whether a server has something new, how long a step of a
  -- session takes, and how often it is tried without a network.
  oma = {
    has_news = true, step_seconds = 0.5, retries = 3, retry_seconds = 10,
    features = {
      device_provisioning_service_update_config = true,
      prl_update_service_config = true, hfa_feature_config = true,
    },
  },

  -- Packet data calls.
  bearers = {
    first_handle = 0x61A7B2C0,
    call_limit = 8,
    families = { "ipv4", "ipv6" },   -- what the network gives
    apns = false,                    -- the only good names, lower case, or any
    network_apn = "internet",        -- where a name is not given
    ignores_family_of_start = false, -- Start Network's own IP family
    second_family_reason = false,    -- the internal reason that refuses a call
                                     -- beside one of the other family
    autoconnect = "disabled", autoconnect_roaming = "allowed",
    start_seconds = 0.1, -- until the network has answered to a call
    mtu = 1500,
    idle_timeout = false,            -- s without a packet: the network ends it
    dormant_after = false,           -- s without a packet: the call is dormant

    -- The radio link in each direction: s, of 1, and bit/s (0: no limit).
    link = { latency = 0, loss = 0, tx_rate = 0, rx_rate = 0 },

    -- The settings of the first call of a family; the others follow, 4
    -- addresses or one network on.
    ipv4 = {
      address = "10.164.64.2", mask = "255.255.255.252",
      gateway = "10.164.64.1", dns = { "10.164.0.53", "10.164.1.53" },
    },
    ipv6 = {
      address = "2001:db8:64:1::2", gateway = "2001:db8:64:1::1", prefix = 64,
      dns = { "2001:db8::53", "2001:db8::5353" },
    },

    -- In bit/s.
    rates = {
      cdma_1x = { tx = 153600, rx = 153600 },
      cdma_1xevdo = { tx = 1800000, rx = 3100000 },
      gsm = { tx = 118000, rx = 236000 },
      umts = { tx = 5760000, rx = 21000000 },
      lte = { tx = 50000000, rx = 100000000 },
      ["5gnr"] = { tx = 300000000, rx = 1000000000 },
    },

    -- Profiles in the words of the WDS messages, from index 1.
    profile_types = { "3gpp" },
    profile_limit = 16,
    default_profile = 1,
    profiles = {
      {
        fields = {
          profile_name = "default", pdp_type = "ipv4_or_ipv6",
          apn_name = "internet", username = "", password = "",
          authentication = {}, pdp_context_number = 1,
          apn_disabled_flag = false, roaming_disallowed_flag = false,
        },
      },
      {
        fields = {
          profile_name = "ims", pdp_type = "ipv6", apn_name = "ims",
          username = "", password = "", authentication = {},
          pdp_context_number = 2, apn_disabled_flag = false,
          roaming_disallowed_flag = false,
        },
      },
    },
    default_settings = {
      profile_name = "", pdp_type = "ipv4", apn_name = "",
      authentication = {},
    },
    attach_limit = 1, -- how many profiles LTE may attach with
  },

  -- The format of the data: what it is at first and what it may be.
  data = {
    link_layer = "802_3", link_layers = { "802_3", "raw_ip" },
    aggregations = { "disabled", "qmap", "qmapv5" },
    uplink_aggregation = "disabled", downlink_aggregation = "disabled",
    uplink_datagrams = 16, uplink_size = 8192,
    downlink_datagrams = 32, downlink_size = 16384,
    qos_format = false, can_qos = false, can_ethernet_pdu = false,
    minimum_padding = 0, flow_control = 0, -- false leaves them out
    needs_endpoint = false, -- without endpoint information: MissingArgument
  },

  -- The AT port beside QMI, or false: { interface = 2, commands = { ... } }.
  at = false,

  position = part "position",             -- scenarios/parts/position.lua
  configurations = part "configurations", -- scenarios/parts/configurations.lua

  -- The phone books; what is in them is on the card. Further capabilities are
  -- written as email_capability = { maximum_emails = 1,
  -- maximum_email_address_length = 40 }, in the words of PBM.
  phonebook = { emergency_numbers = { "112", "911" } },
  -- Short messages. What the card keeps is in its file.
  messages = {
    nv_limit = 100,      -- how many the modem keeps
    needs_mode = false,  -- requests without a message mode: MissingArgument
    domain = "cs_preferred",

    -- What is done with messages by their class, until a host says otherwise:
    -- "discard", "store_and_notify", "transfer_only" (the host must
    -- acknowledge) or "transfer_and_ack".
    routes = {
      class_0 = { storage = "nv", action = "store_and_notify" },
      class_1 = { storage = "nv", action = "store_and_notify" },
      class_2 = { storage = "uim", action = "store_and_notify" },
      class_3 = { storage = "nv", action = "store_and_notify" },
      none = { storage = "nv", action = "store_and_notify" },
    },

    send_seconds = 0.5,        -- until the network has taken a message
    delivery_seconds = 1,      -- from the sender to the reader
    ack_seconds = 15,          -- the network waits for an acknowledgement
    retry_seconds = 60,        -- and tries again
    unknown_number = "accept", -- or "refuse": numbers that no modem has
  },

  -- Voice calls, supplementary services and USSD.
  calls = {
    limit = 7, conference_limit = 6,
    emergency_numbers = { "112", "911" },

    -- An outgoing call: seconds until the network has it, until it rings,
    -- until somebody answers.
    setup_seconds = 0.5, alert_seconds = 1, answer_seconds = 3,
    ring_seconds = 30, -- until who calls gives up
    end_seconds = 0.2, -- from the host's wish to the end
    auto_answer = false, auto_answer_seconds = 5,

    -- What becomes of calls by number: "answer", "busy", "no_answer",
    -- "reject", "unreachable", "unassigned", "barred", "congestion", "wait"
    -- (for the scenario), or { outcome = "answer", seconds = 10 }.
    numbers = {},
    unknown_number = "answer",

    call_waiting = true, barring_password = "0000",
    service_seconds = 0.5, -- how long a question to the network takes

    -- Codes and what the network says: a text, { text =, replies = {} } for a
    -- menu, { fail = "facility_not_supported" }.
    ussd = {
      ["*100#"] = "Your balance is 10.00.",
    },
    ussd_unknown = "facility_not_supported", -- why other codes fail
    ussd_coding = "auto",  -- "8bit" and "ucs2" where it can be
    ussd_utf16 = true,     -- texts in UTF-16 too
    ussd_seconds = 1,      -- how long the network takes for an answer
    ussd_session_seconds = 60,
  },
}
