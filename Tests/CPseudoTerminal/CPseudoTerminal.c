#define _GNU_SOURCE

#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#if defined(__APPLE__)
#include <util.h>
#else
#include <pty.h>
#endif

static struct winsize window(struct pseudo_terminal_size size) {
  struct winsize result = {
      .ws_row = size.rows,
      .ws_col = size.columns,
      .ws_xpixel = size.width_in_pixels,
      .ws_ypixel = size.height_in_pixels,
  };
  return result;
}

// A started program has its terminal and no file of the tests that run beside it.
static void close_inherited(void) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, 3u, ~0u, 0u) == 0) return;
#endif
  struct rlimit limit;
  rlim_t count = getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 65536;
  // Without close_range there may be no limit to count to.
  int end = count > 65536 ? 65536 : (int)count;
  for (int file = 3; file < end; file++) close(file);
}

pid_t pseudo_terminal_start(
    int *terminal, const char *program, char *const arguments[], char *const environment[],
    const char *folder, struct pseudo_terminal_size size) {
  struct winsize shape = window(size);
  pid_t process = forkpty(terminal, NULL, NULL, &shape);
  if (process == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int number = 1; number < 32; number++) {
      signal(number, SIG_DFL);
    }
    close_inherited();
    if (folder == NULL || chdir(folder) == 0) {
      execve(program, arguments, environment);
    }
    _exit(127);
  }
  if (process > 0) {
    fcntl(*terminal, F_SETFD, FD_CLOEXEC);
    fcntl(*terminal, F_SETFL, O_NONBLOCK);
  }
  return process;
}

int pseudo_terminal_resize(int terminal, struct pseudo_terminal_size size) {
  struct winsize shape = window(size);
  return ioctl(terminal, TIOCSWINSZ, &shape);
}

int pseudo_terminal_reap(pid_t process, int *status) {
  int raw = 0;
  pid_t found;
  do {
    found = waitpid(process, &raw, WNOHANG);
  } while (found < 0 && errno == EINTR);
  if (found == 0) {
    return 0;
  }
  if (found < 0) {
    return -1;
  }
  *status = WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw);
  return 1;
}

int pseudo_terminal_is_cooked(int terminal) {
  struct termios modes;
  if (tcgetattr(terminal, &modes) != 0) {
    return -1;
  }
  return (modes.c_lflag & ICANON) != 0 && (modes.c_lflag & ECHO) != 0;
}

#ifdef __linux__
#include <sys/fsuid.h>

void pseudo_terminal_open_files_as(unsigned user) { setfsuid(user); }
#else
void pseudo_terminal_open_files_as(unsigned user) { (void)user; }
#endif
