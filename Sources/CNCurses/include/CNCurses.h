#ifndef OPINE_CNCURSES_H
#define OPINE_CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

// ncurses behind functions that Swift can call: its globals, macros and variadic functions are
// not importable. Sizes are in cells, places are 0-based.

typedef enum {
  opine_style_normal = 0,
  opine_style_dim,
  opine_style_strong,
  opine_style_bar,
  opine_style_focus,
  opine_style_saved,
  opine_style_warning,
} opine_style;

typedef struct {
  int columns, rows, width_in_pixels, height_in_pixels;
} opine_window;

// Takes the locale from the environment; true when its character set is UTF-8.
bool opine_locale_is_utf8(void);

// The character set of the locale in force, such as "UTF-8".
const char *opine_locale_charset(void);

// The name and version of the library, such as "ncurses 6.4.20221231".
const char *opine_screen_library(void);

// Size of the window of a terminal; all 0 when it is not one.
opine_window opine_window_size(int descriptor);

// Puts a terminal into raw mode, keeping what it was; false when it is not a terminal.
bool opine_raw_begin(int descriptor);
void opine_raw_end(int descriptor);

// Starts curses on standard input and output; false when the terminal cannot place a cursor.
// grey is the sRGB code of the ground.
bool opine_screen_start(bool with_colour, int grey);
// Gives the terminal back.
void opine_screen_end(void);
// Gives the terminal back until opine_screen_restart.
void opine_screen_pause(void);
// After a suspension or resize: takes the size from the kernel and repaints everything.
void opine_screen_restart(void);

void opine_screen_put(int row, int column, const uint32_t *scalars, int count, opine_style style);
void opine_screen_update(void);
// Makes the next update paint these rows whether or not they changed.
void opine_screen_repaint_rows(int first, int count);

// Catches SIGWINCH, SIGTSTP, SIGHUP, SIGTERM and SIGINT into a pipe, ignores SIGPIPE and SIGXFSZ;
// the descriptor from which one byte a signal, its number, can be read.
// Once SIGHUP, SIGTERM or SIGINT has come, output to a terminal that does not read is cut.
int opine_signals_catch(void);
// Whether a signal has asked the program to end.
bool opine_signals_ending(void);
// Where output was cut: throws away what the terminal has not read, and leaves the alternate
// screen and all modes as far as the terminal takes that.
void opine_output_mend(void);
// Stops the process group as Ctrl-Z does, and returns when it is continued.
void opine_suspend(void);

// Sends standard error to a hidden file until opine_errors_end copies it out.
void opine_errors_begin(void);
void opine_errors_end(void);

#endif
