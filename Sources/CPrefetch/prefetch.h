// The processor's prefetch instruction, for which Swift has no words.

#ifndef MILLWRIGHT_PREFETCH_H
#define MILLWRIGHT_PREFETCH_H

#include <stdint.h>

// Asks for the cache line that holds an address, which need not be valid; changes nothing else.
static inline __attribute__((always_inline)) void millwright_prefetch(uintptr_t address) {
  __builtin_prefetch((const void *)address);
}

#endif
