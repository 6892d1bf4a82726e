// The format: element types, printed types taken apart, the instruction table,
// code building and decoding, hashes.

#include "runtime/executable/Executable.h"
#include "runtime/executable/hash.h"
#include "runtime/vm/Verifier.h"
#include "test/runtime/TestExecutable.h"

#include <gtest/gtest.h>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

TEST(DType, NamesRoundTrip) {
  for (const char *name :
       {"f32",    "f64",        "f16",           "bf16",     "bool",
        "i4",     "i8",         "i16",           "i32",      "i64",
        "u4",     "u8",         "u16",           "u32",      "u64",
        "f8E3M4", "f8E4M3",     "f8E4M3B11FNUZ", "f8E4M3FN", "f8E4M3FNUZ",
        "f8E5M2", "f8E5M2FNUZ", "f8E8M0FNU"}) {
    uint32_t dtype = parseDType(name);
    EXPECT_NE(dtype, 0u) << name;
    EXPECT_TRUE(isKnownDType(dtype));
    EXPECT_EQ(dtypeName(dtype), name);
  }
  EXPECT_EQ(parseDType("i1"), parseDType("bool"));
  EXPECT_EQ(parseDType("ui8"), parseDType("u8"));
  EXPECT_EQ(parseDType("float32"), f32);
  EXPECT_EQ(parseDType("f33"), 0u);
  EXPECT_EQ(parseDType(""), 0u);
  EXPECT_EQ(dtypeName(RELAX_DTYPE(2, 33)), "dtype(2, 33, 1)");
}

TEST(DType, Sizes) {
  EXPECT_EQ(dtypeSize(f32), 4u);
  EXPECT_EQ(dtypeSize(parseDType("i4")), 1u);
  EXPECT_EQ(dtypeSize(boolean), 1u);
  EXPECT_EQ(dtypeSize(parseDType("bf16")), 2u);
}

TEST(TypeText, Tensors) {
  TypeDesc type =
      parseTypeText("!relax.tensor<[n, 2 * m + 1, max(n, 4), ?], f32>");
  EXPECT_EQ(type.kind, TypeKind::Tensor);
  EXPECT_EQ(type.rank, 4);
  EXPECT_EQ(type.dims,
            (std::vector<std::string>{"n", "2 * m + 1", "max(n, 4)", "?"}));
  EXPECT_EQ(type.dtype, f32);
  type = parseTypeText("!relax.tensor<*, ?>");
  EXPECT_EQ(type.kind, TypeKind::Tensor);
  EXPECT_EQ(type.rank, -1);
  EXPECT_EQ(type.dtype, 0u);
  type = parseTypeText(
      "!relax.tensor<[], bf16, #relax.vdevice<\"cuda\", 0, \"global\">>");
  EXPECT_EQ(type.rank, 0);
  EXPECT_EQ(type.dtype, parseDType("bf16"));
}

TEST(TypeText, Others) {
  EXPECT_EQ(parseTypeText("!relax.shape<[n, m]>").dims,
            (std::vector<std::string>{"n", "m"}));
  EXPECT_EQ(parseTypeText("!relax.shape<*>").rank, -1);
  EXPECT_EQ(parseTypeText("!relax.object").kind, TypeKind::Object);
  EXPECT_EQ(parseTypeText("!sym.int<2 * n>").kind, TypeKind::Scalar);
  EXPECT_EQ(parseTypeText("i32").dtype, i32);
  EXPECT_EQ(
      parseTypeText("!relax.callable<(!relax.object) -> !relax.object>").kind,
      TypeKind::Callable);
  TypeDesc tuple = parseTypeText(
      "tuple<!relax.tensor<[n, \"a, b\"], f32>, tuple<>, !relax.shape<[n]>>");
  EXPECT_EQ(tuple.kind, TypeKind::Tuple);
  ASSERT_EQ(tuple.elements.size(), 3u);
  EXPECT_EQ(tuple.elements[0].dims[1], "\"a, b\"");
  EXPECT_EQ(tuple.elements[1].elements.size(), 0u);
}

TEST(TypeText, NeverFails) {
  for (const char *text :
       {"", "!", "!relax.tensor<", "!relax.tensor<>", "!relax.tensor<[>",
        "tuple<", "tuple<,>", "tuple<tuple<tuple<>", "\"", "<>",
        "!relax.tensor<[n\", f32>", "!sym.int<>", ">>>"})
    EXPECT_EQ(parseTypeText(text).text, text);
  std::string deep;
  for (int i = 0; i != 10000; ++i)
    deep += "tuple<";
  deep += std::string(10000, '>');
  EXPECT_EQ(parseTypeText(deep).kind, TypeKind::Tuple);
}

TEST(Instructions, TableIsConsistent) {
  for (uint32_t i = 0; i != numOpcodes; ++i) {
    const InstructionInfo &info = getInstructionInfo(static_cast<Opcode>(i));
    EXPECT_EQ(findOpcode(info.mnemonic), static_cast<Opcode>(i))
        << info.mnemonic;
  }
  EXPECT_FALSE(findOpcode("no_such_instruction"));
}

TEST(Instructions, BuildAndDecode) {
  CodeBuilder code;
  CodeBuilder::Label end = code.createLabel();
  code.begin(Opcode::IConst).word(3).imm64(-2);
  code.begin(Opcode::Branch).word(3).label(end).label(end);
  code.bind(end);
  code.begin(Opcode::CallKernel)
      .word(1)
      .objects({4, 5})
      .ints({Int::reg(6), Int::immediate(7)});
  code.begin(Opcode::Ret).registers({obj(1), num(2)});
  std::vector<uint32_t> words = code.finish();
  auto constant = decodeInstruction(words.data(), words.size(), 0);
  ASSERT_TRUE(constant);
  EXPECT_EQ(constant->size, 4u);
  EXPECT_EQ(constant->operands[1].words[1], 0xffffffffu);
  auto branch = decodeInstruction(words.data(), words.size(), 4);
  ASSERT_TRUE(branch);
  EXPECT_EQ(branch->operands[1].words[0], 8u);
  auto call = decodeInstruction(words.data(), words.size(), 8);
  ASSERT_TRUE(call);
  EXPECT_EQ(call->numOperands, 3u);
  EXPECT_EQ(call->operands[2].words[1], 7u | tagBit);
  auto ret = decodeInstruction(words.data(), words.size(), 8 + call->size);
  ASSERT_TRUE(ret);
  EXPECT_EQ(ret->operands[0].words[1], 2u | tagBit);
  // Code that ends within an instruction is refused, wherever it ends.
  for (uint32_t size = 9; size != 8 + call->size; ++size)
    EXPECT_FALSE(decodeInstruction(words.data(), size, 8));
  words[8] = numOpcodes;
  EXPECT_FALSE(decodeInstruction(words.data(), words.size(), 8));
  EXPECT_FALSE(decodeInstruction(words.data(), words.size(), 1000));
}

TEST(Encoder, RoundTrip) {
  std::vector<uint8_t> bytes = encodeExecutable(exampleExecutable());
  std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
  std::memcpy(aligned.data(), bytes.data(), bytes.size());
  auto verified = verifyExecutable(
      {reinterpret_cast<const uint8_t *>(aligned.data()), bytes.size()}, 0);
  ASSERT_TRUE(verified.ok()) << verified.status().message();
  const fb::Executable &executable = **verified;
  ASSERT_EQ(executable.functions()->size(), 1u);
  const fb::Function &main = *executable.functions()->Get(0);
  EXPECT_EQ(main.name()->str(), "main");
  EXPECT_EQ(main.args()->Get(1)->type()->dims()->Get(0)->str(), "n");
  EXPECT_EQ(main.results()->Get(0)->type()->elements()->size(), 2u);
  EXPECT_EQ(executable.locations()->Get(1)->node()->str(), "conv1");
  // Encoding is deterministic.
  EXPECT_EQ(bytes, encodeExecutable(exampleExecutable()));
}

TEST(Hash, LeavesOutTheRanges) {
  std::vector<unsigned char> data(1000);
  for (size_t i = 0; i != data.size(); ++i)
    data[i] = static_cast<unsigned char>(i * 7);
  FileRange weights{128, 256}, hash{600, 16};
  Hash original = hashLibrary(data.data(), data.size(), weights, hash);
  for (size_t i = 0; i != data.size(); ++i) {
    data[i] ^= 1;
    bool leftOut = (i >= 128 && i < 384) || (i >= 600 && i < 616);
    EXPECT_EQ(hashLibrary(data.data(), data.size(), weights, hash) == original,
              leftOut)
        << i;
    data[i] ^= 1;
  }
  EXPECT_NE(hashLibrary(data.data(), data.size(), {128, 255}, hash), original);
  EXPECT_NE(hashLibrary(data.data(), data.size() - 1, weights, hash), original);
  // Either order, and no weights at all.
  hashLibrary(data.data(), data.size(), {700, 100}, hash);
  EXPECT_NE(hashLibrary(data.data(), data.size(), {}, hash), original);
}

} // namespace
