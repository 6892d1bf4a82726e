//===- FunctionLowering.h - one relax function to relax_vm ------*- C++ -*-===//
//
// The translation of one function: values, blocks, and the values of symbols. One op after the other, each region once.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_VM_FUNCTIONLOWERING_H
#define CONVERSION_RELAX_TO_VM_FUNCTIONLOWERING_H

#include "dialects/relax/Relax.h"
#include "dialects/relax_vm/RelaxVM.h"
#include "dialects/sym/Sym.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/ScopedHashTable.h"
#include "llvm/ADT/SetVector.h"

namespace mlir::relax {

/// What the functions of a module share.
struct ModuleState {
  /// The name of the entry of the constant table that holds a value; made on first use.
  llvm::function_ref<FlatSymbolRefAttr(ElementsAttr, Location)> getConstant;
};

/// Translates one function.
class FunctionLowering {
public:
  FunctionLowering(FuncOp source, ModuleState &module)
      : source(source), module(module), builder(source.getContext()), expressions(), outermost(expressions) {}

  /// Creates the `relax_vm.func` in front of the function, which stays as it is. Fails with an error at the op that has no translation.
  LogicalResult run();

private:
  // Structure.
  LogicalResult lowerBlock(Block &block);
  LogicalResult lowerOp(Operation *op);
  LogicalResult lowerIf(IfOp op);
  LogicalResult lowerWhile(WhileOp op);
  Block *addBlock(TypeRange types, Location loc, ValueRange sources = {});

  // Ops.
  LogicalResult lowerValueOp(Operation *op);
  LogicalResult lowerMemoryOp(Operation *op);
  LogicalResult lowerCall(Operation *op);
  LogicalResult lowerCheck(Operation *op);
  LogicalResult lowerCheckType(CheckTypeOp op);
  LogicalResult lowerCheckCondition(CheckConditionOp op);
  LogicalResult lowerScalarOp(Operation *op);

  // Arithmetic (ArithLowering.cpp). Widths are in bits; a value of fewer than 64 is held sign-extended, i1 as 0 or 1.
  LogicalResult lowerArith(Operation *op);
  Value lowerBinaryArith(Operation *op, Value lhs, Value rhs, unsigned width);
  Value lowerIntegerCast(Operation *op, Value value, unsigned from, unsigned to);
  Value compareIntegers(Location loc, arith::CmpIPredicate predicate, Value lhs, Value rhs, unsigned width);
  Value divideTowardsZero(Location loc, Value lhs, Value rhs, bool wantsRemainder);
  /// What a register of that width holds of a 64-bit result.
  Value wrap(Location loc, Value value, unsigned width);
  /// The value read as unsigned; one of 64 bits stays as it is.
  Value zeroExtend(Location loc, Value value, unsigned width);

  void callPacked(Operation *op, StringAttr callee, ValueRange args, ResultRange results);

  // Values.
  /// Creates an op with one result, an object or a scalar as the instruction says.
  template <typename OpT, typename... Args>
  OpT create(Location loc, Args &&...args) {
    Type type = builder.getI64Type();
    if constexpr (std::is_same_v<decltype(std::declval<OpT>().getResult()), TypedValue<relax_vm::ObjectType>>)
      type = relax_vm::ObjectType::get(builder.getContext());
    return OpT::create(builder, loc, type, std::forward<Args>(args)...);
  }
  Type convert(Type type) const;
  Value get(Value value) const { return values.lookup(value); }
  llvm::SmallVector<Value> get(ValueRange range) const;
  void set(Value from, Value to);
  Value box(Location loc, Value value, Type type);
  Value unbox(Location loc, Value value, Type type);
  Value readCondition(Location loc, Value condition);
  Value constant(Location loc, int64_t value);
  Value readDim(Location loc, Value source, int64_t index);
  /// All dimensions of the type; `dims` are those that are not constant.
  llvm::SmallVector<Value> getAllDims(Location loc, llvm::ArrayRef<sym::ExprAttr> shape, ValueRange dims);
  Value compute(Location loc, sym::ExprAttr expr);
  Value readSymbol(Location loc, StringAttr name);
  relax_vm::CheckAttr check(llvm::StringRef subject, int64_t dim = -1, llvm::StringRef expr = {}) const;

  FuncOp source;
  ModuleState &module;
  OpBuilder builder;
  relax_vm::FuncOp target;
  llvm::DenseMap<Value, Value> values;
  /// Parameter, fields and dimension of the symbols of the signature; empty until one is wanted.
  llvm::DenseMap<StringAttr, llvm::SmallVector<int64_t>> places;
  /// Expressions that are computed, bare symbols among them, by region: what one branch has read, another has to read again.
  using Table = llvm::ScopedHashTable<sym::ExprAttr, Value>;
  Table expressions;
  Table::ScopeTy outermost;
};

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_VM_FUNCTIONLOWERING_H
