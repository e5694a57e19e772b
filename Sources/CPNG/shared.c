#include "shared.h"

#include <stdio.h>
#include <string.h>

void cpng_fail(png_structp png, png_const_charp message) {
  cpng_failure *failure = png_get_error_ptr(png);
  if (failure->status == CPNG_OK) {
    failure->status =
      strstr(message, "ut of memory") != NULL ? CPNG_OUT_OF_MEMORY : CPNG_MALFORMED;
  }
  snprintf(failure->message, CPNG_MESSAGE_SIZE, "%s", message);
  png_longjmp(png, 1);
}

void cpng_ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

const char *cpng_library_version(void) {
  return png_get_libpng_ver(NULL);
}
