#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

// Everything one decoding call changes after setjmp lives here, not in local variables.
typedef struct {
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  struct jpeg_decompress_struct jpeg;
  jmp_buf start;
  cjpeg_status status;
  char *message;
  int maximum_scans;
  uint32_t width;
  uint32_t height;
  uint8_t *rgb;
} decoding;

static void fail(decoding *d, cjpeg_status status, const char *message) {
  d->status = status;
  snprintf(d->message, CJPEG_MESSAGE_SIZE, "%s", message);
  longjmp(d->start, 1);
}

static cjpeg_status status_of(int code) {
  switch (code) {
  case JWRN_JPEG_EOF:
  case JERR_INPUT_EOF: return CJPEG_TRUNCATED;
  case JERR_OUT_OF_MEMORY: return CJPEG_OUT_OF_MEMORY;
  default: return CJPEG_MALFORMED;
  }
}

static void leave(j_common_ptr common) {
  decoding *d = common->client_data;
  char message[JMSG_LENGTH_MAX];
  common->err->format_message(common, message);
  fail(d, status_of(common->err->msg_code), message);
}

// Negative levels are warnings about damage, others tell how the decoding goes.
static void hear(j_common_ptr common, int level) {
  if (level < 0) leave(common);
}

// libjpeg would print on stderr, that is, over the screen.
static void keep_silent(j_common_ptr common) {
  (void)common;
}

// A progressive picture of many scans costs time out of proportion to its size.
static void count_scans(j_common_ptr common) {
  decoding *d = common->client_data;
  if (d->jpeg.input_scan_number > d->maximum_scans) {
    fail(d, CJPEG_MALFORMED, "it has too many scans");
  }
}

static void read_picture(decoding *d, const uint8_t *bytes, size_t count) {
  struct jpeg_decompress_struct *jpeg = &d->jpeg;
  jpeg_mem_src(jpeg, bytes, (unsigned long)count);
  jpeg_read_header(jpeg, TRUE);
  if (jpeg->image_width != d->width || jpeg->image_height != d->height) {
    fail(d, CJPEG_MALFORMED, "size differs from the header");
  }
  jpeg->out_color_space = JCS_RGB;
  // The accurate transform: the same samples on every machine.
  jpeg->dct_method = JDCT_ISLOW;
  jpeg->do_fancy_upsampling = TRUE;
  jpeg_start_decompress(jpeg);
  if (jpeg->output_components != 3 || jpeg->output_width != d->width
      || jpeg->output_height != d->height) {
    fail(d, CJPEG_MALFORMED, "unexpected size of the output");
  }
  while (jpeg->output_scanline < d->height) {
    JSAMPROW row = d->rgb + (size_t)jpeg->output_scanline * d->width * 3;
    jpeg_read_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_decompress(jpeg);
}

static void run(decoding *d, const uint8_t *bytes, size_t count) {
  d->jpeg.err = jpeg_std_error(&d->errors);
  d->errors.error_exit = leave;
  d->errors.emit_message = hear;
  d->errors.output_message = keep_silent;
  d->jpeg.client_data = d;
  if (setjmp(d->start)) return;
  jpeg_create_decompress(&d->jpeg);
  d->progress.progress_monitor = count_scans;
  d->jpeg.progress = &d->progress;
  read_picture(d, bytes, count);
}

cjpeg_status cjpeg_decode(
  const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, int maximum_scans,
  uint8_t *rgb, char *message) {
  decoding d;
  memset(&d, 0, sizeof d);
  d.message = message;
  d.maximum_scans = maximum_scans;
  d.width = width;
  d.height = height;
  d.rgb = rgb;
  message[0] = 0;
  run(&d, bytes, count);
  // Allowed after a failure at any place, also before the decompressor was made.
  jpeg_destroy_decompress(&d.jpeg);
  return d.status;
}
