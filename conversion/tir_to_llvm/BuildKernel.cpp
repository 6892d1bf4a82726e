//===- BuildKernel.cpp - From tir.prim_func to llvm.func ------------------===//
//
// The function itself: pointers and scalars are loaded at the entry, symbols
// become index values, views of buffers become pointers that know with which
// others they do not overlap.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_common/TIRLowering.h"
#include "conversion/tir_to_llvm/KernelLowering.h"
#include "dialects/sym/Sym.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace mlir::tir;

Value tir::castTo(OpBuilder &builder, Location loc, Value value, Type type) {
  if (value.getType() == type)
    return value;
  return UnrealizedConversionCastOp::create(builder, loc, type, value)
      .getResult(0);
}

/// What tir-flatten-buffers should have removed.
static LogicalResult checkIsFlat(PrimFuncOp func) {
  WalkResult result = func.walk([](Operation *op) {
    if (!isa<BlockOp, InitOp, ReadsOp, WritesOp, LoadOp, StoreOp, AllocBufferOp>(
            op))
      return WalkResult::advance();
    op->emitError() << op->getName()
                    << " is still there: run tir-lower-blocks and "
                       "tir-flatten-buffers first";
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}

/// One alias scope for each buffer of the kernel: its accesses are in that scope
/// and in none of the others. Scopes are named, not distinct objects, so that
/// the text of the module is the same in every run.
static void setAliasScopes(StringRef kernel, ArrayRef<Operation *> origins) {
  if (origins.size() < 2)
    return;
  MLIRContext *context = origins.front()->getContext();
  auto domain = LLVM::AliasScopeDomainAttr::get(
      context, StringAttr::get(context, kernel), StringAttr());
  SmallVector<Attribute> scopes;
  for (size_t i = 0; i < origins.size(); ++i)
    scopes.push_back(LLVM::AliasScopeAttr::get(
        context, StringAttr::get(context, kernel + "." + llvm::Twine(i)), domain,
        StringAttr()));
  for (auto [i, origin] : llvm::enumerate(origins)) {
    SmallVector<Attribute> others = scopes;
    others.erase(others.begin() + i);
    origin->setAttr(kAliasScopesAttr, ArrayAttr::get(context, scopes[i]));
    origin->setAttr(kNoAliasScopesAttr, ArrayAttr::get(context, others));
  }
}

FailureOr<KernelFunction> tir::buildKernel(PrimFuncOp func) {
  OpBuilder builder(func);
  Location loc = func.getLoc();
  std::string name = func.getSymName().str();
  if (func.isExternal()) {
    func->setAttr(SymbolTable::getSymbolAttrName(),
                  builder.getStringAttr(name + ".declaration"));
    KernelFunction::declare(builder, loc, name);
    func.erase();
    return KernelFunction();
  }
  if (failed(checkIsFlat(func)))
    return failure();

  bool mayAlias = func->hasAttr("tir.may_alias");
  SmallVector<StringAttr> symbols = func.getKernelSymbols();
  Block *source = &func.getBody().front();
  KernelFunction kernel = KernelFunction::create(builder, loc, name);
  Block *entry = &kernel.func.getBody().front();
  builder.setInsertionPointToEnd(entry);

  // Loads of everything, used or not: LLVM drops what is not.
  SmallVector<Operation *> origins;
  unsigned numBuffers = 0, numScalars = symbols.size();
  for (BlockArgument parameter : source->getArguments()) {
    Type type = parameter.getType();
    if (isa<BufferType>(type)) {
      Value pointer = kernel.loadBuffer(builder, loc, numBuffers++);
      for (Operation *user : llvm::make_early_inc_range(parameter.getUsers())) {
        auto view = dyn_cast<FlatViewOp>(user);
        if (!view)
          return user->emitError() << "buffer parameter is used by "
                                   << user->getName()
                                   << ", which has no lowering to LLVM";
        Value memref = castTo(builder, loc, pointer, view.getType());
        origins.push_back(memref.getDefiningOp());
        view.replaceAllUsesWith(memref);
        view.erase();
      }
    } else if (isScalarParameter(type)) {
      Type stored = type.isIndex() ? builder.getI64Type()
                    : isa<IntegerType>(type)
                        ? builder.getIntegerType(type.getIntOrFloatBitWidth())
                        : type;
      if (stored.getIntOrFloatBitWidth() > 64 ||
          (isa<FloatType>(type) && type.getIntOrFloatBitWidth() < 16))
        return func.emitError()
               << "a scalar parameter of type " << type
               << " cannot be passed: it must fit into 64 bits and, if a float, "
                  "have at least 16";
      Value value = kernel.loadScalar(builder, loc, numScalars++, stored);
      parameter.replaceAllUsesWith(castTo(builder, loc, value, type));
    }
  }
  llvm::DenseMap<StringAttr, Value> values;
  for (auto [i, symbol] : llvm::enumerate(symbols))
    values[symbol] =
        castTo(builder, loc,
               kernel.loadScalar(builder, loc, i, builder.getI64Type()),
               builder.getIndexType());

  source->getTerminator()->erase();
  auto ret = LLVM::ReturnOp::create(builder, loc, constantI32(builder, loc, 0));
  Operation *anchor = ret.getOperand(0).getDefiningOp();
  // Values over signature symbols, and constants, are computed right behind the
  // loads, in front of the first operation of the body.
  OpBuilder::InsertPoint start(entry, source->empty() ? anchor->getIterator()
                                                      : source->begin());
  entry->getOperations().splice(anchor->getIterator(), source->getOperations());

  if (failed(lowerSymbols(kernel.func, start, values)))
    return failure();
  kernel.func.walk([&](Operation *op) {
    if (isa<memref::AllocOp, memref::AllocaOp>(op))
      origins.push_back(op);
  });
  if (!mayAlias)
    setAliasScopes(name, origins);
  func.erase();
  return kernel;
}
