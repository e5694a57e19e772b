#ifndef CKERNELS_LEVELS_H
#define CKERNELS_LEVELS_H

#include "CKernels.h"

#define CKERNELS_LANES 16

static inline int ckernels_blocks(int channels) {
  return channels / CKERNELS_LANES + (channels % CKERNELS_LANES != 0);
}

// Whether a convolution has so few outputs that lanes hold inputs.
static inline bool ckernels_is_narrow(int outputs, int inputs) {
  return outputs <= 3 && inputs >= CKERNELS_LANES;
}

// The inputs that come from the source; the rest comes from the second one.
static inline int ckernels_first_inputs(
  const ckernels_convolution *convolution, const ckernels_places *places) {
  return places->second.data ? places->second_from : convolution->inputs;
}

static inline ptrdiff_t ckernels_row_stride(ckernels_tensor tensor) {
  return ((ptrdiff_t)tensor.width + 2 * tensor.border) * CKERNELS_LANES;
}

static inline ptrdiff_t ckernels_plane_stride(ckernels_tensor tensor) {
  return ((ptrdiff_t)tensor.height + 2 * tensor.border) * ckernels_row_stride(tensor);
}

/// One output row of a convolution: pointers at its first pixel, strides in floats.
typedef struct {
  const float *source;
  ptrdiff_t source_plane;
  ptrdiff_t source_row;
  /// From the end of the source's last block to the second source; used after `second_from` inputs.
  ptrdiff_t second_gap;
  int second_from;
  const ckernels_convolution *convolution;
  /// Floats from the weights of 16 outputs, or of one where there are few, to the next.
  ptrdiff_t weight_block;
  float *destination;
  ptrdiff_t destination_plane;
  ptrdiff_t destination_pixel;
  const float *residual;
  ptrdiff_t residual_plane;
  ptrdiff_t residual_pixel;
  int width;
} ckernels_row;

/// Where the filters of Winograd's F(4x4, 3x3) are evaluated, beside 0 and infinity: at both signs
/// of two numbers, chosen for small errors and exact products.
#define CKERNELS_NEAR 0.75
#define CKERNELS_FAR 1.5

/// Pixels of a side of a tile of outputs, of one of inputs, and of an area of inputs.
#define CKERNELS_TILE 4
#define CKERNELS_AREA 6
#define CKERNELS_POSITIONS 36

/// Some tiles of a Winograd convolution, counted row by row from the tile at output row `row`.
typedef struct {
  const ckernels_convolution *convolution;
  const ckernels_places *places;
  int row;
  int end_row;
  int across;
  int first;
  int count;
  /// Transformed inputs `[position][block][tile][16]`, and strides in floats.
  float *inputs;
  ptrdiff_t input_position;
  ptrdiff_t input_block;
  /// Sums of one or two blocks of outputs `[position][block][tile][16]`.
  float *sums;
  ptrdiff_t sum_position;
  ptrdiff_t sum_block;
} ckernels_tiles;

/// The functions of one instruction set.
typedef struct {
  void (*convolve)(const ckernels_row *row);
  void (*tangent)(float *samples, int pixels);
  void (*filters)(const float *packed, int inputs, float *weights);
  void (*winograd)(const ckernels_tiles *tiles);
} ckernels_functions;

extern const ckernels_functions ckernels_portable;
extern const ckernels_functions ckernels_neon;
extern const ckernels_functions ckernels_avx2;
extern const ckernels_functions ckernels_avx512;

/// Returns why a convolution cannot be computed, or that it can.
ckernels_status ckernels_check(
  const ckernels_convolution *convolution, const ckernels_places *places, int first_row, int rows);

/// Returns the functions of the instruction set in use.
const ckernels_functions *ckernels_current(void);

#endif
