// Fills in the hash of a model library: seal_model IN.so OUT.so

#include "runtime/vm/ElfFile.h"

#include <cstdio>
#include <cstring>
#include <vector>

using namespace relax::runtime;

int main(int argc, char **argv) {
  if (argc != 3)
    return 2;
  auto file = MappedFile::open(argv[1]);
  if (!file.ok())
    return 1;
  std::vector<uint8_t> bytes((*file)->bytes().begin(), (*file)->bytes().end());
  auto sections = findSections(bytes);
  if (!sections.ok()) {
    std::fprintf(stderr, "%s\n",
                 std::string(sections.status().message()).c_str());
    return 1;
  }
  Hash hash = hashLibrary(bytes.data(), bytes.size(), sections->weights,
                          sections->hash);
  std::memcpy(bytes.data() + sections->hash.offset, hash.data(), hashSize);
  std::FILE *out = std::fopen(argv[2], "wb");
  bool ok =
      out && std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
  return out && std::fclose(out) == 0 && ok ? 0 : 1;
}
