//===- ElfEditor.cpp - Sections added to a linked library -----------------===//

#include "target/ElfEditor.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/MathExtras.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace mlir;
using namespace mlir::target;
using llvm::ELF::Elf64_Ehdr;
using llvm::ELF::Elf64_Shdr;

static llvm::Error systemError() {
  return llvm::errorCodeToError(
      std::error_code(errno, std::generic_category()));
}

static llvm::Error malformed(const llvm::Twine &what) {
  return llvm::createStringError("malformed library: " + what);
}

static llvm::Error readAt(int descriptor, uint64_t offset, char *data,
                          uint64_t size) {
  while (size != 0) {
    ssize_t count = ::pread(descriptor, data, size, offset);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return systemError();
    if (count == 0)
      return malformed("it ends early");
    data += count;
    offset += count;
    size -= count;
  }
  return llvm::Error::success();
}

static llvm::Error writeAt(int descriptor, uint64_t offset, const char *data,
                           uint64_t size) {
  while (size != 0) {
    // The kernel takes at most 2 GiB at once.
    ssize_t count =
        ::pwrite(descriptor, data, std::min<uint64_t>(size, 1u << 30), offset);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return systemError();
    data += count;
    offset += count;
    size -= count;
  }
  return llvm::Error::success();
}

template <typename T> static T &as(std::vector<char> &bytes) {
  return *reinterpret_cast<T *>(bytes.data());
}
template <typename T> static const T &as(const std::vector<char> &bytes) {
  return *reinterpret_cast<const T *>(bytes.data());
}

ElfEditor::~ElfEditor() {
  if (descriptor >= 0)
    ::close(descriptor);
}

llvm::Error ElfEditor::open(StringRef path) {
  descriptor = ::open(path.str().c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0)
    return systemError();
  off_t end = ::lseek(descriptor, 0, SEEK_END);
  if (end < 0)
    return systemError();
  size = end;
  fileHeader.resize(sizeof(Elf64_Ehdr));
  if (llvm::Error error =
          readAt(descriptor, 0, fileHeader.data(), fileHeader.size()))
    return error;
  const auto &header = as<Elf64_Ehdr>(fileHeader);
  if (!header.checkMagic() || header.getFileClass() != llvm::ELF::ELFCLASS64 ||
      header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shnum == 0 ||
      header.e_shstrndx >= header.e_shnum)
    return malformed("it has no usable section header table");
  sections.resize(header.e_shnum);
  for (auto [index, section] : llvm::enumerate(sections)) {
    section.header.resize(sizeof(Elf64_Shdr));
    if (llvm::Error error =
            readAt(descriptor, header.e_shoff + index * sizeof(Elf64_Shdr),
                   section.header.data(), sizeof(Elf64_Shdr)))
      return error;
  }
  const auto &names = as<Elf64_Shdr>(sections[header.e_shstrndx].header);
  if (names.sh_size == 0 || names.sh_size > size)
    return malformed("it has no section names");
  std::vector<char> text(names.sh_size);
  if (llvm::Error error =
          readAt(descriptor, names.sh_offset, text.data(), text.size()))
    return error;
  text.back() = 0;
  for (Section &section : sections) {
    uint64_t name = as<Elf64_Shdr>(section.header).sh_name;
    if (name >= text.size())
      return malformed("a section name lies outside of the names");
    section.name = text.data() + name;
  }
  return llvm::Error::success();
}

llvm::Error ElfEditor::seekEnd(uint64_t alignment) {
  uint64_t aligned = llvm::alignTo(size, alignment);
  std::vector<char> zeros(aligned - size);
  if (llvm::Error error = writeAt(descriptor, size, zeros.data(), zeros.size()))
    return error;
  size = aligned;
  return llvm::Error::success();
}

llvm::Error ElfEditor::beginSection(StringRef name, uint64_t alignment) {
  if (llvm::Error error = seekEnd(alignment))
    return error;
  Section &section = sections.emplace_back();
  section.name = name.str();
  section.header.resize(sizeof(Elf64_Shdr));
  auto &header = as<Elf64_Shdr>(section.header);
  header.sh_type = llvm::ELF::SHT_PROGBITS;
  header.sh_offset = size;
  header.sh_addralign = alignment;
  return llvm::Error::success();
}

llvm::Error ElfEditor::append(ArrayRef<char> bytes) {
  if (llvm::Error error = writeAt(descriptor, size, bytes.data(), bytes.size()))
    return error;
  size += bytes.size();
  as<Elf64_Shdr>(sections.back().header).sh_size += bytes.size();
  return llvm::Error::success();
}

llvm::Error ElfEditor::padTo(uint64_t sectionOffset) {
  uint64_t current = as<Elf64_Shdr>(sections.back().header).sh_size;
  std::vector<char> zeros(sectionOffset - current);
  return append(zeros);
}

llvm::Error ElfEditor::finish() {
  auto &header = as<Elf64_Ehdr>(fileHeader);
  // A new table of names; the old one stays where it is, unused.
  std::string names(1, '\0');
  for (Section &section : sections) {
    auto &sectionHeader = as<Elf64_Shdr>(section.header);
    sectionHeader.sh_name = section.name.empty() ? 0 : names.size();
    if (!section.name.empty())
      names += section.name + '\0';
  }
  auto &namesHeader = as<Elf64_Shdr>(sections[header.e_shstrndx].header);
  namesHeader.sh_offset = size;
  namesHeader.sh_size = names.size();
  if (llvm::Error error = writeAt(descriptor, size, names.data(), names.size()))
    return error;
  size += names.size();
  if (llvm::Error error = seekEnd(8))
    return error;
  header.e_shoff = size;
  header.e_shnum = sections.size();
  for (const Section &section : sections) {
    if (llvm::Error error = writeAt(descriptor, size, section.header.data(),
                                    section.header.size()))
      return error;
    size += section.header.size();
  }
  return writeAt(descriptor, 0, fileHeader.data(), fileHeader.size());
}

std::optional<ElfEditor::Range> ElfEditor::findSection(StringRef name) const {
  for (const Section &section : sections)
    if (section.name == name) {
      const auto &header = as<Elf64_Shdr>(section.header);
      return Range{header.sh_offset, header.sh_size};
    }
  return std::nullopt;
}

llvm::Error ElfEditor::overwrite(uint64_t offset, ArrayRef<char> bytes) {
  return writeAt(descriptor, offset, bytes.data(), bytes.size());
}
