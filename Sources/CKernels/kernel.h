// The kernels as text: included once by each file of an instruction set, which defines
// CKERNELS_FUNCTIONS (the name of its table), CKERNELS_TILES(TILE, BLOCKS) (pixels of the tiles,
// widest first), CKERNELS_PAIRS (whether tiles of two output blocks fit the registers) and then
// CKERNELS_PAIR_TILES; CKERNELS_NARROW_TILES_N(TILE), tiles of few outputs, N from 1 to 3.
//
// Vectors have 16 lanes everywhere; the compiler splits them. None is passed by value: that would
// depend on the instruction set of the caller.

#include "levels.h"

// Products and sums are fused where the text says so, never where the compiler likes.
#pragma clang fp contract(off)

typedef float vector __attribute__((ext_vector_type(16)));
typedef unsigned bits __attribute__((ext_vector_type(16)));
typedef float loose __attribute__((ext_vector_type(16), aligned(4)));

#define FUSED(a, b, c) __builtin_elementwise_fma(a, b, c)
#define LOAD(place) (*(const loose *)(place))
#define STORE(place, value) (*(loose *)(place) = (value))
#define CHOOSE(test, yes, no) \
  ((vector)(((bits)(test) & (bits)(yes)) | (~(bits)(test) & (bits)(no))))
#define UNROLL _Pragma("clang loop unroll(full)") for
#define WIDEST 24

// MARK: Sums

// A tile keeps PIXELS neighbours of a row times BLOCKS of 16 outputs in registers over the whole
// sum. The order of that sum is the promise of this module: bias, input block, ky, kx, input.
#define TILE(PIXELS, BLOCKS)                                                                  \
  static void sum_##PIXELS##_##BLOCKS(                                                        \
    const ckernels_row *row, const float *source, const float *weights, const float *bias,    \
    float *sums) {                                                                            \
    const ckernels_convolution *convolution = row->convolution;                               \
    const ptrdiff_t weight_block = row->weight_block;                                         \
    vector sum[PIXELS][BLOCKS];                                                               \
    UNROLL(int o = 0; o < BLOCKS; o++) {                                                      \
      vector start = (vector)0.0f;                                                            \
      if (bias) start = LOAD(bias + o * CKERNELS_LANES);                                      \
      UNROLL(int p = 0; p < PIXELS; p++) sum[p][o] = start;                                   \
    }                                                                                         \
    for (int first = 0; first < convolution->inputs; first += CKERNELS_LANES) {               \
      int left = convolution->inputs - first;                                                 \
      int inputs = left < CKERNELS_LANES ? left : CKERNELS_LANES;                             \
      for (int ky = 0; ky < convolution->kernel_height; ky++) {                               \
        const float *taps = source + ky * row->source_row;                                    \
        for (int kx = 0; kx < convolution->kernel_width; kx++, taps += CKERNELS_LANES) {      \
          for (int i = 0; i < inputs; i++, weights += CKERNELS_LANES) {                       \
            vector weight[BLOCKS];                                                            \
            UNROLL(int o = 0; o < BLOCKS; o++) weight[o] = LOAD(weights + o * weight_block);  \
            UNROLL(int p = 0; p < PIXELS; p++) {                                              \
              vector input = (vector)taps[p * CKERNELS_LANES + i];                            \
              UNROLL(int o = 0; o < BLOCKS; o++)                                              \
                sum[p][o] = FUSED(weight[o], input, sum[p][o]);                               \
            }                                                                                 \
          }                                                                                   \
        }                                                                                     \
      }                                                                                       \
      source += row->source_plane;                                                            \
      if (first + CKERNELS_LANES == row->second_from) source += row->second_gap;              \
    }                                                                                         \
    UNROLL(int o = 0; o < BLOCKS; o++)                                                        \
      UNROLL(int p = 0; p < PIXELS; p++)                                                      \
        STORE(sums + (o * PIXELS + p) * CKERNELS_LANES, sum[p][o]);                           \
  }

CKERNELS_TILES(TILE, 1)
#if CKERNELS_PAIRS
CKERNELS_PAIR_TILES(TILE, 2)
#endif

// MARK: Sums of few outputs

// Lanes of one output's sums, added as halves: the order is fixed.
static inline float added(const vector *lanes) {
  typedef float eight __attribute__((ext_vector_type(8)));
  typedef float four __attribute__((ext_vector_type(4)));
  eight halves = lanes->lo + lanes->hi;
  four quarters = halves.lo + halves.hi;
  return (quarters.x + quarters.z) + (quarters.y + quarters.w);
}

// Where outputs would fill few of 16 lanes the lanes hold inputs instead: PIXELS neighbours times
// OUTPUTS sums of 16 inputs each, over input blocks, ky and kx in this order; then lanes, then bias.
#define NARROW(PIXELS, OUTPUTS)                                                               \
  static void narrow_##PIXELS##_##OUTPUTS(                                                    \
    const ckernels_row *row, const float *source, float *sums) {                              \
    const ckernels_convolution *convolution = row->convolution;                               \
    const float *weights = convolution->weights;                                              \
    const ptrdiff_t output = row->weight_block;                                               \
    vector sum[PIXELS][OUTPUTS];                                                              \
    UNROLL(int p = 0; p < PIXELS; p++)                                                        \
      UNROLL(int o = 0; o < OUTPUTS; o++) sum[p][o] = (vector)0.0f;                           \
    for (int first = 0; first < convolution->inputs; first += CKERNELS_LANES) {               \
      for (int ky = 0; ky < convolution->kernel_height; ky++) {                               \
        const float *taps = source + ky * row->source_row;                                    \
        for (int kx = 0; kx < convolution->kernel_width; kx++) {                              \
          vector weight[OUTPUTS];                                                             \
          UNROLL(int o = 0; o < OUTPUTS; o++) weight[o] = LOAD(weights + o * output);         \
          UNROLL(int p = 0; p < PIXELS; p++) {                                                \
            vector input = LOAD(taps + p * CKERNELS_LANES);                                   \
            UNROLL(int o = 0; o < OUTPUTS; o++)                                               \
              sum[p][o] = FUSED(weight[o], input, sum[p][o]);                                 \
          }                                                                                   \
          taps += CKERNELS_LANES;                                                             \
          weights += CKERNELS_LANES;                                                          \
        }                                                                                     \
      }                                                                                       \
      source += row->source_plane;                                                            \
      if (first + CKERNELS_LANES == row->second_from) source += row->second_gap;              \
    }                                                                                         \
    UNROLL(int p = 0; p < PIXELS; p++) {                                                      \
      vector result = (vector)0.0f;                                                           \
      if (convolution->bias) result = LOAD(convolution->bias);                                \
      UNROLL(int o = 0; o < OUTPUTS; o++) result[o] += added(&sum[p][o]);                     \
      STORE(sums + p * CKERNELS_LANES, result);                                               \
    }                                                                                         \
  }

#define NARROW_WALK(PIXELS, OUTPUTS)                                                          \
  for (; x + PIXELS <= row->width; x += PIXELS) {                                             \
    narrow_##PIXELS##_##OUTPUTS(row, row->source + x * CKERNELS_LANES, sums);                 \
    finish(row, sums, 0, 1, x, PIXELS);                                                       \
  }

CKERNELS_NARROW_TILES_1(NARROW)
CKERNELS_NARROW_TILES_2(NARROW)
CKERNELS_NARROW_TILES_3(NARROW)

// MARK: What follows the sum

// tanh(x) = t / (t + 2) with t = exp(2|x|) - 1, and exp(y) - 1 = 2^n (exp(r) - 1) + (2^n - 1) for
// y = n ln 2 + r, |r| <= ln 2 / 2, by the series of exp(r) - 1 to the 7th power (next term below
// 6e-9). From |x| = 10 on the result rounds to 1. Small x keep their relative precision: n is 0.
static inline void apply_tanh(vector *value) {
  vector x = *value;
  bits sign = (bits)x & 0x80000000u;
  vector y = 2.0f * (vector)((bits)x & 0x7fffffffu);
  y = CHOOSE(y > 20.0f, (vector)20.0f, y);
  // Adding 1.5 * 2^23 rounds to a whole number, left in the low bits.
  vector shifted = FUSED(y, (vector)0x1.715476p+0f, (vector)0x1.8p23f);
  vector n = shifted - 0x1.8p23f;
  vector r = FUSED(n, (vector)-0x1.62e4p-1f, y);
  r = FUSED(n, (vector)-0x1.7f7d1cp-20f, r);
  vector series = (vector)(1.0f / 5040);
  series = FUSED(series, r, (vector)(1.0f / 720));
  series = FUSED(series, r, (vector)(1.0f / 120));
  series = FUSED(series, r, (vector)(1.0f / 24));
  series = FUSED(series, r, (vector)(1.0f / 6));
  series = FUSED(series, r, (vector)0.5f);
  series = FUSED(series * r, r, r);
  vector power = (vector)(((bits)shifted + 127u) << 23);
  vector t = FUSED(power, series, power - 1.0f);
  *value = (vector)((bits)(t / (t + 2.0f)) | sign);
}

static inline void apply_slope(vector *value, const vector *slope) {
  *value = CHOOSE(*value > 0.0f, *value, *value * *slope);
}

static inline void end(
  const ckernels_convolution *convolution, const vector *slope, const float *residual,
  vector *value) {
  if (convolution->activation == ckernels_activation_tanh) {
    apply_tanh(value);
  } else if (convolution->activation != ckernels_activation_none) {
    apply_slope(value, slope);
  }
  *value *= convolution->scale;
  if (residual) *value = FUSED(LOAD(residual), (vector)convolution->residual_scale, *value);
}

// Writes the sums of a tile: blocks of outputs from `block` on, pixels from `x` on.
static void finish(
  const ckernels_row *row, const float *sums, int block, int blocks, int x, int pixels) {
  const ckernels_convolution *convolution = row->convolution;
  for (int o = block; o < block + blocks; o++) {
    float *to = row->destination + o * row->destination_plane + x * row->destination_pixel;
    const float *residual = row->residual;
    if (residual) residual += o * row->residual_plane + x * row->residual_pixel;
    vector slope = (vector)convolution->slope;
    if (convolution->activation == ckernels_activation_slopes)
      slope = LOAD(convolution->slopes + o * CKERNELS_LANES);
    for (int p = 0; p < pixels; p++, sums += CKERNELS_LANES, to += row->destination_pixel) {
      vector value = LOAD(sums);
      end(convolution, &slope, residual, &value);
      if (residual) residual += row->residual_pixel;
      STORE(to, value);
    }
  }
}

// MARK: Rows

// Narrower tiles finish a row: one that overlapped its neighbour would add a residual twice.
#define WALK(PIXELS, BLOCKS)                                                                  \
  for (; x + PIXELS <= row->width; x += PIXELS) {                                             \
    sum_##PIXELS##_##BLOCKS(row, row->source + x * CKERNELS_LANES, weights, bias, sums);      \
    finish(row, sums, block, BLOCKS, x, PIXELS);                                              \
  }

static void convolve_narrow(const ckernels_row *row) {
  float sums[WIDEST * CKERNELS_LANES];
  int x = 0;
  switch (row->convolution->outputs) {
  case 1: CKERNELS_NARROW_TILES_1(NARROW_WALK) break;
  case 2: CKERNELS_NARROW_TILES_2(NARROW_WALK) break;
  case 3: CKERNELS_NARROW_TILES_3(NARROW_WALK) break;
  }
}

static void convolve(const ckernels_row *row) {
  if (ckernels_is_narrow(row->convolution->outputs, row->convolution->inputs)) {
    convolve_narrow(row);
    return;
  }
  float sums[WIDEST * CKERNELS_LANES];
  const int blocks = ckernels_blocks(row->convolution->outputs);
  int block = 0;
  while (block < blocks) {
    const float *weights = row->convolution->weights + block * row->weight_block;
    const float *bias = row->convolution->bias;
    if (bias) bias += block * CKERNELS_LANES;
    int x = 0;
#if CKERNELS_PAIRS
    if (block + 2 <= blocks) {
      CKERNELS_PAIR_TILES(WALK, 2)
      block += 2;
      continue;
    }
#endif
    CKERNELS_TILES(WALK, 1)
    block += 1;
  }
}

static void tangent(float *samples, int pixels) {
  for (ptrdiff_t i = 0; i < (ptrdiff_t)pixels * CKERNELS_LANES; i += CKERNELS_LANES) {
    vector value = LOAD(samples + i);
    apply_tanh(&value);
    STORE(samples + i, value);
  }
}

#include "winograd.h"

const ckernels_functions CKERNELS_FUNCTIONS = {
  .convolve = convolve, .tangent = tangent, .filters = filters, .winograd = winograd};
