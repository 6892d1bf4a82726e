//===- Constants.cpp - Tensors of the file as constants -------------------===//
//
// Where the bytes of a tensor lie, what small integer tensors hold, and the
// operations that stand for a value once somebody needs it as one.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/GraphImporter.h"

#include "mlir/IR/AsmState.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/Support/CheckedArithmetic.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <cstring>

using namespace mlir;
using namespace mlir::onnx;

/// Integer tensors with more elements are data, not shapes.
static constexpr int64_t kMaxKnownIntegers = 256;
/// Payloads up to so many bytes stand inline in the IR.
static constexpr int64_t kMaxInlineBytes = 64;

FailureOr<StringRef> GraphImporter::getRawBytes(Location loc,
                                                const TensorProto &tensor,
                                                uint64_t expected,
                                                std::string &why) {
  if (tensor.raw)
    return *tensor.raw;
  const TensorProto::External &external = *tensor.external;
  StringRef location = external.location;
  bool isInside = !folder.empty() && !location.empty() &&
                  !llvm::sys::path::is_absolute(location);
  for (auto it = llvm::sys::path::begin(location),
            end = llvm::sys::path::end(location);
       it != end; ++it)
    isInside &= *it != "..";
  SmallString<128> path(folder), real, realFolder;
  llvm::sys::path::append(path, location);
  // A link inside the folder may lead out of it.
  if (isInside && !llvm::sys::fs::real_path(path, real) &&
      !llvm::sys::fs::real_path(folder, realFolder))
    isInside =
        real.str().starts_with((realFolder + "/").str()) || realFolder == "/";
  if (!isInside) {
    why = "external data must lie in the folder of the model, got '" +
          location.str() + "'";
    return failure();
  }
  std::shared_ptr<llvm::MemoryBuffer> &file = externalFiles[path.str().str()];
  if (!file) {
    auto opened = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                              /*RequiresNullTerminator=*/false);
    if (!opened) {
      why = "external data '" + location.str() +
            "' cannot be read: " + opened.getError().message();
      return failure();
    }
    file = std::move(*opened);
  }
  uint64_t length = external.length.value_or(expected);
  if (external.offset > file->getBufferSize() ||
      length > file->getBufferSize() - external.offset) {
    why = "external data '" + location.str() + "' must hold " +
          std::to_string(length) + " bytes at offset " +
          std::to_string(external.offset) + ", but has " +
          std::to_string(file->getBufferSize()) + " bytes";
    return failure();
  }
  return file->getBuffer().substr(external.offset, length);
}

/// The attribute for bytes in the layout of raw_data. Small ones are copied
/// into the IR. `owner` keeps the bytes.
static ElementsAttr makeElements(RankedTensorType type, StringRef name,
                                 ArrayRef<char> bytes,
                                 std::shared_ptr<void> owner) {
  if (static_cast<int64_t>(bytes.size()) <= kMaxInlineBytes && !bytes.empty()) {
    if (type.getElementType().isInteger(1)) {
      SmallVector<bool> bits;
      for (char byte : bytes)
        bits.push_back(byte != 0);
      return DenseElementsAttr::get(type, ArrayRef<bool>(bits));
    }
    // Aligned storage: the file aligns nothing.
    std::vector<uint64_t> aligned((bytes.size() + 7) / 8);
    std::memcpy(aligned.data(), bytes.data(), bytes.size());
    ArrayRef<char> copy(reinterpret_cast<const char *>(aligned.data()),
                        bytes.size());
    return DenseElementsAttr::getFromRawBuffer(type, copy);
  }
  auto keep = [owner](void *, size_t, size_t) {};
  return DenseResourceElementsAttr::get(
      type, name,
      UnmanagedAsmResourceBlob::allocateWithAlign(bytes, 1, std::move(keep)));
}

FailureOr<ElementsAttr> GraphImporter::getElements(Location loc,
                                                   const TensorProto &tensor) {
  auto fail = [&](const Twine &message) -> LogicalResult {
    InFlightDiagnostic diagnostic = emitError(loc);
    if (auto named = dyn_cast<NameLoc>(loc))
      diagnostic << named.getName().getValue() << ": ";
    return diagnostic << "tensor '" << tensor.name << "': " << message.str();
  };
  FailureOr<mlir::Type> element = getElementType(tensor.type);
  if (failed(element))
    return fail("elements of type " + stringify(tensor.type) +
                " are not supported");
  FailureOr<int64_t> count = tensor.getNumElements();
  unsigned width = getByteWidth(tensor.type);
  std::optional<int64_t> size =
      failed(count) ? std::nullopt : llvm::checkedMul<int64_t>(*count, width);
  if (!size)
    return fail(
        "the dimensions must be sizes of a tensor of fewer than 2^63 bytes");
  StringRef bytes;
  std::shared_ptr<void> owner;
  if (tensor.raw || tensor.external) {
    std::string why;
    FailureOr<StringRef> raw = getRawBytes(loc, tensor, *size, why);
    if (failed(raw))
      return fail(why);
    bytes = *raw;
    if (tensor.external) {
      SmallString<128> path(folder);
      llvm::sys::path::append(path, tensor.external->location);
      owner = externalFiles[path.str().str()];
    }
  } else {
    auto decoded = std::make_shared<std::vector<char>>();
    if (std::optional<std::string> why = decodeTypedFields(tensor, *decoded))
      return fail(*why);
    bytes = StringRef(decoded->data(), decoded->size());
    owner = decoded;
  }
  if (static_cast<int64_t>(bytes.size()) != *size)
    return fail("the data must have as many bytes as the type, got " +
                Twine(bytes.size()) + " and " + Twine(*size));
  auto type = RankedTensorType::get(tensor.dims, *element);
  if (*size == 0)
    return ElementsAttr(
        DenseElementsAttr::get(type, ArrayRef<mlir::Attribute>()));
  return makeElements(type,
                      tensor.name.empty() ? "constant" : sanitize(tensor.name),
                      ArrayRef(bytes.data(), bytes.size()), owner);
}

std::optional<IntegerContents>
GraphImporter::getKnownIntegers(const ImportedValue &value) {
  if (value.integers && isa<IntegerType>(value.integers->elementType))
    return value.integers;
  const TensorProto *tensor = value.initializer;
  if (!tensor || tensor->dims.size() > 1)
    return std::nullopt;
  FailureOr<int64_t> count = tensor->getNumElements();
  FailureOr<mlir::Type> element = getElementType(tensor->type);
  if (failed(count) || *count > kMaxKnownIntegers || failed(element) ||
      !isa<IntegerType>(*element))
    return std::nullopt;
  FailureOr<ElementsAttr> elements = getElements(fileLoc, *tensor);
  if (failed(elements))
    return std::nullopt;
  IntegerContents result;
  result.isScalar = tensor->dims.empty();
  result.elementType = *element;
  auto dense = dyn_cast<DenseElementsAttr>(*elements);
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(*elements)) {
    ArrayRef<char> bytes = resource.getRawHandle().getBlob()->getData();
    unsigned width = getByteWidth(tensor->type);
    bool isUnsigned = cast<IntegerType>(*element).isUnsigned() ||
                      cast<IntegerType>(*element).getWidth() == 1;
    for (size_t i = 0; i < bytes.size(); i += width) {
      uint64_t bits = 0;
      std::memcpy(&bits, bytes.data() + i, width);
      int64_t number = isUnsigned ? static_cast<int64_t>(bits)
                                  : llvm::SignExtend64(bits, 8 * width);
      result.elements.push_back(sym::ExprAttr::getConstant(context, number));
    }
    return result;
  }
  bool isUnsigned =
      cast<IntegerType>(*element).isUnsigned() || element->isInteger(1);
  for (const APInt &number : dense.getValues<APInt>())
    result.elements.push_back(sym::ExprAttr::getConstant(
        context, isUnsigned ? static_cast<int64_t>(number.getZExtValue())
                            : number.getSExtValue()));
  return result;
}

FailureOr<Value> GraphImporter::materialize(Location loc,
                                            ImportedValue &value) {
  if (value.value)
    return value.value;
  auto addConstant = [&](ElementsAttr elements, Location where) {
    OpBuilder::InsertionGuard guard(builder);
    if (lastConstant)
      builder.setInsertionPointAfter(lastConstant);
    else
      builder.setInsertionPointToStart(&function.getBody().front());
    auto op = relax::ConstantOp::create(builder, where, elements);
    lastConstant = op;
    return op.getResult();
  };
  if (value.initializer) {
    FailureOr<ElementsAttr> elements = getElements(loc, *value.initializer);
    if (failed(elements))
      return failure();
    Location where =
        value.initializer->name.empty()
            ? loc
            : Location(NameLoc::get(
                  StringAttr::get(context, value.initializer->name), fileLoc));
    return value.value = addConstant(*elements, where);
  }
  static const NodeProto none;
  NodeImporter importer(*this, builder, loc, none, 0);
  if (value.elements) {
    // The same sequence may be needed inside a region and behind it: each use
    // makes its own.
    FailureOr<Value> tuple =
        importer.createNamed("relax.tuple", *value.elements);
    if (failed(tuple))
      return failure();
    return relax::ForgetOp::create(builder, loc,
                                   relax::ObjectType::get(context), *tuple)
        .getResult();
  }
  const IntegerContents &known = *value.integers;
  SmallVector<int64_t> dims;
  if (!known.isScalar)
    dims.push_back(known.elements.size());
  if (llvm::all_of(known.elements, [](sym::ExprAttr e) {
        return e.getConstantValue().has_value();
      })) {
    auto type = RankedTensorType::get(dims, known.elementType);
    SmallVector<mlir::Attribute> numbers;
    for (sym::ExprAttr e : known.elements)
      if (auto integer = dyn_cast<IntegerType>(known.elementType))
        numbers.push_back(IntegerAttr::get(
            integer,
            APInt(integer.getWidth(), *e.getConstantValue(), true, true)));
      else
        numbers.push_back(FloatAttr::get(
            known.elementType,
            static_cast<double>(*e.getConstantValue()) / known.denominator));
    return value.value =
               addConstant(DenseElementsAttr::get(type, numbers), loc);
  }
  FailureOr<SmallVector<Value>> ints = importer.symInts(known.elements);
  if (failed(ints))
    return failure();
  FailureOr<Value> result = importer.createNamed("relax.ints_to_tensor", *ints);
  if (succeeded(result) && known.isScalar)
    result = importer.reshape(*result, {});
  if (succeeded(result))
    result = importer.cast(*result, known.elementType);
  if (succeeded(result) && known.denominator != 1) {
    FailureOr<Value> divisor = importer.scalar(
        static_cast<double>(known.denominator), known.elementType);
    result = failed(divisor)
                 ? divisor
                 : importer.createNamed("relax.divide", {*result, *divisor});
  }
  return result;
}
