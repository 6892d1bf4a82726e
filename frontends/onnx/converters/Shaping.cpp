//===- Shaping.cpp - Operators that change the shape alone ----------------===//
//
// Reshape and its relatives. Where the shape is computed at run time, what 0
// and -1 mean is decided there.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::Comparison;
using sym::ExprAttr;

static LogicalResult convertFlatten(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t axis = n.intAttr("axis", 1), rank = n.rankOf(*x);
  // The axis may be behind the last one.
  if (axis < -rank || axis > rank)
    return n.attributeError("axis")
           << "must be in [" << -rank << ", " << rank << "], got " << axis;
  return n.setOutput(0, flattenAt(n, *x, axis < 0 ? axis + rank : axis));
}

/// The product of `dims`, in which what `isOpen` may be -1 and then counts
/// as 1.
static FailureOr<ExprAttr> productOfGiven(NodeImporter &n,
                                          ArrayRef<ExprAttr> dims,
                                          ArrayRef<bool> isOpen) {
  FailureOr<ExprAttr> result = n.constant(1);
  for (auto [dim, open] : llvm::zip_equal(dims, isOpen)) {
    FailureOr<ExprAttr> factor = dim;
    if (open)
      factor = n.checked(
          sym::select(Comparison::eq, dim, n.constant(-1), n.constant(1), dim));
    if (failed(factor) || failed(result))
      return failure();
    result = n.checked(sym::mul(*result, *factor));
  }
  return result;
}

/// `count` / max(`given`, 1): without elements the quotient does not matter,
/// but has to exist.
static FailureOr<ExprAttr> inferSize(NodeImporter &n, ExprAttr count,
                                     FailureOr<ExprAttr> given) {
  FailureOr<ExprAttr> divisor =
      failed(given) ? given : n.checked(sym::max(*given, n.constant(1)));
  return failed(divisor) ? divisor : n.checked(sym::floorDiv(count, *divisor));
}

static LogicalResult convertReshape(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  SmallVector<ExprAttr> target;
  if (n.opset < 5) {
    for (int64_t dim : n.intsAttr("shape"))
      target.push_back(n.constant(dim));
  } else {
    FailureOr<SmallVector<ExprAttr>> dims = n.integers(1);
    if (failed(dims))
      return failure();
    target = *dims;
  }
  ArrayRef<ExprAttr> from = n.shapeOf(*x);
  ExprAttr zero = n.constant(0), minusOne = n.constant(-1);
  bool zeroIsCopy = !n.intAttr("allowzero"), isAnyOpen = false;
  // A zero copies the dimension of the input. A size that is an expression of
  // sizes is taken as it is; what is read from a tensor may turn out to be 0 or
  // -1.
  SmallVector<bool> isOpen;
  std::optional<size_t> inferred;
  for (auto [i, dim] : llvm::enumerate(target)) {
    bool isRead = n.isReadAtRunTime(dim);
    isOpen.push_back(isRead && !n.isAtLeast(dim, 0));
    isAnyOpen |= isOpen.back();
    if (zeroIsCopy && dim == zero) {
      if (i >= from.size())
        return n.error() << "dimension " << i
                         << " of the shape is 0, but the input has "
                         << from.size() << " dimensions";
      dim = from[i];
    } else if (dim == minusOne) {
      if (inferred)
        return n.error() << "the shape must hold -1 at most once";
      inferred = i;
    } else if (dim.getConstantValue() && *dim.getConstantValue() < 0) {
      return n.error() << "dimension " << i
                       << " of the shape must be -1 or more, got " << dim.str();
    } else if (zeroIsCopy && isRead && i < from.size() &&
               !n.isAtLeast(dim, 1)) {
      FailureOr<ExprAttr> copied =
          n.checked(sym::select(Comparison::eq, dim, zero, from[i], dim));
      if (failed(copied))
        return failure();
      dim = *copied;
    }
  }
  FailureOr<ExprAttr> count = n.product(from);
  if (failed(count))
    return failure();
  if (isAnyOpen) {
    // With a -1 that is known no other can be one.
    SmallVector<ExprAttr> given = target;
    if (inferred) {
      isOpen.assign(isOpen.size(), false);
      given[*inferred] = n.constant(1);
    }
    FailureOr<ExprAttr> size =
        inferSize(n, *count, productOfGiven(n, given, isOpen));
    if (failed(size))
      return failure();
    if (inferred)
      target[*inferred] = *size;
    for (auto [dim, open] : llvm::zip_equal(target, isOpen)) {
      if (!open)
        continue;
      FailureOr<ExprAttr> value =
          n.checked(sym::select(Comparison::eq, dim, minusOne, *size, dim));
      if (failed(value))
        return failure();
      dim = *value;
    }
  } else if (inferred) {
    // Dimensions on both sides cancel, so that the quotient stays simple, and
    // is right where they are 0.
    SmallVector<ExprAttr> rest = llvm::to_vector(from), others;
    for (auto [i, dim] : llvm::enumerate(target)) {
      if (i == *inferred)
        continue;
      if (auto it = llvm::find(rest, dim); it != rest.end())
        rest.erase(it);
      else
        others.push_back(dim);
    }
    FailureOr<ExprAttr> above = n.product(rest), below = n.product(others);
    if (failed(above) || failed(below))
      return failure();
    if (*below == zero)
      return n.error() << "-1 cannot be inferred in a shape of no elements";
    FailureOr<ExprAttr> quotient = n.checked(sym::floorDiv(*above, *below));
    if (failed(quotient))
      return failure();
    target[*inferred] = *quotient;
  }
  return n.setOutput(0, n.reshape(*x, target));
}

static LogicalResult convertExpand(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  FailureOr<SmallVector<ExprAttr>> dims = n.integers(1);
  if (failed(x) || failed(dims))
    return failure();
  // The shape and the input broadcast together: where the shape says 1 the
  // input decides.
  ArrayRef<ExprAttr> from = n.shapeOf(*x);
  size_t rank = std::max(from.size(), dims->size());
  SmallVector<ExprAttr> target(rank);
  for (size_t i = 0; i != rank; ++i) {
    size_t back = rank - 1 - i;
    ExprAttr own = i < from.size() ? from[from.size() - 1 - i] : n.constant(1);
    ExprAttr wanted =
        i < dims->size() ? (*dims)[dims->size() - 1 - i] : n.constant(1);
    FailureOr<ExprAttr> dim = wanted;
    if (wanted.isConstant(1) || wanted == own)
      dim = own;
    else if (!wanted.getConstantValue() && !own.isConstant(1))
      dim = n.checked(
          sym::select(Comparison::eq, wanted, n.constant(1), own, wanted));
    if (failed(dim))
      return failure();
    target[back] = *dim;
  }
  return n.setOutput(0, n.broadcastTo(*x, target));
}

/// Without axes every dimension of size 1 goes; which these are has to be
/// known, since it decides the rank.
static FailureOr<SmallVector<ExprAttr>> squeezeAll(NodeImporter &n,
                                                   ArrayRef<ExprAttr> dims) {
  SmallVector<ExprAttr> kept;
  ExprAttr unsure;
  for (ExprAttr dim : dims) {
    if (dim.isConstant(1))
      continue;
    kept.push_back(dim);
    if (!dim.isConstant() && !n.isAtLeast(dim, 2))
      unsure = dim;
  }
  if (!unsure)
    return kept;
  std::optional<SmallVector<ExprAttr>> declared = n.declaredShape(0);
  if (declared && declared->size() == kept.size())
    return kept;
  return n.error() << "axes are needed where a dimension may be 1, or else a "
                      "declared rank of the output, got "
                   << unsure.str();
}

static LogicalResult convertSqueeze(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<std::optional<SmallVector<ExprAttr>>> axes =
      getAxes(n, 1, n.rankOf(*x));
  if (failed(axes))
    return failure();
  FailureOr<SmallVector<ExprAttr>> dims = SmallVector<ExprAttr>();
  if (!*axes) {
    dims = squeezeAll(n, n.shapeOf(*x));
  } else if (std::optional<SmallVector<int64_t>> known = getConstants(**axes)) {
    for (auto [i, dim] : llvm::enumerate(n.shapeOf(*x)))
      if (!llvm::is_contained(*known, static_cast<int64_t>(i)))
        dims->push_back(dim);
      else if (sym::provablyDifferent(dim, n.constant(1)))
        return n.error() << "dimension " << i
                         << " must be 1 to be squeezed, got " << dim.str();
  } else {
    dims = dropAxes(n, n.shapeOf(*x), **axes);
  }
  return failed(dims) ? failure() : n.setOutput(0, n.reshape(*x, *dims));
}

static LogicalResult convertUnsqueeze(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  // The axes are those of the result: their number comes first.
  int64_t rank = n.rankOf(*x);
  if (n.hasAttr("axes")) {
    rank += n.intsAttr("axes").size();
  } else {
    FailureOr<SmallVector<ExprAttr>> given = n.integers(1);
    if (failed(given))
      return failure();
    rank += given->size();
  }
  FailureOr<std::optional<SmallVector<ExprAttr>>> axes = getAxes(n, 1, rank);
  if (failed(axes))
    return failure();
  FailureOr<SmallVector<ExprAttr>> dims = insertAxes(n, n.shapeOf(*x), **axes);
  return failed(dims) ? failure() : n.setOutput(0, n.reshape(*x, *dims));
}

/// Depth and blocks as dimensions of their own, moved to their places.
static LogicalResult convertDepthToSpace(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t block = n.intAttr("blocksize");
  StringRef mode = n.stringAttr("mode", "DCR");
  if (block < 1)
    return n.attributeError("blocksize") << "must be at least 1, got " << block;
  if (mode != "DCR" && mode != "CRD")
    return n.attributeError("mode")
           << "must be 'DCR' or 'CRD', got '" << mode << "'";
  if (n.rankOf(*x) != 4)
    return n.error() << "the input must have 4 dimensions, got "
                     << n.rankOf(*x);
  SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(*x));
  ExprAttr size = n.constant(block);
  FailureOr<ExprAttr> area = n.checked(sym::mul(size, size));
  FailureOr<ExprAttr> depth =
      failed(area) ? area : n.checked(sym::floorDiv(dims[1], *area));
  FailureOr<ExprAttr> height = n.checked(sym::mul(dims[2], size)),
                      width = n.checked(sym::mul(dims[3], size));
  if (failed(depth) || failed(height) || failed(width))
    return failure();
  bool isDepthFirst = mode == "CRD";
  FailureOr<Value> parts =
      isDepthFirst
          ? n.reshape(*x, {dims[0], *depth, size, size, dims[2], dims[3]})
          : n.reshape(*x, {dims[0], size, size, *depth, dims[2], dims[3]});
  if (failed(parts))
    return failure();
  FailureOr<Value> moved = isDepthFirst
                               ? n.transpose(*parts, {0, 1, 4, 2, 5, 3})
                               : n.transpose(*parts, {0, 3, 4, 1, 5, 2});
  return failed(moved) ? failure()
                       : n.setOutput(0, n.reshape(*moved, {dims[0], *depth,
                                                           *height, *width}));
}

static LogicalResult convertSpaceToDepth(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t block = n.intAttr("blocksize");
  if (block < 1)
    return n.attributeError("blocksize") << "must be at least 1, got " << block;
  if (n.rankOf(*x) != 4)
    return n.error() << "the input must have 4 dimensions, got "
                     << n.rankOf(*x);
  SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(*x));
  ExprAttr size = n.constant(block);
  FailureOr<ExprAttr> height = n.checked(sym::floorDiv(dims[2], size)),
                      width = n.checked(sym::floorDiv(dims[3], size));
  FailureOr<ExprAttr> depth = n.product({dims[1], size, size});
  if (failed(depth) || failed(height) || failed(width))
    return failure();
  FailureOr<Value> parts =
      n.reshape(*x, {dims[0], dims[1], *height, size, *width, size});
  FailureOr<Value> moved =
      failed(parts) ? parts : n.transpose(*parts, {0, 3, 5, 1, 2, 4});
  return failed(moved) ? failure()
                       : n.setOutput(0, n.reshape(*moved, {dims[0], *depth,
                                                           *height, *width}));
}

static LogicalResult convertTranspose(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  SmallVector<int64_t> axes;
  for (int64_t i = n.rankOf(*x); i > 0; --i)
    axes.push_back(i - 1);
  if (n.hasAttr("perm"))
    axes = n.intsAttr("perm");
  return n.setOutput(0, n.transpose(*x, axes));
}

void onnx::registerShapingConverters(ConverterRegistry &registry) {
  registry.add("", "DepthToSpace", 1, convertDepthToSpace);
  registry.add("", "Expand", 8, convertExpand);
  registry.add("", "Flatten", 1, convertFlatten);
  registry.add("", "Reshape", 1, convertReshape);
  registry.add("", "SpaceToDepth", 1, convertSpaceToDepth);
  registry.add("", "Squeeze", 1, convertSqueeze);
  registry.add("", "Transpose", 1, convertTranspose);
  registry.add("", "Unsqueeze", 1, convertUnsqueeze);
}
