#ifndef CKERNELS_H
#define CKERNELS_H

/// Convolution kernels in 32-bit floating point that give the same bits on every machine.
///
/// A tensor is stored in blocks of 16 channels, `[channels/16][height+2b][width+2b][16]`, with a
/// border of `b` pixels that stands for the padding: zeros, unless the caller fills it otherwise.
/// Every output value is one chain of fused multiply-adds in one order (bias, then blocks of 16
/// inputs, kernel rows, kernel columns, inputs), whatever the instruction set, band or thread. Of
/// fewer than four outputs each is 16 such chains, one for each input of a block, and their sum.

#include <stdbool.h>
#include <stddef.h>

#if defined(__cplusplus)
extern "C" {
#endif

#define CKERNELS_CLOSED __attribute__((enum_extensibility(closed)))

// MARK: Instruction sets

/// Instruction sets a kernel is built for, slowest first.
typedef enum CKERNELS_CLOSED {
  /// The baseline of the machine's architecture, with `fma()` of the C library where it has none.
  ckernels_level_portable,
  /// 64-bit ARM.
  ckernels_level_neon,
  /// x86-64 with AVX2 and FMA.
  ckernels_level_avx2,
  /// x86-64 with AVX-512 F, VL, DQ and BW.
  ckernels_level_avx512,
} ckernels_level;

/// Returns whether this machine has the instruction set.
bool ckernels_has(ckernels_level level);

/// Returns the best instruction set of this machine.
ckernels_level ckernels_best(void);

/// Returns the instruction set that calls use now: the best one, unless another was selected.
ckernels_level ckernels_selected(void);

/// Makes all later calls of the process use the instruction set, and returns whether it is there;
/// where it is not, nothing changes. Meant for tests: results do not depend on it.
bool ckernels_select(ckernels_level level);

// MARK: Tensors

/// A picture of features in blocks of 16 channels; channels up to the next multiple of 16 exist.
typedef struct {
  /// Start of the border of the first block; only the alignment of `float` is needed.
  float *data;
  int channels;
  int height;
  int width;
  /// Pixels of padding around each block; half the largest kernel that reads the tensor.
  int border;
} ckernels_tensor;

/// Returns the floats of a tensor's memory, or 0 for sizes below 1, a border below 0, or a tensor
/// too large to address.
size_t ckernels_tensor_floats(int channels, int height, int width, int border);

/// Returns the place of channel `channel` (a multiple of 16) of a pixel; the next 15 channels
/// follow, the next pixel is 16 floats on. Coordinates from -border on are inside.
float *ckernels_pixel(ckernels_tensor tensor, int channel, int y, int x);

/// Writes zeros or the nearest pixels of the picture into the border: zero or replicate padding.
void ckernels_fill_border(ckernels_tensor tensor, bool replicate);

/// Makes rows and their sides zero: padding above or below a picture, in a window on it.
void ckernels_clear_rows(ckernels_tensor tensor, int first_row, int rows);

/// Copies a row and its sides into others: replicate padding above or below.
void ckernels_repeat_row(ckernels_tensor tensor, int row, int first_row, int rows);

/// Writes the nearest pixels of each row into its sides.
void ckernels_repeat_sides(ckernels_tensor tensor, int first_row, int rows);

/// Copies `rows` rows of planes into the rows from `first_row` on of channels from `channel` (a
/// multiple of 16) on. Unused channels of the last block become zero. `planes` is the first row to
/// copy of the first plane; the next plane is `plane` floats on, the next row `width`.
void ckernels_from_planes(
  const float *planes, size_t plane, int count, ckernels_tensor tensor, int channel, int first_row,
  int rows);

/// Copies rows of the channels from `channel` (a multiple of 16) on into planes; `planes` is where
/// the first row of the first plane goes.
void ckernels_to_planes(
  ckernels_tensor tensor, int channel, int count, int first_row, int rows, float *planes,
  size_t plane);

// MARK: Weights

/// Returns the floats of packed weights; they do not depend on the instruction set.
size_t ckernels_packed_floats(int outputs, int inputs, int kernel_height, int kernel_width);

/// Packs weights `[outputs][inputs][ky][kx]` as `[outputs/16][inputs/16][ky][kx][inputs][16]`, or
/// as `[outputs][inputs/16][ky][kx][16]` where fewer than four outputs have 16 inputs or more.
///
/// Packed output `o` is output `first + o * step` of `weights`: `first = 2i + j`, `step = 4` take
/// the outputs that a pixel shuffle by 2 moves to phase (i, j); 0 and 1 take all in order.
void ckernels_pack(
  const float *weights, int outputs, int inputs, int kernel_height, int kernel_width, int first,
  int step, float *packed);

/// Packs one value per output (bias, slopes) the same way: `count` values, then zeros up to a
/// multiple of 16.
void ckernels_pack_values(const float *values, int count, int first, int step, float *packed);

/// Rewrites a 3x3 convolution after an enlargement x2 by nearest neighbour as the 2x2 convolution
/// that makes phase (i, j) of its result from the small picture: `[outputs][inputs][2][2]`, first
/// tap at (i - 1, j - 1).
void ckernels_rewrite_nearest(
  const float *weights, int outputs, int inputs, int i, int j, float *rewritten);

// MARK: Convolution

/// What follows the sum of a convolution.
typedef enum CKERNELS_CLOSED {
  ckernels_activation_none,
  /// x where x > 0, otherwise slope * x: ReLU with 0, LeakyReLU, PReLU with a shared slope.
  ckernels_activation_slope,
  /// The same with a slope for each output.
  ckernels_activation_slopes,
  /// The hyperbolic tangent, within 3 units in the last place.
  ckernels_activation_tanh,
} ckernels_activation;

/// A convolution with stride 1: `activation(sum) * scale + residual * residual_scale`.
typedef struct {
  int inputs;
  int outputs;
  int kernel_height;
  int kernel_width;
  /// Where the first tap lies beside the output pixel: -1 for a centred 3x3.
  int top;
  int left;
  /// From `ckernels_pack`.
  const float *weights;
  /// From `ckernels_pack_values`, or null for none.
  const float *bias;
  ckernels_activation activation;
  float slope;
  /// From `ckernels_pack_values`; used by `ckernels_activation_slopes` only.
  const float *slopes;
  float scale;
  float residual_scale;
} ckernels_convolution;

/// What a convolution reads and writes.
///
/// Channels are multiples of 16. Output pixel (y, x) goes to
/// (step * y + phase_y, step * x + phase_x) of the destination, so that four calls with step 2 are
/// a pixel shuffle; the residual is read at the same place. Outputs up to the next multiple of 16
/// are written too: with zeros, unless the residual has something else there. Destination and
/// residual may be the same; the destination must not overlap the channels that are read.
typedef struct {
  ckernels_tensor source;
  int source_channel;
  /// The source row of output row 0, for a destination that is a window on the picture.
  int source_row;
  /// Where inputs from `second_from` (a multiple of 16) on come from; `data` is null where all come
  /// from the source. As large as the source, with the same border.
  ckernels_tensor second;
  int second_channel;
  int second_from;
  ckernels_tensor destination;
  int destination_channel;
  int step;
  int phase_y;
  int phase_x;
  /// `data` is null where there is none; otherwise as wide as the destination.
  ckernels_tensor residual;
  int residual_channel;
  /// The row of the residual that stands beside row 0 of the destination.
  int residual_row;
} ckernels_places;

/// Why a call did nothing.
typedef enum CKERNELS_CLOSED {
  ckernels_status_done,
  /// A size, phase or missing pointer that makes no sense, or outputs on inputs.
  ckernels_status_wrong_argument,
  /// Channels or pixels outside a tensor.
  ckernels_status_outside,
  /// A kernel that reaches beyond the border of the source.
  ckernels_status_narrow_border,
} ckernels_status;

/// Computes the output rows `first_row ..< first_row + rows` (before step and phase).
///
/// Calls on different rows may run at the same time, and give the same bits as one call on all.
ckernels_status ckernels_convolve(
  const ckernels_convolution *convolution, const ckernels_places *places, int first_row, int rows);

// MARK: Winograd convolution

/// Returns the floats of weights for `ckernels_winograd`: 4 times as many as the weights of whole
/// blocks of 16 outputs. They do not depend on the instruction set.
size_t ckernels_winograd_floats(int outputs, int inputs);

/// Transforms 3x3 weights of `ckernels_pack`, four outputs or more, to
/// `[outputs/16][6][6][inputs][16]`: those of `blocks` blocks of 16 outputs from `first_block` on,
/// to their places. Computed in double precision, and quickly enough to be done before each
/// convolution: memory for all layers of a network would be four times that of its weights.
void ckernels_winograd_weights(
  const float *packed, int outputs, int inputs, int first_block, int blocks, float *weights);

/// Returns the floats of memory that one call of `ckernels_winograd` needs, whatever the picture.
size_t ckernels_winograd_scratch_floats(const ckernels_convolution *convolution);

/// Computes the same as `ckernels_convolve` in a quarter of its multiplications, with another
/// rounding: the minimal filtering of A. Lavin and S. Gray, "Fast Algorithms for Convolutional
/// Neural Networks" (2016), section 4.3, F(4x4, 3x3).
///
/// Only for centred 3x3 kernels; `weights` come from `ckernels_winograd_weights`, everything else
/// means what it means there. Outputs are made in tiles of 4x4 that start at pixel (0, 0) of the
/// destination, from 6x6 pixels each; what lies beyond one pixel around the source counts as zero.
/// `first_row` must be a multiple of 4: anything else is a wrong argument. For bits that do not
/// depend on bands, row 0 of the destination is a row of the picture that is a multiple of 4, calls
/// end at such rows or at the end of the picture, and all source rows of their tiles, from one above
/// the first to one below the last, hold their final values, zeros beyond the end of the picture.
///
/// Calls on different rows may run at the same time, each with `scratch` of its own, and give the
/// same bits as one call on all, on every instruction set. Scratch and weights need the alignment
/// of `float` only, but at a multiple of 64 bytes calls are faster.
ckernels_status ckernels_winograd(
  const ckernels_convolution *convolution, const ckernels_places *places, int first_row, int rows,
  float *scratch);

// MARK: Sums of tensors

// MARK: Other steps

/// A function of single samples: x where x > 0, otherwise slope * x, of
/// `x = (sample - centre) * factor + offset`. One value of each for every channel, up to a multiple
/// of 16. Every operation rounds by itself.
typedef struct {
  const float *centres;
  const float *factors;
  const float *offsets;
  /// 1 for no activation.
  const float *slopes;
} ckernels_map;

/// Applies a function of single samples to rows of the destination; row `y` of it is row
/// `y + source_row` of the source, which may be the destination.
void ckernels_map_rows(
  const ckernels_map *map, ckernels_tensor source, int source_channel, int source_row,
  ckernels_tensor destination, int destination_channel, int channels, int first_row, int rows);

/// Replaces rows of channels from `channel` (a multiple of 16) on by their hyperbolic tangents, as
/// `ckernels_activation_tanh` computes them.
void ckernels_tangent_rows(
  ckernels_tensor tensor, int channel, int channels, int first_row, int rows);

/// A tensor that is read, and the row and channel (a multiple of 16) of it that stand beside row 0
/// and channel 0 of what is written.
typedef struct {
  ckernels_tensor tensor;
  int channel;
  int row;
} ckernels_operand;

/// Fills rows of channels from `destination_channel` (a multiple of 16) on with
/// `first * scale + second`. Every operation rounds by itself; the tensors may be the same.
void ckernels_add_rows(
  ckernels_operand first, float scale, ckernels_operand second, ckernels_tensor destination,
  int destination_channel, int channels, int first_row, int rows);

/// Sums the differences of 16 channels of a row from `centres`, and their squares, pixel by pixel
/// from the left.
void ckernels_row_moments(
  ckernels_tensor tensor, int channel, int row, const double *centres, double *sums,
  double *squares);

/// Pixels that move between tensors of different size; either may be a window on its picture.
typedef struct {
  ckernels_tensor source;
  /// A multiple of 16, as `destination_channel`.
  int source_channel;
  /// The picture's row that row 0 of the source is.
  int source_top;
  /// The rows of the source's picture.
  int source_height;
  ckernels_tensor destination;
  int destination_channel;
  int destination_top;
  int factor;
  /// Channels of the destination.
  int channels;
} ckernels_move;

/// Fills a row of the destination by a pixel shuffle: pixel (f*y + i, f*x + j) of channel c is
/// pixel (y, x) of channel c*f*f + i*f + j.
void ckernels_shuffle_row(const ckernels_move *move, int row);

/// Fills a row of the destination by the reverse of a pixel shuffle.
void ckernels_unshuffle_row(const ckernels_move *move, int row);

/// Fills a row of the destination with each pixel repeated.
void ckernels_nearest_row(const ckernels_move *move, int row);

/// Fills a row of the destination by interpolation between pixel centres with repeated edges.
void ckernels_bilinear_row(const ckernels_move *move, int row);

// MARK: Threads

/// Threads that share out the parts of one job after another.
typedef struct ckernels_pool ckernels_pool;

/// Creates a pool in which `threads` threads compute, the caller's among them; fewer where the
/// machine gives fewer. Returns null without memory.
ckernels_pool *ckernels_pool_create(int threads);

/// Calls `work` for every part, from any thread of the pool, and returns when all are done. The
/// number of the thread, from 0 and below that of threads asked for, comes with the part.
void ckernels_pool_run(
  ckernels_pool *pool, int parts, void (*work)(void *context, int part, int worker),
  void *context);

/// Ends the threads.
void ckernels_pool_destroy(ckernels_pool *pool);

#if defined(__cplusplus)
}
#endif

#endif
