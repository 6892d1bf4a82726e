//===- TIRDialect.cpp - the tir dialect and its types ---------------------===//
//
// Registration, and the text of the buffer type.
//
//===----------------------------------------------------------------------===//

#include "dialects/tir/TIR.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::tir;

#include "dialects/tir/TIRDialect.cpp.inc"
#include "dialects/tir/TIREnums.cpp.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/tir/TIRAttrs.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/tir/TIRTypes.cpp.inc"

void TIRDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/tir/TIRAttrs.cpp.inc"
      >();
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/tir/TIRTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/tir/TIROps.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// BufferType
//===----------------------------------------------------------------------===//

Type BufferType::parse(AsmParser &parser) {
  SmallVector<sym::ExprAttr> shape, strides;
  Type elementType;
  sym::ExprAttr offset;
  std::string scopeText;
  StringAttr scope;
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseLess() || sym::parseDimensionList(parser, shape) || parser.parseComma() ||
      parser.parseType(elementType))
    return {};
  bool sawStrides = false;
  while (succeeded(parser.parseOptionalComma())) {
    SMLoc keywordLoc = parser.getCurrentLocation();
    StringRef keyword;
    if (parser.parseKeyword(&keyword))
      return {};
    bool repeated = (keyword == "strides" && sawStrides) || (keyword == "offset" && offset) || (keyword == "scope" && scope);
    if (repeated) {
      parser.emitError(keywordLoc) << "'" << keyword << "' is given twice";
      return {};
    }
    if (keyword == "strides") {
      sawStrides = true;
      if (sym::parseDimensionList(parser, strides))
        return {};
      if (strides.size() != shape.size()) {
        parser.emitError(keywordLoc) << "buffer must have one stride for each dimension, got " << strides.size()
                                     << " strides and " << shape.size() << " dimensions";
        return {};
      }
    } else if (keyword == "offset") {
      if (sym::parseExpr(parser, offset))
        return {};
    } else if (keyword == "scope") {
      if (parser.parseString(&scopeText))
        return {};
      scope = parser.getBuilder().getStringAttr(scopeText);
    } else {
      parser.emitError(keywordLoc) << "expected 'strides', 'offset' or 'scope', got '" << keyword << "'";
      return {};
    }
  }
  if (parser.parseGreater())
    return {};
  return parser.getChecked<BufferType>(loc, parser.getContext(), shape, elementType, strides, offset, scope);
}

void BufferType::print(AsmPrinter &printer) const {
  printer << "<";
  sym::printDimensionList(printer, getShape());
  printer << ", " << getElementType();
  if (!getStrides().empty()) {
    printer << ", strides ";
    sym::printDimensionList(printer, getStrides());
  }
  if (getOffset()) {
    printer << ", offset ";
    sym::printExpr(printer, getOffset());
  }
  if (getScope()) {
    printer << ", scope ";
    printer.printAttributeWithoutType(getScope());
  }
  printer << ">";
}

LogicalResult BufferType::verify(function_ref<InFlightDiagnostic()> emitError, ArrayRef<sym::ExprAttr> shape,
                                 Type elementType, ArrayRef<sym::ExprAttr> strides, sym::ExprAttr offset,
                                 StringAttr scope) {
  for (auto [index, dim] : llvm::enumerate(shape)) {
    if (!dim)
      return emitError() << "dimension " << index << " of a buffer must be known, got '?'";
    if (std::optional<int64_t> value = dim.getConstantValue(); value && *value < 0)
      return emitError() << "dimension " << index << " of a buffer must not be negative, got " << *value;
  }
  if (!elementType || !elementType.isIntOrIndexOrFloat())
    return emitError() << "element of a buffer must be an integer, index or float, got " << elementType;
  if (!strides.empty() && strides.size() != shape.size())
    return emitError() << "buffer must have one stride for each dimension, got " << strides.size() << " strides and "
                       << shape.size() << " dimensions";
  for (auto [index, stride] : llvm::enumerate(strides))
    if (!stride)
      return emitError() << "stride " << index << " of a buffer must be known, got '?'";
  if (offset)
    if (std::optional<int64_t> value = offset.getConstantValue(); value && *value < 0)
      return emitError() << "offset of a buffer must not be negative, got " << *value;
  if (scope && scope.empty())
    return emitError() << "scope of a buffer must not be empty";
  return success();
}

Type BufferType::getScalarType() const {
  if (auto integer = dyn_cast<IntegerType>(getElementType()); integer && !integer.isSignless())
    return IntegerType::get(getContext(), integer.getWidth());
  return getElementType();
}

bool BufferType::hasStaticRank() const { return true; }

SmallVector<sym::ExprAttr> BufferType::getSymbolicShape() const { return llvm::to_vector(getShape()); }

SmallVector<sym::ExprAttr> BufferType::getSymbolicStrides() const { return llvm::to_vector(getStrides()); }

Type BufferType::getSymbolicElementType() const { return getElementType(); }
