/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* endpoint_fd.h - an inherited descriptor: a stream socket or a PTY's master. */
#pragma once

#include "sim/endpoint.h"

extern const struct endpoint_ops endpoint_fd;
