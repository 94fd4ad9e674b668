-- SPDX-License-Identifier: LGPL-2.1-or-later
-- TEST: the test service. Echoes a ping and blocks of data: firmware carries it
-- so that both ends of a transport can be exercised without side effects.

service("TEST", 0x0F, {
  title = "test",
  summary = "Echoes a ping and blocks of data, to exercise a transport.",
})

local SOURCE = "Linux 6.1, samples/qmi/qmi_sample_client.c"

message {
  name = "Ping", id = 0x0020, source = SOURCE,
  request = {
    { 0x01, "ping", fixed_string(4) },
    { 0x10, "client_name", string8, optional = true },
  },
  response = {
    { 0x10, "pong", fixed_string(4), optional = true },
    { 0x11, "service_name", string8, optional = true },
  },
}

message {
  name = "Data", id = 0x0021, source = SOURCE,
  request = {
    { 0x01, "data", bytes16 },
    { 0x10, "client_name", string8, optional = true },
  },
  response = {
    { 0x10, "data", bytes16, optional = true },
    { 0x11, "service_name", string8, optional = true },
  },
}
