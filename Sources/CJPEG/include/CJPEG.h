#ifndef OPINE_CJPEG_H
#define OPINE_CJPEG_H

#include <stddef.h>
#include <stdint.h>

// Room for a message of libjpeg, its final zero included.
#define CJPEG_MESSAGE_SIZE 200

// How a call ended. libjpeg's own jumps never leave these functions.
typedef enum {
  CJPEG_OK = 0,
  CJPEG_TRUNCATED = 1,
  CJPEG_MALFORMED = 2,
  CJPEG_OUT_OF_MEMORY = 3,
} cjpeg_status;

// Decodes the JPEG in `bytes` into `rgb`, which holds 3 * width * height bytes. The picture must
// have exactly that width and height, one or three components of 8 bits, and at most
// `maximum_scans` scans. What libjpeg merely warns about is an error: it goes on with guesses.
// `message` holds CJPEG_MESSAGE_SIZE bytes.
cjpeg_status cjpeg_decode(
  const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, int maximum_scans,
  uint8_t *rgb, char *message);

#endif
