#ifndef OPINE_CPNG_SHARED_H
#define OPINE_CPNG_SHARED_H

#include <png.h>

#include "CPNG.h"

// Where libpng's errors of one call go.
typedef struct {
  cpng_status status;
  char *message;
} cpng_failure;

// Notes the message, unless a status is set already, and jumps to the setjmp of the call.
PNG_NORETURN void cpng_fail(png_structp png, png_const_charp message);

// Drops a warning: libpng would print it on stderr, that is, over the screen.
void cpng_ignore(png_structp png, png_const_charp message);

#endif
