#include "levels.h"

#include <string.h>

size_t ckernels_packed_floats(int outputs, int inputs, int kernel_height, int kernel_width) {
  if (ckernels_is_narrow(outputs, inputs))
    return (size_t)outputs * (size_t)ckernels_blocks(inputs) * CKERNELS_LANES
           * (size_t)kernel_height * (size_t)kernel_width;
  return (size_t)ckernels_blocks(outputs) * CKERNELS_LANES * (size_t)inputs
         * (size_t)kernel_height * (size_t)kernel_width;
}

// [outputs][inputs/16][ky][kx][16], zeros for inputs that there are not.
static void pack_narrow(
  const float *weights, int outputs, int inputs, size_t taps, int first, int step, float *packed) {
  for (int o = 0; o < outputs; o++) {
    const float *from =
      weights + ((size_t)first + (size_t)o * (size_t)step) * (size_t)inputs * taps;
    for (int i = 0; i < ckernels_blocks(inputs) * CKERNELS_LANES; i++) {
      for (size_t tap = 0; tap < taps; tap++) {
        const size_t block = (size_t)o * (size_t)ckernels_blocks(inputs)
                             + (size_t)(i / CKERNELS_LANES);
        packed[(block * taps + tap) * CKERNELS_LANES + (size_t)(i % CKERNELS_LANES)] =
          i < inputs ? from[(size_t)i * taps + tap] : 0;
      }
    }
  }
}

void ckernels_pack(
  const float *weights, int outputs, int inputs, int kernel_height, int kernel_width, int first,
  int step, float *packed) {
  const size_t taps = (size_t)kernel_height * (size_t)kernel_width;
  if (ckernels_is_narrow(outputs, inputs)) {
    pack_narrow(weights, outputs, inputs, taps, first, step, packed);
    return;
  }
  for (int o = 0; o < ckernels_blocks(outputs) * CKERNELS_LANES; o++) {
    const size_t output = (size_t)first + (size_t)o * (size_t)step;
    const float *from = weights + output * (size_t)inputs * taps;
    for (int i = 0; i < inputs; i++) {
      const int start = i / CKERNELS_LANES * CKERNELS_LANES;
      const int lanes = inputs - start < CKERNELS_LANES ? inputs - start : CKERNELS_LANES;
      float *block = packed
                     + ((size_t)(o / CKERNELS_LANES) * (size_t)inputs + (size_t)start) * taps
                         * CKERNELS_LANES;
      for (size_t tap = 0; tap < taps; tap++) {
        const size_t place = tap * (size_t)lanes + (size_t)(i - start);
        block[place * CKERNELS_LANES + (size_t)(o % CKERNELS_LANES)] =
          o < outputs ? from[(size_t)i * taps + tap] : 0;
      }
    }
  }
}

void ckernels_pack_values(const float *values, int count, int first, int step, float *packed) {
  for (int o = 0; o < ckernels_blocks(count) * CKERNELS_LANES; o++)
    packed[o] = o < count ? values[(size_t)first + (size_t)o * (size_t)step] : 0;
}

// The whole number below half of `value`, for negative values too.
static int half(int value) { return value >= 0 ? value / 2 : -((1 - value) / 2); }

void ckernels_rewrite_nearest(
  const float *weights, int outputs, int inputs, int i, int j, float *rewritten) {
  const size_t pairs = (size_t)outputs * (size_t)inputs;
  memset(rewritten, 0, pairs * 4 * sizeof(float));
  for (size_t pair = 0; pair < pairs; pair++) {
    for (int ty = -1; ty <= 1; ty++) {
      for (int tx = -1; tx <= 1; tx++) {
        int dy = half(i + ty) - (i - 1), dx = half(j + tx) - (j - 1);
        rewritten[pair * 4 + (size_t)(dy * 2 + dx)] +=
          weights[pair * 9 + (size_t)((ty + 1) * 3 + tx + 1)];
      }
    }
  }
}
