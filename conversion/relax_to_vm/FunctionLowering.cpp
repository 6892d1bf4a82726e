//===- FunctionLowering.cpp - one relax function to relax_vm --------------===//
//
// Functions, control flow, and the ops on objects. Scalars and symbols are in ScalarLowering.cpp.
//
//===----------------------------------------------------------------------===//

#include "FunctionLowering.h"

#include "dialects/relax/RelaxMemoryOps.h"
#include "dialects/sym/ComparisonSign.h"
#include "mlir/IR/AsmState.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax;

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

Type FunctionLowering::convert(Type type) const {
  if (isScalarType(type))
    return IntegerType::get(type.getContext(), 64);
  return relax_vm::ObjectType::get(type.getContext());
}

llvm::SmallVector<Value> FunctionLowering::get(ValueRange range) const {
  llvm::SmallVector<Value> result;
  for (Value value : range)
    result.push_back(get(value));
  return result;
}

/// Records what stands for a value; a `!sym.int` is the value of its expression up to the end of the region.
void FunctionLowering::set(Value from, Value to) {
  values[from] = to;
  auto type = dyn_cast<sym::IntType>(from.getType());
  if (type && !expressions.count(type.getExpr()))
    expressions.insert(type.getExpr(), to);
}

Value FunctionLowering::box(Location loc, Value value, Type type) {
  if (!isScalarType(type))
    return value;
  Type dtype = isa<sym::IntType, IndexType>(type) ? builder.getI64Type() : type;
  return create<relax_vm::BoxScalarOp>(loc, value, dtype);
}

Value FunctionLowering::unbox(Location loc, Value value, Type type) {
  if (!isScalarType(type))
    return value;
  Type dtype = isa<sym::IntType, IndexType>(type) ? builder.getI64Type() : type;
  return create<relax_vm::UnboxScalarOp>(loc, value, TypeAttr::get(dtype));
}

Value FunctionLowering::readCondition(Location loc, Value condition) {
  Value value = get(condition);
  if (isScalarType(condition.getType()))
    return value;
  return create<relax_vm::ReadScalarOp>(loc, value, IntegerAttr());
}

Value FunctionLowering::readDim(Location loc, Value source, int64_t index) {
  if (isa<ShapeType>(source.getType()))
    return create<relax_vm::ShapeDimOp>(loc, get(source), index);
  return create<relax_vm::TensorDimOp>(loc, get(source), index);
}

llvm::SmallVector<Value> FunctionLowering::getAllDims(Location loc, llvm::ArrayRef<sym::ExprAttr> shape,
                                                      ValueRange dims) {
  llvm::SmallVector<Value> result;
  unsigned next = 0;
  for (sym::ExprAttr dim : shape) {
    if (std::optional<int64_t> value = dim.getConstantValue())
      result.push_back(constant(loc, *value));
    else
      result.push_back(get(dims[next++]));
  }
  return result;
}

relax_vm::CheckAttr FunctionLowering::check(llvm::StringRef subject, int64_t dim, llvm::StringRef expr) const {
  return relax_vm::CheckAttr::get(builder.getContext(), subject, dim, expr);
}

//===----------------------------------------------------------------------===//
// Functions and control flow
//===----------------------------------------------------------------------===//

namespace {
/// The source texts of types. A printer is more work than what it prints, and functions of many weights have few types.
class TypePrinter {
public:
  explicit TypePrinter(MLIRContext *context) : state(context) {}

  Attribute print(Type type) {
    Attribute &text = texts[type];
    if (!text) {
      std::string buffer;
      llvm::raw_string_ostream os(buffer);
      type.print(os, state);
      text = StringAttr::get(type.getContext(), buffer);
    }
    return text;
  }

private:
  AsmState state;
  llvm::DenseMap<Type, Attribute> texts;
};
} // namespace

LogicalResult FunctionLowering::run() {
  if (source.isExternal())
    return source.emitOpError("must have a body to be translated to the virtual machine");

  llvm::SmallVector<Type> inputs, outputs;
  llvm::SmallVector<Attribute> argNames, resultNames, argTypes, resultTypes;
  TypePrinter types(source.getContext());
  for (auto [i, type] : llvm::enumerate(source.getArgumentTypes())) {
    inputs.push_back(convert(type));
    llvm::StringRef name = source.getArgName(i);
    argNames.push_back(builder.getStringAttr(name.empty() ? "arg" + llvm::Twine(i) : llvm::Twine(name)));
    argTypes.push_back(types.print(type));
  }
  for (auto [i, type] : llvm::enumerate(source.getResultTypes())) {
    outputs.push_back(convert(type));
    llvm::StringRef name = source.getResultName(i);
    resultNames.push_back(builder.getStringAttr(name.empty() ? "result" + llvm::Twine(i) : llvm::Twine(name)));
    resultTypes.push_back(types.print(type));
  }

  builder.setInsertionPoint(source);
  target = relax_vm::FuncOp::create(builder, source.getLoc(), source.getSymName(),
                                    builder.getFunctionType(inputs, outputs));
  target.setSymVisibilityAttr(source.getSymVisibilityAttr());
  target.setArgNamesAttr(builder.getArrayAttr(argNames));
  target.setResultNamesAttr(builder.getArrayAttr(resultNames));
  target.setArgSignatureAttr(builder.getArrayAttr(argTypes));
  target.setResultSignatureAttr(builder.getArrayAttr(resultTypes));
  if (source.getNumInputAttr())
    target->setAttr("relax.num_input", source.getNumInputAttr());

  // The builder of the op may have made the entry block.
  Block &from = source.getBody().front();
  Block *entry = target.getBody().empty() ? addBlock({}, source.getLoc()) : &target.getBody().front();
  if (entry->getNumArguments() == 0)
    for (BlockArgument argument : from.getArguments())
      entry->addArgument(convert(argument.getType()), argument.getLoc());
  for (auto [argument, value] : llvm::zip_equal(from.getArguments(), entry->getArguments()))
    set(argument, value);
  builder.setInsertionPointToStart(entry);
  if (failed(lowerBlock(from)))
    return failure();
  Operation *terminator = from.getTerminator();
  relax_vm::RetOp::create(builder, terminator->getLoc(), get(terminator->getOperands()));
  return success();
}

/// Adds a block with arguments for values of the given types, and lets them stand for `sources`.
Block *FunctionLowering::addBlock(TypeRange types, Location loc, ValueRange sources) {
  auto *block = new Block();
  target.getBody().push_back(block);
  for (auto [i, type] : llvm::enumerate(types)) {
    Value argument = block->addArgument(convert(type), loc);
    if (i < sources.size())
      set(sources[i], argument);
  }
  return block;
}

/// Translates all ops but the terminator.
LogicalResult FunctionLowering::lowerBlock(Block &block) {
  for (Operation &op : block.without_terminator())
    if (failed(lowerOp(&op)))
      return failure();
  return success();
}

LogicalResult FunctionLowering::lowerIf(IfOp op) {
  Location loc = op.getLoc();
  Value condition = readCondition(loc, op.getCondition());
  OpBuilder branchBuilder = builder;
  Block *heads[2];
  std::pair<OpBuilder::InsertPoint, llvm::SmallVector<Value>> tails[2];
  for (auto [i, region] : llvm::enumerate(op->getRegions())) {
    Table::ScopeTy scope(expressions);
    heads[i] = addBlock({}, loc);
    builder.setInsertionPointToStart(heads[i]);
    if (failed(lowerBlock(region.front())))
      return failure();
    tails[i] = {builder.saveInsertionPoint(), get(region.front().getTerminator()->getOperands())};
  }
  relax_vm::BranchOp::create(branchBuilder, loc, condition, ValueRange(), ValueRange(), heads[0], heads[1]);
  Block *join = addBlock(op.getResultTypes(), loc, op.getResults());
  for (auto &[point, results] : tails) {
    builder.restoreInsertionPoint(point);
    relax_vm::JumpOp::create(builder, loc, results, join);
  }
  builder.setInsertionPointToStart(join);
  return success();
}

LogicalResult FunctionLowering::lowerWhile(WhileOp op) {
  Location loc = op.getLoc();
  Block &before = *op.getBeforeBlock(), &after = *op.getAfterBlock();
  {
    Table::ScopeTy scope(expressions);
    OpBuilder entryBuilder = builder;
    Block *head = addBlock(before.getArgumentTypes(), loc, before.getArguments());
    relax_vm::JumpOp::create(entryBuilder, loc, get(op.getInits()), head);
    builder.setInsertionPointToStart(head);
    if (failed(lowerBlock(before)))
      return failure();
    auto condition = cast<ConditionOp>(before.getTerminator());
    Value again = readCondition(condition.getLoc(), condition.getCondition());
    llvm::SmallVector<Value> passed = get(condition.getArgs());
    OpBuilder branchBuilder = builder;
    Block *body = addBlock(after.getArgumentTypes(), loc, after.getArguments());
    builder.setInsertionPointToStart(body);
    {
      Table::ScopeTy bodyScope(expressions);
      if (failed(lowerBlock(after)))
        return failure();
      relax_vm::JumpOp::create(builder, loc, get(after.getTerminator()->getOperands()), head);
    }
    Block *exit = addBlock({}, loc);
    relax_vm::BranchOp::create(branchBuilder, loc, again, passed, passed, body, exit);
    builder.setInsertionPointToStart(exit);
  }
  Block *exit = builder.getInsertionBlock();
  for (Value result : op.getResults())
    set(result, exit->addArgument(convert(result.getType()), loc));
  return success();
}

//===----------------------------------------------------------------------===//
// Ops
//===----------------------------------------------------------------------===//

LogicalResult FunctionLowering::lowerOp(Operation *op) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(op)
      .Case([&](IfOp op) { return lowerIf(op); })
      .Case([&](WhileOp op) { return lowerWhile(op); })
      .Case<ConstantOp, ShapeOp, ShapeOfOp, TupleOp, TupleGetItemOp, ForgetOp, RefineOp>(
          [&](Operation *op) { return lowerValueOp(op); })
      .Case<AllocTensorOp, AllocArenaOp, ArenaTensorOp, CopyTensorOp, ViewTensorOp, KillOp>(
          [&](Operation *op) { return lowerMemoryOp(op); })
      .Case<CallDestinationOp, CallPackedOp, CallPurePackedOp, CallOp, MakeClosureOp, InvokeClosureOp,
            InvokePureClosureOp>([&](Operation *op) { return lowerCall(op); })
      .Case([&](TensorToIntsOp op) {
        Value tensor = get(op.getTensor());
        // A scalar has one element, and no place to name.
        bool isScalar = op.getTensor().getType().getShape().empty();
        for (auto [index, result] : llvm::enumerate(op.getResults())) {
          IntegerAttr place = isScalar ? IntegerAttr() : builder.getI64IntegerAttr(index);
          set(result, create<relax_vm::ReadScalarOp>(op.getLoc(), tensor, place));
        }
        return success();
      })
      .Case<CheckTypeOp, CheckDimOp, CheckConditionOp, DimOp>([&](Operation *op) { return lowerCheck(op); })
      .Default([&](Operation *op) { return lowerScalarOp(op); });
}

LogicalResult FunctionLowering::lowerValueOp(Operation *op) {
  Location loc = op->getLoc();
  Value result = op->getResult(0);
  if (auto constantOp = dyn_cast<ConstantOp>(op)) {
    set(result, create<relax_vm::LoadConstOp>(loc, module.getConstant(constantOp.getValue(), loc)));
  } else if (auto shape = dyn_cast<ShapeOp>(op)) {
    set(result, create<relax_vm::MakeShapeOp>(loc, get(shape.getDims())));
  } else if (auto shapeOf = dyn_cast<ShapeOfOp>(op)) {
    if (!shapeOf.getX().getType().hasRank())
      return op->emitOpError("operand must have a known rank, got ")
             << shapeOf.getX().getType() << " (see relax.match_cast)";
    llvm::SmallVector<Value> dims;
    for (int64_t i = 0, e = shapeOf.getX().getType().getRank(); i < e; ++i)
      dims.push_back(readDim(loc, shapeOf.getX(), i));
    set(result, create<relax_vm::MakeShapeOp>(loc, dims));
  } else if (auto tuple = dyn_cast<TupleOp>(op)) {
    llvm::SmallVector<Value> fields;
    for (Value field : tuple.getFields())
      fields.push_back(box(loc, get(field), field.getType()));
    set(result, create<relax_vm::MakeTupleOp>(loc, fields));
  } else if (auto item = dyn_cast<TupleGetItemOp>(op)) {
    Value field = create<relax_vm::TupleGetOp>(loc, get(item.getTuple()), item.getIndex());
    set(result, unbox(loc, field, result.getType()));
  } else {
    // forget, refine: the same value, but that a scalar and an object differ.
    Value from = op->getOperand(0), value = get(from);
    if (isScalarType(from.getType()) && !isScalarType(result.getType()))
      value = box(loc, value, from.getType());
    else if (!isScalarType(from.getType()) && isScalarType(result.getType()))
      value = unbox(loc, value, result.getType());
    set(result, value);
  }
  return success();
}

/// The word of a device (runtime/executable/abi.h); nothing for a kind that DLPack does not know.
static std::optional<int64_t> encodeDevice(VDeviceAttr device) {
  if (!device)
    return relax_vm::cpuDevice;
  int64_t kind = llvm::StringSwitch<int64_t>(device.getKind())
                     .Cases({"cpu", "llvm"}, 1)
                     .Case("cuda", 2)
                     .Case("opencl", 4)
                     .Case("vulkan", 7)
                     .Case("metal", 8)
                     .Case("rocm", 10)
                     .Default(0);
  if (kind == 0 || device.getIndex() < 0 || device.getIndex() >= (1 << 24))
    return std::nullopt;
  return kind | device.getIndex() << 8;
}

LogicalResult FunctionLowering::lowerMemoryOp(Operation *op) {
  Location loc = op->getLoc();
  if (auto alloc = dyn_cast<AllocTensorOp>(op)) {
    relax::TensorType type = alloc.getType();
    std::optional<int64_t> device = encodeDevice(type.getDevice());
    if (!device)
      return op->emitOpError("device must be one that the runtime knows, got ") << type.getDevice();
    auto result = create<relax_vm::AllocTensorOp>(loc, getAllDims(loc, type.getShape(), alloc.getDims()),
                                                  type.getElementType());
    if (*device != relax_vm::cpuDevice)
      result.setDevice(*device);
    set(alloc, result);
  } else if (auto arena = dyn_cast<AllocArenaOp>(op)) {
    set(arena, create<relax_vm::AllocArenaOp>(loc, get(arena.getSizes()), arena.getBlocksAttr(), arena.getBytesAttr(),
                                                 arena.getKeptAttr()));
  } else if (auto tensor = dyn_cast<ArenaTensorOp>(op)) {
    relax::TensorType type = tensor.getType();
    set(tensor, create<relax_vm::ArenaTensorOp>(loc, get(tensor.getArena()), tensor.getBlock(), tensor.getKept(),
                                                getAllDims(loc, type.getShape(), tensor.getDims()),
                                                type.getElementType()));
  } else if (auto copy = dyn_cast<CopyTensorOp>(op)) {
    set(copy, create<relax_vm::CopyTensorOp>(loc, get(copy.getSource())));
  } else if (auto view = dyn_cast<ViewTensorOp>(op)) {
    set(view, create<relax_vm::ViewTensorOp>(loc, get(view.getSource()),
                                             getAllDims(loc, view.getType().getShape(), view.getDims())));
  } else {
    Value value = cast<KillOp>(op).getValue();
    if (!isScalarType(value.getType()))
      relax_vm::KillOp::create(builder, loc, get(value));
  }
  return success();
}

/// Packed functions receive integers as scalars and floats as boxed objects, which say what they are.
void FunctionLowering::callPacked(Operation *op, StringAttr callee, ValueRange args, ResultRange results) {
  Location loc = op->getLoc();
  llvm::SmallVector<Value> operands;
  for (Value arg : args)
    operands.push_back(isa<FloatType>(arg.getType()) ? box(loc, get(arg), arg.getType()) : get(arg));
  llvm::SmallVector<Type> types;
  for (Value result : results)
    types.push_back(isa<FloatType>(result.getType()) ? relax_vm::ObjectType::get(op->getContext())
                                                     : convert(result.getType()));
  auto call = relax_vm::CallPackedOp::create(builder, loc, types, callee, operands);
  for (auto [result, value] : llvm::zip_equal(results, call.getResults()))
    set(result, isa<FloatType>(result.getType()) ? unbox(loc, value, result.getType()) : Value(value));
}

LogicalResult FunctionLowering::lowerCall(Operation *op) {
  Location loc = op->getLoc();
  llvm::SmallVector<Type> types;
  for (Type type : op->getResultTypes())
    types.push_back(convert(type));
  Operation *lowered = nullptr;
  if (auto call = dyn_cast<CallDestinationOp>(op)) {
    llvm::SmallVector<Value> buffers(call.getIns());
    llvm::append_range(buffers, call.getOuts());
    if (FlatSymbolRefAttr kernel = call.getKernelAttr())
      relax_vm::CallKernelOp::create(builder, loc, kernel, get(buffers), get(call.getScalars()));
    else
      callPacked(op, cast<StringAttr>(call.getCallee()), buffers, op->getResults());
    return success();
  }
  if (isa<CallPackedOp, CallPurePackedOp>(op)) {
    if (auto packed = dyn_cast<CallPackedOp>(op); packed && !packed.getMutates().empty())
      return op->emitOpError("updates in place must be lowered before (see relax-lower-calls)");
    callPacked(op, op->getAttrOfType<StringAttr>("callee"), op->getOperands(), op->getResults());
    return success();
  }
  if (auto call = dyn_cast<CallOp>(op))
    lowered = relax_vm::CallOp::create(builder, loc, types, call.getCalleeAttr(), get(call.getArgs()));
  else if (auto closure = dyn_cast<MakeClosureOp>(op))
    lowered = relax_vm::MakeClosureOp::create(builder, loc, relax_vm::ObjectType::get(op->getContext()),
                                              closure.getCalleeAttr(), get(closure.getCaptured()));
  else
    lowered = relax_vm::InvokeClosureOp::create(builder, loc, types, get(op->getOperand(0)),
                                                get(op->getOperands().drop_front()));
  for (auto [result, value] : llvm::zip_equal(op->getResults(), lowered->getResults()))
    set(result, value);
  return success();
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

LogicalResult FunctionLowering::lowerCheckType(CheckTypeOp op) {
  Location loc = op.getLoc();
  Value value = get(op.getValue());
  relax_vm::CheckAttr about = check(op.getSubject());
  Type expected = op.getExpected();
  auto rankOf = [&](bool ranked, size_t rank) { return ranked ? builder.getI64IntegerAttr(rank) : IntegerAttr(); };
  if (auto tensor = dyn_cast<relax::TensorType>(expected))
    relax_vm::CheckTensorOp::create(builder, loc, value, rankOf(tensor.hasRank(), tensor.getShape().size()),
                                    tensor.getElementType() ? TypeAttr::get(tensor.getElementType()) : TypeAttr(),
                                    about);
  else if (auto shape = dyn_cast<ShapeType>(expected))
    relax_vm::CheckShapeOp::create(builder, loc, value, rankOf(shape.hasRank(), shape.getShape().size()), about);
  else if (auto tuple = dyn_cast<TupleType>(expected))
    relax_vm::CheckTupleOp::create(builder, loc, value, rankOf(true, tuple.size()), about);
  return success();
}

LogicalResult FunctionLowering::lowerCheckCondition(CheckConditionOp op) {
  Location loc = op.getLoc();
  Value lhs = get(op.getLhs()), rhs = get(op.getRhs());
  std::string text;
  llvm::raw_string_ostream os(text);
  auto exprOf = [](Value value) { return cast<sym::IntType>(value.getType()).getExpr(); };
  sym::ExprAttr lhsExpr = exprOf(op.getLhs()), rhsExpr = exprOf(op.getRhs());
  llvm::StringRef relation = sym::getComparisonSign(op.getRelation());
  // A value that is declared to be what it is compared with goes by its name.
  bool byName = lhsExpr == rhsExpr;
  if (byName)
    os << (isa<BlockArgument>(op.getLhs()) ? "scalar parameter " : "") << op.getSubject();
  else
    os << lhsExpr;
  os << ' ' << relation << ' ' << (byName && rhsExpr.getSymbolName() ? "symbol " : "") << rhsExpr;
  // Where the symbol was read.
  if (auto read = op.getRhs().getDefiningOp<DimOp>(); byName && read)
    if (auto argument = dyn_cast<BlockArgument>(read.getSource());
        argument && argument.getOwner() == &source.getBody().front())
      os << ", dimension " << read.getIndex() << " of " << source.getArgName(argument.getArgNumber());
  relax_vm::CheckAttr about = check(byName ? llvm::StringRef() : op.getSubject(), -1, text);
  switch (op.getRelation()) {
  case sym::Comparison::eq:
    relax_vm::CheckEqualOp::create(builder, loc, lhs, rhs, about);
    break;
  case sym::Comparison::le:
    relax_vm::CheckLessEqualOp::create(builder, loc, lhs, rhs, about);
    break;
  case sym::Comparison::ne:
  case sym::Comparison::lt: {
    Value holds = op.getRelation() == sym::Comparison::ne
                      ? Value(create<relax_vm::ICmpNeOp>(loc, lhs, rhs))
                      : Value(create<relax_vm::ICmpLtOp>(loc, lhs, rhs));
    relax_vm::CheckEqualOp::create(builder, loc, holds, constant(loc, 1), about);
    break;
  }
  }
  return success();
}

LogicalResult FunctionLowering::lowerCheck(Operation *op) {
  Location loc = op->getLoc();
  if (auto dim = dyn_cast<DimOp>(op)) {
    set(dim, readDim(loc, dim.getSource(), dim.getIndex()));
    return success();
  }
  if (auto type = dyn_cast<CheckTypeOp>(op))
    return lowerCheckType(type);
  if (auto condition = dyn_cast<CheckConditionOp>(op))
    return lowerCheckCondition(condition);
  auto dim = cast<CheckDimOp>(op);
  Value actual = readDim(loc, dim.getSource(), dim.getIndex());
  std::string expr = dim.getSize().getType().getExpr().str();
  relax_vm::CheckEqualOp::create(builder, loc, actual, get(dim.getSize()), check(dim.getSubject(), dim.getIndex(), expr));
  return success();
}
