#include "levels.h"

#if defined(__x86_64__)

// 12 of 16 registers hold sums.
#define CKERNELS_FUNCTIONS ckernels_avx2
#define CKERNELS_PAIRS 0
#define CKERNELS_TILES(TILE, BLOCKS) TILE(6, BLOCKS) TILE(4, BLOCKS) TILE(1, BLOCKS)

#define CKERNELS_NARROW_TILES_1(TILE) TILE(4, 1) TILE(1, 1)
#define CKERNELS_NARROW_TILES_2(TILE) TILE(3, 2) TILE(1, 2)
#define CKERNELS_NARROW_TILES_3(TILE) TILE(2, 3) TILE(1, 3)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "kernel.h"
#pragma clang attribute pop

#endif
