// .npy files: what is written is read, hostile headers are refused, and no
// mutant crashes the reader.

#include "runtime/vm/Npy.h"
#include "test/runtime/Limits.h"
#include "test/runtime/TestExecutable.h"
#include "test/runtime/TestFiles.h"

#include <gtest/gtest.h>
#include <random>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

std::vector<uint8_t> npy(const std::string &header, size_t dataSize,
                         uint8_t version = 1) {
  std::vector<uint8_t> bytes = {0x93, 'N', 'U', 'M', 'P', 'Y', version, 0};
  for (int i = 0; i != (version == 1 ? 2 : 4); ++i)
    bytes.push_back(static_cast<uint8_t>(header.size() >> 8 * i));
  bytes.insert(bytes.end(), header.begin(), header.end());
  for (size_t i = 0; i != dataSize; ++i)
    bytes.push_back(static_cast<uint8_t>(i));
  return bytes;
}

std::string refusal(const std::string &header, size_t dataSize = 8) {
  auto tensor = parseNpy(npy(header, dataSize));
  if (tensor.ok())
    return "accepted";
  std::string message(tensor.status().message());
  std::string prefix = "not a .npy file: ";
  return message.compare(0, prefix.size(), prefix) == 0
             ? message.substr(prefix.size())
             : message;
}

TEST(Npy, RoundTrip) {
  std::mt19937 random(5);
  const char *names[] = {"f32", "f64", "f16", "bool", "i8",  "i16",
                         "i32", "i64", "u8",  "u16",  "u32", "u64"};
  std::vector<std::vector<int64_t>> shapes = {
      {}, {0}, {1}, {7}, {2, 3}, {4, 0, 2}, {2, 1, 3, 2}};
  for (const char *name : names) {
    uint32_t dtype = parseDType(name);
    ASSERT_TRUE(npySupports(dtype)) << name;
    for (const std::vector<int64_t> &shape : shapes) {
      TensorRef x = *createTensor(shape, dtype);
      uint8_t *data = static_cast<uint8_t *>(x->dl.data);
      int64_t size = countBytes(*x);
      for (int64_t i = 0; i != size; ++i)
        data[i] = dtype == boolean ? random() % 2 : random();
      std::string path = temporary("round_trip.npy");
      ASSERT_TRUE(writeTensor(path, *x, false).ok());
      auto y = readNpy(path);
      ASSERT_TRUE(y.ok()) << y.status().message();
      EXPECT_EQ(getDType(**y), dtype);
      EXPECT_EQ(getShape(**y), getShape(*x));
      EXPECT_EQ(std::memcmp((*y)->dl.data, data, size), 0);
      EXPECT_EQ(npyHeader(shape, dtype).size() % 64, 0u);
    }
  }
  EXPECT_FALSE(npySupports(parseDType("bf16")));
}

TEST(Npy, HeadersOfOtherWriters) {
  EXPECT_EQ(
      refusal("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"),
      "accepted");
  EXPECT_EQ(
      refusal(
          "{\"shape\":(1,2),\"descr\":\"<f4\",\"fortran_order\":False}   \n"),
      "accepted");
  EXPECT_EQ(refusal("{'descr': '<f4', 'fortran_order': False, 'shape': (2L,)}"),
            "accepted");
  EXPECT_EQ(refusal("{'descr': '|i1', 'fortran_order': False, 'shape': (8,)}"),
            "accepted");
  EXPECT_EQ(refusal("{'descr': '>i1', 'fortran_order': False, 'shape': (8,)}"),
            "accepted");
  EXPECT_EQ(refusal("{'descr': '<f8', 'fortran_order': True, 'shape': ()}"),
            "accepted");
  for (uint8_t version : {1, 2, 3})
    EXPECT_TRUE(
        parseNpy(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}",
                     8, version))
            .ok());
}

TEST(Npy, FortranOrder) {
  auto tensor = parseNpy(
      npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3)}", 6));
  ASSERT_TRUE(tensor.ok());
  EXPECT_EQ(content<uint8_t>(**tensor),
            (std::vector<uint8_t>{0, 2, 4, 1, 3, 5}));
  tensor = parseNpy(
      npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2, 2)}", 8));
  EXPECT_EQ(content<uint8_t>(**tensor),
            (std::vector<uint8_t>{0, 4, 2, 6, 1, 5, 3, 7}));
}

TEST(Npy, BooleansBecomeZeroOrOne) {
  auto tensor = parseNpy(
      npy("{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}", 3));
  ASSERT_TRUE(tensor.ok());
  EXPECT_EQ(content<uint8_t>(**tensor), (std::vector<uint8_t>{0, 1, 1}));
}

TEST(Npy, Refusals) {
  const std::string rest = ", 'fortran_order': False, 'shape': (2,)}";
  EXPECT_EQ(refusal(""), "the header is no dictionary");
  EXPECT_EQ(refusal("{"), "a key of the header is malformed");
  EXPECT_EQ(refusal("{'descr'"), "a key of the header is malformed");
  EXPECT_EQ(refusal("{'descr': '<f4'}"),
            "the header lacks 'descr', 'fortran_order' or 'shape'");
  EXPECT_EQ(refusal("{'x': 1}"), "the header has the unknown key 'x'");
  EXPECT_EQ(refusal("{'descr': '<f4', 'descr': '<f4'" + rest),
            "the header has the key 'descr' twice");
  EXPECT_EQ(refusal("{'descr': '<f4' 'fortran_order': False"),
            "a comma is missing in the header");
  EXPECT_EQ(refusal("{'descr': '<f4'" + rest + " junk"),
            "text follows the header");
  EXPECT_EQ(refusal("{'descr': '>f4'" + rest),
            "the element type '>f4' is big-endian");
  EXPECT_EQ(refusal("{'descr': '<c8'" + rest),
            "the element type '<c8' is not supported");
  EXPECT_EQ(refusal("{'descr': '|O'" + rest),
            "the element type '|O' is malformed");
  EXPECT_EQ(refusal("{'descr': '<f99999999999'" + rest),
            "the element type '<f99999999999' is not supported");
  EXPECT_EQ(refusal("{'descr': [('a', '<f4')]" + rest),
            "structured element types are not supported");
  EXPECT_EQ(refusal("{'descr': '<f4', 'fortran_order': 1, 'shape': (2,)}"),
            "'fortran_order' is neither True nor False");
  const std::string start =
      "{'descr': '<f4', 'fortran_order': False, 'shape': ";
  EXPECT_EQ(refusal(start + "2}"), "'shape' is no tuple");
  EXPECT_EQ(refusal(start + "(-2,)}"), "a dimension is no number");
  EXPECT_EQ(refusal(start + "(2 3)}"), "a comma is missing in 'shape'");
  EXPECT_EQ(refusal(start + "(99999999999999999999,)}"),
            "a dimension is too large");
  EXPECT_EQ(refusal(start + "(4294967296, 4294967296)}"),
            "shape [4294967296, 4294967296] is too large");
  EXPECT_EQ(refusal(start + "(3,)}"),
            "shape [3] of f32 needs 12 bytes, the file has 8");
  EXPECT_EQ(refusal(start + "(1152921504606846976,)}"),
            "shape [1152921504606846976] of f32 needs 4611686018427387904 "
            "bytes, the file has 8");
  std::string deep = start + "(";
  for (int i = 0; i != 100; ++i)
    deep += "1,";
  EXPECT_EQ(refusal(deep + ")}"), "the rank is above the limit of 64");
  EXPECT_EQ(parseNpy(npy("{}", 0, 9)).status().message(),
            "not a .npy file: its version 9 is not supported");
  EXPECT_FALSE(parseNpy({}).ok());
  EXPECT_EQ(readNpy("/no/such.npy").status().message(),
            "cannot open '/no/such.npy': No such file or directory");
  std::vector<uint8_t> cut = npy("{'descr': '<f4'" + rest, 8);
  for (size_t size = 0; size != cut.size(); ++size)
    EXPECT_FALSE(parseNpy(absl::MakeConstSpan(cut.data(), size)).ok());
}

TEST(Npy, MutantsNeverCrash) {
  std::mt19937 random(42);
  std::vector<std::vector<uint8_t>> originals = {
      npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }         "
          " \n",
          24),
      npy("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2), }\n", 48,
          2),
      npy("{'descr': '|b1', 'fortran_order': False, 'shape': (), }\n", 1, 3)};
  const std::string alphabet = "{}()[]',:<>|=0123456789fiubTrueFalsL \n\"-";
  int accepted = 0;
  Limits limits;
  for (int round = 0; round != 20000; ++round) {
    limits.next();
    std::vector<uint8_t> mutant = originals[random() % originals.size()];
    for (int change = 0, changes = 1 + random() % 4; change != changes;
         ++change) {
      size_t at = random() % mutant.size();
      switch (random() % 5) {
      case 0:
        mutant[at] = static_cast<uint8_t>(random());
        break;
      case 1:
        mutant[at] = alphabet[random() % alphabet.size()];
        break;
      case 2:
        mutant.erase(mutant.begin() + at);
        break;
      case 3:
        mutant.insert(mutant.begin() + at,
                      alphabet[random() % alphabet.size()]);
        break;
      default:
        mutant.resize(1 + random() % mutant.size());
      }
      if (mutant.empty())
        mutant.push_back(0);
    }
    auto tensor = parseNpy(mutant);
    if (tensor.ok()) {
      ++accepted;
      EXPECT_GE(countBytes(**tensor), 0);
    }
  }
  EXPECT_GT(accepted, 200);
}

TEST(Raw, SizesMustMatch) {
  std::string path =
      writeBytes(temporary("x.raw"), std::vector<uint8_t>(12, 1));
  EXPECT_TRUE(readRaw(path, {2, 3}, parseDType("bf16")).ok());
  EXPECT_EQ(readRaw(path, {2, 2}, parseDType("bf16")).status().message(),
            "'" + path +
                "': shape [2, 2] of bf16 does not match a file of 12 bytes");
}

TEST(Write, Failures) {
  TensorRef x = tensor<float>({1}, f32, {1});
  EXPECT_EQ(writeTensor("/no/such/folder/x.npy", *x, false).message(),
            "cannot write '/no/such/folder/x.npy': No such file or directory");
}

} // namespace
