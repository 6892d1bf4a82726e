// Files of a test: reading, writing, the temporary folder.
#ifndef RELAX_TEST_RUNTIME_TESTFILES_H
#define RELAX_TEST_RUNTIME_TESTFILES_H

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace relax::runtime::test {

/// The model library of this folder, and the library of packed functions of the
/// quickstart.
constexpr const char *modelPath = "test/runtime/model.so";
constexpr const char *customOpsPath = "examples/quickstart/libcustom_ops.so";

inline std::string temporary(const std::string &name) {
  const char *folder = std::getenv("TEST_TMPDIR");
  return std::string(folder ? folder : "/tmp") + "/" + name;
}

inline std::vector<uint8_t> readBytes(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {});
}

inline std::string writeBytes(const std::string &path,
                              const std::vector<uint8_t> &bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char *>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
  return path;
}

} // namespace relax::runtime::test

#endif // RELAX_TEST_RUNTIME_TESTFILES_H
