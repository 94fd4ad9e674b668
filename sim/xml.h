/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* xml.h - text of any kind as content of XML.
 *
 * XML 1.0 has no way to write most control characters and no bytes that are not
 * UTF-8; those come out as U+FFFD, so that whatever a program or a scenario has
 * said, the document stays well formed.
 */
#pragma once

#include <stdio.h>

/* Writes text as it may stand between tags and in attributes of either quote. */
void xml_put(FILE *stream, const char *text);

/* The size of the character of UTF-8 that `text` begins with, 1 to 4, or 0 when
 * it is none: overlong, a surrogate, cut, or beyond U+10FFFF. `text` is not "".
 */
size_t utf8_size(const char *text);

/* A copy in which U+FFFD stands for each byte that is not UTF-8. Free it. */
char *utf8_clean(const char *text);
