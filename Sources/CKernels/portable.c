#include "levels.h"

// 8 of 16 registers hold sums where vectors have 4 lanes.
#define CKERNELS_FUNCTIONS ckernels_portable
#define CKERNELS_PAIRS 0
#define CKERNELS_TILES(TILE, BLOCKS) TILE(2, BLOCKS) TILE(1, BLOCKS)

#define CKERNELS_NARROW_TILES_1(TILE) TILE(2, 1) TILE(1, 1)
#define CKERNELS_NARROW_TILES_2(TILE) TILE(1, 2)
#define CKERNELS_NARROW_TILES_3(TILE) TILE(1, 3)

#include "kernel.h"
