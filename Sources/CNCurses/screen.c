#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNCurses.h"

#include <curses.h>
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

enum { grey_slot = 243, onset_key = KEY_MAX - 1 };

static SCREEN *screen = NULL;
static struct termios kept;
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

bool opine_screen_start(bool with_colour, int grey) {
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
  nodelay(stdscr, TRUE);
  curs_set(0);
  set_escdelay(25);
  idlok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  leaveok(stdscr, TRUE);
  define_key("\033[0n", onset_key);
  style_without_colours();
  if (with_colour && has_colors() && start_color() == OK && COLORS >= 256) {
    style_with_256_colours(grey);
  }
  bkgdset(COLOR_PAIR(pairs[opine_style_normal]) | ' ');
  erase();
  return true;
}

void opine_screen_end(void) {
  if (screen == NULL) return;
  if (!isendwin()) endwin();
  delscreen(screen);
  screen = NULL;
}

void opine_screen_pause(void) { endwin(); }

void opine_screen_restart(void) {
  opine_window window = opine_window_size(STDOUT_FILENO);
  if (window.rows > 0 && window.columns > 0) resizeterm(window.rows, window.columns);
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

opine_input opine_screen_key(uint32_t *scalar) {
  wint_t value = 0;
  int kind = get_wch(&value);
  if (kind == ERR) return opine_input_none;
  if (kind == KEY_CODE_YES) {
    switch (value) {
    case KEY_ENTER: return opine_input_enter;
    case KEY_BTAB: return opine_input_back_tab;
    case KEY_LEFT: return opine_input_left;
    case KEY_RIGHT: return opine_input_right;
    case KEY_UP: return opine_input_up;
    case KEY_DOWN: return opine_input_down;
    case KEY_RESIZE: return opine_input_resize;
    default: return opine_input_other;
    }
  }
  switch (value) {
  case 3: return opine_input_interrupt;
  case 9: return opine_input_tab;
  case 10: case 13: return opine_input_enter;
  case 12: return opine_input_redraw;
  case 26: return opine_input_suspend;
  case 27: return opine_input_escape;
  default:
    if (value < 32 || value == 127) return opine_input_other;
    *scalar = (uint32_t)value;
    return opine_input_scalar;
  }
}

void opine_screen_flush_keys(void) { flushinp(); }
