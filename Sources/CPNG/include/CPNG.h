#ifndef OPINE_CPNG_H
#define OPINE_CPNG_H

#include <stddef.h>
#include <stdint.h>

// Room for a message of libpng, its final zero included.
#define CPNG_MESSAGE_SIZE 128

// How a call ended. libpng's own jumps never leave these functions.
typedef enum {
  CPNG_OK = 0,
  CPNG_TRUNCATED = 1,
  CPNG_MALFORMED = 2,
  CPNG_TRANSPARENT = 3,
  CPNG_OUT_OF_MEMORY = 4,
} cpng_status;

// What may be read before a picture is refused.
typedef struct {
  uint32_t maximum_width;
  uint32_t maximum_height;
  uint32_t maximum_chunk_count;
  size_t maximum_chunk_size;
} cpng_limits;

// Decodes the PNG in `bytes` into `rgb`, which holds 3 * width * height bytes. The picture must
// have exactly that width and height. `message` holds CPNG_MESSAGE_SIZE bytes.
cpng_status cpng_decode(
  const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, cpng_limits limits,
  uint8_t *rgb, char *message);

// Encodes 3 * width * height bytes of RGB as a PNG. On CPNG_OK, `*bytes` is to be given back with
// cpng_free. `level` is zlib's, 0 to 9; `adaptive` tries every row filter instead of one.
cpng_status cpng_encode(
  const uint8_t *rgb, uint32_t width, uint32_t height, int level, int adaptive, uint8_t **bytes,
  size_t *count, char *message);

// The version of the library that is in use, such as "1.6.39".
const char *cpng_library_version(void);

// Gives back what cpng_encode allocated; a null pointer is allowed.
void cpng_free(uint8_t *bytes);

#endif
