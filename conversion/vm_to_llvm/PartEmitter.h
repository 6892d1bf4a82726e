//===- PartEmitter.h - Machine code of one part of a function ---*- C++ -*-===//
//
// A VM function is a list of chunks, runs of instructions of one block,
// numbered through. A part is an LLVM function `i32 part(frame, entry)` that
// holds some consecutive chunks, starts at chunk `entry` and returns the chunk
// of another part where the function continues, or one of the codes below.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_VM_TO_LLVM_PARTEMITTER_H
#define CONVERSION_VM_TO_LLVM_PARTEMITTER_H

#include "analysis/relax_vm/ProgramTables.h"
#include "analysis/relax_vm/RegisterAllocation.h"
#include "conversion/vm_to_llvm/CodeBuilder.h"

namespace mlir::relax_vm {

/// What a part returns in place of a chunk.
enum PartResult : int32_t { PartReturned = -1, PartFailed = -2 };

/// A run of instructions of one block.
struct Chunk {
  Block *block;
  Block::iterator begin, end;
};

/// A function cut into chunks.
struct ChunkedFunction {
  ChunkedFunction(FuncOp function, unsigned maxChunkSize);

  FuncOp function;
  RegisterAllocation registers;
  SmallVector<Chunk> chunks;
  /// The first chunk of a block.
  DenseMap<Block *, unsigned> firstChunk;
};

/// Emits the chunks [first, last) as one LLVM function into a nested module.
class PartEmitter {
public:
  PartEmitter(const ChunkedFunction &source, const ProgramTables &tables,
              unsigned first, unsigned last, ModuleOp module);

  void emit(StringRef name);

private:
  // The frame of the part.
  void beginFunction(StringRef name);
  void emitEntry();
  void emitChunk(unsigned index);
  void emitFailureBlocks();
  void finish();

  // Values.
  Value objectSlot(Value value);
  Value scalarSlot(Value value);
  Value object(Value value);
  Value scalar(Value value);
  void defineScalar(Value value, Value code);
  /// A scalar that a service wrote to its slot.
  void defineScalarInSlot(Value value);
  void defineObject(Value value) { objects.erase(value); }
  bool needsSlot(Value value);
  /// An array on the stack with these numbers.
  Value numbers(ValueRange values);
  Value objectArray(ValueRange values);
  Value anyArray(ValueRange values, Value array);
  Value scratch(unsigned index, int64_t words);

  // Control.
  void setLocation(Operation &op);
  /// Goes on where the condition holds, else to `block`.
  void expect(Value condition, Block *block, ValueRange operands = {});
  void expectSuccess(Value code);
  void jumpTo(Block *block);
  Block *edgeBlock(Operation *terminator, unsigned successor);
  void emitEdge(Operation *terminator, unsigned successor);
  void jumpToChunk(unsigned index);

  // Services.
  Value service(size_t offset);
  void callService(size_t offset, ArrayRef<Value> arguments);
  void callVoidService(size_t offset, ArrayRef<Value> arguments);

  // Instructions.
  void emitOp(Operation &op);
  bool emitScalar(Operation &op);
  bool emitObject(Operation &op);
  bool emitCall(Operation &op);
  void emitTerminator(Operation &op);
  void emitOverflowing(Operation &op, unsigned failure);
  void emitDivision(Operation &op);
  void emitCallKernel(CallKernelOp call);
  void takeResults(Operation &op, Value array);
  bool isKnownTensor(Value value);

  const ChunkedFunction &source;
  const ProgramTables &tables;
  unsigned first, last;
  ModuleOp module;
  CodeBuilder code;
  LLVM::LLVMFuncOp function;
  Block *entry = nullptr;
  SmallVector<Block *> chunkBlocks;

  Value frame, scalarBank, objectBank, context, api, results;
  /// Scratch arrays on the stack and the words that they need.
  SmallVector<LLVM::AllocaOp> scratches;
  SmallVector<int64_t> scratchWords;

  // Of the chunk that is being emitted.
  Chunk current;
  DenseMap<Value, Value> scalars;
  /// Object pointers that were loaded since their slots were last written.
  DenseMap<Value, Value> objects;
  /// Objects that are tensors for certain.
  DenseSet<Value> tensors;
  uint32_t location = UINT32_MAX;

  // Blocks that end the part; made on first use.
  Block *failed = nullptr, *arithmeticFailed = nullptr, *kindFailed = nullptr,
        *kernelFailed = nullptr;
};

} // namespace mlir::relax_vm

#endif // CONVERSION_VM_TO_LLVM_PARTEMITTER_H
