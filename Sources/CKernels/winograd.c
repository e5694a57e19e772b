#include "levels.h"

#include <stdint.h>

// MARK: Weights

size_t ckernels_winograd_floats(int outputs, int inputs) {
  return (size_t)ckernels_blocks(outputs) * CKERNELS_LANES * (size_t)inputs * CKERNELS_POSITIONS;
}

void ckernels_winograd_weights(
  const float *packed, int outputs, int inputs, int first_block, int blocks, float *weights) {
  const ptrdiff_t panel = (ptrdiff_t)inputs * CKERNELS_LANES;
  const ckernels_functions *functions = ckernels_current();
  for (int block = first_block; block < first_block + blocks; block++)
    if (block < ckernels_blocks(outputs))
      functions->filters(
        packed + block * 9 * panel, inputs, weights + block * CKERNELS_POSITIONS * panel);
}

// MARK: Tiles

// Tiles whose inputs and sums stay in the cache of the second level between the steps: a multiple
// of all tiles of registers.
enum { group = 24 };

// Strides of a position; one line more than its values, for powers of two share cache sets.
static ptrdiff_t input_position(int inputs) {
  return ((ptrdiff_t)ckernels_blocks(inputs) * group + 1) * CKERNELS_LANES;
}

static const ptrdiff_t sum_position = (2 * group + 1) * CKERNELS_LANES;

size_t ckernels_winograd_scratch_floats(const ckernels_convolution *convolution) {
  const ptrdiff_t positions = input_position(convolution->inputs) + sum_position;
  return (size_t)positions * CKERNELS_POSITIONS + CKERNELS_LANES - 1;
}

static ckernels_status check(
  const ckernels_convolution *convolution, const ckernels_places *places, int first_row, int rows) {
  if (convolution->kernel_height != 3 || convolution->kernel_width != 3 || convolution->top != -1
      || convolution->left != -1)
    return ckernels_status_wrong_argument;
  ckernels_status status = ckernels_check(convolution, places, first_row, rows);
  if (status != ckernels_status_done) return status;
  return first_row % CKERNELS_TILE == 0 ? ckernels_status_done : ckernels_status_wrong_argument;
}

ckernels_status ckernels_winograd(
  const ckernels_convolution *convolution, const ckernels_places *places, int first_row, int rows,
  float *scratch) {
  if (!scratch) return ckernels_status_wrong_argument;
  ckernels_status status = check(convolution, places, first_row, rows);
  if (status != ckernels_status_done) return status;
  const int inputs = convolution->inputs;
  const uintptr_t line = CKERNELS_LANES * sizeof(float) - 1;
  float *aligned = (float *)(((uintptr_t)scratch + line) & ~line);
  ckernels_tiles tiles = {
    .convolution = convolution,
    .places = places,
    .row = first_row,
    .end_row = first_row + rows,
    .across = (places->source.width - 1) / CKERNELS_TILE + 1,
    .inputs = aligned,
    .input_position = input_position(inputs),
    .input_block = (ptrdiff_t)group * CKERNELS_LANES,
    .sums = aligned + CKERNELS_POSITIONS * input_position(inputs),
    .sum_position = sum_position,
    .sum_block = (ptrdiff_t)group * CKERNELS_LANES,
  };
  const ckernels_functions *functions = ckernels_current();
  const int count = (rows + CKERNELS_TILE - 1) / CKERNELS_TILE * tiles.across;
  for (; tiles.first < count; tiles.first += group) {
    tiles.count = count - tiles.first < group ? count - tiles.first : group;
    functions->winograd(&tiles);
  }
  return ckernels_status_done;
}
