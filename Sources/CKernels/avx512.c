#include "levels.h"

#if defined(__x86_64__)

// 24 of 32 registers hold sums.
#define CKERNELS_FUNCTIONS ckernels_avx512
#define CKERNELS_PAIRS 1
#define CKERNELS_TILES(TILE, BLOCKS) TILE(24, BLOCKS) CKERNELS_PAIR_TILES(TILE, BLOCKS)
#define CKERNELS_PAIR_TILES(TILE, BLOCKS) TILE(12, BLOCKS) TILE(4, BLOCKS) TILE(1, BLOCKS)

#define CKERNELS_NARROW_TILES_1(TILE) TILE(8, 1) TILE(1, 1)
#define CKERNELS_NARROW_TILES_2(TILE) TILE(8, 2) TILE(1, 2)
#define CKERNELS_NARROW_TILES_3(TILE) TILE(6, 3) TILE(1, 3)

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma"))), apply_to = function)
#include "kernel.h"
#pragma clang attribute pop

#endif
