// The parts of the GNU Scientific Library that Millwright draws and fits with, and a generator for
// them.
//
// GSL reaches its generator through function pointers in a `gsl_rng_type`. The counter-based
// generator is written in C here, so that GSL calls it without passing through Swift and Swift
// inlines the same functions.

#ifndef MILLWRIGHT_CGSL_SHIM_H
#define MILLWRIGHT_CGSL_SHIM_H

#include <stdint.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_roots.h>

// How many entities of a stream are prepared at once. In one loop the rounds of one block do not wait for
// those of another, which takes a third off a block.
enum { millwright_philox_ahead = 32 };

// A place in the sequence of Philox4x64-10 blocks.
typedef struct {
  uint64_t key[2];
  uint64_t counter[4];  // of the next block to be made
  uint64_t block[4];    // the latest block
  uint32_t taken;       // words of it already given out; 4 = a new block is due
  uint32_t has_half;    // whether `half` has not been given out
  uint32_t half;        // the upper half of a word of which the lower was given out alone
  // Blocks made ahead, of entities that follow each other: how many, where the first of them is, and they.
  uint64_t prepared_count;
  uint64_t prepared_key[2];
  uint64_t prepared_counter[4];
  uint64_t prepared[millwright_philox_ahead][4];
} millwright_philox;

// One block of Philox4x64-10: four words out of a 256-bit counter under a 128-bit key.
//
// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: Parallel random numbers: as easy as 1, 2, 3.
// SC11, 2011, section 4.3: the multipliers of table 2, the Weyl constants (the golden ratio and
// sqrt(3) - 1) by which the key advances between rounds.
__attribute__((always_inline)) static inline void millwright_philox_rounds(
    uint64_t c0, uint64_t c1, uint64_t c2, uint64_t c3, const uint64_t key[2], uint64_t out[4]) {
  uint64_t k0 = key[0], k1 = key[1];
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; round++) {
    const unsigned __int128 p0 = (unsigned __int128)c0 * 0xD2E7470EE14C6C93u;
    const unsigned __int128 p1 = (unsigned __int128)c2 * 0xCA5A826395121157u;
    c0 = (uint64_t)(p1 >> 64) ^ c1 ^ k0;
    c1 = (uint64_t)p1;
    c2 = (uint64_t)(p0 >> 64) ^ c3 ^ k1;
    c3 = (uint64_t)p0;
    k0 += 0x9E3779B97F4A7C15u;
    k1 += 0xBB67AE8584CAA73Bu;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

// The block at the counter. Apart from the code that calls it, which so needs few registers: a tenth
// off a draw.
__attribute__((noinline, unused)) static void millwright_philox_block(
    const uint64_t counter[4], const uint64_t key[2], uint64_t out[4]) {
  millwright_philox_rounds(counter[0], counter[1], counter[2], counter[3], key, out);
}

// Moves to the first word of the block at a counter. The block is made when a word is asked for.
static inline void millwright_philox_seek(
    millwright_philox *state, uint64_t key0, uint64_t key1, uint64_t counter0, uint64_t counter1,
    uint64_t counter2, uint64_t counter3) {
  state->key[0] = key0;
  state->key[1] = key1;
  state->counter[0] = counter0;
  state->counter[1] = counter1;
  state->counter[2] = counter2;
  state->counter[3] = counter3;
  state->taken = 4;
  state->has_half = 0;
}

// Makes the first block of an entity and of those that follow it.
__attribute__((noinline, unused)) static void millwright_philox_prepare(
    millwright_philox *state, uint64_t key0, uint64_t key1, uint64_t entity, uint64_t counter2,
    uint64_t counter3) {
  const uint64_t key[2] = {key0, key1};
  memcpy(state->prepared_key, key, sizeof key);
  const uint64_t counter[4] = {0, entity, counter2, counter3};
  memcpy(state->prepared_counter, counter, sizeof counter);
  state->prepared_count = millwright_philox_ahead;
  for (uint64_t index = 0; index < millwright_philox_ahead; index++) {
    millwright_philox_rounds(0, entity + index, counter2, counter3, key, state->prepared[index]);
  }
}

// Moves to the first word of an entity, as `millwright_philox_seek` does where the counter is 0, entity,
// and two more words. Meant for entities in order: others are prepared in vain.
static inline void millwright_philox_seek_in_order(
    millwright_philox *state, uint64_t key0, uint64_t key1, uint64_t entity, uint64_t counter2,
    uint64_t counter3) {
  uint64_t index = entity - state->prepared_counter[1];
  const uint64_t differences =
      (key0 ^ state->prepared_key[0]) | (key1 ^ state->prepared_key[1]) |
      (counter2 ^ state->prepared_counter[2]) | (counter3 ^ state->prepared_counter[3]);
  if (index >= state->prepared_count || differences != 0) {
    millwright_philox_prepare(state, key0, key1, entity, counter2, counter3);
    index = 0;
  }
  millwright_philox_seek(state, key0, key1, 1, entity, counter2, counter3);
  memcpy(state->block, state->prepared[index], sizeof state->block);
  state->taken = 0;
}

// The next word, all 64 bits of it.
static inline uint64_t millwright_philox_next(millwright_philox *state) {
  if (state->taken == 4) {
    millwright_philox_block(state->counter, state->key, state->block);
    state->counter[0] += 1;
    state->taken = 0;
  }
  return state->block[state->taken++];
}

// The next number on [0, 1): the high 53 bits of a word.
static inline double millwright_philox_next_double(void *generator) {
  return (double)(millwright_philox_next((millwright_philox *)generator) >> 11) * 0x1p-53;
}

// The next 32 bits, which are all that the ziggurat wants: two of them share a word. An application
// for the grid needs one block instead of one and a half that way, 3 % of a replication.
static inline unsigned long millwright_philox_next_half(void *generator) {
  millwright_philox *state = (millwright_philox *)generator;
  if (state->has_half) {
    state->has_half = 0;
    return state->half;
  }
  const uint64_t word = millwright_philox_next(state);
  state->half = (uint32_t)(word >> 32);
  state->has_half = 1;
  return (uint32_t)word;
}

// What GSL calls to seed a generator; addresses are set by the functions that seek.
static inline void millwright_philox_set(void *generator, unsigned long seed) {
  millwright_philox *state = (millwright_philox *)generator;
  millwright_philox_seek(state, seed, 0, 0, 0, 0, 0);
  state->prepared_count = 0;
}

// The generator as GSL's samplers take it: integers of 32 bits, numbers on [0, 1) of 53.
static const gsl_rng_type millwright_philox_gsl_type = {
    "philox4x64-10",
    UINT32_MAX,
    0,
    sizeof(millwright_philox),
    millwright_philox_set,
    millwright_philox_next_half,
    millwright_philox_next_double,
};

// A GSL generator on Philox4x64-10. GSL's own types are global variables, which Swift can't reach
// safely from several threads; this function can be called from any.
static inline gsl_rng *millwright_rng_alloc(void) {
  return gsl_rng_alloc(&millwright_philox_gsl_type);
}

// The Philox state inside a generator that `millwright_rng_alloc` made.
static inline millwright_philox *millwright_rng_philox(const gsl_rng *generator) {
  return (millwright_philox *)generator->state;
}

// A solver by Brent's method; GSL's own handle for it is a global variable.
static inline gsl_root_fsolver *millwright_brent_alloc(void) {
  return gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
}

#endif
