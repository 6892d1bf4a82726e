//===- ElfEditor.h - Sections added to a linked library ---------*- C++ -*-===//
//
// Adds sections that are not mapped by the dynamic linker behind the end of a
// linked library: the executable and the weights, which the runtime finds by
// name in the section header table and maps itself. So weights are written
// once, straight from where they lie, and their size is not limited by the
// reach of code that refers to code across them.
//
//===----------------------------------------------------------------------===//

#ifndef TARGET_ELFEDITOR_H
#define TARGET_ELFEDITOR_H

#include "mlir/Support/LLVM.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mlir::target {

/// A 64-bit little-endian ELF file that is open for appending.
class ElfEditor {
public:
  ElfEditor() = default;
  ~ElfEditor();
  ElfEditor(const ElfEditor &) = delete;

  llvm::Error open(StringRef path);

  /// Starts a section at the next multiple of `alignment` of the file.
  llvm::Error beginSection(StringRef name, uint64_t alignment);
  /// Appends to the section that was begun.
  llvm::Error append(ArrayRef<char> bytes);
  /// Appends zeros up to an offset within the section.
  llvm::Error padTo(uint64_t sectionOffset);

  /// Writes the new section header table. Nothing can be added after.
  llvm::Error finish();

  /// Offset and size in the file; nothing when there is no such section.
  struct Range {
    uint64_t offset = 0, size = 0;
  };
  std::optional<Range> findSection(StringRef name) const;

  /// Overwrites bytes.
  llvm::Error overwrite(uint64_t offset, ArrayRef<char> bytes);

  int getDescriptor() const { return descriptor; }
  uint64_t getSize() const { return size; }

private:
  llvm::Error seekEnd(uint64_t alignment);

  struct Section {
    std::string name;
    std::vector<char> header; ///< Elf64_Shdr
  };
  std::vector<Section> sections;
  std::vector<char> fileHeader; ///< Elf64_Ehdr
  int descriptor = -1;
  uint64_t size = 0;
};

} // namespace mlir::target

#endif // TARGET_ELFEDITOR_H
