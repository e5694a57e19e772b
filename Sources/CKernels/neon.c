#include "levels.h"

#if defined(__aarch64__)

// 24 of 32 registers hold sums.
#define CKERNELS_FUNCTIONS ckernels_neon
#define CKERNELS_PAIRS 0
#define CKERNELS_TILES(TILE, BLOCKS) TILE(6, BLOCKS) TILE(4, BLOCKS) TILE(1, BLOCKS)

#define CKERNELS_NARROW_TILES_1(TILE) TILE(4, 1) TILE(1, 1)
#define CKERNELS_NARROW_TILES_2(TILE) TILE(3, 2) TILE(1, 2)
#define CKERNELS_NARROW_TILES_3(TILE) TILE(2, 3) TILE(1, 3)

#include "kernel.h"

#endif
