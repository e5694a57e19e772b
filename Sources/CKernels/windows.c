#include "levels.h"

#include <string.h>

// Every product and sum rounds by itself: the baseline of some machines would fuse them.
#pragma clang fp contract(off)

typedef float vector __attribute__((ext_vector_type(16)));
typedef float loose __attribute__((ext_vector_type(16), aligned(4)));

#define LOAD(place) (*(const loose *)(place))
#define STORE(place, value) (*(loose *)(place) = (value))

// MARK: Rows that stand for padding

void ckernels_clear_rows(ckernels_tensor tensor, int first_row, int rows) {
  const size_t bytes = (size_t)ckernels_row_stride(tensor) * (size_t)rows * sizeof(float);
  for (int block = 0; block < ckernels_blocks(tensor.channels); block++)
    memset(
      ckernels_pixel(tensor, block * CKERNELS_LANES, first_row, -tensor.border), 0, bytes);
}

void ckernels_repeat_row(ckernels_tensor tensor, int row, int first_row, int rows) {
  const size_t bytes = (size_t)ckernels_row_stride(tensor) * sizeof(float);
  for (int block = 0; block < ckernels_blocks(tensor.channels); block++)
    for (int y = first_row; y < first_row + rows; y++)
      memcpy(
        ckernels_pixel(tensor, block * CKERNELS_LANES, y, -tensor.border),
        ckernels_pixel(tensor, block * CKERNELS_LANES, row, -tensor.border), bytes);
}

void ckernels_repeat_sides(ckernels_tensor tensor, int first_row, int rows) {
  for (int block = 0; block < ckernels_blocks(tensor.channels); block++) {
    for (int y = first_row; y < first_row + rows; y++) {
      float *row = ckernels_pixel(tensor, block * CKERNELS_LANES, y, 0);
      vector left = LOAD(row), right = LOAD(row + ((ptrdiff_t)tensor.width - 1) * CKERNELS_LANES);
      for (int x = 1; x <= tensor.border; x++) {
        STORE(row - (ptrdiff_t)x * CKERNELS_LANES, left);
        STORE(row + ((ptrdiff_t)tensor.width - 1 + x) * CKERNELS_LANES, right);
      }
    }
  }
}

// MARK: Functions of single samples

void ckernels_map_rows(
  const ckernels_map *map, ckernels_tensor source, int source_channel, int source_row,
  ckernels_tensor destination, int destination_channel, int channels, int first_row, int rows) {
  for (int channel = 0; channel < channels; channel += CKERNELS_LANES) {
    vector centre = LOAD(map->centres + channel), factor = LOAD(map->factors + channel);
    vector offset = LOAD(map->offsets + channel), slope = LOAD(map->slopes + channel);
    for (int y = first_row; y < first_row + rows; y++) {
      const float *from = ckernels_pixel(source, source_channel + channel, y + source_row, 0);
      float *to = ckernels_pixel(destination, destination_channel + channel, y, 0);
      for (int x = 0; x < source.width; x++, from += CKERNELS_LANES, to += CKERNELS_LANES) {
        vector value = LOAD(from);
        value = value - centre;
        value = value * factor;
        value = value + offset;
        vector below = value * slope;
        STORE(to, value > 0.0f ? value : below);
      }
    }
  }
}

void ckernels_tangent_rows(
  ckernels_tensor tensor, int channel, int channels, int first_row, int rows) {
  const ckernels_functions *functions = ckernels_current();
  for (int block = 0; block < ckernels_blocks(channels); block++)
    for (int y = first_row; y < first_row + rows; y++)
      functions->tangent(
        ckernels_pixel(tensor, channel + block * CKERNELS_LANES, y, 0), tensor.width);
}

void ckernels_add_rows(
  ckernels_operand first, float scale, ckernels_operand second, ckernels_tensor destination,
  int destination_channel, int channels, int first_row, int rows) {
  for (int channel = 0; channel < channels; channel += CKERNELS_LANES) {
    for (int y = first_row; y < first_row + rows; y++) {
      const float *a = ckernels_pixel(first.tensor, first.channel + channel, y + first.row, 0);
      const float *b = ckernels_pixel(second.tensor, second.channel + channel, y + second.row, 0);
      float *to = ckernels_pixel(destination, destination_channel + channel, y, 0);
      for (ptrdiff_t i = 0; i < (ptrdiff_t)destination.width * CKERNELS_LANES; i += CKERNELS_LANES) {
        vector scaled = LOAD(a + i) * scale;
        STORE(to + i, scaled + LOAD(b + i));
      }
    }
  }
}

void ckernels_row_moments(
  ckernels_tensor tensor, int channel, int row, const double *centres, double *sums,
  double *squares) {
  const float *from = ckernels_pixel(tensor, channel, row, 0);
  for (int lane = 0; lane < CKERNELS_LANES; lane++) sums[lane] = squares[lane] = 0;
  for (int x = 0; x < tensor.width; x++) {
    for (int lane = 0; lane < CKERNELS_LANES; lane++) {
      double value = (double)from[(ptrdiff_t)x * CKERNELS_LANES + lane] - centres[lane];
      sums[lane] += value;
      squares[lane] += value * value;
    }
  }
}

// MARK: Moving pixels

void ckernels_shuffle_row(const ckernels_move *move, int row) {
  const int factor = move->factor, y = row + move->destination_top;
  const int from_y = y / factor - move->source_top, i = y % factor;
  for (int c = 0; c < move->channels; c++) {
    float *to = ckernels_pixel(
                  move->destination, move->destination_channel + c, row, 0)
                + c % CKERNELS_LANES;
    for (int j = 0; j < factor; j++) {
      const int channel = move->source_channel + c * factor * factor + i * factor + j;
      const float *from =
        ckernels_pixel(move->source, channel, from_y, 0) + channel % CKERNELS_LANES;
      for (ptrdiff_t x = 0; x < move->source.width; x++)
        to[(x * factor + j) * CKERNELS_LANES] = from[x * CKERNELS_LANES];
    }
  }
}

void ckernels_unshuffle_row(const ckernels_move *move, int row) {
  const int factor = move->factor, y = row + move->destination_top;
  for (int c = 0; c < move->channels; c++) {
    const int group = c % (factor * factor), i = group / factor, j = group % factor;
    const int channel = move->source_channel + c / (factor * factor);
    const float *from =
      ckernels_pixel(move->source, channel, y * factor + i - move->source_top, j)
      + channel % CKERNELS_LANES;
    float *to = ckernels_pixel(
                  move->destination, move->destination_channel + c, row, 0)
                + c % CKERNELS_LANES;
    for (ptrdiff_t x = 0; x < move->destination.width; x++)
      to[x * CKERNELS_LANES] = from[x * factor * CKERNELS_LANES];
  }
}

void ckernels_nearest_row(const ckernels_move *move, int row) {
  const int factor = move->factor, y = row + move->destination_top;
  for (int c = 0; c < move->channels; c += CKERNELS_LANES) {
    const float *from =
      ckernels_pixel(move->source, move->source_channel + c, y / factor - move->source_top, 0);
    float *to = ckernels_pixel(move->destination, move->destination_channel + c, row, 0);
    for (ptrdiff_t x = 0; x < move->destination.width; x++)
      STORE(to + x * CKERNELS_LANES, LOAD(from + x / factor * CKERNELS_LANES));
  }
}

// Where an enlarged position lies between two of `count`: the first of them and the share of the
// other. Halves of the factor's inverse: (position + 0.5) / factor - 0.5, from 0 on.
static int between(int position, int factor, int count, int *next, float *share) {
  int doubled = 2 * position + 1 - factor;
  if (doubled < 0) doubled = 0;
  int first = doubled / (2 * factor);
  *share = (float)(doubled % (2 * factor)) / (float)(2 * factor);
  *next = first + 1 < count ? first + 1 : first;
  return first;
}

void ckernels_bilinear_row(const ckernels_move *move, int row) {
  int below, right;
  float down, across;
  int above = between(
    row + move->destination_top, move->factor, move->source_height, &below, &down);
  for (int c = 0; c < move->channels; c += CKERNELS_LANES) {
    const float *upper =
      ckernels_pixel(move->source, move->source_channel + c, above - move->source_top, 0);
    const float *lower =
      ckernels_pixel(move->source, move->source_channel + c, below - move->source_top, 0);
    float *to = ckernels_pixel(move->destination, move->destination_channel + c, row, 0);
    for (int x = 0; x < move->destination.width; x++) {
      ptrdiff_t left = between(x, move->factor, move->source.width, &right, &across);
      ptrdiff_t here = left * CKERNELS_LANES, there = (ptrdiff_t)right * CKERNELS_LANES;
      vector top = LOAD(upper + here) * (1.0f - across) + LOAD(upper + there) * across;
      vector bottom = LOAD(lower + here) * (1.0f - across) + LOAD(lower + there) * across;
      STORE(to + (ptrdiff_t)x * CKERNELS_LANES, top * (1.0f - down) + bottom * down);
    }
  }
}
