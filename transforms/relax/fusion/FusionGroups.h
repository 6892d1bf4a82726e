//===- FusionGroups.h - Which calls of kernels run together -----*- C++ -*-===//
//
// Partitions the calls of one stretch of a block into groups, each of which one kernel can compute. Decides only;
// FuseOps.cpp builds the functions.
//
//===----------------------------------------------------------------------===//

#ifndef TRANSFORMS_RELAX_FUSION_FUSIONGROUPS_H
#define TRANSFORMS_RELAX_FUSION_FUSIONGROUPS_H

#include "transforms/relax/fusion/ConvexGroups.h"
#include "transforms/relax/fusion/FusionCalls.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::relax {

/// What bounds a group.
struct FusionLimits {
  /// Calls in one group.
  unsigned maxDepth = 256;
  /// Inputs of one group.
  unsigned maxArgs = 64;
};

/// The groups of one stretch of operations, added in order.
class FusionGroups : private ConvexGroups {
public:
  explicit FusionGroups(FusionLimits limits) : limits(limits) {}

  /// A call that may be fused.
  void addCall(CallTIROp call, const FusionCall &info);
  /// A view: the memory of its source under another shape, which belongs to whatever computes the source.
  void addView(ViewTensorOp view);
  /// Any other operation. With `isCheck` nothing that it depends on may move behind it.
  void addOther(Operation *op, bool isCheck);

  /// The groups of two and more calls, each in order of the text, ordered by their first calls.
  SmallVector<SmallVector<CallTIROp>> take();

private:
  /// What belongs to the node of the same number.
  struct Group {
    /// The operation stays as it is.
    bool isFixed = false;
    bool hasAnchor = false;
    bool hasReduction = false;
    /// The dimensions of reduced results other than 1.
    SmallVector<sym::ExprAttr> rows;
    /// What the first reduction runs over.
    SmallVector<FusionCall::Dim> space;
    Attribute device;
    SmallVector<CallTIROp> calls;
    llvm::SmallDenseSet<Value, 4> inputs;
    unsigned numFailedUnions = 0;
  };

  unsigned makeGroup(unsigned rank);
  void append(unsigned group, CallTIROp call, ArrayRef<unsigned> producers);
  bool tryJoin(unsigned group, CallTIROp call, ArrayRef<unsigned> producers, Attribute device);
  bool tryUnite(unsigned from, unsigned into, bool mayEscape);
  bool isUsedInside(unsigned group, unsigned other);
  void absorbProducers(unsigned group, ArrayRef<unsigned> producers);
  void shareInputs(unsigned group, CallTIROp call, const FusionCall &info, ArrayRef<unsigned> apart);
  void noteRoots(CallTIROp call, tir::OpPattern pattern);
  static SmallVector<sym::ExprAttr> getRows(CallTIROp call);

  FusionLimits limits;
  SmallVector<Group, 0> groups;
  llvm::DenseMap<Operation *, unsigned> groupOfCall;
  /// The last group with a reduction that reads the value.
  llvm::DenseMap<Value, unsigned> reductionOf;
  /// The last group with a reduction that runs over the value, or over what light calls compute from its elements. By the
  /// hash of the space, too.
  llvm::DenseMap<std::pair<Value, unsigned>, unsigned> reductionOver;
  /// What a value is computed from, element by element, by how many calls.
  struct Roots {
    SmallVector<Value, 2> values;
    unsigned depth = 0;
  };
  llvm::DenseMap<Value, Roots> rootsOf;
};

} // namespace mlir::relax

#endif // TRANSFORMS_RELAX_FUSION_FUSIONGROUPS_H
