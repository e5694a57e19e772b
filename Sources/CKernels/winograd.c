#include "levels.h"

#include <stdint.h>

// Products and sums are not fused here on any machine.
#pragma clang fp contract(off)

// MARK: Weights

// The filter at the positions of a line: at a point p its value by the other points' product.
static void evaluate(double first, double second, double third, double to[CKERNELS_AREA]) {
  const double near = CKERNELS_NEAR, far = CKERNELS_FAR;
  const double near2 = near * near, far2 = far * far;
  const double at_near = 2 * near2 * (near2 - far2), at_far = 2 * far2 * (far2 - near2);
  to[0] = first / (near2 * far2);
  to[1] = (first + second * near + third * near2) / at_near;
  to[2] = (first - second * near + third * near2) / at_near;
  to[3] = (first + second * far + third * far2) / at_far;
  to[4] = (first - second * far + third * far2) / at_far;
  to[5] = third;
}

static void transform(const float kernel[9], float *to, size_t position) {
  double columns[3][CKERNELS_AREA], line[CKERNELS_AREA];
  for (int x = 0; x < 3; x++)
    evaluate((double)kernel[x], (double)kernel[3 + x], (double)kernel[6 + x], columns[x]);
  for (int y = 0; y < CKERNELS_AREA; y++) {
    evaluate(columns[0][y], columns[1][y], columns[2][y], line);
    for (int x = 0; x < CKERNELS_AREA; x++, to += position) *to = (float)line[x];
  }
}

size_t ckernels_winograd_floats(int outputs, int inputs) {
  return (size_t)ckernels_blocks(outputs) * CKERNELS_LANES * (size_t)inputs * CKERNELS_POSITIONS;
}

void ckernels_winograd_pack(
  const float *weights, int outputs, int inputs, int first, int step, float *packed) {
  static const float zeros[9];
  const size_t panel = (size_t)inputs * CKERNELS_LANES;
  for (int o = 0; o < ckernels_blocks(outputs) * CKERNELS_LANES; o++) {
    const size_t output = (size_t)first + (size_t)o * (size_t)step;
    const float *from = weights + output * (size_t)inputs * 9;
    float *to = packed + (size_t)(o / CKERNELS_LANES) * CKERNELS_POSITIONS * panel
                + o % CKERNELS_LANES;
    for (int i = 0; i < inputs; i++, to += CKERNELS_LANES)
      transform(o < outputs ? from + (size_t)i * 9 : zeros, to, panel);
  }
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
  return (size_t)positions * CKERNELS_POSITIONS + CKERNELS_LANES;
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
