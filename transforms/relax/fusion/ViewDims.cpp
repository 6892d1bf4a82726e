//===- ViewDims.cpp - Which dimensions of a view are which ----------------===//

#include "transforms/relax/fusion/ViewDims.h"

using namespace mlir;
using namespace mlir::relax;
using sym::ExprAttr;

/// The dimensions other than 1.
static SmallVector<unsigned> getProper(ArrayRef<ExprAttr> shape) {
  SmallVector<unsigned> proper;
  for (auto [axis, dim] : llvm::enumerate(shape))
    if (!dim.isConstant(1))
      proper.push_back(axis);
  return proper;
}

/// The number of elements of some dimensions; null beyond 64 bits.
static ExprAttr getProduct(ArrayRef<ExprAttr> shape, ArrayRef<unsigned> axes) {
  FailureOr<ExprAttr> result = shape[axes.front()];
  for (unsigned axis : axes.drop_front()) {
    result = sym::mul(*result, shape[axis]);
    if (failed(result))
      return {};
  }
  return *result;
}

SmallVector<ViewDims> relax::matchViewDims(ArrayRef<ExprAttr> view, ArrayRef<ExprAttr> source) {
  SmallVector<unsigned> viewAxes = getProper(view), sourceAxes = getProper(source);
  ArrayRef<unsigned> restOfView = viewAxes, restOfSource = sourceAxes;
  SmallVector<ViewDims> groups;
  while (!restOfView.empty() || !restOfSource.empty()) {
    size_t numView = restOfView.size(), numSource = restOfSource.size();
    bool found = false;
    for (size_t total = 2; total <= restOfView.size() + restOfSource.size() && !found; ++total)
      for (size_t count = 1; count < total && !found; ++count) {
        if (count > restOfView.size() || total - count > restOfSource.size())
          continue;
        ExprAttr lhs = getProduct(view, restOfView.take_front(count));
        found = lhs && lhs == getProduct(source, restOfSource.take_front(total - count));
        if (found) {
          numView = count;
          numSource = total - count;
        }
      }
    ViewDims &group = groups.emplace_back();
    llvm::append_range(group.view, restOfView.take_front(numView));
    llvm::append_range(group.source, restOfSource.take_front(numSource));
    restOfView = restOfView.drop_front(numView);
    restOfSource = restOfSource.drop_front(numSource);
  }
  return groups;
}

bool relax::mergesDims(ArrayRef<ViewDims> groups) {
  return llvm::any_of(groups, [](const ViewDims &group) { return group.view.size() == 1 && group.source.size() > 1; });
}

bool relax::mixesDims(ArrayRef<ViewDims> groups) {
  return llvm::any_of(groups, [](const ViewDims &group) { return group.view.size() > 1 && group.source.size() > 1; });
}
