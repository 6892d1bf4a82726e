//===- NpyFile.cpp - tensors in files of NumPy ----------------------------===//

#include "support/NpyFile.h"

#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <cstring>
#include <vector>

using namespace mlir;

/// The text of a value of the header's dictionary, up to the comma or brace behind it at its own depth.
static std::optional<llvm::StringRef> getField(llvm::StringRef header, llvm::StringRef key) {
  std::string quoted = ("'" + key + "'").str();
  size_t at = header.find(quoted);
  if (at == llvm::StringRef::npos)
    return std::nullopt;
  llvm::StringRef rest = header.drop_front(at + quoted.size()).ltrim();
  if (!rest.consume_front(":"))
    return std::nullopt;
  rest = rest.ltrim();
  size_t end = rest.starts_with("(") ? rest.find(')') : rest.find_first_of(",}");
  if (end == llvm::StringRef::npos)
    return std::nullopt;
  return rest.take_front(rest.starts_with("(") ? end + 1 : end).rtrim();
}

static bool parseShape(llvm::StringRef text, llvm::SmallVectorImpl<int64_t> &shape) {
  if (!text.consume_front("(") || !text.consume_back(")"))
    return false;
  llvm::SmallVector<llvm::StringRef> parts;
  text.split(parts, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef part : parts) {
    int64_t dim;
    if (part.trim().empty())
      continue;
    if (part.trim().getAsInteger(10, dim) || dim < 0)
      return false;
    shape.push_back(dim);
  }
  return true;
}

/// The elements in row-major order, from column-major order.
static std::shared_ptr<std::vector<char>> transpose(llvm::ArrayRef<char> data, llvm::ArrayRef<int64_t> shape,
                                                    unsigned itemSize) {
  auto result = std::make_shared<std::vector<char>>(data.size());
  llvm::SmallVector<int64_t> index(shape.size()), strides(shape.size());
  int64_t stride = itemSize;
  for (auto [dim, step] : llvm::zip_equal(shape, strides)) {
    step = stride;
    stride *= dim;
  }
  int64_t source = 0;
  for (size_t target = 0; target < data.size(); target += itemSize) {
    std::memcpy(result->data() + target, data.data() + source, itemSize);
    for (size_t axis = shape.size(); axis-- > 0;) {
      source += strides[axis];
      if (++index[axis] < shape[axis])
        break;
      source -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}

std::optional<NpyFile> NpyFile::parse(llvm::ArrayRef<char> content, std::string &why) {
  auto fail = [&](const llvm::Twine &message) -> std::optional<NpyFile> {
    why = message.str();
    return std::nullopt;
  };
  llvm::StringRef text(content.data(), content.size());
  if (!text.starts_with("\x93NUMPY") || text.size() < 10)
    return fail("it is no .npy file");
  unsigned version = static_cast<unsigned char>(text[6]);
  if (version < 1 || version > 3)
    return fail("version of the format must be 1 to 3, got " + llvm::Twine(version));
  size_t start = version == 1 ? 10 : 12;
  if (text.size() < start)
    return fail("the file ends in its header");
  uint64_t length = version == 1 ? llvm::support::endian::read16le(text.data() + 8)
                                 : llvm::support::endian::read32le(text.data() + 8);
  if (length > text.size() - start)
    return fail("the file ends in its header");
  llvm::StringRef header = text.substr(start, length);
  std::optional<llvm::StringRef> descr = getField(header, "descr"), order = getField(header, "fortran_order"),
                                 shape = getField(header, "shape");
  NpyFile file;
  if (!descr || !order || !shape || !parseShape(*shape, file.shape))
    return fail("its header has no element type, order or shape");
  llvm::StringRef type = *descr;
  if (!type.consume_front("'") || !type.consume_back("'") || type.size() < 3)
    return fail("element type must be plain, got " + *descr);
  char endian = type[0];
  file.kind = type[1];
  if (type.drop_front(2).getAsInteger(10, file.itemSize) || file.itemSize == 0 || file.itemSize > 16 ||
      !llvm::StringRef("biufV").contains(file.kind))
    return fail("element type must be bool, an integer or a floating-point number, got " + *descr);
  if (endian != '<' && endian != '|' && file.itemSize > 1)
    return fail("elements must be little-endian, got " + *descr);
  if (*order != "True" && *order != "False")
    return fail("order must be True or False, got " + *order);
  uint64_t bytes = file.itemSize;
  bool overflow = false;
  for (int64_t dim : file.shape) {
    bool wraps;
    bytes = llvm::SaturatingMultiply<uint64_t>(bytes, dim, &wraps);
    overflow |= wraps;
  }
  uint64_t have = text.size() - start - length;
  if (overflow || bytes != have)
    return fail("the file must have as many bytes as its shape says, got " + llvm::Twine(have) + " and " +
                llvm::Twine(bytes));
  file.data = content.drop_front(start + length);
  if (*order == "True" && file.shape.size() > 1) {
    auto copy = transpose(file.data, file.shape, file.itemSize);
    file.data = *copy;
    file.owner = copy;
  }
  return file;
}

std::optional<NpyFile> NpyFile::open(llvm::StringRef path, std::string &why) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!buffer) {
    why = ("cannot open '" + path + "': " + buffer.getError().message()).str();
    return std::nullopt;
  }
  std::shared_ptr<llvm::MemoryBuffer> mapped = std::move(*buffer);
  std::optional<NpyFile> file = parse({mapped->getBufferStart(), mapped->getBufferSize()}, why);
  if (!file) {
    why = ("'" + path + "': " + why).str();
    return std::nullopt;
  }
  if (!file->owner)
    file->owner = std::move(mapped);
  return file;
}
