// Winograd's F(4x4, 3x3) as text, included by kernel.h: transforms of 16 channels at a time, and
// between them one matrix product for each of the 36 positions of an area.

#define INLINE static inline __attribute__((always_inline))

static inline int min(int a, int b) { return a < b ? a : b; }

// MARK: Transforms

static const float near = CKERNELS_NEAR, far = CKERNELS_FAR;
static const float near2 = CKERNELS_NEAR * CKERNELS_NEAR, far2 = CKERNELS_FAR * CKERNELS_FAR;
static const float both2 = CKERNELS_NEAR * CKERNELS_NEAR + CKERNELS_FAR * CKERNELS_FAR;
static const float product2 =
  CKERNELS_NEAR * CKERNELS_NEAR * CKERNELS_FAR * CKERNELS_FAR;
static const float near3 = CKERNELS_NEAR * CKERNELS_NEAR * CKERNELS_NEAR;
static const float far3 = CKERNELS_FAR * CKERNELS_FAR * CKERNELS_FAR;

// Inputs of a line to its positions: 0, +near, -near, +far, -far, infinity.
INLINE void spread(const vector line[6], vector to[6]) {
  vector even_far = FUSED(line[2], (vector)-far2, line[4]);
  vector odd_far = FUSED(line[1], (vector)-far2, line[3]);
  vector even_near = FUSED(line[2], (vector)-near2, line[4]);
  vector odd_near = FUSED(line[1], (vector)-near2, line[3]);
  to[0] = FUSED(line[0], (vector)product2, FUSED(line[2], (vector)-both2, line[4]));
  to[1] = FUSED(odd_far, (vector)near, even_far);
  to[2] = FUSED(odd_far, (vector)-near, even_far);
  to[3] = FUSED(odd_near, (vector)far, even_near);
  to[4] = FUSED(odd_near, (vector)-far, even_near);
  to[5] = FUSED(line[1], (vector)product2, FUSED(line[3], (vector)-both2, line[5]));
}

// Positions of a line to its outputs.
INLINE void collect(const vector line[6], vector to[4]) {
  vector even_near = line[1] + line[2], odd_near = line[1] - line[2];
  vector even_far = line[3] + line[4], odd_far = line[3] - line[4];
  to[0] = line[0] + (even_near + even_far);
  to[1] = FUSED(odd_far, (vector)far, odd_near * near);
  to[2] = FUSED(even_far, (vector)far2, even_near * near2);
  to[3] = FUSED(odd_far, (vector)far3, FUSED(odd_near, (vector)near3, line[5]));
}

// MARK: Weights

typedef double precise __attribute__((ext_vector_type(16)));

// The filter at the positions of a line: at a point p its value by the other points' product.
INLINE void evaluate(const precise filter[3], precise to[6]) {
  const double near = CKERNELS_NEAR, far = CKERNELS_FAR;
  const double near2 = near * near, far2 = far * far;
  const double at_zero = 1 / (near2 * far2), at_near = 1 / (2 * near2 * (near2 - far2));
  const double at_far = 1 / (2 * far2 * (far2 - near2));
  precise even_near = filter[0] + filter[2] * near2, odd_near = filter[1] * near;
  precise even_far = filter[0] + filter[2] * far2, odd_far = filter[1] * far;
  to[0] = filter[0] * at_zero;
  to[1] = (even_near + odd_near) * at_near;
  to[2] = (even_near - odd_near) * at_near;
  to[3] = (even_far + odd_far) * at_far;
  to[4] = (even_far - odd_far) * at_far;
  to[5] = filter[2];
}

// The filters of one block of outputs at all positions.
static void filters(const float *packed, int inputs, float *weights) {
  const ptrdiff_t panel = (ptrdiff_t)inputs * CKERNELS_LANES;
  for (int first = 0; first < inputs; first += CKERNELS_LANES) {
    const int lanes = min(CKERNELS_LANES, inputs - first);
    for (int i = 0; i < lanes; i++, weights += CKERNELS_LANES) {
      precise columns[CKERNELS_AREA][3], line[CKERNELS_AREA];
      UNROLL(int x = 0; x < 3; x++) {
        precise column[3];
        UNROLL(int y = 0; y < 3; y++) {
          const float *tap = packed + ((y * 3 + x) * lanes + i) * CKERNELS_LANES;
          column[y] = __builtin_convertvector(LOAD(tap), precise);
        }
        evaluate(column, line);
        UNROLL(int y = 0; y < CKERNELS_AREA; y++) columns[y][x] = line[y];
      }
      UNROLL(int y = 0; y < CKERNELS_AREA; y++) {
        evaluate(columns[y], line);
        UNROLL(int x = 0; x < CKERNELS_AREA; x++)
          STORE(
            weights + (y * CKERNELS_AREA + x) * panel, __builtin_convertvector(line[x], vector));
      }
    }
    packed += 9 * lanes * CKERNELS_LANES;
  }
}

// MARK: Areas

// One line or two of positions at a time, so that no value waits in memory.
static void transform(const float *area, ptrdiff_t row, float *to, ptrdiff_t position) {
  UNROLL(int part = 0; part < 4; part++) {
    vector lines[2][CKERNELS_AREA], places[CKERNELS_AREA];
    const int first = part == 0 ? 0 : part == 3 ? 5 : 2 * part - 1;
    const int count = part == 1 || part == 2 ? 2 : 1;
    UNROLL(int x = 0; x < CKERNELS_AREA; x++) {
      vector column[CKERNELS_AREA], all[CKERNELS_AREA];
      UNROLL(int y = 0; y < CKERNELS_AREA; y++)
        column[y] = LOAD(area + y * row + x * CKERNELS_LANES);
      spread(column, all);
      UNROLL(int y = 0; y < count; y++) lines[y][x] = all[first + y];
    }
    UNROLL(int y = 0; y < count; y++) {
      spread(lines[y], places);
      UNROLL(int x = 0; x < CKERNELS_AREA; x++, to += position) STORE(to, places[x]);
    }
  }
}

// Copies an area that reaches beyond one pixel around the source, with zeros there.
static void copy_area(const float *from, ptrdiff_t row, int rows, int columns, float *area) {
  for (int y = 0; y < CKERNELS_AREA; y++)
    for (int x = 0; x < CKERNELS_AREA; x++, area += CKERNELS_LANES) {
      vector value = (vector)0.0f;
      if (y < rows && x < columns) value = LOAD(from + y * row + x * CKERNELS_LANES);
      STORE(area, value);
    }
}

// MARK: Products

// A part keeps TILES tiles times BLOCKS of 16 outputs in registers over the sum: zero, then the
// inputs in order.
#define PRODUCT(TILES, BLOCKS)                                                                \
  static void product_##TILES##_##BLOCKS(                                                     \
    const ckernels_tiles *tiles, const float *source, const float *weights, float *sums) {    \
    const int inputs = tiles->convolution->inputs;                                            \
    const ptrdiff_t weight_block = (ptrdiff_t)inputs * CKERNELS_POSITIONS * CKERNELS_LANES;   \
    vector sum[TILES][BLOCKS];                                                                \
    UNROLL(int t = 0; t < TILES; t++)                                                         \
      UNROLL(int o = 0; o < BLOCKS; o++) sum[t][o] = (vector)0.0f;                            \
    for (int first = 0; first < inputs; first += CKERNELS_LANES) {                            \
      const int lanes = min(CKERNELS_LANES, inputs - first);                                  \
      for (int i = 0; i < lanes; i++, weights += CKERNELS_LANES) {                            \
        vector weight[BLOCKS];                                                                \
        UNROLL(int o = 0; o < BLOCKS; o++) weight[o] = LOAD(weights + o * weight_block);      \
        UNROLL(int t = 0; t < TILES; t++) {                                                   \
          vector input = (vector)source[t * CKERNELS_LANES + i];                              \
          UNROLL(int o = 0; o < BLOCKS; o++)                                                  \
            sum[t][o] = FUSED(weight[o], input, sum[t][o]);                                   \
        }                                                                                     \
      }                                                                                       \
      source += tiles->input_block;                                                           \
    }                                                                                         \
    UNROLL(int o = 0; o < BLOCKS; o++)                                                        \
      UNROLL(int t = 0; t < TILES; t++)                                                       \
        STORE(sums + o * tiles->sum_block + t * CKERNELS_LANES, sum[t][o]);                   \
  }

CKERNELS_TILES(PRODUCT, 1)
#if CKERNELS_PAIRS
CKERNELS_PAIR_TILES(PRODUCT, 2)
#endif

#define WALK_TILES(TILES, BLOCKS)                                                             \
  for (; t + TILES <= tiles->count; t += TILES)                                               \
    product_##TILES##_##BLOCKS(                                                               \
      tiles, inputs + t * CKERNELS_LANES, weights, sums + t * CKERNELS_LANES);

// The sums of BLOCKS of 16 outputs from `block` on, for all positions.
#define MULTIPLY(SHAPES, BLOCKS)                                                              \
  static void multiply_##BLOCKS(const ckernels_tiles *tiles, int block) {                     \
    const ptrdiff_t panel = (ptrdiff_t)tiles->convolution->inputs * CKERNELS_LANES;           \
    const float *weights = tiles->convolution->weights + block * CKERNELS_POSITIONS * panel;  \
    const float *inputs = tiles->inputs;                                                      \
    float *sums = tiles->sums;                                                                \
    for (int position = 0; position < CKERNELS_POSITIONS; position++) {                       \
      int t = 0;                                                                              \
      SHAPES(WALK_TILES, BLOCKS)                                                              \
      weights += panel;                                                                       \
      inputs += tiles->input_position;                                                        \
      sums += tiles->sum_position;                                                            \
    }                                                                                         \
  }

MULTIPLY(CKERNELS_TILES, 1)
#if CKERNELS_PAIRS
MULTIPLY(CKERNELS_PAIR_TILES, 2)
#endif

// MARK: Tiles

// The pixel left above the picture in one block of inputs.
static const float *corner(const ckernels_tiles *tiles, int block) {
  const ckernels_places *places = tiles->places;
  const int input = block * CKERNELS_LANES;
  const int first = ckernels_first_inputs(tiles->convolution, places);
  return input < first
           ? ckernels_pixel(places->source, places->source_channel + input, -1, -1)
           : ckernels_pixel(places->second, places->second_channel + input - first, -1, -1);
}

// The areas of all tiles from one block of inputs.
static void spread_tiles(const ckernels_tiles *tiles, int block) {
  const ckernels_places *places = tiles->places;
  const ckernels_tensor source = places->source;
  const float *plane = corner(tiles, block);
  const ptrdiff_t row = ckernels_row_stride(source);
  float *to = tiles->inputs + block * tiles->input_block;
  float area[CKERNELS_POSITIONS * CKERNELS_LANES];
  for (int t = tiles->first; t < tiles->first + tiles->count; t++, to += CKERNELS_LANES) {
    const int y = tiles->row + places->source_row + t / tiles->across * CKERNELS_TILE;
    const int x = t % tiles->across * CKERNELS_TILE;
    const float *from = plane + y * row + x * CKERNELS_LANES;
    const int rows = source.height + 2 - y, columns = source.width + 2 - x;
    if (rows >= CKERNELS_AREA && columns >= CKERNELS_AREA) {
      transform(from, row, to, tiles->input_position);
    } else {
      copy_area(from, row, rows, columns, area);
      transform(area, CKERNELS_AREA * CKERNELS_LANES, to, tiles->input_position);
    }
  }
}

// The sums of a tile from those of its positions.
static void gather(const float *sums, ptrdiff_t position, const float *bias, float *to) {
  vector start = (vector)0.0f;
  if (bias) start = LOAD(bias);
  vector columns[CKERNELS_AREA][CKERNELS_TILE];
  UNROLL(int x = 0; x < CKERNELS_AREA; x++) {
    vector column[CKERNELS_AREA];
    UNROLL(int y = 0; y < CKERNELS_AREA; y++)
      column[y] = LOAD(sums + (y * CKERNELS_AREA + x) * position);
    collect(column, columns[x]);
  }
  UNROLL(int y = 0; y < CKERNELS_TILE; y++) {
    vector line[CKERNELS_AREA], outputs[CKERNELS_TILE];
    UNROLL(int x = 0; x < CKERNELS_AREA; x++) line[x] = columns[x][y];
    collect(line, outputs);
    UNROLL(int x = 0; x < CKERNELS_TILE; x++, to += CKERNELS_LANES) STORE(to, outputs[x] + start);
  }
}

// Writes the pixels of a tile that exist and were asked for.
static void write_tile(
  const ckernels_tiles *tiles, const float *area, int channel, const vector *slope, int y, int x) {
  const ckernels_places *places = tiles->places;
  const int step = places->step, left = step * x + places->phase_x;
  const int columns = min(CKERNELS_TILE, places->source.width - x);
  const int rows = min(CKERNELS_TILE, tiles->end_row - y);
  for (int dy = 0; dy < rows; dy++) {
    const int top = step * (y + dy) + places->phase_y;
    float *to =
      ckernels_pixel(places->destination, places->destination_channel + channel, top, left);
    const float *residual = NULL;
    if (places->residual.data)
      residual = ckernels_pixel(
        places->residual, places->residual_channel + channel, top + places->residual_row, left);
    for (int dx = 0; dx < columns; dx++, to += step * CKERNELS_LANES) {
      vector value = LOAD(area + (dy * CKERNELS_TILE + dx) * CKERNELS_LANES);
      end(tiles->convolution, slope, residual, &value);
      if (residual) residual += step * CKERNELS_LANES;
      STORE(to, value);
    }
  }
}

// The outputs of all tiles from the sums of one block.
static void collect_tiles(const ckernels_tiles *tiles, int block, const float *sums) {
  const ckernels_convolution *convolution = tiles->convolution;
  const int channel = block * CKERNELS_LANES;
  const float *bias = convolution->bias ? convolution->bias + channel : NULL;
  vector slope = (vector)convolution->slope;
  if (convolution->activation == ckernels_activation_slopes)
    slope = LOAD(convolution->slopes + channel);
  float area[CKERNELS_TILE * CKERNELS_TILE * CKERNELS_LANES];
  for (int t = tiles->first; t < tiles->first + tiles->count; t++, sums += CKERNELS_LANES) {
    const int y = tiles->row + t / tiles->across * CKERNELS_TILE;
    const int x = t % tiles->across * CKERNELS_TILE;
    gather(sums, tiles->sum_position, bias, area);
    write_tile(tiles, area, channel, &slope, y, x);
  }
}

static void winograd(const ckernels_tiles *tiles) {
  for (int block = 0; block < ckernels_blocks(tiles->convolution->inputs); block++)
    spread_tiles(tiles, block);
  const int blocks = ckernels_blocks(tiles->convolution->outputs);
  int block = 0;
#if CKERNELS_PAIRS
  for (; block + 2 <= blocks; block += 2) {
    multiply_2(tiles, block);
    collect_tiles(tiles, block, tiles->sums);
    collect_tiles(tiles, block + 1, tiles->sums + tiles->sum_block);
  }
#endif
  for (; block < blocks; block++) {
    multiply_1(tiles, block);
    collect_tiles(tiles, block, tiles->sums);
  }
}
