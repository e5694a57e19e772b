#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE

#include "CNCurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int ends[2] = {-1, -1};
static int real_errors = -1;
static FILE *held_errors = NULL;

static void caught(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  // A full pipe already wakes the reader, so a lost byte does no harm.
  ssize_t written = write(ends[1], &byte, 1);
  (void)written;
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
  set_handler(SIGWINCH, caught);
  set_handler(SIGTSTP, caught);
  set_handler(SIGHUP, caught);
  set_handler(SIGTERM, caught);
  set_handler(SIGINT, caught);
  set_handler(SIGPIPE, SIG_IGN);
  set_handler(SIGXFSZ, SIG_IGN);
  return ends[0];
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
