/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/ctl_shell.h"

#include <histedit.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/ctl_request.h"
#include "sim/memory.h"
#include "sim/setup.h"

enum {
	WORDS_MAX = 66,
	HISTORY_MAX = 1000,
};

struct shell {
	struct ctl_link *link;
	char *modem;
	int status;
	bool is_over;
};

/* Takes one word off `*at`, without its quotes, and writes it to `*to`. False:
 * a quote is open.
 */
static bool take_word(char **at, char **to)
{
	char *from = *at;
	char quote = '\0';

	while (*from && (quote || !strchr(" \t\n", *from))) {
		if (quote && *from == quote) {
			quote = '\0';
			from++;
		} else if (!quote && (*from == '\'' || *from == '"')) {
			quote = *from++;
		} else {
			if (*from == '\\' && quote != '\'' && from[1])
				from++;
			*(*to)++ = *from++;
		}
	}
	*at = *from ? from + 1 : from;
	*(*to)++ = '\0';

	return quote == '\0';
}

int ctl_split(char *line, char **words, int room)
{
	char *to = line;
	int count = 0;

	for (;;) {
		line += strspn(line, " \t\n");
		if (!*line)
			return count;
		if (count == room)
			return -1;
		words[count++] = to;
		if (!take_word(&line, &to))
			return -1;
	}
}

static void print_commands(void)
{
	for (const struct ctl_command *command = ctl_commands; command->name;
		command++)
		printf("%-13s %s\n", command->name, command->summary);
	puts("modem NAME    go on with that modem\nexit          leave");
}

static void run_words(struct shell *shell, int count, char **words)
{
	if (strcmp(words[0], "exit") == 0 || strcmp(words[0], "quit") == 0) {
		shell->is_over = true;
	} else if (strcmp(words[0], "help") == 0) {
		print_commands();
	} else if (strcmp(words[0], "modem") == 0 && count == 2) {
		free(shell->modem);
		shell->modem = memory_string(words[1]);
	} else {
		shell->status = ctl_run(
			shell->link, shell->modem, count, words);
		if (shell->status == VERDICT_ENVIRONMENT)
			shell->is_over = true;
	}
}

static void run_line(struct shell *shell, const char *line)
{
	char *words[WORDS_MAX];
	char *copy = memory_string(line);
	int count = ctl_split(copy, words, WORDS_MAX);

	if (count < 0) {
		setup_complain("a quote is open, or there are too many words");
		shell->status = VERDICT_USAGE;
	} else if (count > 0 && words[0][0] != '#') {
		run_words(shell, count, words);
	}
	free(copy);
}

static char *prompt(EditLine *editor)
{
	static char text[] = "qmimic> ";

	(void)editor;

	return text;
}

/* Completes the first word: as far as all commands agree that begin so. */
static unsigned char complete(EditLine *editor, int key)
{
	const LineInfo *info = el_line(editor);
	size_t typed = (size_t)(info->cursor - info->buffer);
	const char *found = NULL;
	size_t same = 0;
	char text[32];

	(void)key;
	if (memchr(info->buffer, ' ', typed))
		return CC_ERROR;
	for (const struct ctl_command *command = ctl_commands; command->name;
		command++) {
		size_t agreed = 0;

		if (strncmp(command->name, info->buffer, typed) != 0)
			continue;
		while (found && agreed < same &&
			command->name[agreed] == found[agreed])
			agreed++;
		same = found ? agreed : strlen(command->name);
		found = command->name;
	}
	if (!found || same >= sizeof(text))
		return CC_ERROR;
	if (same == typed && found[same])
		return CC_ERROR;

	snprintf(text, sizeof(text), "%.*s%s", (int)(same - typed),
		found + typed, found[same] ? "" : " ");
	el_insertstr(editor, text);

	return CC_REFRESH;
}

/* Somebody types. */
static void talk(struct shell *shell)
{
	EditLine *editor = el_init("qmimic", stdin, stdout, stderr);
	History *past = history_init();
	HistEvent event;
	const char *line;
	int size;

	history(past, &event, H_SETSIZE, HISTORY_MAX);
	el_set(editor, EL_PROMPT, prompt);
	el_set(editor, EL_EDITOR, "emacs");
	el_set(editor, EL_HIST, history, past);
	el_set(editor, EL_ADDFN, "complete", "Completes a command", complete);
	el_set(editor, EL_BIND, "^I", "complete", NULL);
	while (!shell->is_over && (line = el_gets(editor, &size)) && size > 0) {
		if (size > 1)
			history(past, &event, H_ENTER, line);
		run_line(shell, line);
		fflush(stdout);
	}
	history_end(past);
	el_end(editor);
}

/* A file or a pipe: the first failure ends it. */
static void obey(struct shell *shell)
{
	char *line = NULL;
	size_t room = 0;

	while (!shell->is_over && getline(&line, &room, stdin) > 0) {
		run_line(shell, line);
		fflush(stdout);
		shell->is_over = shell->is_over || shell->status != 0;
	}
	free(line);
}

int ctl_shell(struct ctl_link *link, const char *modem)
{
	struct shell shell = {
		.link = link,
		.modem = modem ? memory_string(modem) : NULL,
	};

	if (isatty(STDIN_FILENO))
		talk(&shell);
	else
		obey(&shell);
	free(shell.modem);

	return shell.status;
}
