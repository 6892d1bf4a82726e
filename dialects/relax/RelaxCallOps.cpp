//===- RelaxCallOps.cpp - calls that leave relax --------------------------===//
//
// Calls of kernels are matched with the signature of the callee; calls of
// packed functions are checked by themselves.
//
//===----------------------------------------------------------------------===//

#include "dialects/interfaces/DestinationPassing.h"
#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxOps.h"
#include "dialects/relax/SignatureMatch.h"
#include "llvm/ADT/SmallSet.h"

using namespace mlir;

#define GET_OP_CLASSES
#include "dialects/relax/RelaxCallOps.cpp.inc"

namespace mlir::relax {

void registerCallOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/RelaxCallOps.cpp.inc"
      >();
}

//===----------------------------------------------------------------------===//
// Kernels of the module
//===----------------------------------------------------------------------===//

/// The types that stand against the parameters of a kernel, with names for
/// messages: operands, then the results that are not an operand that the kernel
/// overwrites.
static SmallVector<std::pair<Type, std::string>>
getKernelOperands(ValueRange args, TypeRange results,
                  ArrayRef<int64_t> inplace = {}) {
  SmallVector<std::pair<Type, std::string>> types;
  for (auto [index, arg] : llvm::enumerate(args))
    types.emplace_back(arg.getType(), ("operand " + Twine(index)).str());
  for (auto [index, type] : llvm::enumerate(results))
    if (inplace.empty() || inplace[index] < 0)
      types.emplace_back(type, ("result " + Twine(index)).str());
  return types;
}

static LogicalResult matchKernel(ArrayRef<Type> parameters,
                                 ArrayRef<std::pair<Type, std::string>> actual,
                                 SignatureMatch &match,
                                 SmallVectorImpl<ShapeCondition> *conditions) {
  for (auto [parameter, operand] : llvm::zip(parameters, actual))
    if (failed(match.addParameter(parameter, operand.first, operand.second)))
      return failure();
  return match.solve(conditions);
}

/// Checks a call of a kernel against its signature.
static LogicalResult
verifyKernelCall(Operation *op, FlatSymbolRefAttr name,
                 SymbolTableCollection &symbolTable,
                 ArrayRef<std::pair<Type, std::string>> actual) {
  Operation *symbol = symbolTable.lookupNearestSymbolFrom(op, name);
  auto callee = dyn_cast_or_null<DestinationPassingCallable>(symbol);
  if (!callee) {
    InFlightDiagnostic diagnostic =
        op->emitOpError("callee must be a kernel of the module, got ") << name;
    if (symbol)
      diagnostic.attachNote(symbol->getLoc())
          << "the symbol is a '" << symbol->getName()
          << "', which takes no outputs as parameters";
    return diagnostic;
  }
  auto emitError = [&] {
    InFlightDiagnostic diagnostic = op->emitOpError();
    diagnostic.attachNote(callee->getLoc()) << "the callee is defined here";
    return diagnostic;
  };
  SmallVector<Type> parameters = callee.getDestinationPassingTypes();
  if (parameters.size() != actual.size())
    return emitError() << "must have as many operands and new results as the "
                          "callee has parameters, got "
                       << actual.size() << " and " << parameters.size();
  SignatureMatch match(emitError);
  return matchKernel(parameters, actual, match, nullptr);
}

static void
collectKernelConditions(Operation *op, FlatSymbolRefAttr name,
                        ArrayRef<std::pair<Type, std::string>> actual,
                        SmallVectorImpl<ShapeCondition> &conditions) {
  auto callee = dyn_cast_or_null<DestinationPassingCallable>(
      SymbolTable::lookupNearestSymbolFrom(op, name));
  if (!callee)
    return;
  SmallVector<Type> parameters = callee.getDestinationPassingTypes();
  SignatureMatch match(nullptr);
  if (parameters.size() == actual.size())
    (void)matchKernel(parameters, actual, match, &conditions);
}

LogicalResult CallTIROp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyKernelCall(*this, getCalleeAttr(), symbolTable,
                          getKernelOperands(getArgs(), getResultTypes()));
}

void CallTIROp::getShapeConditions(
    SmallVectorImpl<ShapeCondition> &conditions) {
  collectKernelConditions(*this, getCalleeAttr(),
                          getKernelOperands(getArgs(), getResultTypes()),
                          conditions);
}

LogicalResult CallTIRWithGradOp::verify() {
  if (getTeGradName().empty())
    return emitOpError("name of the gradient must not be empty");
  return success();
}

LogicalResult
CallTIRWithGradOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  return verifyKernelCall(*this, getCalleeAttr(), symbolTable,
                          getKernelOperands(getArgs(), getResultTypes()));
}

void CallTIRWithGradOp::getShapeConditions(
    SmallVectorImpl<ShapeCondition> &conditions) {
  collectKernelConditions(*this, getCalleeAttr(),
                          getKernelOperands(getArgs(), getResultTypes()),
                          conditions);
}

//===----------------------------------------------------------------------===//
// Updates in place
//===----------------------------------------------------------------------===//

/// Pairs each result with the operand that it overwrites.
static void addInPlaceUpdates(ArrayRef<int64_t> indices,
                              SmallVectorImpl<InPlaceUpdate> &updates) {
  for (auto [result, operand] : llvm::enumerate(indices))
    if (operand >= 0)
      updates.push_back(
          {static_cast<unsigned>(operand), static_cast<unsigned>(result)});
}

/// Checks `inplace_indices`: one for each result, -1 or an operand, each
/// operand once, with equal tensor types.
static LogicalResult verifyInplaceIndices(Operation *op,
                                          ArrayRef<int64_t> indices) {
  if (indices.size() != op->getNumResults())
    return op->emitOpError("must have one in-place index for each result, got ")
           << indices.size() << " and " << op->getNumResults();
  llvm::SmallSet<int64_t, 4> seen;
  for (auto [result, operand] : llvm::enumerate(indices)) {
    if (operand == -1)
      continue;
    if (operand < 0 || operand >= op->getNumOperands())
      return op->emitOpError(
                 "in-place index must be -1 or the number of an operand, got ")
             << operand << " with " << op->getNumOperands() << " operands";
    if (!seen.insert(operand).second)
      return op->emitOpError("in-place indices must differ, got ")
             << operand << " twice";
    Type before = op->getOperand(operand).getType(),
         after = op->getResult(result).getType();
    if (before != after || !isa<TensorType>(before))
      return op->emitOpError("a result that is an operand must have its type, "
                             "a tensor type, got ")
             << after << " for result " << result << " and " << before
             << " for operand " << operand;
  }
  if (seen.empty())
    return op->emitOpError(
        "must update at least one operand, got in-place indices of -1 only");
  return verifyInPlaceUpdates(op);
}

LogicalResult CallTIRInplaceOp::verify() {
  return verifyInplaceIndices(*this, getInplaceIndices());
}

LogicalResult
CallTIRInplaceOp::verifySymbolUses(SymbolTableCollection &symbolTable) {
  if (getInplaceIndices().size() != getNumResults())
    return failure(); // verify() says why.
  return verifyKernelCall(
      *this, getCalleeAttr(), symbolTable,
      getKernelOperands(getArgs(), getResultTypes(), getInplaceIndices()));
}

void CallTIRInplaceOp::getShapeConditions(
    SmallVectorImpl<ShapeCondition> &conditions) {
  collectKernelConditions(
      *this, getCalleeAttr(),
      getKernelOperands(getArgs(), getResultTypes(), getInplaceIndices()),
      conditions);
}

void CallTIRInplaceOp::getInPlaceUpdates(
    SmallVectorImpl<InPlaceUpdate> &updates) {
  addInPlaceUpdates(getInplaceIndices(), updates);
}

//===----------------------------------------------------------------------===//
// Packed functions
//===----------------------------------------------------------------------===//

static LogicalResult verifyPackedName(Operation *op, StringRef name) {
  if (name.empty())
    return op->emitOpError("name of the packed function must not be empty");
  return success();
}

LogicalResult CallPackedOp::verify() {
  if (failed(verifyPackedName(*this, getCallee())))
    return failure();
  ArrayRef<int64_t> mutates = getMutates();
  if (mutates.size() > getNumResults())
    return emitOpError(
               "must have a result for each operand that it mutates, got ")
           << getNumResults() << " results for " << mutates.size()
           << " operands";
  llvm::SmallSet<int64_t, 4> seen;
  for (auto [result, operand] : llvm::enumerate(mutates)) {
    if (operand < 0 || operand >= static_cast<int64_t>(getArgs().size()))
      return emitOpError("mutates must list numbers of operands, got ")
             << operand << " with " << getArgs().size() << " operands";
    if (!seen.insert(operand).second)
      return emitOpError("mutates must list different operands, got ")
             << operand << " twice";
    Type before = getArgs()[operand].getType(),
         after = getResult(result).getType();
    if (!isa<TensorType>(before))
      return emitOpError("a mutated operand must be a tensor, got ")
             << before << " for operand " << operand;
    if (before != after)
      return emitOpError(
                 "the result of a mutated operand must have its type, got ")
             << after << " for result " << result << " and " << before
             << " for operand " << operand;
  }
  return verifyInPlaceUpdates(*this);
}

void CallPackedOp::getInPlaceUpdates(SmallVectorImpl<InPlaceUpdate> &updates) {
  for (auto [result, operand] : llvm::enumerate(getMutates()))
    updates.push_back(
        {static_cast<unsigned>(operand), static_cast<unsigned>(result)});
}

LogicalResult CallPurePackedOp::verify() {
  return verifyPackedName(*this, getCallee());
}

LogicalResult CallDPSPackedOp::verify() {
  if (failed(verifyPackedName(*this, getCallee())))
    return failure();
  for (auto [index, type] : llvm::enumerate(getResultTypes()))
    if (!cast<TensorType>(type).isFullyKnown())
      return emitOpError("rank, dimensions and element type of a result must "
                         "be known, got ")
             << type << " for result " << index;
  return success();
}

LogicalResult CallInplacePackedOp::verify() {
  if (failed(verifyPackedName(*this, getCallee())))
    return failure();
  return verifyInplaceIndices(*this, getInplaceIndices());
}

void CallInplacePackedOp::getInPlaceUpdates(
    SmallVectorImpl<InPlaceUpdate> &updates) {
  addInPlaceUpdates(getInplaceIndices(), updates);
}

} // namespace mlir::relax
