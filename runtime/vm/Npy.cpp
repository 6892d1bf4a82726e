#include "runtime/vm/Npy.h"
#include "runtime/device/OutputFile.h"
#include "runtime/vm/ElfFile.h"

#include <absl/strings/str_join.h>

#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace relax::runtime {

namespace {

constexpr size_t maxHeader = 1 << 16;

struct NpyType {
  char kind;
  uint32_t size;
  uint32_t dtype;
};

constexpr NpyType npyTypes[] = {
    {'b', 1, RELAX_DTYPE(RELAX_DTYPE_BOOL, 8)},
    {'i', 1, RELAX_DTYPE(RELAX_DTYPE_INT, 8)},
    {'i', 2, RELAX_DTYPE(RELAX_DTYPE_INT, 16)},
    {'i', 4, RELAX_DTYPE(RELAX_DTYPE_INT, 32)},
    {'i', 8, RELAX_DTYPE(RELAX_DTYPE_INT, 64)},
    {'u', 1, RELAX_DTYPE(RELAX_DTYPE_UINT, 8)},
    {'u', 2, RELAX_DTYPE(RELAX_DTYPE_UINT, 16)},
    {'u', 4, RELAX_DTYPE(RELAX_DTYPE_UINT, 32)},
    {'u', 8, RELAX_DTYPE(RELAX_DTYPE_UINT, 64)},
    {'f', 2, RELAX_DTYPE(RELAX_DTYPE_FLOAT, 16)},
    {'f', 4, RELAX_DTYPE(RELAX_DTYPE_FLOAT, 32)},
    {'f', 8, RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64)},
};

absl::Status malformed(std::string_view what) {
  return absl::InvalidArgumentError(concat("not a .npy file: ", what));
}

/// Reads the header's dictionary: {'descr': '<f4', 'fortran_order': False,
/// 'shape': (2, 3), }
class HeaderParser {
public:
  explicit HeaderParser(std::string_view text) : text(text) {}

  absl::Status parse() {
    if (!take('{'))
      return malformed("the header is no dictionary");
    bool hasDescr = false, hasOrder = false, hasShape = false;
    while (!take('}')) {
      std::string key;
      if (!takeString(key) || !take(':'))
        return malformed("a key of the header is malformed");
      bool *seen = key == "descr"           ? &hasDescr
                   : key == "fortran_order" ? &hasOrder
                   : key == "shape"         ? &hasShape
                                            : nullptr;
      if (!seen)
        return malformed(concat("the header has the unknown key '", key, "'"));
      if (*seen)
        return malformed(concat("the header has the key '", key, "' twice"));
      *seen = true;
      absl::Status status = seen == &hasDescr   ? parseDescr()
                            : seen == &hasOrder ? parseOrder()
                                                : parseShape();
      if (!status.ok())
        return status;
      if (!take(',') && !peek('}'))
        return malformed("a comma is missing in the header");
    }
    if (!hasDescr || !hasOrder || !hasShape)
      return malformed("the header lacks 'descr', 'fortran_order' or 'shape'");
    skipSpace();
    if (!text.empty())
      return malformed("text follows the header");
    return absl::OkStatus();
  }

  uint32_t dtype = 0;
  bool fortranOrder = false;
  std::vector<int64_t> shape;

private:
  void skipSpace() {
    while (!text.empty() &&
           std::isspace(static_cast<unsigned char>(text.front())))
      text.remove_prefix(1);
  }
  bool peek(char c) {
    skipSpace();
    return !text.empty() && text.front() == c;
  }
  bool take(char c) {
    if (!peek(c))
      return false;
    text.remove_prefix(1);
    return true;
  }
  bool takeWord(std::string_view word) {
    skipSpace();
    if (text.substr(0, word.size()) != word)
      return false;
    text.remove_prefix(word.size());
    return true;
  }
  bool takeString(std::string &out) {
    skipSpace();
    if (text.empty() || (text.front() != '\'' && text.front() != '"'))
      return false;
    size_t end = text.find(text.front(), 1);
    if (end == std::string_view::npos || end > 64)
      return false;
    out = std::string(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
    return true;
  }

  absl::Status parseDescr() {
    std::string descr;
    if (!takeString(descr))
      return malformed("structured element types are not supported");
    if (descr.size() < 3)
      return malformed(concat("the element type '", descr, "' is malformed"));
    char order = descr[0], kind = descr[1];
    uint32_t size = 0;
    for (char c : descr.substr(2)) {
      if (!std::isdigit(static_cast<unsigned char>(c)) || size > 100)
        return malformed(
            concat("the element type '", descr, "' is not supported"));
      size = size * 10 + static_cast<uint32_t>(c - '0');
    }
    if (order == '>' && size > 1)
      return malformed(concat("the element type '", descr, "' is big-endian"));
    for (const NpyType &type : npyTypes)
      if (type.kind == kind && type.size == size &&
          (order == '<' || order == '|' || order == '=' || order == '>')) {
        dtype = type.dtype;
        return absl::OkStatus();
      }
    return malformed(concat("the element type '", descr, "' is not supported"));
  }

  absl::Status parseOrder() {
    if (takeWord("True"))
      fortranOrder = true;
    else if (!takeWord("False"))
      return malformed("'fortran_order' is neither True nor False");
    return absl::OkStatus();
  }

  absl::Status parseShape() {
    if (!take('('))
      return malformed("'shape' is no tuple");
    while (!take(')')) {
      skipSpace();
      int64_t dim = 0;
      size_t digits = 0;
      while (!text.empty() &&
             std::isdigit(static_cast<unsigned char>(text.front()))) {
        if (__builtin_mul_overflow(dim, int64_t{10}, &dim) ||
            __builtin_add_overflow(dim, text.front() - '0', &dim))
          return malformed("a dimension is too large");
        text.remove_prefix(1);
        ++digits;
      }
      if (digits == 0)
        return malformed("a dimension is no number");
      if (!text.empty() && text.front() == 'L')
        text.remove_prefix(1); // written by Python 2
      shape.push_back(dim);
      if (shape.size() > maxRank)
        return malformed(concat("the rank is above the limit of ", maxRank));
      if (!take(',') && !peek(')'))
        return malformed("a comma is missing in 'shape'");
    }
    return absl::OkStatus();
  }

  std::string_view text;
};

/// Copies from column-major to row-major order.
void transposeInto(const uint8_t *source, uint8_t *target,
                   absl::Span<const int64_t> shape, uint64_t elementSize,
                   int64_t count) {
  std::vector<int64_t> index(shape.size(), 0);
  for (int64_t i = 0; i != count; ++i) {
    // `index` counts in row-major order; the source has the first dimension
    // innermost.
    int64_t offset = 0;
    for (size_t axis = shape.size(); axis-- != 0;)
      offset = offset * shape[axis] + index[axis];
    std::memcpy(target + i * elementSize, source + offset * elementSize,
                elementSize);
    for (size_t axis = shape.size();
         axis-- != 0 && ++index[axis] == shape[axis];)
      index[axis] = 0;
  }
}

} // namespace

absl::StatusOr<TensorRef> parseNpy(absl::Span<const uint8_t> bytes) {
  if (bytes.size() < 10 || std::memcmp(bytes.data(), "\x93NUMPY", 6) != 0)
    return malformed("its magic number is missing");
  uint8_t major = bytes[6];
  if (major < 1 || major > 3)
    return malformed(concat("its version ", major, " is not supported"));
  size_t start = major == 1 ? 10 : 12;
  if (bytes.size() < start)
    return malformed("the header is cut short");
  uint32_t length = bytes[8] | uint32_t{bytes[9]} << 8;
  if (major != 1)
    length |= uint32_t{bytes[10]} << 16 | uint32_t{bytes[11]} << 24;
  if (length > maxHeader || length > bytes.size() - start)
    return malformed("the header is cut short or too long");
  HeaderParser header(
      {reinterpret_cast<const char *>(bytes.data()) + start, length});
  if (absl::Status status = header.parse(); !status.ok())
    return status;
  std::optional<int64_t> size = countBytes(header.shape, header.dtype);
  bytes.remove_prefix(start + length);
  if (!size)
    return malformed(
        concat("shape ", formatShape(header.shape), " is too large"));
  if (static_cast<uint64_t>(*size) != bytes.size())
    return malformed(concat("shape ", formatShape(header.shape), " of ",
                            dtypeName(header.dtype), " needs ", *size,
                            " bytes, the file has ", bytes.size()));
  absl::StatusOr<TensorRef> tensor = createTensor(header.shape, header.dtype);
  if (!tensor.ok())
    return tensor.status();
  uint8_t *data = static_cast<uint8_t *>((*tensor)->dl.data);
  if (header.fortranOrder && header.shape.size() > 1)
    transposeInto(bytes.data(), data, header.shape, dtypeSize(header.dtype),
                  countElements(**tensor));
  else if (!bytes.empty())
    std::memcpy(data, bytes.data(), bytes.size());
  if (header.dtype == RELAX_DTYPE(RELAX_DTYPE_BOOL, 8))
    for (int64_t i = 0; i != *size; ++i) // kernels rely on 0 and 1
      data[i] = data[i] != 0;
  return tensor;
}

absl::StatusOr<TensorRef> readNpy(const std::string &path) {
  absl::StatusOr<std::shared_ptr<const MappedFile>> file =
      MappedFile::open(path);
  if (!file.ok())
    return file.status();
  absl::StatusOr<TensorRef> tensor = parseNpy((*file)->bytes());
  if (!tensor.ok())
    return absl::Status(tensor.status().code(),
                        concat("'", path, "': ", tensor.status().message()));
  return tensor;
}

absl::StatusOr<TensorRef> readRaw(const std::string &path,
                                  absl::Span<const int64_t> shape,
                                  uint32_t dtype) {
  absl::StatusOr<std::shared_ptr<const MappedFile>> file =
      MappedFile::open(path);
  if (!file.ok())
    return file.status();
  std::optional<int64_t> size = countBytes(shape, dtype);
  if (!size || static_cast<uint64_t>(*size) != (*file)->bytes().size())
    return absl::InvalidArgumentError(concat(
        "'", path, "': shape ", formatShape(shape), " of ", dtypeName(dtype),
        " does not match a file of ", (*file)->bytes().size(), " bytes"));
  absl::StatusOr<TensorRef> tensor = createTensor(shape, dtype);
  if (tensor.ok() && *size != 0)
    std::memcpy((*tensor)->dl.data, (*file)->bytes().data(), *size);
  return tensor;
}

static const NpyType *findNpyType(uint32_t dtype) {
  for (const NpyType &type : npyTypes)
    if (type.dtype == dtype)
      return &type;
  return nullptr;
}

bool npySupports(uint32_t dtype) { return findNpyType(dtype) != nullptr; }

std::string npyHeader(absl::Span<const int64_t> shape, uint32_t dtype) {
  const NpyType &type = *findNpyType(dtype);
  std::string text = concat(
      "{'descr': '", type.size == 1 ? "|" : "<", std::string(1, type.kind),
      type.size, "', 'fortran_order': False, 'shape': (",
      absl::StrJoin(shape, ", "), shape.size() == 1 ? ",), }" : "), }");
  size_t padded = (10 + text.size() + 1 + 63) / 64 * 64;
  text.append(padded - 10 - text.size() - 1, ' ');
  text += '\n';
  std::string header("\x93NUMPY\x01\x00", 8);
  header += static_cast<char>(text.size() & 0xff);
  header += static_cast<char>(text.size() >> 8);
  return header + text;
}

absl::Status writeTensor(const std::string &path, const relax_tensor &tensor,
                         bool raw) {
  std::FILE *file = std::fopen(path.c_str(), "wb");
  if (!file)
    return absl::PermissionDeniedError(
        concat("cannot write '", path, "': ", std::strerror(errno)));
  bool ok = true;
  if (!raw && npySupports(getDType(tensor))) {
    std::string header = npyHeader(getShape(tensor), getDType(tensor));
    ok = std::fwrite(header.data(), 1, header.size(), file) == header.size();
  }
  size_t bytes = static_cast<size_t>(countBytes(tensor));
  ok = ok &&
       (bytes == 0 || std::fwrite(tensor.dl.data, 1, bytes, file) == bytes);
  int error = errno;
  if (std::fclose(file) != 0 && ok) {
    ok = false;
    error = errno;
  }
  if (ok)
    return absl::OkStatus();
  removeRegularFile(path);
  return absl::ResourceExhaustedError(
      concat("cannot write '", path, "': ", std::strerror(error)));
}

} // namespace relax::runtime
