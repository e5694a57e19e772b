#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "CNCurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int ends[2] = {-1, -1};
static int real_errors = -1;
static FILE *held_errors = NULL;

// Seconds that a program that was asked to end may wait for a terminal that does not read.
enum { grace = 1 };

static volatile sig_atomic_t is_ending = 0;
static volatile sig_atomic_t is_cut = 0;
static int nothing = -1;
static int terminal = -1;

static void caught(int number) {
  int saved = errno;
  if (number == SIGHUP || number == SIGTERM || number == SIGINT) {
    is_ending = 1;
    alarm(grace);
  }
  unsigned char byte = (unsigned char)number;
  // A full pipe already wakes the reader, so a lost byte does no harm.
  ssize_t written = write(ends[1], &byte, 1);
  (void)written;
  errno = saved;
}

static bool is_stuck(int descriptor) {
  struct pollfd polled = {descriptor, POLLOUT, 0};
  return poll(&polled, 1, 0) == 0;
}

// curses writes until everything is written, so that only another file behind the descriptor
// ends a write to a terminal that does not read.
static void late(int number) {
  (void)number;
  int saved = errno;
  if (is_stuck(STDOUT_FILENO)) {
    dup2(nothing, STDOUT_FILENO);
    is_cut = 1;
  }
  if (is_stuck(STDERR_FILENO)) dup2(nothing, STDERR_FILENO);
  alarm(grace);
  errno = saved;
}

static void set_handler(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

int opine_signals_catch(void) {
  if (ends[0] < 0) {
    if (pipe(ends) != 0) return -1;
    for (int index = 0; index < 2; index++) {
      fcntl(ends[index], F_SETFD, FD_CLOEXEC);
      fcntl(ends[index], F_SETFL, O_NONBLOCK);
    }
  }
  if (nothing < 0) nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (terminal < 0) terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  set_handler(SIGALRM, late);
  set_handler(SIGWINCH, caught);
  set_handler(SIGTSTP, caught);
  set_handler(SIGHUP, caught);
  set_handler(SIGTERM, caught);
  set_handler(SIGINT, caught);
  set_handler(SIGPIPE, SIG_IGN);
  set_handler(SIGXFSZ, SIG_IGN);
  return ends[0];
}

bool opine_signals_ending(void) { return is_ending != 0; }

void opine_output_mend(void) {
  // Ends whatever sequence was cut, then undoes what curses and the program have switched on.
  static const char leave[] =
    "\030\033\\\033[?2026l\033[r\033[m\033[?1l\033>\033[?2004l\033[?25h\033[?1049l\r";
  if (!is_cut || terminal < 0) return;
  tcflush(terminal, TCOFLUSH);
  int flags = fcntl(terminal, F_GETFL);
  fcntl(terminal, F_SETFL, flags | O_NONBLOCK);
  ssize_t written = write(terminal, leave, sizeof leave - 1);
  (void)written;
  fcntl(terminal, F_SETFL, flags);
}

void opine_suspend(void) {
  set_handler(SIGTSTP, SIG_DFL);
  kill(0, SIGTSTP);
  set_handler(SIGTSTP, caught);
}

void opine_errors_begin(void) {
  if (held_errors != NULL) return;
  held_errors = tmpfile();
  if (held_errors == NULL) return;
  fflush(stderr);
  real_errors = dup(STDERR_FILENO);
  dup2(fileno(held_errors), STDERR_FILENO);
}

void opine_errors_end(void) {
  if (held_errors == NULL || real_errors < 0) return;
  fflush(stderr);
  dup2(real_errors, STDERR_FILENO);
  close(real_errors);
  real_errors = -1;
  rewind(held_errors);
  int byte;
  while ((byte = fgetc(held_errors)) != EOF) {
    // What was printed may come from outside: nothing that steers a terminal gets through.
    int is_safe = byte == '\n' || byte == '\t' || (byte >= 32 && byte != 127);
    fputc(is_safe ? byte : '?', stderr);
  }
  fflush(stderr);
  fclose(held_errors);
  held_errors = NULL;
}
