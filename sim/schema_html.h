/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_html.h - the whole schema as one page for a browser.
 *
 * The page needs nothing beside itself. Its frame, style and search are in
 * sim/schema_page.html, which is part of the program.
 */
#pragma once

#include <stdio.h>

void schema_html(FILE *stream);
