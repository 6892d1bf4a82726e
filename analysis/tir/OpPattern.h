//===- OpPattern.h - What a kernel does with its elements -------*- C++ -*-===//
//
// Fusion asks how the elements of a kernel's outputs follow from those of its inputs. The answer comes from the body:
// iteration variables, loads and stores. So the kernel of a user is classified like that of an operator; names play no
// part.
//
//===----------------------------------------------------------------------===//

#ifndef ANALYSIS_TIR_OPPATTERN_H
#define ANALYSIS_TIR_OPPATTERN_H

#include "dialects/tir/TIR.h"

#include <optional>

namespace mlir::tir {

/// How outputs follow from inputs, from the easiest to fuse to the hardest. A kernel of several loop nests is what the
/// hardest of them is.
enum class OpPattern : uint8_t {
  /// Y[i, j] follows from X[i, j] alone (of each input).
  Elementwise,
  /// As above, where inputs may lack dimensions of the output or be read at 0 in them: X[j], X[i, 0].
  Broadcast,
  /// Each element of the output follows from one element of each input, wherever that is: transposition, slice, gather.
  Injective,
  /// Elements are combined along reduce variables.
  Reduction,
  /// Products of elements of two inputs are summed up: matrix products and convolutions. Element-wise kernels behind it
  /// can be applied to its result.
  OutElementwiseFusable,
  /// Nothing is known.
  Opaque,
};

/// The discardable attribute of a `tir.prim_func` that holds the name of its pattern, a string.
constexpr llvm::StringLiteral kOpPatternAttr = "tir.op_pattern";

/// The name of a pattern: `elementwise`, `broadcast`, `injective`, `reduction`, `out_elementwise_fusable`, `opaque`.
StringRef stringifyOpPattern(OpPattern pattern);
/// The pattern of that name, nothing for other text.
std::optional<OpPattern> symbolizeOpPattern(StringRef name);

/// The pattern of a kernel from its body. A declaration is opaque.
OpPattern classifyKernel(PrimFuncOp kernel);

/// The pattern that `kOpPatternAttr` says, else that of the body.
OpPattern getOpPattern(PrimFuncOp kernel);

/// Loops that enclose one another with nothing between them, around one body: that of a block, or of the innermost
/// loop.
struct LoopNest {
  /// From outermost to innermost; none around a block of rank 0.
  SmallVector<ForOp> loops;
  /// The block around the body, null where the loops hold plain code.
  BlockOp block;
  Block *body = nullptr;

  /// The nest that begins at `statement`, a loop or block. Nothing where loops hold more than one statement, or where a
  /// loop is not serial or does not run from 0 in steps of 1.
  static std::optional<LoopNest> get(Operation *statement);

  /// The variables that the body is written over: those of the block, else those of the loops.
  SmallVector<Value> getVariables();
  /// The loop whose variable is bound to a variable of the body, null where it is computed.
  ForOp getLoop(Value variable);
};

/// Whether every index and divisor that follows from sizes is shown to be valid, or promised by `tir.sizes_checked`.
/// Such a kernel needs no checks about sizes, wherever it is called with sizes that fit its signature.
bool areSizesDecided(PrimFuncOp kernel);

} // namespace mlir::tir

#endif // ANALYSIS_TIR_OPPATTERN_H
