#include "levels.h"

#if defined(__aarch64__)

// 24 of 32 registers hold sums.
#define CKERNELS_FUNCTIONS ckernels_neon
#define CKERNELS_PAIRS 0
#define CKERNELS_TILES(TILE, BLOCKS) TILE(6, BLOCKS) TILE(4, BLOCKS) TILE(1, BLOCKS)

#include "kernel.h"

#endif
