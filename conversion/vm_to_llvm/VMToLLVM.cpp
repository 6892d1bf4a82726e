//===- VMToLLVM.cpp - Add machine code for VM functions -------------------===//

#include "conversion/vm_to_llvm/PartEmitter.h"
#include "conversion/vm_to_llvm/Passes.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

namespace mlir::relax_vm {
#define GEN_PASS_DEF_CONVERTVMTOLLVM
#include "conversion/vm_to_llvm/Passes.h.inc"
} // namespace mlir::relax_vm

using namespace mlir;
using namespace mlir::relax_vm;

namespace {
class ConvertVMToLLVM
    : public relax_vm::impl::ConvertVMToLLVMBase<ConvertVMToLLVM> {
public:
  using ConvertVMToLLVMBase::ConvertVMToLLVMBase;
  void runOnOperation() override;

private:
  void convert(FuncOp function, const ProgramTables &tables);
  ModuleOp addModule(Location loc);
  void emitDispatcher(FuncOp function, ArrayRef<unsigned> starts,
                      unsigned numChunks, ModuleOp module);
};
} // namespace

static std::string getPartSymbol(FuncOp function, unsigned part) {
  return ("relax.part." + Twine(part) + "." + function.getSymName()).str();
}

/// An empty nested module for code, behind everything else.
ModuleOp ConvertVMToLLVM::addModule(Location loc) {
  OpBuilder builder = OpBuilder::atBlockEnd(getOperation().getBody());
  auto module = ModuleOp::create(builder, loc);
  module->setAttr(functionModuleAttrName, builder.getUnitAttr());
  return module;
}

/// The function that the runtime calls: runs part after part. `starts` holds
/// the first chunk of each part.
void ConvertVMToLLVM::emitDispatcher(FuncOp function, ArrayRef<unsigned> starts,
                                     unsigned numChunks, ModuleOp module) {
  CodeBuilder code(&getContext());
  auto partType =
      LLVM::LLVMFunctionType::get(code.i32, {code.pointer, code.i32});
  SmallVector<LLVM::LLVMFuncOp> parts;
  for (unsigned part = 0; part != starts.size(); ++part)
    parts.push_back(
        declareFunction(module, getPartSymbol(function, part), partType));
  OpBuilder &b = code.builder;
  b.setInsertionPointToEnd(module.getBody());
  auto main = LLVM::LLVMFuncOp::create(
      b, code.loc, getFunctionSymbol(function.getSymName()),
      LLVM::LLVMFunctionType::get(code.i32, {code.pointer}));
  Block *entry = main.addEntryBlock(b);
  Region &body = main.getBody();
  auto addBlock = [&](TypeRange types = {}) {
    SmallVector<Location> locations(types.size(), code.loc);
    return b.createBlock(&body, body.end(), types, locations);
  };
  Block *loop = addBlock({code.i32}), *exit = addBlock({code.i32});
  Value state = loop->getArgument(0);
  b.setInsertionPointToEnd(entry);
  code.jump(loop, code.constant32(0));

  SmallVector<Block *> blocks;
  for (LLVM::LLVMFuncOp part : parts) {
    Block *block = addBlock();
    blocks.push_back(block);
    Value next = LLVM::CallOp::create(b, code.loc, part,
                                      ValueRange{entry->getArgument(0), state})
                     .getResult();
    code.jump(loop, next);
  }
  SmallVector<int32_t> cases;
  SmallVector<Block *> targets;
  for (unsigned chunk = 0, part = 0; chunk != numChunks; ++chunk) {
    if (part + 1 != starts.size() && starts[part + 1] == chunk)
      ++part;
    cases.push_back(chunk);
    targets.push_back(blocks[part]);
  }
  SmallVector<ValueRange> operands(cases.size());
  b.setInsertionPointToEnd(loop);
  LLVM::SwitchOp::create(b, code.loc, state, exit, ValueRange(state),
                         ArrayRef<int32_t>(cases), BlockRange(targets),
                         ArrayRef<ValueRange>(operands));
  b.setInsertionPointToEnd(exit);
  Value failed = code.compare(LLVM::ICmpPredicate::ne, exit->getArgument(0),
                              code.constant32(PartReturned));
  LLVM::ReturnOp::create(
      b, code.loc,
      LLVM::ZExtOp::create(b, code.loc, code.i32, failed).getResult());
}

void ConvertVMToLLVM::convert(FuncOp function, const ProgramTables &tables) {
  ChunkedFunction chunked(function, std::max(1u, maxPartSize / 2));
  unsigned numChunks = chunked.chunks.size();
  SmallVector<unsigned> starts;
  ModuleOp module;
  for (unsigned first = 0; first != numChunks;) {
    unsigned last = first;
    unsigned size = 0;
    while (last != numChunks) {
      const Chunk &chunk = chunked.chunks[last];
      size += std::distance(chunk.begin, chunk.end);
      if (size > maxPartSize && last != first)
        break;
      ++last;
    }
    // A module for each part: target/ puts them together as it likes.
    module = addModule(function.getLoc());
    PartEmitter(chunked, tables, first, last, module)
        .emit(getPartSymbol(function, starts.size()));
    starts.push_back(first);
    ++numParts;
    first = last;
  }
  emitDispatcher(function, starts, numChunks, module);
  function->setAttr(compiledAttrName, UnitAttr::get(&getContext()));
  ++numFunctions;
}

void ConvertVMToLLVM::runOnOperation() {
  ProgramTables tables(getOperation());
  for (FuncOp function : tables.getFunctions())
    if (!function->hasAttr(compiledAttrName))
      convert(function, tables);
}
