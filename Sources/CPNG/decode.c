#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "shared.h"

// Everything one decoding call changes after setjmp lives here, not in local variables.
typedef struct {
  cpng_failure failure;
  const uint8_t *bytes;
  size_t count;
  size_t position;
  uint32_t width;
  uint32_t height;
  uint8_t *rgb;
  uint8_t *rgba;
} decoding;

static void read_bytes(png_structp png, png_bytep into, size_t count) {
  decoding *d = png_get_io_ptr(png);
  if (count > d->count - d->position) {
    d->failure.status = CPNG_TRUNCATED;
    png_error(png, "data end");
  }
  memcpy(into, d->bytes + d->position, count);
  d->position += count;
}

static void set_limits(png_structp png, cpng_limits limits) {
  png_set_user_limits(png, limits.maximum_width, limits.maximum_height);
  png_set_chunk_cache_max(png, limits.maximum_chunk_count);
  png_set_chunk_malloc_max(png, limits.maximum_chunk_size);
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_benign_errors(png, 0);
  // A negative number means every chunk but IHDR, PLTE, tRNS, IDAT and IEND: checked by CRC and
  // skipped unread. Without gAMA, sRGB and iCCP there is no colour to convert, either.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
}

// Asks for RGB8 or RGBA8 whatever the file has. Returns whether there is an alpha channel.
static int set_transformations(png_structp png, png_infop info) {
  int has_alpha = (png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA) != 0
                  || png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  png_set_expand(png);
  png_set_scale_16(png);
  png_set_gray_to_rgb(png);
  return has_alpha;
}

// Moves RGBA pixels to RGB; refuses the first one that is not opaque.
static void strip_opaque_alpha(
  png_structp png, decoding *d, const uint8_t *rgba, uint8_t *rgb, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (rgba[4 * i + 3] != 255) {
      d->failure.status = CPNG_TRANSPARENT;
      png_error(png, "transparent pixel");
    }
    memcpy(rgb + 3 * i, rgba + 4 * i, 3);
  }
}

static void read_opaque(png_structp png, decoding *d, int passes) {
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t y = 0; y < d->height; y++) {
      png_read_row(png, d->rgb + (size_t)y * d->width * 3, NULL);
    }
  }
}

static void read_with_alpha(png_structp png, decoding *d, int passes) {
  // Passes of an interlaced picture add to the rows of the passes before.
  size_t kept_rows = passes > 1 ? d->height : 1;
  size_t row_size = (size_t)d->width * 4;
  d->rgba = calloc(kept_rows, row_size);
  if (d->rgba == NULL) {
    png_error(png, "out of memory");
  }
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t y = 0; y < d->height; y++) {
      uint8_t *row = d->rgba + (kept_rows > 1 ? y * row_size : 0);
      png_read_row(png, row, NULL);
      if (pass == passes - 1) {
        strip_opaque_alpha(png, d, row, d->rgb + (size_t)y * d->width * 3, d->width);
      }
    }
  }
}

static void read_picture(png_structp png, png_infop info, decoding *d) {
  png_read_info(png, info);
  if (png_get_image_width(png, info) != d->width || png_get_image_height(png, info) != d->height) {
    png_error(png, "size differs from the header");
  }
  int has_alpha = set_transformations(png, info);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  if (png_get_rowbytes(png, info) != (size_t)d->width * (has_alpha ? 4 : 3)) {
    png_error(png, "unexpected row size");
  }
  if (has_alpha) {
    read_with_alpha(png, d, passes);
  } else {
    read_opaque(png, d, passes);
  }
  png_read_end(png, NULL);
}

static void run(png_structp png, png_infop info, cpng_limits limits, decoding *d) {
  if (setjmp(png_jmpbuf(png))) {
    return;
  }
  png_set_read_fn(png, d, read_bytes);
  set_limits(png, limits);
  read_picture(png, info, d);
}

cpng_status cpng_decode(
  const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, cpng_limits limits,
  uint8_t *rgb, char *message) {
  decoding d = {
    .failure = {.status = CPNG_OK, .message = message},
    .bytes = bytes,
    .count = count,
    .width = width,
    .height = height,
    .rgb = rgb,
  };
  message[0] = 0;
  png_structp png =
    png_create_read_struct(PNG_LIBPNG_VER_STRING, &d.failure, cpng_fail, cpng_ignore);
  if (png == NULL) {
    return CPNG_OUT_OF_MEMORY;
  }
  png_infop info = png_create_info_struct(png);
  if (info == NULL) {
    d.failure.status = CPNG_OUT_OF_MEMORY;
  } else {
    run(png, info, limits, &d);
  }
  png_destroy_read_struct(&png, &info, NULL);
  free(d.rgba);
  return d.failure.status;
}
