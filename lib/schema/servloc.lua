-- SPDX-License-Identifier: LGPL-2.1-or-later
-- SERVLOC: service registry locator. Says in which protection domains of which
-- processor a service lives.

service("SERVLOC", 0x40, {
  title = "service registry locator",
  summary = "Says in which protection domains of which processor a service "
    .. "lives. The host is usually the server.",
})

local SOURCE = "Linux 6.1, drivers/soc/qcom/pdr_internal.h"

message {
  name = "Get Domain List", id = 0x0021, source = SOURCE,
  request = {
    { 0x01, "service_name", string },
    { 0x10, "domain_offset", u32, optional = true },
  },
  response = {
    { 0x10, "total_domains", u16, optional = true },
    { 0x11, "database_revision", u16, optional = true },
    { 0x12, "domains", array8 {
      { "name", string8 },
      { "instance_id", u32 },
      { "service_data_valid", bool },
      { "service_data", u32 },
    }, optional = true },
  },
}

message {
  name = "Report Failure", id = 0x0024,
  source = "linux-msm pd-mapper (BSD-3-Clause), servreg_loc.qmi",
  request = {
    { 0x01, "service_name", string },
    { 0x02, "reason", string },
  },
}
