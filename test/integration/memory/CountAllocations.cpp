// Counts what a program allocates, preloaded (LD_PRELOAD) in front of the C
// library: at its end writes "TOTAL PEAK" to the file that COUNT_ALLOCATIONS
// names, both in bytes as malloc_usable_size counts them. A program that does
// the same again allocates the same, so that tests may compare the numbers.

#include <atomic>
#include <cstdio>
#include <cstdlib>

#include <cerrno>
#include <malloc.h>

extern "C" {
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);
}

static std::atomic<size_t> total, live, peak;

static void *add(void *block) {
  if (!block)
    return nullptr;
  size_t size = malloc_usable_size(block);
  total += size;
  size_t now = live += size;
  for (size_t seen = peak;
       seen < now && !peak.compare_exchange_weak(seen, now);)
    ;
  return block;
}

static void *remove(void *block) {
  if (block)
    live -= malloc_usable_size(block);
  return block;
}

extern "C" {
void *malloc(size_t size) { return add(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) {
  return add(__libc_calloc(count, size));
}
void *realloc(void *block, size_t size) {
  size_t old = block ? malloc_usable_size(block) : 0;
  void *result = __libc_realloc(block, size);
  if (result || size == 0)
    live -= old;
  return add(result);
}
void *memalign(size_t alignment, size_t size) {
  return add(__libc_memalign(alignment, size));
}
void *aligned_alloc(size_t alignment, size_t size) {
  return memalign(alignment, size);
}
int posix_memalign(void **block, size_t alignment, size_t size) {
  *block = memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}
void free(void *block) { __libc_free(remove(block)); }
}

__attribute__((destructor)) static void report() {
  const char *path = std::getenv("COUNT_ALLOCATIONS");
  if (!path)
    return;
  size_t numbers[] = {total, peak};
  if (std::FILE *file = std::fopen(path, "w")) {
    std::fprintf(file, "%zu %zu\n", numbers[0], numbers[1]);
    std::fclose(file);
  }
}
