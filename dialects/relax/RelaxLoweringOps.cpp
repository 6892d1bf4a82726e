//===- RelaxLoweringOps.cpp - relax ops between kernels and the VM --------===//
//
// Verifiers and effects of the lowering ops.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/RelaxLoweringOps.h"

#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/relax/Registration.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;

/// The bare form of an expression for messages.
static std::string exprText(sym::ExprAttr expr) { return expr ? expr.str() : "?"; }

static ParseResult parseComparison(OpAsmParser &parser, IntegerAttr &attr) {
  sym::Comparison comparison;
  if (sym::parseComparison(parser, comparison))
    return failure();
  attr = parser.getBuilder().getI64IntegerAttr(static_cast<int64_t>(comparison));
  return success();
}

static void printComparison(OpAsmPrinter &printer, Operation *, IntegerAttr attr) {
  printer << sym::stringifyComparison(static_cast<sym::Comparison>(attr.getInt()));
}

#define GET_OP_CLASSES
#include "dialects/relax/RelaxLoweringOps.cpp.inc"

void mlir::relax::registerLoweringOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/RelaxLoweringOps.cpp.inc"
      >();
}

/// Checks that `dims` are the dimensions of `type` that are not constant, in order.
static LogicalResult verifyDims(Operation *op, relax::TensorType type, OperandRange dims) {
  if (!type.hasRank() || !type.getElementType())
    return op->emitOpError("result must have a known rank and element type, got ") << type;
  unsigned next = 0;
  for (auto [i, dim] : llvm::enumerate(type.getShape())) {
    if (!dim)
      return op->emitOpError("dimension ") << i << " of the result must be known, got '?' in " << type;
    if (dim.isConstant())
      continue;
    if (next == dims.size())
      return op->emitOpError("must have one operand for each dimension that is not a constant, got ")
             << dims.size() << " for " << type;
    sym::ExprAttr actual = cast<sym::IntType>(dims[next++].getType()).getExpr();
    if (actual != dim)
      return op->emitOpError("operand of dimension ") << i << " must equal it, got " << exprText(actual) << " and " << exprText(dim);
  }
  if (next != dims.size())
    return op->emitOpError("must have one operand for each dimension that is not a constant, got ")
           << dims.size() << " for " << type;
  return success();
}

LogicalResult AllocTensorOp::verify() { return verifyDims(*this, getType(), getDims()); }

LogicalResult ViewTensorOp::verify() {
  Type from = getSource().getType().getElementType(), to = getType().getElementType();
  if (from && to && from != to)
    return emitOpError("source and result must have one element type, got ") << from << " and " << to;
  return verifyDims(*this, getType(), getDims());
}

SmallVector<OpOperand *> ViewTensorOp::getAliasedOperands(unsigned) { return {&getSourceMutable()}; }

void KillOp::getEffects(SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {
  if (getValue().getDefiningOp())
    effects.emplace_back(MemoryEffects::Free::get(), &getOperation()->getOpOperand(0));
  else
    effects.emplace_back(MemoryEffects::Free::get());
}

//===----------------------------------------------------------------------===//
// CallDestinationOp
//===----------------------------------------------------------------------===//

void CallDestinationOp::getEffects(SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {
  for (OpOperand &operand : getInsMutable())
    effects.emplace_back(MemoryEffects::Read::get(), &operand);
  for (int64_t index : getInplace())
    effects.emplace_back(MemoryEffects::Write::get(), &getInsMutable()[index]);
  for (OpOperand &operand : getOutsMutable())
    effects.emplace_back(MemoryEffects::Write::get(), &operand);
  // A packed function may do anything beside.
  if (!getKernelAttr()) {
    effects.emplace_back(MemoryEffects::Read::get());
    effects.emplace_back(MemoryEffects::Write::get());
  }
}

LogicalResult CallDestinationOp::verify() {
  for (int64_t index : getInplace()) {
    if (index < 0 || index >= static_cast<int64_t>(getIns().size()))
      return emitOpError("inplace must name operands of ins, got ") << index << " of " << getIns().size();
    if (!isa<relax::TensorType>(getIns()[index].getType()))
      return emitOpError("inplace must name tensors, got ") << getIns()[index].getType();
  }
  if (!getKernelAttr()) {
    if (!getScalars().empty())
      return emitOpError("a packed function must have no scalars, got ") << getScalars().size();
    return success();
  }
  for (Type type : getIns().getTypes())
    if (!isa<relax::TensorType>(type))
      return emitOpError("ins of a kernel must be tensors, got ") << type;
  for (Type type : getScalars().getTypes())
    if (!isScalarType(type))
      return emitOpError("scalars must have a scalar type, got ") << type;
  return success();
}

LogicalResult CallDestinationOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  FlatSymbolRefAttr kernel = getKernelAttr();
  if (!kernel)
    return success();
  auto callee = symbolTable.lookupNearestSymbolFrom<DestinationPassingCallable>(*this, kernel);
  if (!callee)
    return emitOpError("callee must be a kernel of the module, got ") << kernel;
  size_t buffers = 0, scalars = callee.getKernelSymbols().size();
  for (Type type : callee.getDestinationPassingTypes())
    if (isa<SymbolicShapedTypeInterface>(type))
      ++buffers;
    else if (!isa<sym::IntType>(type))
      ++scalars;
  if (getIns().size() + getOuts().size() != buffers)
    return emitOpError("must pass one tensor for each buffer of ")
           << kernel << ", got " << getIns().size() + getOuts().size() << " for " << buffers;
  if (getScalars().size() != scalars)
    return emitOpError("must pass one scalar for each symbol and scalar parameter of ")
           << kernel << ", got " << getScalars().size() << " for " << scalars;
  return success();
}

//===----------------------------------------------------------------------===//
// DimOp
//===----------------------------------------------------------------------===//

LogicalResult DimOp::verify() {
  Type type = getSource().getType();
  ArrayRef<sym::ExprAttr> shape;
  bool ranked = false;
  if (auto tensor = dyn_cast<relax::TensorType>(type))
    std::tie(ranked, shape) = std::make_pair(tensor.hasRank(), tensor.getShape());
  else if (auto shapeType = dyn_cast<ShapeType>(type))
    std::tie(ranked, shape) = std::make_pair(shapeType.hasRank(), shapeType.getShape());
  else
    return emitOpError("operand must be a tensor or a shape, got ") << type;
  int64_t index = getIndex();
  if (ranked && index >= static_cast<int64_t>(shape.size()))
    return emitOpError("dimension must be below the rank, got ") << index << " of " << shape.size();

  ArrayAttr symbols = getSymbols();
  sym::ExprAttr result = getType().getExpr();
  if (!symbols.empty()) {
    if (symbols.size() != 1 || result.getSymbolName() != symbols[0])
      return emitOpError("must define the symbol of its result ") << exprText(result) << ", got " << symbols;
    return success();
  }
  sym::ExprAttr known = ranked ? shape[index] : sym::ExprAttr();
  if (known != result)
    return emitOpError("result must be the dimension of the operand or a symbol that the op defines, got ")
           << exprText(result) << " and " << exprText(known);
  return success();
}

//===----------------------------------------------------------------------===//
// RefineOp
//===----------------------------------------------------------------------===//

SmallVector<OpOperand *> RefineOp::getAliasedOperands(unsigned) { return {&getSourceMutable()}; }

LogicalResult RefineOp::verify() {
  std::string why;
  if (provablyDisjoint(getSource().getType(), getType(), &why))
    return emitOpError("operand and result must have values in common: ") << why;
  return success();
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

LogicalResult CheckDimOp::verify() {
  Type type = getSource().getType();
  if (!isa<relax::TensorType, ShapeType>(type))
    return emitOpError("operand must be a tensor or a shape, got ") << type;
  return success();
}
