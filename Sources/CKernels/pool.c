#include "CKernels.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct {
  pthread_t thread;
  ckernels_pool *pool;
  // From 1; the caller is 0.
  int number;
} worker;

struct ckernels_pool {
  pthread_mutex_t lock;
  pthread_cond_t begun;
  pthread_cond_t ended;
  worker *workers;
  int count;
  // Guarded by the lock: the number of the job, and how many workers have not left it.
  unsigned long job;
  int busy;
  bool closes;
  void (*work)(void *context, int part, int worker);
  void *context;
  int parts;
  atomic_int next;
};

static void work_off(ckernels_pool *pool, int worker) {
  for (;;) {
    int part = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
    if (part >= pool->parts) return;
    pool->work(pool->context, part, worker);
  }
}

static void *serve(void *argument) {
  worker *self = argument;
  ckernels_pool *pool = self->pool;
  unsigned long seen = 0;
  pthread_mutex_lock(&pool->lock);
  for (;;) {
    while (pool->job == seen && !pool->closes) pthread_cond_wait(&pool->begun, &pool->lock);
    if (pool->closes) break;
    seen = pool->job;
    pthread_mutex_unlock(&pool->lock);
    work_off(pool, self->number);
    pthread_mutex_lock(&pool->lock);
    if (--pool->busy == 0) pthread_cond_signal(&pool->ended);
  }
  pthread_mutex_unlock(&pool->lock);
  return NULL;
}

ckernels_pool *ckernels_pool_create(int threads) {
  ckernels_pool *pool = calloc(1, sizeof *pool);
  if (!pool) return NULL;
  pthread_mutex_init(&pool->lock, NULL);
  pthread_cond_init(&pool->begun, NULL);
  pthread_cond_init(&pool->ended, NULL);
  if (threads > 1) pool->workers = calloc((size_t)threads - 1, sizeof *pool->workers);
  // Fewer threads than asked for only take longer.
  while (pool->workers && pool->count < threads - 1) {
    worker *next = &pool->workers[pool->count];
    next->pool = pool;
    next->number = pool->count + 1;
    if (pthread_create(&next->thread, NULL, serve, next) != 0) break;
    pool->count++;
  }
  return pool;
}

void ckernels_pool_run(
  ckernels_pool *pool, int parts, void (*work)(void *context, int part, int worker),
  void *context) {
  pool->work = work;
  pool->context = context;
  pool->parts = parts;
  atomic_store_explicit(&pool->next, 0, memory_order_relaxed);
  if (pool->count > 0 && parts > 1) {
    pthread_mutex_lock(&pool->lock);
    pool->job++;
    pool->busy = pool->count;
    pthread_cond_broadcast(&pool->begun);
    pthread_mutex_unlock(&pool->lock);
    work_off(pool, 0);
    pthread_mutex_lock(&pool->lock);
    while (pool->busy > 0) pthread_cond_wait(&pool->ended, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
  } else {
    work_off(pool, 0);
  }
}

void ckernels_pool_destroy(ckernels_pool *pool) {
  if (!pool) return;
  pthread_mutex_lock(&pool->lock);
  pool->closes = true;
  pthread_cond_broadcast(&pool->begun);
  pthread_mutex_unlock(&pool->lock);
  for (int i = 0; i < pool->count; i++) pthread_join(pool->workers[i].thread, NULL);
  pthread_cond_destroy(&pool->ended);
  pthread_cond_destroy(&pool->begun);
  pthread_mutex_destroy(&pool->lock);
  free(pool->workers);
  free(pool);
}
