#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "shared.h"

// Everything one encoding call changes after setjmp lives here, not in local variables.
typedef struct {
  cpng_failure failure;
  uint8_t *bytes;
  size_t count;
  size_t capacity;
} encoding;

static void write_bytes(png_structp png, png_bytep from, size_t count) {
  encoding *e = png_get_io_ptr(png);
  if (count > e->capacity - e->count) {
    size_t capacity = 2 * e->capacity + count + 4096;
    uint8_t *bytes = realloc(e->bytes, capacity);
    if (bytes == NULL) {
      png_error(png, "out of memory");
    }
    e->bytes = bytes;
    e->capacity = capacity;
  }
  memcpy(e->bytes + e->count, from, count);
  e->count += count;
}

static void flush_nothing(png_structp png) {
  (void)png;
}

static void run(
  png_structp png, png_infop info, encoding *e, const uint8_t *rgb, uint32_t width,
  uint32_t height, int level, int adaptive) {
  if (setjmp(png_jmpbuf(png))) {
    return;
  }
  png_set_write_fn(png, e, write_bytes, flush_nothing);
  png_set_IHDR(
    png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
    PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(png, level);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, adaptive ? PNG_ALL_FILTERS : PNG_FILTER_SUB);
  png_write_info(png, info);
  for (uint32_t y = 0; y < height; y++) {
    png_write_row(png, rgb + (size_t)y * width * 3);
  }
  png_write_end(png, NULL);
}

cpng_status cpng_encode(
  const uint8_t *rgb, uint32_t width, uint32_t height, int level, int adaptive, uint8_t **bytes,
  size_t *count, char *message) {
  encoding e = {.failure = {.status = CPNG_OK, .message = message}};
  *bytes = NULL;
  *count = 0;
  message[0] = 0;
  png_structp png =
    png_create_write_struct(PNG_LIBPNG_VER_STRING, &e.failure, cpng_fail, cpng_ignore);
  if (png == NULL) {
    return CPNG_OUT_OF_MEMORY;
  }
  png_infop info = png_create_info_struct(png);
  if (info == NULL) {
    e.failure.status = CPNG_OUT_OF_MEMORY;
  } else {
    run(png, info, &e, rgb, width, height, level, adaptive);
  }
  png_destroy_write_struct(&png, &info);
  if (e.failure.status != CPNG_OK) {
    free(e.bytes);
    return e.failure.status;
  }
  *bytes = e.bytes;
  *count = e.count;
  return CPNG_OK;
}

void cpng_free(uint8_t *bytes) {
  free(bytes);
}
