// Plans of arenas: blocks in use at one time are apart, and little is wasted.

#include "runtime/executable/ArenaPlan.h"

#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <random>

using namespace relax::runtime;

namespace {

/// Every pair that is in use at the same time is apart, and all lies inside: of
/// the arena, or of one kept block.
void expectValid(const std::vector<ArenaBlock> &blocks, const ArenaPlan &plan) {
  ASSERT_EQ(plan.offsets.size(), blocks.size());
  // Kept blocks follow the arena, in order, without gaps.
  std::vector<std::pair<int64_t, int64_t>> parts = {{0, plan.bytes}};
  for (size_t i = 0; i != blocks.size(); ++i)
    if (blocks[i].kept) {
      EXPECT_EQ(plan.offsets[i], parts.back().second);
      parts.push_back({plan.offsets[i],
                       plan.offsets[i] + *roundArenaBytes(blocks[i].bytes)});
    }
  for (size_t i = 0; i != blocks.size(); ++i) {
    int64_t begin = plan.offsets[i], end = begin + blocks[i].bytes;
    EXPECT_GE(begin, 0);
    EXPECT_EQ(begin % arenaAlignment, 0);
    EXPECT_TRUE(std::any_of(parts.begin(), parts.end(), [&](auto part) {
      return part.first <= begin && end <= part.second;
    })) << i;
    for (size_t k = 0; k != i; ++k)
      if (blocks[i].first <= blocks[k].last &&
          blocks[k].first <= blocks[i].last)
        EXPECT_TRUE(end <= plan.offsets[k] ||
                    plan.offsets[k] + blocks[k].bytes <= begin)
            << i << " and " << k;
  }
}

TEST(ArenaPlan, NothingTakesNothing) {
  std::optional<ArenaPlan> plan = planArena({});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->bytes, 0);
  plan = planArena({{0, 0, 5}, {-64, 1, 2}});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->bytes, 0);
}

TEST(ArenaPlan, AChainTakesTwoBlocks) {
  std::vector<ArenaBlock> blocks;
  for (int64_t i = 0; i != 5000; ++i)
    blocks.push_back({1000, 2 * i, 2 * i + 2});
  auto start = std::chrono::steady_clock::now();
  std::optional<ArenaPlan> plan = planArena(blocks);
  std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->bytes, 2 * 1024);
  EXPECT_EQ(plan->bytes, *getPeakBytes(blocks));
  // Far from what a scan of all pairs would take, on a slow machine too.
  EXPECT_LT(time.count(), 2.0);
}

TEST(ArenaPlan, TheSmallestGapIsTaken) {
  // Two gaps below the last block; the new block fits both.
  std::vector<ArenaBlock> blocks = {
      {4096, 0, 9}, {2048, 0, 1}, {1024, 0, 9}, {512, 0, 1}, {256, 0, 9},
      {512, 2, 9}};
  std::optional<ArenaPlan> plan = planArena(blocks);
  ASSERT_TRUE(plan);
  expectValid(blocks, *plan);
  EXPECT_EQ(plan->bytes, *getPeakBytes(blocks));
}

TEST(ArenaPlan, BothEndsCount) {
  // In use at time 3 both: apart.
  std::vector<ArenaBlock> blocks = {{64, 0, 3}, {64, 3, 5}, {64, 6, 7}};
  std::optional<ArenaPlan> plan = planArena(blocks);
  ASSERT_TRUE(plan);
  expectValid(blocks, *plan);
  EXPECT_EQ(plan->bytes, 128);
}

TEST(ArenaPlan, OthersLieInWhatIsKept) {
  // A chain whose last block is kept: the second lies in it.
  std::vector<ArenaBlock> blocks = {
      {100, 3, 9, true}, {128, 0, 1}, {120, 1, 2}, {128, 2, 3}};
  std::optional<ArenaPlan> plan = planArena(blocks);
  ASSERT_TRUE(plan);
  expectValid(blocks, *plan);
  EXPECT_EQ(plan->bytes, 128);
  EXPECT_EQ(plan->offsets, (std::vector<int64_t>{128, 0, 128, 0}));
}

TEST(ArenaPlan, NothingLiesAcrossWhatIsKept) {
  // Two kept blocks of 64 bytes are no place for 128, nor are one and the arena.
  std::vector<ArenaBlock> blocks = {
      {64, 5, 9, true}, {64, 6, 9, true}, {128, 0, 1}, {0, 2, 9, true}};
  std::optional<ArenaPlan> plan = planArena(blocks);
  ASSERT_TRUE(plan);
  expectValid(blocks, *plan);
  EXPECT_EQ(plan->bytes, 128);
  // Nor is a kept block whose time has begun, or one alone without others.
  blocks = {{64, 1, 9, true}, {64, 0, 1}};
  plan = planArena(blocks);
  expectValid(blocks, *plan);
  EXPECT_EQ(plan->bytes, 64);
  plan = planArena({{64, 1, 9, true}});
  EXPECT_EQ(plan->bytes, 0);
  EXPECT_EQ(plan->offsets, (std::vector<int64_t>{0}));
}

TEST(ArenaPlan, SaysWhatItTakes) {
  // The result comes when the arena is half empty, too late to lend.
  std::vector<ArenaBlock> blocks = {
      {100, 2, 9, true}, {640, 0, 1}, {640, 1, 2}};
  std::optional<ArenaPlan> plan = planArena(blocks);
  expectValid(blocks, *plan);
  EXPECT_EQ(plan->bytes, 1280);
  EXPECT_EQ(plan->keptBytes, 128);
  EXPECT_EQ(plan->peakBytes, 1280);
  EXPECT_FALSE(plan->isWasteful()); // a tenth
  blocks[0].bytes = 200;
  EXPECT_TRUE(planArena(blocks)->isWasteful());
  EXPECT_FALSE(planArena({})->isWasteful());
}

TEST(ArenaPlan, WhatIsKeptDoesNoHarm) {
  std::mt19937 random(11);
  for (int round = 0; round != 300; ++round) {
    std::vector<ArenaBlock> blocks, others;
    int64_t count = 1 + random() % 60, results = random() % 6, all = 0;
    for (int64_t i = 0; i != count; ++i) {
      int64_t first = random() % 80;
      ArenaBlock block = {static_cast<int64_t>(random() % 20000), first,
                          first + static_cast<int64_t>(random() % 6)};
      if (i % 10 < results) {
        block.last = 100;
        block.kept = true;
        all += *roundArenaBytes(block.bytes);
      } else {
        others.push_back(block);
      }
      blocks.push_back(block);
    }
    std::optional<ArenaPlan> plan = planArena(blocks);
    ASSERT_TRUE(plan);
    expectValid(blocks, *plan);
    EXPECT_GE(plan->bytes + all, *getPeakBytes(blocks));
    EXPECT_LE(plan->bytes, planArena(others)->bytes);
  }
}

TEST(ArenaPlan, TooMuchIsNothing) {
  EXPECT_FALSE(planArena({{INT64_MAX - 100, 0, 0, true}, {1000, 1, 1}}));
  EXPECT_FALSE(planArena({{INT64_MAX, 0, 0}}));
  EXPECT_FALSE(planArena({{INT64_MAX - 100, 0, 0}, {1000, 0, 0}}));
  EXPECT_FALSE(getPeakBytes({{INT64_MAX - 100, 0, 0}, {1000, 0, 0}}));
}

TEST(ArenaPlan, RandomPlansAreValidAndTight) {
  std::mt19937 random(7);
  double worst = 1;
  for (int round = 0; round != 300; ++round) {
    std::vector<ArenaBlock> blocks;
    int64_t count = 1 + random() % 60;
    for (int64_t i = 0; i != count; ++i) {
      int64_t first = random() % 80;
      // Mostly short lives, as in a network.
      int64_t length = random() % 8 == 0 ? random() % 60 : random() % 5;
      blocks.push_back({static_cast<int64_t>(random() % 8) *
                            static_cast<int64_t>(random() % 3000),
                        first, first + length});
    }
    std::optional<ArenaPlan> plan = planArena(blocks);
    ASSERT_TRUE(plan);
    expectValid(blocks, *plan);
    int64_t peak = *getPeakBytes(blocks);
    EXPECT_GE(plan->bytes, peak);
    if (peak != 0)
      worst = std::max(worst, static_cast<double>(plan->bytes) / peak);
    // The same again.
    EXPECT_EQ(planArena(blocks)->offsets, plan->offsets);
  }
  EXPECT_LT(worst, 1.4);
}

} // namespace
