//===- ScalarEmitter.cpp - Arithmetic in machine code ---------------------===//

#include "conversion/vm_to_llvm/PartEmitter.h"

#include "runtime/executable/abi.h"

#include "llvm/ADT/TypeSwitch.h"

#include <limits>

using namespace mlir;
using namespace mlir::relax_vm;

/// The block that records an arithmetic failure: kind, left, right.
static Block *getArithmeticFailure(Block *&block, LLVM::LLVMFuncOp function,
                                   CodeBuilder &code) {
  if (!block) {
    OpBuilder::InsertionGuard guard(code.builder);
    block = code.builder.createBlock(
        &function.getBody(), function.getBody().end(),
        {code.i32, code.i64, code.i64}, {code.loc, code.loc, code.loc});
  }
  return block;
}

void PartEmitter::emitOverflowing(Operation &op, unsigned failure) {
  setLocation(op);
  Value lhs = scalar(op.getOperand(0)), rhs = scalar(op.getOperand(1));
  auto pair = LLVM::LLVMStructType::getLiteral(
      op.getContext(), {code.i64, code.builder.getI1Type()});
  Value both =
      failure == RELAX_ARITH_ADD_OVERFLOW
          ? Value(LLVM::SAddWithOverflowOp::create(code.builder, code.loc, pair,
                                                   lhs, rhs))
      : failure == RELAX_ARITH_SUB_OVERFLOW
          ? Value(LLVM::SSubWithOverflowOp::create(code.builder, code.loc, pair,
                                                   lhs, rhs))
          : Value(LLVM::SMulWithOverflowOp::create(code.builder, code.loc, pair,
                                                   lhs, rhs));
  Value result =
      LLVM::ExtractValueOp::create(code.builder, code.loc, both, int64_t{0});
  Value overflow =
      LLVM::ExtractValueOp::create(code.builder, code.loc, both, int64_t{1});
  Value fine = LLVM::XOrOp::create(
      code.builder, code.loc, overflow,
      LLVM::ConstantOp::create(code.builder, code.loc, code.builder.getI1Type(),
                               code.builder.getBoolAttr(true)));
  expect(fine, getArithmeticFailure(arithmeticFailed, function, code),
         {code.constant32(failure), lhs, rhs});
  defineScalar(op.getResult(0), result);
}

void PartEmitter::emitDivision(Operation &op) {
  setLocation(op);
  OpBuilder &b = code.builder;
  Location loc = code.loc;
  using Predicate = LLVM::ICmpPredicate;
  Value lhs = scalar(op.getOperand(0)), rhs = scalar(op.getOperand(1));
  Value zero = code.constant64(0);
  Block *failure = getArithmeticFailure(arithmeticFailed, function, code);
  expect(code.compare(Predicate::ne, rhs, zero), failure,
         {code.constant32(RELAX_ARITH_DIVISION_BY_ZERO), lhs, rhs});
  Value isLeast = code.compare(
      Predicate::ne, lhs, code.constant64(std::numeric_limits<int64_t>::min()));
  Value isMinusOne = code.compare(Predicate::ne, rhs, code.constant64(-1));
  expect(LLVM::OrOp::create(b, loc, isLeast, isMinusOne), failure,
         {code.constant32(RELAX_ARITH_DIVISION_OVERFLOW), lhs, rhs});

  Value quotient = LLVM::SDivOp::create(b, loc, lhs, rhs);
  Value remainder = LLVM::SRemOp::create(b, loc, lhs, rhs);
  Value inexact = code.compare(Predicate::ne, remainder, zero);
  Value signs = LLVM::XOrOp::create(b, loc, lhs, rhs);
  Value differ = code.compare(Predicate::slt, signs, zero);
  Value result;
  if (isa<ICeilDivOp>(op)) {
    Value same = code.compare(Predicate::sge, signs, zero);
    Value up = LLVM::AndOp::create(b, loc, inexact, same);
    result = LLVM::AddOp::create(b, loc, quotient,
                                 LLVM::ZExtOp::create(b, loc, code.i64, up));
  } else {
    Value down = LLVM::AndOp::create(b, loc, inexact, differ);
    if (isa<IFloorDivOp>(op))
      result = LLVM::SubOp::create(
          b, loc, quotient, LLVM::ZExtOp::create(b, loc, code.i64, down));
    else
      result = LLVM::SelectOp::create(
          b, loc, down, LLVM::AddOp::create(b, loc, remainder, rhs), remainder);
  }
  defineScalar(op.getResult(0), result);
}

bool PartEmitter::emitScalar(Operation &op) {
  OpBuilder &b = code.builder;
  using Predicate = LLVM::ICmpPredicate;
  auto compare = [&](Predicate predicate) {
    Value bit = code.compare(predicate, scalar(op.getOperand(0)),
                             scalar(op.getOperand(1)));
    defineScalar(op.getResult(0),
                 LLVM::ZExtOp::create(b, code.loc, code.i64, bit));
    return true;
  };
  auto define = [&](Value value) {
    defineScalar(op.getResult(0), value);
    return true;
  };
  return llvm::TypeSwitch<Operation *, bool>(&op)
      .Case([&](SMoveOp move) { return define(scalar(move.getSource())); })
      .Case([&](IAddOp) {
        emitOverflowing(op, RELAX_ARITH_ADD_OVERFLOW);
        return true;
      })
      .Case([&](ISubOp) {
        emitOverflowing(op, RELAX_ARITH_SUB_OVERFLOW);
        return true;
      })
      .Case([&](IMulOp) {
        emitOverflowing(op, RELAX_ARITH_MUL_OVERFLOW);
        return true;
      })
      .Case<IFloorDivOp, ICeilDivOp, IModOp>([&](auto) {
        emitDivision(op);
        return true;
      })
      .Case([&](IMinOp) {
        return define(LLVM::SMinOp::create(
            b, code.loc, scalar(op.getOperand(0)), scalar(op.getOperand(1))));
      })
      .Case([&](IMaxOp) {
        return define(LLVM::SMaxOp::create(
            b, code.loc, scalar(op.getOperand(0)), scalar(op.getOperand(1))));
      })
      .Case([&](ICmpEqOp) { return compare(Predicate::eq); })
      .Case([&](ICmpNeOp) { return compare(Predicate::ne); })
      .Case([&](ICmpLtOp) { return compare(Predicate::slt); })
      .Case([&](ICmpLeOp) { return compare(Predicate::sle); })
      .Case([&](ISelectOp select) {
        Value condition = code.compare(
            Predicate::ne, scalar(select.getCondition()), code.constant64(0));
        return define(LLVM::SelectOp::create(b, code.loc, condition,
                                             scalar(select.getIfTrue()),
                                             scalar(select.getIfFalse())));
      })
      .Default([](Operation *) { return false; });
}
