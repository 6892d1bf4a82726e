//===- TensorExpression.h - kernels from lambdas ----------------*- C++ -*-===//
//
// A small builder of kernels: say which element each point of a buffer is, get loops, blocks with iteration variables and
// regions. Legalization uses it for every operator; nobody writes loop nests by hand.
//
//   KernelBuilder kernel(loc, "scale", {xType, yType}, {"X", "Y"});
//   kernel.compute("scale", kernel.getParameter(1), [&](ScalarBuilder &s, ValueRange i) {
//     return s.mul(s.load(kernel.getParameter(0), i), s.constant(f32, 2.0));
//   });
//   PrimFuncOp function = kernel.finish();
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_TIR_TENSOREXPRESSION_H
#define DIALECTS_TIR_TENSOREXPRESSION_H

#include "dialects/tir/TIR.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

namespace mlir::tir {

/// Scalar code of one block body. Arithmetic is chosen by the operand type: float or signless integer; integers are read as
/// unsigned where `isUnsigned` is given. Loads are remembered as regions that the block reads.
class ScalarBuilder {
public:
  ScalarBuilder(OpBuilder &builder, Location loc) : builder(builder), loc(loc) {}

  OpBuilder &getBuilder() { return builder; }
  Location getLoc() const { return loc; }

  /// Reads an element and records it as read by the block.
  Value load(Value buffer, ValueRange indices);

  /// A constant of a float, integer or index type. `value` is converted as C++ does.
  Value constant(Type type, double value);
  Value constantIndex(int64_t value);
  /// The smallest (largest) value of a type: minus infinity for floats that have one.
  Value lowest(Type type, bool isUnsigned = false);

  Value add(Value lhs, Value rhs);
  Value sub(Value lhs, Value rhs);
  Value mul(Value lhs, Value rhs);
  Value div(Value lhs, Value rhs, bool isUnsigned = false);
  /// NaN wins for floats.
  Value max(Value lhs, Value rhs, bool isUnsigned = false);
  /// a * b + c, which a target may compute with one rounding; with `reassociate` as a term of a sum whose order is free.
  Value mulAdd(Value a, Value b, Value c, bool reassociate = false);
  /// A sum whose order of additions is free.
  Value addReassociated(Value lhs, Value rhs);

  /// Between any two scalar types. Floats to integers round towards zero, to i1 they compare with zero.
  Value cast(Value value, Type type, bool fromUnsigned = false, bool toUnsigned = false);

  /// Quotient and remainder of index values that are not negative.
  Value divIndex(Value lhs, Value rhs);
  Value remIndex(Value lhs, Value rhs);

  /// What was loaded so far: buffer and indices.
  using Access = std::pair<Value, SmallVector<Value, 4>>;
  ArrayRef<Access> getLoads() const { return loads; }

private:
  OpBuilder &builder;
  Location loc;
  SmallVector<Access, 4> loads;
};

/// How a reduction combines, and the order of its loops.
struct Reduction {
  /// The number of steps along each reduce variable.
  SmallVector<sym::ExprAttr> extents;
  /// The value before the first step.
  llvm::function_ref<Value(ScalarBuilder &)> identity;
  /// The accumulated value after one step; `value` is what the body gave.
  llvm::function_ref<Value(ScalarBuilder &, Value accumulated, Value value)> combine;
  /// The loops from outermost to innermost: a permutation of the spatial variables followed by the reduce variables. Empty
  /// means that order itself.
  SmallVector<unsigned> loopOrder;
};

/// Builds one `tir.prim_func`.
class KernelBuilder {
public:
  KernelBuilder(Location loc, StringRef name, TypeRange parameters, ArrayRef<StringRef> names = {});
  ~KernelBuilder();
  KernelBuilder(const KernelBuilder &) = delete;
  KernelBuilder &operator=(const KernelBuilder &) = delete;

  Value getParameter(unsigned index) { return function.getArgument(index); }
  OpBuilder &getBuilder() { return builder; }
  Location getLoc() const { return loc; }

  /// The expression as a bound: a literal, or a `!sym.int` materialized once at the head of the kernel.
  OpFoldResult getExtent(sym::ExprAttr expr);
  /// The expression as an `index` value, materialized once at the head of the kernel.
  Value getIndex(sym::ExprAttr expr);

  /// Says that whoever calls the kernel has checked how the sizes of its parameters fit each other (sets
  /// `tir.sizes_checked`), so that indices which follow from sizes get no checks of their own. The legalization of
  /// operators, whose deduction is that check, says it for every kernel in which an index is computed.
  void promiseSizes();

  /// A local buffer.
  Value allocate(BufferType type);

  using Body = llvm::function_ref<Value(ScalarBuilder &, ValueRange indices)>;
  using ReduceBody = llvm::function_ref<Value(ScalarBuilder &, ValueRange spatial, ValueRange reduce)>;
  using Place = llvm::function_ref<SmallVector<Value>(ScalarBuilder &, ValueRange indices)>;

  /// For each point of `output`: output[i...] = body(i...).
  void compute(StringRef blockName, Value output, Body body);

  /// For each point of a domain: output[place(i...)] = body(i...). `place` must give every point another element.
  void computeAt(StringRef blockName, ArrayRef<sym::ExprAttr> domain, Value output, Place place, Body body);

  /// For each point of a spatial domain and all reduce variables: output[place(i...)] accumulates body(i..., k...).
  /// `place` uses no reduce variables. Without `place` the domain is that of `output`.
  void reduce(StringRef blockName, Value output, const Reduction &reduction, ReduceBody body);
  void reduceAt(StringRef blockName, ArrayRef<sym::ExprAttr> domain, Value output, Place place,
                const Reduction &reduction, ReduceBody body);

  /// A running value along `axis`: at each point, in order along the axis (from its end with `reverse`), the running value,
  /// which `combine` makes of the one before and body(i...). With `exclusive` a point gets the value before its own step.
  /// `running` is a buffer of the shape of `output` without the axis; it holds `identity` at first. Values are converted to
  /// the element type of `output` on their way there.
  struct Scan {
    unsigned axis;
    bool exclusive;
    bool reverse;
    llvm::function_ref<Value(ScalarBuilder &)> identity;
    llvm::function_ref<Value(ScalarBuilder &, Value accumulated, Value value)> combine;
  };
  void scan(StringRef blockName, Value output, Value running, const Scan &scan, Body body);

  /// The finished kernel, which belongs to nobody: insert it into a module. The builder is used up.
  PrimFuncOp finish();

private:
  /// Opens the loops and the block; the insertion point is then in the block.
  BlockOp openBlock(StringRef name, ArrayRef<sym::ExprAttr> extents, ArrayRef<IterKind> kinds,
                    ArrayRef<unsigned> loopOrder);
  void declareRegions(BlockOp block, ArrayRef<ScalarBuilder::Access> reads, ArrayRef<ScalarBuilder::Access> writes);

  Location loc;
  OpBuilder builder;
  PrimFuncOp function;
  /// What getExtent and getIndex have materialized, in the order of the text.
  Operation *lastOfHead = nullptr;
  llvm::DenseMap<sym::ExprAttr, Value> extents, indices;
};

/// The indices of an operand that is broadcast to the shape of a result, aligned at the last dimension. A dimension that
/// is 1 is read at 0, one that is equal to that of the result at the result's index; one that is only known at run time is
/// read at index * (dimension == 1 ? 0 : 1). `strides` are made once per kernel by `makeBroadcastStrides`.
SmallVector<Value> makeBroadcastStrides(KernelBuilder &kernel, ArrayRef<sym::ExprAttr> operand,
                                        ArrayRef<sym::ExprAttr> result);
SmallVector<Value> broadcastIndices(ScalarBuilder &scalars, ArrayRef<sym::ExprAttr> operand, ValueRange strides,
                                    ArrayRef<sym::ExprAttr> result, ValueRange resultIndices);

/// i0 * d1 * d2 + i1 * d2 + i2: the place of an element of a compact buffer.
Value linearizeIndices(KernelBuilder &kernel, ScalarBuilder &scalars, ArrayRef<sym::ExprAttr> shape, ValueRange indices);
/// The indices of the element at a place of a compact buffer.
SmallVector<Value> delinearizeIndex(KernelBuilder &kernel, ScalarBuilder &scalars, ArrayRef<sym::ExprAttr> shape,
                                    Value linear);

} // namespace mlir::tir

#endif // DIALECTS_TIR_TENSOREXPRESSION_H
