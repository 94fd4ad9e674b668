/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* victim.h - a small QMI client that can make the mistakes of real ones.
 *
 * For each bug of scenarios/bugs there is a case, called by the bug's name: what
 * a client does there. It does it right, or with `has_bug` the way that the real
 * client did it. A scenario that lets the second pass does not bite.
 *
 * The victim speaks QMUX by itself and shares no code with the modem. Packets
 * lie in memory of exactly their size, so that a sanitizer sees what is read
 * beyond them.
 *
 * Ownership: a packet belongs to whom it was given; packet_free() ends it, NULL
 * is fine. Times are in milliseconds.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum victim_service {
	VICTIM_CTL = 0,
	VICTIM_WDS = 1,
	VICTIM_DMS = 2,
	VICTIM_NAS = 3,
	VICTIM_WMS = 5,
	VICTIM_VOICE = 9,
	VICTIM_UIM = 11,
	VICTIM_PBM = 12,
	VICTIM_LOC = 16,
	VICTIM_WDA = 26,
	VICTIM_PDC = 36,
};

enum packet_kind {
	PACKET_REQUEST,
	PACKET_RESPONSE,
	PACKET_INDICATION,
};

struct packet {
	struct packet *next;
	enum packet_kind kind;
	uint8_t service;
	uint8_t client;
	uint8_t qmux_flags;
	uint8_t flags; /* of the SDU, as they came */
	uint16_t transaction;
	uint16_t message;
	uint16_t tlvs_length; /* as the header has it */
	uint8_t *frame;	      /* the whole frame, from its marker on */
	size_t frame_size;
	const uint8_t *tlvs; /* inside `frame` */
	size_t tlvs_size;    /* what is really there */
};

/* How a client may take bytes wrongly. All false: the right way. */
struct victim_habits {
	bool hangs_up_on_noise;	   /* a byte that is no marker ends it all */
	bool takes_read_for_frame; /* one read() is one frame */
};

struct victim {
	int device; /* its descriptor, -1 when closed */
	const char *path;
	bool has_bug;
	int proxy; /* the process of qmi-proxy, which has the device, or 0 */
	struct victim_habits habits;
	int timeout_ms; /* of victim_call() */
	uint8_t *bytes; /* what was read and is no packet yet */
	size_t size;
	uint8_t noise[64]; /* the first bytes that belonged to no frame */
	size_t noise_size;
	struct packet *waiting; /* read while something else was awaited */
	uint8_t ctl_transaction;
	uint16_t transaction;
	bool hung_up;
};

struct victim_case {
	const char *slug;
	/* 0: as a right client, else the process's exit status */
	int (*run)(struct victim *victim);
};

extern const struct victim_case victim_cases_mem[];
extern const struct victim_case victim_cases_mem_link[];
extern const struct victim_case victim_cases_mem_proxy[];
extern const struct victim_case victim_cases_mem_mm[];
extern const struct victim_case victim_cases_mem_2[];
extern const struct victim_case victim_cases_mem_3[];
extern const struct victim_case victim_cases_frm[];
extern const struct victim_case victim_cases_dec[];
extern const struct victim_case victim_cases_dec_2[];
extern const struct victim_case victim_cases_lif[];
extern const struct victim_case victim_cases_lif_2[];
extern const struct victim_case victim_cases_lif_proxy[];
extern const struct victim_case victim_cases_tim[];
extern const struct victim_case victim_cases_tim_2[];
extern const struct victim_case victim_cases_qrk[];
extern const struct victim_case victim_cases_qrk_2[];
extern const struct victim_case victim_cases_qrk_3[];

/* link.c: bytes, packets, transactions. */

bool victim_open(struct victim *victim);
void victim_close(struct victim *victim);

/* Writes bytes as they are. */
void victim_write(struct victim *victim, const void *bytes, size_t size);

/* Sends a request and returns its transaction. `tlvs` may be NULL. */
struct tlvs;
uint16_t victim_send(struct victim *victim, uint8_t service, uint8_t client,
	uint16_t message, const struct tlvs *tlvs);

/* The next packet, or NULL after `timeout_ms` or when the modem hung up. */
struct packet *victim_receive(struct victim *victim, int timeout_ms);

/* The response to a request, by service, client and transaction, or NULL. Other
 * packets are kept for victim_indication().
 */
struct packet *victim_await(struct victim *victim, uint8_t service,
	uint8_t client, uint16_t transaction, int timeout_ms);

/* victim_send() and victim_await() in one. */
struct packet *victim_call(struct victim *victim, uint8_t service,
	uint8_t client, uint16_t message, const struct tlvs *tlvs);

/* The same, of which only the result counts: 0, a QMI error, or -1 without an
 * answer or result.
 */
int victim_do(struct victim *victim, uint8_t service, uint8_t client,
	uint16_t message, const struct tlvs *tlvs);

/* The same of a request without fields, of which only a TLV counts: it as by
 * packet_copy(), or NULL.
 */
uint8_t *victim_ask(struct victim *victim, uint8_t service, uint8_t client,
	uint16_t message, uint8_t id, size_t *size);

/* An indication that has come or comes in time, or NULL. */
struct packet *victim_indication(struct victim *victim, uint8_t service,
	uint16_t message, int timeout_ms);

/* A client id, 0 if there is none to be had. */
uint8_t victim_allocate(struct victim *victim, uint8_t service);
/* True: the modem has taken it back. */
bool victim_release(struct victim *victim, uint8_t service, uint8_t client);

/* packet.c: what is in a packet, and what is put into one. */

void packet_free(struct packet *packet);

/* The first TLV with that number whose length fits, or NULL. */
const uint8_t *packet_tlv(
	const struct packet *packet, uint8_t id, size_t *size);

/* A copy of it in memory of exactly its size, which the caller frees. `packet`
 * may be NULL.
 */
uint8_t *packet_copy(const struct packet *packet, uint8_t id, size_t *size);

/* The error of the result TLV, 0 for success; -1: there is no good one. */
int packet_error(const struct packet *packet);

uint16_t packet_u16(const uint8_t *bytes);
uint32_t packet_u32(const uint8_t *bytes);

struct tlvs {
	uint8_t bytes[1024];
	size_t size;
};

void tlvs_put(struct tlvs *tlvs, uint8_t id, const void *value, size_t size);
void tlvs_put_u8(struct tlvs *tlvs, uint8_t id, uint8_t value);
void tlvs_put_u16(struct tlvs *tlvs, uint8_t id, uint16_t value);
void tlvs_put_u32(struct tlvs *tlvs, uint8_t id, uint32_t value);
void tlvs_put_text(struct tlvs *tlvs, uint8_t id, const char *text);

/* Says on standard error what went wrong, and returns 1. */
int victim_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
