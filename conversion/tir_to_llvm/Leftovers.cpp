//===- Leftovers.cpp - what has no lowering, listed -----------------------===//
//
// The border behind the kernels: every kind of op once, with its count and its
// first location, like relax-verify-legal.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_to_llvm/KernelLowering.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace mlir::tir;

namespace {

/// Kinds of ops in the order of the text.
class Leftovers {
public:
  void add(Operation *op) {
    auto &entry =
        kinds.try_emplace(op->getName(), 0u, op->getLoc()).first->second;
    ++entry.first;
    ++total;
  }

  /// "3 ops <rule>: a (2), b (1)", or success where nothing was added.
  LogicalResult report(StringRef one, StringRef many, Location end,
                       StringRef hint) const {
    if (total == 0)
      return success();
    InFlightDiagnostic error = emitError(kinds.front().second.second)
                               << total << " "
                               << (total == 1 ? one : many) << ": ";
    llvm::interleaveComma(kinds, error, [&](const auto &kind) {
      error << kind.first.getStringRef() << " (" << kind.second.first << ")";
    });
    for (const auto &[name, entry] : kinds)
      error.attachNote(entry.second)
          << "first " << name.getStringRef() << " is here";
    error.attachNote(end) << hint;
    return failure();
  }

private:
  llvm::MapVector<OperationName, std::pair<unsigned, Location>> kinds;
  unsigned total = 0;
};

} // namespace

LogicalResult tir::checkNarrowFloats(ModuleOp module) {
  auto isNarrow = [](Type type) {
    auto number = dyn_cast<FloatType>(getElementTypeOrSelf(type));
    return number && number.getWidth() < 16;
  };
  Leftovers leftovers;
  module.walk([&](Operation *op) {
    if (!isa_and_nonnull<arith::ArithDialect, math::MathDialect,
                         vector::VectorDialect>(op->getDialect()) ||
        isa<arith::BitcastOp, arith::SelectOp>(op))
      return;
    if (llvm::any_of(op->getOperandTypes(), isNarrow) ||
        llvm::any_of(op->getResultTypes(), isNarrow))
      leftovers.add(op);
  });
  return leftovers.report(
      "op computes with floats of less than 16 bits, which the cpu does not",
      "ops compute with floats of less than 16 bits, which the cpu does not",
      module.getLoc(),
      "kernels can load, store and select such elements, and cast their bits "
      "(arith.bitcast); compute in f16, bf16 or wider");
}

LogicalResult tir::checkNothingIsLeft(ModuleOp module, bool everywhere) {
  Leftovers leftovers;
  for (Operation &root : module.getOps()) {
    bool isLLVM = isa<LLVM::LLVMFuncOp>(root);
    if (!isLLVM && !(everywhere && isa<func::FuncOp>(root)))
      continue;
    root.walk([&](Operation *op) {
      if (!isa<UnrealizedConversionCastOp>(op) &&
          !isa_and_nonnull<LLVM::LLVMDialect>(op->getDialect()))
        leftovers.add(op);
    });
  }
  return leftovers.report(
      "op remains after lowering of kernels to LLVM",
      "ops remain after lowering of kernels to LLVM", module.getLoc(),
      "kernels are made of arith, math, scf, affine, memref and vector, and of "
      "linalg on memrefs; with types that LLVM has");
}
