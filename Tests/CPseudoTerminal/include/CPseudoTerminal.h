#pragma once

#include <sys/types.h>

struct pseudo_terminal_size {
  unsigned short rows;
  unsigned short columns;
  unsigned short width_in_pixels;
  unsigned short height_in_pixels;
};

/// Starts a program on a new pseudo-terminal; returns its process or -1. `folder` may be null.
pid_t pseudo_terminal_start(
    int *terminal, const char *program, char *const arguments[], char *const environment[],
    const char *folder, struct pseudo_terminal_size size);

/// Changes the size, which sends SIGWINCH to the program; returns 0 or -1.
int pseudo_terminal_resize(int terminal, struct pseudo_terminal_size size);

/// Looks whether a process has ended: 1 yes, 0 not yet, -1 no such child.
/// `status` becomes the exit status, or 128 + the number of the signal that ended it.
int pseudo_terminal_reap(pid_t process, int *status);

/// Tells whether the program left the line discipline in canonical mode with echo.
int pseudo_terminal_is_cooked(int terminal);

/// Opens files on this thread as another user from now on, as far as the system can do that.
void pseudo_terminal_open_files_as(unsigned user);
