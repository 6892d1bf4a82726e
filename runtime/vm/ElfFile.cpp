#include "runtime/vm/ElfFile.h"
#include "runtime/device/Text.h"
#include "runtime/executable/abi.h"

#include <cerrno>
#include <cstring>
#include <elf.h>
#include <fcntl.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace relax::runtime {

#if defined(__x86_64__)
constexpr uint16_t thisMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr uint16_t thisMachine = EM_AARCH64;
#elif defined(__riscv)
constexpr uint16_t thisMachine = EM_RISCV;
#else
constexpr uint16_t thisMachine = EM_NONE;
#endif

absl::StatusOr<std::shared_ptr<const MappedFile>>
MappedFile::open(const std::string &path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    int error = errno;
    std::string message =
        concat("cannot open '", path, "': ", std::strerror(error));
    return error == ENOENT ? absl::NotFoundError(message)
                           : absl::PermissionDeniedError(message);
  }
  struct stat info;
  std::shared_ptr<MappedFile> file(new MappedFile);
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    close(fd);
    return absl::InvalidArgumentError(
        concat("'", path, "' is not a regular file"));
  }
  file->size = static_cast<size_t>(info.st_size);
  if (file->size != 0) {
    void *data = mmap(nullptr, file->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED) {
      std::string message =
          concat("cannot map '", path, "': ", std::strerror(errno));
      close(fd);
      return absl::ResourceExhaustedError(message);
    }
    file->data = static_cast<const uint8_t *>(data);
  }
  close(fd);
  return std::shared_ptr<const MappedFile>(std::move(file));
}

MappedFile::~MappedFile() {
  if (data)
    munmap(const_cast<uint8_t *>(data), size);
}

namespace {
absl::Status malformed(std::string_view what) {
  return absl::DataLossError(concat("not a model library: ", what));
}

bool inFile(uint64_t offset, uint64_t size, uint64_t fileSize) {
  return offset <= fileSize && size <= fileSize - offset;
}

bool overlap(FileRange a, FileRange b) {
  return a.size != 0 && b.size != 0 && a.offset < b.offset + b.size &&
         b.offset < a.offset + a.size;
}

/// A struct of the file, copied: nothing in it is aligned for certain.
template <typename T>
T readAt(absl::Span<const uint8_t> file, uint64_t offset) {
  T result;
  std::memcpy(&result, file.data() + offset, sizeof(T));
  return result;
}
} // namespace

absl::StatusOr<LibrarySections> findSections(absl::Span<const uint8_t> file) {
  if (file.size() < sizeof(Elf64_Ehdr))
    return malformed("the file is too short for an ELF header");
  Elf64_Ehdr header = readAt<Elf64_Ehdr>(file, 0);
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
    return malformed("no ELF magic number");
  if (header.e_ident[EI_CLASS] != ELFCLASS64 ||
      header.e_ident[EI_DATA] != ELFDATA2LSB)
    return malformed("not a 64-bit little-endian ELF file");
  if (header.e_type != ET_DYN)
    return malformed("not a shared library");
  if (header.e_machine != thisMachine)
    return malformed(concat("built for ELF machine ", header.e_machine,
                            ", this is ", thisMachine));
  if (header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shnum == 0 ||
      !inFile(header.e_shoff, uint64_t{header.e_shnum} * sizeof(Elf64_Shdr),
              file.size()))
    return malformed("the section headers lie outside of the file");
  if (header.e_shstrndx >= header.e_shnum)
    return malformed("the section names are missing");
  auto sectionAt = [&](uint64_t index) {
    return readAt<Elf64_Shdr>(file,
                              header.e_shoff + index * sizeof(Elf64_Shdr));
  };
  Elf64_Shdr names = sectionAt(header.e_shstrndx);
  if (!inFile(names.sh_offset, names.sh_size, file.size()))
    return malformed("the section names lie outside of the file");

  LibrarySections sections;
  bool hasExec = false, hasWeights = false, hasHash = false;
  for (uint64_t i = 0; i != header.e_shnum; ++i) {
    Elf64_Shdr section = sectionAt(i);
    if (section.sh_name >= names.sh_size)
      continue;
    const char *start = reinterpret_cast<const char *>(
        file.data() + names.sh_offset + section.sh_name);
    std::string_view name(start,
                          strnlen(start, names.sh_size - section.sh_name));
    FileRange *range = nullptr;
    bool *seen = nullptr;
    if (name == RELAX_SECTION_EXEC)
      range = &sections.exec, seen = &hasExec;
    else if (name == RELAX_SECTION_WEIGHTS)
      range = &sections.weights, seen = &hasWeights;
    else if (name == RELAX_SECTION_HASH)
      range = &sections.hash, seen = &hasHash;
    else
      continue;
    if (*seen)
      return malformed(concat("two sections are named ", name));
    if (section.sh_type == SHT_NOBITS ||
        !inFile(section.sh_offset, section.sh_size, file.size()))
      return malformed(concat("section ", name, " lies outside of the file"));
    *seen = true;
    *range = {section.sh_offset, section.sh_size};
  }
  if (!hasExec)
    return malformed("section " RELAX_SECTION_EXEC " is missing");
  if (!hasHash || sections.hash.size != hashSize)
    return malformed("section " RELAX_SECTION_HASH
                     " is missing or of the wrong size");
  if (sections.weights.offset % 64 != 0)
    return malformed("section " RELAX_SECTION_WEIGHTS " is not aligned");
  FileRange headers[] = {
      {0, sizeof(Elf64_Ehdr)},
      {header.e_shoff, uint64_t{header.e_shnum} * sizeof(Elf64_Shdr)},
      {names.sh_offset, names.sh_size},
      sections.exec};
  if (overlap(sections.weights, sections.hash))
    return malformed("weights and hash overlap");
  for (FileRange range : headers)
    if (overlap(range, sections.weights) || overlap(range, sections.hash))
      return malformed("weights or hash overlap with another part");
  return sections;
}

absl::Status verifyHash(absl::Span<const uint8_t> file,
                        const LibrarySections &sections) {
  Hash actual =
      hashLibrary(file.data(), file.size(), sections.weights, sections.hash);
  if (std::memcmp(actual.data(), file.data() + sections.hash.offset,
                  hashSize) != 0)
    return absl::DataLossError(
        "the model library is damaged: its hash does not match its content");
  return absl::OkStatus();
}

} // namespace relax::runtime
