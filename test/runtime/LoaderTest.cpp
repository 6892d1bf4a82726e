// Loading a library: what runs, and that every damaged file is refused before
// its code is mapped. Run under AddressSanitizer as well.

#include "runtime/vm/ElfFile.h"
#include "test/runtime/Limits.h"
#include "test/runtime/TestExecutable.h"
#include "test/runtime/TestFiles.h"

#include <elf.h>
#include <gtest/gtest.h>
#include <random>
#include <sys/stat.h>

using namespace relax::runtime;
using namespace relax::runtime::test;

namespace {

std::string refusal(const std::string &path, LoadOptions options = {}) {
  auto module = Module::load(path, options);
  return module.ok() ? "accepted" : std::string(module.status().message());
}

/// Puts the right hash into the bytes of a library again.
std::vector<uint8_t> seal(std::vector<uint8_t> bytes) {
  auto sections = findSections(bytes);
  if (!sections.ok())
    return bytes;
  Hash hash = hashLibrary(bytes.data(), bytes.size(), sections->weights,
                          sections->hash);
  std::copy(hash.begin(), hash.end(), bytes.begin() + sections->hash.offset);
  return bytes;
}

TEST(Loader, LoadsAndRuns) {
  ASSERT_TRUE(PackedRegistry::global().loadLibrary(customOpsPath).ok());
  LoadOptions options;
  options.verifyWeights = true;
  auto module = Module::load(modelPath, options);
  ASSERT_TRUE(module.ok()) << module.status().message();
  EXPECT_EQ((*module)->weightsSize(), 2048u);
  auto vm = VirtualMachine::create(*module);
  ASSERT_TRUE(vm.ok()) << vm.status().message();
  TensorRef x = tensor<float>({2}, f32, {1, 2});
  auto result = (*vm)->invoke("update", {Value(x)});
  ASSERT_TRUE(result.ok()) << result.status().message();
  EXPECT_EQ(content<float>(*(*result)[0].asTensor()),
            (std::vector<float>{2, 3}));
  EXPECT_EQ(content<float>(*x)[0], 1);
}

TEST(Loader, ConstantsOutliveTheModule) {
  std::vector<Value> results;
  {
    ASSERT_TRUE(PackedRegistry::global().find("custom_inplace_update") ||
                PackedRegistry::global().loadLibrary(customOpsPath).ok());
    auto module = Module::load(modelPath);
    ASSERT_TRUE(module.ok());
    auto vm = VirtualMachine::create(*module);
    results = *(*vm)->invoke("constants", {});
  }
  relax_tensor *weights = results[0].asTensor();
  EXPECT_TRUE(weights->flags & RELAX_TENSOR_READ_ONLY);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(weights->dl.data) % 64, 0u);
  EXPECT_EQ(content<float>(*weights)[511], 511);
}

TEST(Loader, MissingAndForeignFiles) {
  EXPECT_EQ(refusal("/no/such/file.so"),
            "cannot open '/no/such/file.so': No such file or directory");
  EXPECT_EQ(refusal("/"), "'/' is not a regular file");
  auto with = [](const std::vector<uint8_t> &bytes) {
    std::string path = writeBytes(temporary("foreign.so"), bytes);
    std::string message = refusal(path);
    std::string prefix = "'" + path + "': ";
    return message.compare(0, prefix.size(), prefix) == 0
               ? message.substr(prefix.size())
               : message;
  };
  EXPECT_EQ(with({}),
            "not a model library: the file is too short for an ELF header");
  EXPECT_EQ(with(std::vector<uint8_t>(100, 'x')),
            "not a model library: no ELF magic number");
  EXPECT_EQ(with(readBytes(customOpsPath)),
            "not a model library: section .relax.exec is missing");
  std::vector<uint8_t> model = readBytes(modelPath);
  auto changed = [&](size_t offset, uint8_t value) {
    std::vector<uint8_t> bytes = model;
    bytes[offset] = value;
    return with(bytes);
  };
  EXPECT_EQ(changed(EI_CLASS, ELFCLASS32),
            "not a model library: not a 64-bit little-endian ELF file");
  EXPECT_EQ(changed(offsetof(Elf64_Ehdr, e_type), ET_EXEC),
            "not a model library: not a shared library");
  EXPECT_EQ(changed(offsetof(Elf64_Ehdr, e_machine), 1).substr(0, 41),
            "not a model library: built for ELF machin");
  EXPECT_EQ(changed(offsetof(Elf64_Ehdr, e_shnum), 255),
            "not a model library: the section headers lie outside of the file");
  EXPECT_EQ(changed(offsetof(Elf64_Ehdr, e_shstrndx), 200),
            "not a model library: the section names are missing");
}

TEST(Loader, EveryFlippedByteIsFound) {
  std::vector<uint8_t> model = readBytes(modelPath);
  auto sections = findSections(model);
  ASSERT_TRUE(sections.ok());
  auto found = [](const std::vector<uint8_t> &bytes) {
    auto sections = findSections(bytes);
    return !sections.ok() || !verifyHash(bytes, *sections).ok();
  };
  EXPECT_FALSE(found(model));
  for (size_t i = 0; i != model.size(); ++i) {
    model[i] ^= 0x40;
    bool inWeights = i >= sections->weights.offset &&
                     i < sections->weights.offset + sections->weights.size;
    EXPECT_EQ(found(model), !inWeights) << i;
    model[i] ^= 0x40;
  }
  for (size_t size = 0; size < model.size(); size += 7)
    EXPECT_TRUE(
        found(std::vector<uint8_t>(model.begin(), model.begin() + size)));
  std::vector<uint8_t> longer = model;
  longer.push_back(0);
  EXPECT_TRUE(found(longer));
}

TEST(Loader, DamagedWeightsAreFoundOnRequest) {
  std::vector<uint8_t> model = readBytes(modelPath);
  auto sections = findSections(model);
  model[sections->weights.offset + 100] ^= 1;
  std::string path = writeBytes(temporary("weights.so"), model);
  EXPECT_EQ(refusal(path), "accepted");
  LoadOptions options;
  options.verifyWeights = true;
  EXPECT_EQ(refusal(path, options),
            "'" + path +
                "': the weights are damaged: their hash does not match");
}

TEST(Loader, MutatedHeadersNeverCrash) {
  // Headers, section headers and names changed at random: found by the parser
  // or by the hash.
  std::vector<uint8_t> original = readBytes(modelPath);
  Elf64_Ehdr header;
  std::memcpy(&header, original.data(), sizeof(header));
  size_t tableSize = header.e_shnum * sizeof(Elf64_Shdr);
  std::mt19937 random(99);
  Limits limits;
  for (int round = 0; round != 20000; ++round) {
    limits.next();
    std::vector<uint8_t> mutant = original;
    for (int change = 0, changes = 1 + random() % 4; change != changes;
         ++change) {
      size_t at = random() % 3 == 0 ? random() % sizeof(header)
                                    : header.e_shoff + random() % tableSize;
      mutant[at] = random() % 2 ? static_cast<uint8_t>(random()) : 0xff;
    }
    if (random() % 8 == 0)
      mutant.resize(random() % mutant.size());
    if (mutant == original)
      continue;
    auto sections = findSections(mutant);
    if (sections.ok()) {
      EXPECT_FALSE(verifyHash(mutant, *sections).ok()) << round;
    }
  }
}

TEST(Loader, MutatedExecutablesWithARightHash) {
  // The hash is right, so the FlatBuffer's and the bytecode's verifier have the
  // word. Nothing is run here.
  std::vector<uint8_t> original = readBytes(modelPath);
  auto sections = findSections(original);
  std::mt19937 random(7);
  int refused = 0;
  Limits limits;
  for (int round = 0; round != 1500; ++round) {
    limits.next();
    std::vector<uint8_t> mutant = original;
    for (int change = 0, changes = 1 + random() % 6; change != changes;
         ++change)
      mutant[sections->exec.offset + random() % sections->exec.size] =
          static_cast<uint8_t>(random());
    auto module =
        Module::inspect(writeBytes(temporary("mutant.so"), seal(mutant)));
    refused += !module.ok();
  }
  EXPECT_GT(refused, 100);
}

TEST(Loader, AReplacedLibraryIsNoticed) {
  // The dynamic linker hands out the old code for a path that it knows.
  std::string path = writeBytes(temporary("replaced.so"), readBytes(modelPath));
  auto first = Module::load(path);
  ASSERT_TRUE(first.ok());
  std::vector<uint8_t> other = readBytes(modelPath);
  auto sections = findSections(other);
  std::string name = "constants";
  auto at = std::search(other.begin() + sections->exec.offset, other.end(),
                        name.begin(), name.end());
  ASSERT_NE(at, other.end());
  *at = 'C';
  std::remove(path.c_str());
  writeBytes(path, seal(other));
  std::string message = refusal(path);
  EXPECT_EQ(message, "'" + path +
                         "' was replaced while an older library of the same "
                         "path is in use; load it under "
                         "another path");
}

TEST(Loader, CpuFeatures) {
  // Nothing on this machine: the field is empty, and unknown features are let
  // through.
  EXPECT_EQ(refusal(modelPath), "accepted");
}

TEST(Libraries, Refusals) {
  PackedRegistry registry;
  auto load = [&](const std::string &path) {
    return std::string(registry.loadLibrary(path).message());
  };
  EXPECT_EQ(load("/no/such/lib.so"),
            "cannot open library '/no/such/lib.so': No such file or directory");
  EXPECT_EQ(load(modelPath), std::string("library '") + modelPath +
                                 "' does not export relax_register_functions");
  std::string text = writeBytes(temporary("text.so"), {'n', 'o'});
  EXPECT_EQ(load(text).substr(0, 20), "cannot load library ");
  EXPECT_EQ(load(customOpsPath), "");
  EXPECT_EQ(
      load(customOpsPath),
      std::string("library '") + customOpsPath +
          "': packed function 'custom_inplace_update' is registered already");
  EXPECT_EQ(registry.names(),
            std::vector<std::string>{"custom_inplace_update"});
}

} // namespace
