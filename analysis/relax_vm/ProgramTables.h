//===- ProgramTables.h - The numbers of a program's parts -------*- C++ -*-===//
//
// An executable names functions, kernels, constants, packed functions, checks
// and source locations by their index in a table. Bytecode emission and the
// compiled mode have to agree on these numbers; both take them from here.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_RELAX_VM_PROGRAMTABLES_H
#define ANALYSIS_RELAX_VM_PROGRAMTABLES_H

#include "dialects/relax_vm/RelaxVM.h"

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::relax_vm {

/// What the message of a failing check is made from.
struct CheckInfo {
  enum Kind { Value, Dimension, Condition, Message };
  Kind kind;
  StringRef subject;
  int64_t dim;
  StringRef expected;
};

/// A source position as users know it.
struct SourceLocation {
  StringRef file;
  unsigned line = 0;
  unsigned column = 0;
  /// The node of the model (the name of an MLIR name location), or empty.
  StringRef node;
};

/// The file position and the node name inside an MLIR location. A fused
/// location gives its first position, a call site that of the callee.
SourceLocation getSourceLocation(Location loc);

/// Numbers everything in the order of the module; a pure function of the IR.
class ProgramTables {
public:
  explicit ProgramTables(ModuleOp module);

  ArrayRef<FuncOp> getFunctions() const { return functions; }
  ArrayRef<KernelOp> getKernels() const { return kernels; }
  ArrayRef<ConstantOp> getConstants() const { return constants; }
  ArrayRef<StringAttr> getImports() const { return imports.getArrayRef(); }
  ArrayRef<CheckInfo> getChecks() const { return checks; }
  ArrayRef<SourceLocation> getLocations() const { return locations; }
  /// One op for each plan of an arena; equal plans are one.
  ArrayRef<AllocArenaOp> getPlans() const { return plans; }

  unsigned getFunctionIndex(FlatSymbolRefAttr name) const {
    return functionIndices.lookup(name.getAttr());
  }
  unsigned getKernelIndex(FlatSymbolRefAttr name) const {
    return kernelIndices.lookup(name.getAttr());
  }
  unsigned getConstantIndex(FlatSymbolRefAttr name) const {
    return constantIndices.lookup(name.getAttr());
  }
  unsigned getImportIndex(StringAttr name) const {
    return importIndices.lookup(name);
  }
  /// The check of an op that has one (check_*, fail).
  unsigned getCheckIndex(Operation *op) const;
  unsigned getPlanIndex(AllocArenaOp op) const {
    return planIndices.lookup(getPlanKey(op));
  }
  unsigned getLocationIndex(Location loc) const {
    return locationIndices.lookup(loc);
  }

private:
  void addCheck(Operation *op);
  void addLocation(Location loc);
  /// The blocks and which are kept, and the bytes or the number of sizes.
  using PlanKey = std::pair<std::pair<Attribute, Attribute>, std::pair<int64_t, int64_t>>;
  static PlanKey getPlanKey(AllocArenaOp op) {
    return {{op.getBlocksAttr(), op.getKeptAttr()},
            {op.getBytes().value_or(-1), op.getSizes().size()}};
  }

  SmallVector<FuncOp> functions;
  SmallVector<KernelOp> kernels;
  SmallVector<ConstantOp> constants;
  llvm::SetVector<StringAttr> imports;
  SmallVector<CheckInfo> checks;
  SmallVector<SourceLocation> locations;
  SmallVector<AllocArenaOp> plans;
  DenseMap<StringAttr, unsigned> functionIndices, kernelIndices,
      constantIndices, importIndices;
  /// Kind and attribute (a CheckAttr, or the message) determine a check.
  DenseMap<std::pair<unsigned, Attribute>, unsigned> checkIndices;
  DenseMap<Location, unsigned> locationIndices;
  DenseMap<PlanKey, unsigned> planIndices;
  /// Different MLIR locations with the same position share an entry.
  DenseMap<
      std::pair<std::pair<StringRef, StringRef>, std::pair<unsigned, unsigned>>,
      unsigned>
      positions;
};

} // namespace mlir::relax_vm

#endif // ANALYSIS_RELAX_VM_PROGRAMTABLES_H
