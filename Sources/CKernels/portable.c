#include "levels.h"

// 8 of 16 registers hold sums where vectors have 4 lanes.
#define CKERNELS_FUNCTIONS ckernels_portable
#define CKERNELS_PAIRS 0
#define CKERNELS_TILES(TILE, BLOCKS) TILE(2, BLOCKS) TILE(1, BLOCKS)

#include "kernel.h"
