#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNCurses.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// From term.h, whose macros take over common names such as `columns`.
extern char *tigetstr(const char *);

enum { grey_slot = 243 };

static SCREEN *screen = NULL;
static struct termios kept;
static struct termios shell;
static bool has_shell = false;
static attr_t attributes[opine_style_warning + 1];
static short pairs[opine_style_warning + 1];

const char *opine_locale_charset(void) {
  return nl_langinfo(CODESET);
}

const char *opine_screen_library(void) {
  return curses_version();
}

bool opine_locale_is_utf8(void) {
  setlocale(LC_ALL, "");
  const char *set = nl_langinfo(CODESET);
  return set != NULL && strcmp(set, "UTF-8") == 0;
}

opine_window opine_window_size(int descriptor) {
  struct winsize size;
  opine_window result = {0, 0, 0, 0};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return result;
  result.columns = size.ws_col;
  result.rows = size.ws_row;
  result.width_in_pixels = size.ws_xpixel;
  result.height_in_pixels = size.ws_ypixel;
  return result;
}

bool opine_raw_begin(int descriptor) {
  if (tcgetattr(descriptor, &kept) != 0) return false;
  struct termios raw = kept;
  raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  return tcsetattr(descriptor, TCSANOW, &raw) == 0;
}

void opine_raw_end(int descriptor) { tcsetattr(descriptor, TCSANOW, &kept); }

static void set_style(opine_style style, int foreground, int background, attr_t attribute) {
  pairs[style] = (short)(style + 1);
  init_pair(pairs[style], (short)foreground, (short)background);
  attributes[style] = attribute;
}

static void style_with_256_colours(int grey) {
  if (can_change_color()) {
    // Rounded up, so that the terminal's division gives the code back.
    short level = (short)((grey * 1000 + 254) / 255);
    init_color(grey_slot, level, level, level);
  }
  set_style(opine_style_normal, 16, grey_slot, A_NORMAL);
  set_style(opine_style_dim, 235, grey_slot, A_NORMAL);
  set_style(opine_style_strong, 231, grey_slot, A_BOLD);
  set_style(opine_style_bar, 252, 236, A_NORMAL);
  set_style(opine_style_focus, 16, 231, A_BOLD);
  set_style(opine_style_saved, 16, grey_slot, A_BOLD);
  set_style(opine_style_warning, 16, 214, A_NORMAL);
}

static void style_without_colours(void) {
  static const attr_t plain[] = {
    A_NORMAL, A_NORMAL, A_BOLD, A_REVERSE, A_REVERSE | A_BOLD, A_BOLD, A_REVERSE | A_BOLD,
  };
  for (int style = 0; style <= opine_style_warning; style++) {
    attributes[style] = plain[style];
    pairs[style] = 0;
  }
}

// What is pasted comes between two marks, so that it can be told from keys.
static void mark_pastes(bool are_marked) {
  const char *text = are_marked ? "\033[?2004h" : "\033[?2004l";
  size_t length = strlen(text), sent = 0;
  while (sent < length) {
    ssize_t count = write(STDOUT_FILENO, text + sent, length - sent);
    if (count < 0 && errno != EINTR) return;
    if (count > 0) sent += (size_t)count;
  }
}

bool opine_screen_start(bool with_colour, int grey) {
  has_shell = tcgetattr(STDIN_FILENO, &shell) == 0;
  screen = newterm(NULL, stdout, stdin);
  if (screen == NULL) return false;
  char *move = tigetstr("cup");
  if (move == NULL || move == (char *)-1) {
    endwin();
    return false;
  }
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  curs_set(0);
  idlok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  leaveok(stdscr, TRUE);
  style_without_colours();
  if (with_colour && has_colors() && start_color() == OK && COLORS >= 256) {
    // Else curses fills the screen with spaces in its first clearing, on terminals that do not
    // erase in colour.
    use_default_colors();
    style_with_256_colours(grey);
  }
  bkgdset(COLOR_PAIR(pairs[opine_style_normal]) | ' ');
  erase();
  mark_pastes(true);
  return true;
}

void opine_screen_end(void) {
  if (screen == NULL) return;
  mark_pastes(false);
  if (!isendwin()) endwin();
  delscreen(screen);
  screen = NULL;
  opine_output_mend();
  // curses cannot do it where its output was cut.
  if (has_shell) tcsetattr(STDIN_FILENO, TCSANOW, &shell);
}

void opine_screen_pause(void) {
  mark_pastes(false);
  endwin();
}

void opine_screen_restart(void) {
  opine_window window = opine_window_size(STDOUT_FILENO);
  if (window.rows > 0 && window.columns > 0) resizeterm(window.rows, window.columns);
  mark_pastes(true);
  clearok(curscr, TRUE);
  wrefresh(curscr);
}

void opine_screen_put(
  int row, int column, const uint32_t *scalars, int count, opine_style style
) {
  attr_set(attributes[style], pairs[style], NULL);
  wchar_t buffer[512];
  for (int start = 0; start < count; start += 511) {
    int length = count - start < 511 ? count - start : 511;
    for (int index = 0; index < length; index++) buffer[index] = (wchar_t)scalars[start + index];
    if (start == 0) {
      mvaddnwstr(row, column, buffer, length);
    } else {
      addnwstr(buffer, length);
    }
  }
  attr_set(A_NORMAL, 0, NULL);
}

void opine_screen_update(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void opine_screen_repaint_rows(int first, int count) {
  wredrawln(stdscr, first < 0 ? 0 : first, count);
}
