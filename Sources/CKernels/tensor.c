#include "levels.h"

#include <string.h>

size_t ckernels_tensor_floats(int channels, int height, int width, int border) {
  if (channels < 1 || height < 1 || width < 1 || border < 0) return 0;
  size_t blocks = (size_t)ckernels_blocks(channels) * CKERNELS_LANES;
  size_t rows = (size_t)height + 2 * (size_t)border, columns = (size_t)width + 2 * (size_t)border;
  size_t pixels, floats, bytes;
  if (__builtin_mul_overflow(rows, columns, &pixels)) return 0;
  if (__builtin_mul_overflow(pixels, blocks, &floats)) return 0;
  if (__builtin_mul_overflow(floats, 2 * sizeof(float), &bytes)) return 0;
  return floats;
}

float *ckernels_pixel(ckernels_tensor tensor, int channel, int y, int x) {
  return tensor.data + channel / CKERNELS_LANES * ckernels_plane_stride(tensor)
         + ((ptrdiff_t)y + tensor.border) * ckernels_row_stride(tensor)
         + ((ptrdiff_t)x + tensor.border) * CKERNELS_LANES;
}

static int inside(int position, int size) {
  return position < 0 ? 0 : position >= size ? size - 1 : position;
}

static void fill(ckernels_tensor tensor, int channel, int y, int x, bool replicate) {
  float *to = ckernels_pixel(tensor, channel, y, x);
  const size_t bytes = CKERNELS_LANES * sizeof(float);
  if (replicate) {
    int from_y = inside(y, tensor.height), from_x = inside(x, tensor.width);
    memcpy(to, ckernels_pixel(tensor, channel, from_y, from_x), bytes);
  } else {
    memset(to, 0, bytes);
  }
}

void ckernels_fill_border(ckernels_tensor tensor, bool replicate) {
  for (int block = 0; block < ckernels_blocks(tensor.channels); block++) {
    for (int y = -tensor.border; y < tensor.height + tensor.border; y++) {
      bool crosses = y >= 0 && y < tensor.height;
      for (int x = -tensor.border; x < tensor.width + tensor.border; x++) {
        if (crosses && x == 0) x = tensor.width;
        if (x < tensor.width + tensor.border)
          fill(tensor, block * CKERNELS_LANES, y, x, replicate);
      }
    }
  }
}

void ckernels_from_planes(
  const float *planes, size_t plane, int count, ckernels_tensor tensor, int channel, int first_row,
  int rows) {
  for (int lane = 0; lane < ckernels_blocks(count) * CKERNELS_LANES; lane++) {
    for (int y = 0; y < rows; y++) {
      float *to = ckernels_pixel(tensor, channel + lane, first_row + y, 0) + lane % CKERNELS_LANES;
      if (lane < count) {
        const float *from = planes + (size_t)lane * plane + (size_t)y * (size_t)tensor.width;
        for (int x = 0; x < tensor.width; x++) to[(ptrdiff_t)x * CKERNELS_LANES] = from[x];
      } else {
        for (int x = 0; x < tensor.width; x++) to[(ptrdiff_t)x * CKERNELS_LANES] = 0;
      }
    }
  }
}

void ckernels_to_planes(
  ckernels_tensor tensor, int channel, int count, int first_row, int rows, float *planes,
  size_t plane) {
  for (int lane = 0; lane < count; lane++) {
    for (int y = 0; y < rows; y++) {
      const float *from =
        ckernels_pixel(tensor, channel + lane, first_row + y, 0) + lane % CKERNELS_LANES;
      float *to = planes + (size_t)lane * plane + (size_t)y * (size_t)tensor.width;
      for (int x = 0; x < tensor.width; x++) to[x] = from[(ptrdiff_t)x * CKERNELS_LANES];
    }
  }
}
