/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_path_parts.h - what the files of the data path share. Not for others. */
#pragma once

#include "sim/wwan_path.h"

/* Says once why a packet is lost. `detail` may be empty. */
void path_note(struct wwan_path *path, enum path_loss loss, const char *detail);

/* Sends a packet towards the host, over the radio link. */
void path_send_down(struct wwan_path *path, struct wwan_call *call,
	const struct packet *packet, uint64_t now_us);

/* Decides where a packet of a call goes, once the radio link is behind it. */
void path_route(struct wwan_path *path, struct wwan_call *call,
	const struct packet *packet, uint64_t now_us);

/* Whether a packet is for those on the same link only. */
bool path_is_local(const struct packet *packet);
