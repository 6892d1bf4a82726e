//===- SymDialect.cpp - The sym dialect and its types ---------------------===//

#include "dialects/sym/SymDialect.h"
#include "dialects/sym/SymOps.h"
#include "dialects/sym/SymTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::sym;

#include "dialects/sym/SymDialect.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/sym/SymTypes.cpp.inc"

void SymDialect::initialize() {
  registerAttributes();
  registerTypes();
  addOperations<
#define GET_OP_LIST
#include "dialects/sym/SymOps.cpp.inc"
      >();
}

/// A known index, for the folder of sym.to_index.
Operation *SymDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                           Type type, Location loc) {
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

void SymDialect::registerTypes() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/sym/SymTypes.cpp.inc"
      >();
}

Type IntType::parse(AsmParser &parser) {
  ExprAttr expr;
  if (parser.parseLess() || parseExpr(parser, expr) || parser.parseGreater())
    return {};
  return IntType::get(expr);
}

void IntType::print(AsmPrinter &printer) const {
  printer << '<';
  printExpr(printer, getExpr());
  printer << '>';
}
