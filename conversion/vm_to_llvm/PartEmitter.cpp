//===- PartEmitter.cpp - Machine code of one part of a function -----------===//
//
// Frame, control flow, slots. Instructions are in ScalarEmitter.cpp,
// ObjectEmitter.cpp and CallEmitter.cpp.
//
//===----------------------------------------------------------------------===//

#include "conversion/vm_to_llvm/PartEmitter.h"

#include "runtime/executable/abi.h"

#include <cstddef>

using namespace mlir;
using namespace mlir::relax_vm;

//===----------------------------------------------------------------------===//
// Chunks
//===----------------------------------------------------------------------===//

ChunkedFunction::ChunkedFunction(FuncOp function, unsigned maxChunkSize)
    : function(function), registers(function) {
  for (Block *block : registers.getBlocks()) {
    firstChunk[block] = chunks.size();
    auto begin = block->begin();
    unsigned size = 0;
    for (auto it = block->begin(), end = block->end(); it != end; ++it)
      if (++size > maxChunkSize) {
        chunks.push_back({block, begin, it});
        begin = it;
        size = 1;
      }
    chunks.push_back({block, begin, block->end()});
  }
}

//===----------------------------------------------------------------------===//
// The frame of the part
//===----------------------------------------------------------------------===//

PartEmitter::PartEmitter(const ChunkedFunction &source,
                         const ProgramTables &tables, unsigned first,
                         unsigned last, ModuleOp module)
    : source(source), tables(tables), first(first), last(last), module(module),
      code(module.getContext()), current{nullptr, {}, {}} {}

void PartEmitter::emit(StringRef name) {
  beginFunction(name);
  emitEntry();
  for (unsigned index = first; index != last; ++index)
    emitChunk(index);
  emitFailureBlocks();
  finish();
}

void PartEmitter::beginFunction(StringRef name) {
  code.builder.setInsertionPointToEnd(module.getBody());
  auto type = LLVM::LLVMFunctionType::get(code.i32, {code.pointer, code.i32});
  function = LLVM::LLVMFuncOp::create(code.builder, code.loc, name, type);
  entry = function.addEntryBlock(code.builder);
  for (unsigned index = first; index != last; ++index)
    chunkBlocks.push_back(code.builder.createBlock(&function.getBody(),
                                                   function.getBody().end()));
}

void PartEmitter::emitEntry() {
  code.builder.setInsertionPointToEnd(entry);
  frame = entry->getArgument(0);
  auto field = [&](size_t offset) {
    return code.loadInvariant(code.pointer, code.offset(frame, offset));
  };
  scalarBank = field(offsetof(relax_vm_frame, scalars));
  objectBank = field(offsetof(relax_vm_frame, objects));
  context = field(offsetof(relax_vm_frame, ctx));
  api = field(offsetof(relax_vm_frame, api));
  results = field(offsetof(relax_vm_frame, results));
  if (chunkBlocks.size() == 1)
    return code.jump(chunkBlocks.front());
  SmallVector<int32_t> cases;
  for (unsigned index = first + 1; index != last; ++index)
    cases.push_back(index);
  SmallVector<ValueRange> operands(cases.size());
  LLVM::SwitchOp::create(
      code.builder, code.loc, entry->getArgument(1), chunkBlocks.front(),
      ValueRange(), ArrayRef<int32_t>(cases),
      BlockRange(ArrayRef<Block *>(chunkBlocks).drop_front()),
      ArrayRef<ValueRange>(operands));
}

void PartEmitter::emitChunk(unsigned index) {
  current = source.chunks[index];
  scalars.clear();
  objects.clear();
  tensors.clear();
  location = UINT32_MAX;
  code.builder.setInsertionPointToEnd(chunkBlocks[index - first]);
  for (Operation &op : llvm::make_range(current.begin, current.end))
    emitOp(op);
  if (current.end != current.block->end())
    jumpToChunk(index + 1);
}

void PartEmitter::emitOp(Operation &op) {
  if (auto constant = dyn_cast<IConstOp>(op)) {
    // Instructions take the number itself; only moves read the slot.
    if (needsSlot(constant))
      code.store(scalar(constant), scalarSlot(constant));
    return;
  }
  if (emitScalar(op) || emitObject(op) || emitCall(op))
    return;
  emitTerminator(op);
}

void PartEmitter::finish() {
  OpBuilder::InsertionGuard guard(code.builder);
  for (auto [scratch, words] : llvm::zip_equal(scratches, scratchWords)) {
    code.builder.setInsertionPoint(scratch);
    scratch.getArraySizeMutable().assign(
        code.constant64(std::max<int64_t>(words, 1)));
  }
}

void PartEmitter::emitFailureBlocks() {
  // A failure was recorded by the service that found it, or is by these.
  auto record = [&](Block *block, size_t offset) {
    if (!block)
      return;
    code.builder.setInsertionPointToEnd(block);
    SmallVector<Value> arguments{frame};
    llvm::append_range(arguments, block->getArguments());
    code.callPointer(code.i32, service(offset), arguments);
    if (!failed)
      failed = code.builder.createBlock(&function.getBody(),
                                        function.getBody().end());
    code.builder.setInsertionPointToEnd(block);
    code.jump(failed);
  };
  record(arithmeticFailed, offsetof(relax_vm_api, fail_arith));
  record(kindFailed, offsetof(relax_vm_api, fail_kind));
  record(kernelFailed, offsetof(relax_vm_api, kernel_failed));
  if (!failed)
    return;
  code.builder.setInsertionPointToEnd(failed);
  LLVM::ReturnOp::create(code.builder, code.loc, code.constant32(PartFailed));
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

Value PartEmitter::objectSlot(Value value) {
  return code.element(objectBank, source.registers.getRegister(value));
}

Value PartEmitter::scalarSlot(Value value) {
  return code.element(scalarBank, source.registers.getRegister(value));
}

Value PartEmitter::object(Value value) {
  Value &known = objects[value];
  if (!known)
    known = code.load(code.pointer, objectSlot(value));
  return known;
}

Value PartEmitter::scalar(Value value) {
  if (auto constant = value.getDefiningOp<IConstOp>())
    return code.constant64(constant.getValueAttr().getInt());
  Value &known = scalars[value];
  if (!known)
    known = code.load(code.i64, scalarSlot(value));
  return known;
}

bool PartEmitter::needsSlot(Value value) {
  if (!source.registers.hasRegister(value))
    return false;
  bool isConstant = value.getDefiningOp<IConstOp>() != nullptr;
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    if (isa<JumpOp, BranchOp>(user))
      return true; // moves go from slot to slot
    if (isConstant)
      return false;
    if (user->getBlock() != current.block)
      return true;
    // A later chunk of the block starts at current.end.
    return current.end != current.block->end() &&
           !user->isBeforeInBlock(&*current.end);
  });
}

void PartEmitter::defineScalar(Value value, Value result) {
  scalars[value] = result;
  if (needsSlot(value))
    code.store(result, scalarSlot(value));
}

void PartEmitter::defineScalarInSlot(Value value) {
  if (!value.use_empty())
    scalars[value] = code.load(code.i64, scalarSlot(value));
}

Value PartEmitter::scratch(unsigned index, int64_t words) {
  while (scratches.size() <= index) {
    OpBuilder::InsertionGuard guard(code.builder);
    code.builder.setInsertionPointToStart(entry);
    Value one = code.constant64(1);
    scratches.push_back(LLVM::AllocaOp::create(code.builder, code.loc,
                                               code.pointer, code.i64, one, 8));
    scratchWords.push_back(1);
  }
  scratchWords[index] = std::max(scratchWords[index], words);
  return scratches[index];
}

Value PartEmitter::numbers(ValueRange values) {
  Value array = scratch(0, values.size());
  for (auto [index, value] : llvm::enumerate(values))
    code.store(scalar(value), code.element(array, index));
  return array;
}

Value PartEmitter::objectArray(ValueRange values) {
  Value array = scratch(1, values.size());
  for (auto [index, value] : llvm::enumerate(values))
    code.store(object(value), code.element(array, index));
  return array;
}

Value PartEmitter::anyArray(ValueRange values, Value array) {
  for (auto [index, value] : llvm::enumerate(values)) {
    bool isObjectValue = isObject(value.getType());
    Value entry = code.offset(array, index * sizeof(relax_any));
    code.store(
        code.constant64(isObjectValue ? RELAX_ANY_OBJECT : RELAX_ANY_SCALAR),
        entry);
    code.store(isObjectValue ? object(value) : scalar(value),
               code.offset(entry, offsetof(relax_any, value)));
  }
  return array;
}

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

void PartEmitter::setLocation(Operation &op) {
  uint32_t index = tables.getLocationIndex(op.getLoc());
  if (index == location)
    return;
  location = index;
  code.store(code.constant32(index + 1),
             code.offset(frame, offsetof(relax_vm_frame, location)));
}

void PartEmitter::expect(Value condition, Block *block, ValueRange operands) {
  Block *next =
      code.builder.createBlock(&function.getBody(), function.getBody().end());
  // createBlock moved the insertion point; the branch belongs where we were.
  Block *before = condition.getParentBlock();
  code.builder.setInsertionPointToEnd(before);
  code.branchLikely(condition, next, block, operands);
  code.builder.setInsertionPointToEnd(next);
}

void PartEmitter::expectSuccess(Value result) {
  if (!failed) {
    OpBuilder::InsertionGuard guard(code.builder);
    failed =
        code.builder.createBlock(&function.getBody(), function.getBody().end());
  }
  expect(code.compare(LLVM::ICmpPredicate::eq, result, code.constant32(0)),
         failed);
}

Value PartEmitter::service(size_t offset) {
  return code.loadInvariant(code.pointer, code.offset(api, offset));
}

void PartEmitter::callService(size_t offset, ArrayRef<Value> arguments) {
  SmallVector<Value> operands{frame};
  llvm::append_range(operands, arguments);
  expectSuccess(code.callPointer(code.i32, service(offset), operands));
}

void PartEmitter::callVoidService(size_t offset, ArrayRef<Value> arguments) {
  code.callPointerVoid(service(offset), arguments);
}

void PartEmitter::jumpToChunk(unsigned index) {
  if (index >= first && index < last)
    return code.jump(chunkBlocks[index - first]);
  LLVM::ReturnOp::create(code.builder, code.loc, code.constant32(index));
}

void PartEmitter::emitEdge(Operation *terminator, unsigned successor) {
  for (MoveStep step : source.registers.getEdgeMoves(terminator, successor)) {
    switch (step.kind) {
    case MoveStep::Scalar:
      code.store(code.load(code.i64, code.element(scalarBank, step.source)),
                 code.element(scalarBank, step.destination));
      break;
    case MoveStep::Object:
      callVoidService(
          offsetof(relax_vm_api, move),
          {code.element(objectBank, step.destination),
           code.load(code.pointer, code.element(objectBank, step.source))});
      break;
    case MoveStep::Kill:
      callVoidService(offsetof(relax_vm_api, kill),
                      {code.element(objectBank, step.destination)});
      break;
    }
  }
  jumpToChunk(source.firstChunk.lookup(terminator->getSuccessor(successor)));
}

Block *PartEmitter::edgeBlock(Operation *terminator, unsigned successor) {
  OpBuilder::InsertionGuard guard(code.builder);
  Block *block =
      code.builder.createBlock(&function.getBody(), function.getBody().end());
  emitEdge(terminator, successor);
  return block;
}

void PartEmitter::emitTerminator(Operation &op) {
  if (auto ret = dyn_cast<RetOp>(op)) {
    for (auto [index, value] : llvm::enumerate(ret.getValues())) {
      Value result = isObject(value.getType()) ? object(value) : scalar(value);
      if (isObject(value.getType()))
        callVoidService(offsetof(relax_vm_api, retain), {result});
      code.store(result, code.element(results, index));
    }
    LLVM::ReturnOp::create(code.builder, code.loc,
                           code.constant32(PartReturned));
    return;
  }
  if (isa<JumpOp>(op))
    return emitEdge(&op, 0);
  auto branch = cast<BranchOp>(op);
  Value condition =
      code.compare(LLVM::ICmpPredicate::ne, scalar(branch.getCondition()),
                   code.constant64(0));
  Block *ifTrue = edgeBlock(branch, 0), *ifFalse = edgeBlock(branch, 1);
  LLVM::CondBrOp::create(code.builder, code.loc, condition, ifTrue, ifFalse);
}
