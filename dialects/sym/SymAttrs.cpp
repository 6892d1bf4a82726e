//===- SymAttrs.cpp - ExprAttr and its text -------------------------------===//

#include "dialects/sym/SymAttrs.h"
#include "dialects/sym/ExprDetail.h"
#include "dialects/sym/SymDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::sym;

#define GET_ATTRDEF_CLASSES
#include "dialects/sym/SymAttrs.cpp.inc"

void SymDialect::registerAttributes() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/sym/SymAttrs.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// Access
//===----------------------------------------------------------------------===//

namespace mlir::sym::detail {
ExprAttr ExprBuilder::get(MLIRContext *context, const ExprKey &key) {
  return mlir::detail::AttributeUniquer::get<ExprAttr>(context, key);
}
} // namespace mlir::sym::detail

ExprAttr ExprAttr::getConstant(MLIRContext *context, int64_t value) {
  detail::ExprKey key{ExprKind::Constant};
  key.value = value;
  return detail::ExprBuilder::get(context, key);
}

ExprAttr ExprAttr::getSymbol(StringAttr name) {
  detail::ExprKey key{ExprKind::Symbol};
  key.name = name;
  return detail::ExprBuilder::get(name.getContext(), key);
}

ExprAttr ExprAttr::getSymbol(MLIRContext *context, StringRef name) {
  return getSymbol(StringAttr::get(context, name));
}

ExprKind ExprAttr::getKind() const { return getImpl()->node.kind; }
bool ExprAttr::isConstant() const { return getKind() == ExprKind::Constant; }
bool ExprAttr::isConstant(int64_t value) const {
  return isConstant() && getValue() == value;
}
bool ExprAttr::isSymbol() const { return getKind() == ExprKind::Symbol; }
std::optional<int64_t> ExprAttr::getConstantValue() const {
  if (!isConstant())
    return std::nullopt;
  return getValue();
}
StringAttr ExprAttr::getSymbolName() const { return getImpl()->node.name; }
ArrayRef<ExprAttr> ExprAttr::getOperands() const {
  return getImpl()->node.operands;
}
ArrayRef<int64_t> ExprAttr::getCoefficients() const {
  return getImpl()->node.coefficients;
}
int64_t ExprAttr::getValue() const { return getImpl()->node.value; }
Comparison ExprAttr::getComparison() const {
  return static_cast<Comparison>(getValue());
}
unsigned ExprAttr::getSize() const { return getImpl()->size; }
unsigned ExprAttr::getDepth() const { return getImpl()->depth; }

void ExprAttr::collectSymbols(llvm::SetVector<StringAttr> &symbols) const {
  if (isSymbol())
    symbols.insert(getSymbolName());
  for (ExprAttr operand : getOperands())
    operand.collectSymbols(symbols);
}

//===----------------------------------------------------------------------===//
// Printing
//===----------------------------------------------------------------------===//

StringRef sym::stringifyComparison(Comparison comparison) {
  switch (comparison) {
  case Comparison::eq:
    return "==";
  case Comparison::ne:
    return "ne";
  case Comparison::lt:
    return "lt";
  case Comparison::le:
    return "le";
  }
  return "";
}

bool sym::compareIntegers(Comparison comparison, int64_t lhs, int64_t rhs) {
  switch (comparison) {
  case Comparison::eq:
    return lhs == rhs;
  case Comparison::ne:
    return lhs != rhs;
  case Comparison::lt:
    return lhs < rhs;
  case Comparison::le:
    return lhs <= rhs;
  }
  return false;
}

bool sym::detail::isOperatorName(StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases({"floordiv", "ceildiv", "mod", "min", "max", "select"}, true)
      .Cases({"eq", "ne", "lt", "le"}, true)
      .Default(false);
}

static void printName(raw_ostream &os, StringRef name) {
  bool bare = !name.empty() && (llvm::isAlpha(name[0]) || name[0] == '_') &&
              llvm::all_of(name,
                           [](char c) {
                             return llvm::isAlnum(c) || c == '_' || c == '$' ||
                                    c == '.';
                           }) &&
              !sym::detail::isOperatorName(name);
  if (bare) {
    os << name;
    return;
  }
  os << '"';
  llvm::printEscapedString(name, os);
  os << '"';
}

/// Prints an operand of a product or quotient: sums, products and quotients in
/// parentheses.
static void printFactor(raw_ostream &os, ExprAttr expr) {
  switch (expr.getKind()) {
  case ExprKind::Constant:
    if (expr.getValue() >= 0)
      break;
    [[fallthrough]];
  case ExprKind::Product:
  case ExprKind::Sum:
  case ExprKind::OpaqueProduct:
  case ExprKind::FloorDiv:
  case ExprKind::CeilDiv:
  case ExprKind::Mod:
    os << '(' << expr << ')';
    return;
  default:
    break;
  }
  os << expr;
}

/// Prints coefficient * monomial, the coefficient without its sign if `positive`.
static void printTerm(raw_ostream &os, ExprAttr monomial, int64_t coefficient) {
  if (coefficient == -1)
    os << '-';
  else if (coefficient != 1)
    os << coefficient << " * ";
  bool alone = coefficient == 1;
  if (monomial.getKind() == ExprKind::Product || alone)
    os << monomial;
  else
    printFactor(os, monomial);
}

static void printBinary(raw_ostream &os, ExprAttr expr, StringRef op) {
  printFactor(os, expr.getOperands()[0]);
  os << ' ' << op << ' ';
  printFactor(os, expr.getOperands()[1]);
}

static void printSum(raw_ostream &os, ExprAttr expr) {
  bool first = true;
  for (auto [monomial, coefficient] :
       llvm::zip(expr.getOperands(), expr.getCoefficients())) {
    // The smallest integer has no opposite.
    bool minus = coefficient < 0 && coefficient != INT64_MIN;
    if (!first)
      os << (minus ? " - " : " + ");
    printTerm(os, monomial, first || !minus ? coefficient : -coefficient);
    first = false;
  }
  int64_t constant = expr.getValue();
  if (constant == 0)
    return;
  bool minus = constant < 0 && constant != INT64_MIN;
  os << (minus ? " - " : " + ") << (minus ? -constant : constant);
}

void ExprAttr::print(raw_ostream &os) const {
  ArrayRef<ExprAttr> operands = getOperands();
  switch (getKind()) {
  case ExprKind::Constant:
    os << getValue();
    return;
  case ExprKind::Symbol:
    return printName(os, getSymbolName());
  case ExprKind::Product:
    llvm::interleave(
        operands, os, [&](ExprAttr factor) { printFactor(os, factor); }, " * ");
    return;
  case ExprKind::Sum:
    return printSum(os, *this);
  case ExprKind::OpaqueProduct:
    return printBinary(os, *this, "*");
  case ExprKind::FloorDiv:
    return printBinary(os, *this, "floordiv");
  case ExprKind::CeilDiv:
    return printBinary(os, *this, "ceildiv");
  case ExprKind::Mod:
    return printBinary(os, *this, "mod");
  case ExprKind::Min:
  case ExprKind::Max:
    os << (getKind() == ExprKind::Min ? "min(" : "max(");
    llvm::interleaveComma(operands, os);
    os << ')';
    return;
  case ExprKind::Select:
    os << "select(" << operands[0] << ' '
       << stringifyComparison(getComparison()) << ' ' << operands[1] << ", "
       << operands[2] << ", " << operands[3] << ')';
    return;
  }
}

std::string ExprAttr::str() const {
  std::string text;
  llvm::raw_string_ostream os(text);
  print(os);
  return text;
}

raw_ostream &sym::operator<<(raw_ostream &os, ExprAttr expr) {
  if (expr)
    expr.print(os);
  else
    os << '?';
  return os;
}

void ExprAttr::print(AsmPrinter &printer) const {
  printer << '<';
  printExpr(printer, *this);
  printer << '>';
}

Attribute ExprAttr::parse(AsmParser &parser, Type) {
  ExprAttr expr;
  if (parser.parseLess() || parseExpr(parser, expr) || parser.parseGreater())
    return {};
  return expr;
}

void sym::printExpr(AsmPrinter &printer, ExprAttr expr) {
  expr.print(printer.getStream());
}

void sym::printDimension(AsmPrinter &printer, ExprAttr dimension) {
  printer.getStream() << dimension;
}

void sym::printDimensionList(raw_ostream &os, ArrayRef<ExprAttr> dimensions) {
  os << '[';
  llvm::interleaveComma(dimensions, os);
  os << ']';
}

void sym::printDimensionList(AsmPrinter &printer,
                             ArrayRef<ExprAttr> dimensions) {
  printDimensionList(printer.getStream(), dimensions);
}
