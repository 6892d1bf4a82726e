//===- TIRToGPU.cpp - Thread-bound loops become GPU kernels ---------------===//
//
// A kernel is cut out by copying: it gets the computations at the top level of
// the function (sizes, strides, views) and one loop nest, and what turns out
// unused is dropped. So every kernel has the same parameters, and nothing but
// buffers and sizes crosses from the host to the device.
//
//===----------------------------------------------------------------------===//

#include "conversion/tir_to_gpu/Passes.h"

#include "conversion/tir_common/TIRLowering.h"
#include "dialects/sym/Sym.h"
#include "dialects/tir/TIR.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/StringSwitch.h"

namespace mlir::tir {
#define GEN_PASS_DEF_CONVERTTIRTOGPU
#include "conversion/tir_to_gpu/Passes.h.inc"
} // namespace mlir::tir

using namespace mlir;
using namespace mlir::tir;

namespace {

/// The position of a thread name in a launch: 0 to 2 blockIdx, 3 to 5
/// threadIdx, -1 for vthread.
int getLaunchDimension(StringRef thread) {
  return llvm::StringSwitch<int>(thread)
      .Case("blockIdx.x", 0)
      .Case("blockIdx.y", 1)
      .Case("blockIdx.z", 2)
      .Case("threadIdx.x", 3)
      .Case("threadIdx.y", 4)
      .Case("threadIdx.z", 5)
      .Default(-1);
}

/// The extents of one launch; values are of the original function.
struct Launch {
  ForOp nest;
  std::array<OpFoldResult, 6> extents;
};

bool isComputation(Operation *op) {
  return isa<memref::AllocOp>(op) ||
         (op->getNumRegions() == 0 && isMemoryEffectFree(op));
}

class FunctionConverter {
public:
  FunctionConverter(PrimFuncOp func, bool storageBuffers)
      : func(func), storageBuffers(storageBuffers),
        source(&func.getBody().front()) {}

  LogicalResult run(gpu::GPUModuleOp kernels, unsigned &numKernels) {
    if (failed(collectParameters()) || failed(collectLaunches()))
      return failure();
    if (failed(createHostFunction()))
      return failure();
    for (auto [i, launch] : llvm::enumerate(launches)) {
      std::string name = (func.getSymName() + "_kernel").str();
      if (launches.size() > 1)
        name += llvm::utostr(i);
      if (failed(createKernel(kernels, launch, name)) ||
          failed(createLaunch(kernels, launch, name)))
        return failure();
      ++numKernels;
    }
    OpBuilder builder = OpBuilder::atBlockEnd(&host.getBody().front());
    func::ReturnOp::create(builder, func.getLoc());
    if (failed(lowerSymbols(host,
                            OpBuilder::InsertPoint(&host.getBody().front(),
                                                   host.getBody().front().begin()),
                            hostSymbols)))
      return failure();
    host.setName(func.getSymName());
    eraseUnused(host.getBody().front());
    func.erase();
    return success();
  }

private:
  //===--------------------------------------------------------------------===//
  // What there is
  //===--------------------------------------------------------------------===//

  LogicalResult collectParameters() {
    symbols = func.getKernelSymbols();
    for (BlockArgument parameter : source->getArguments()) {
      Type type = parameter.getType();
      if (isa<BufferType>(type)) {
        FlatViewOp view;
        for (Operation *user : parameter.getUsers()) {
          if (auto candidate = dyn_cast<FlatViewOp>(user))
            view = candidate;
          else
            return user->emitError()
                   << "buffer parameter is used by " << user->getName()
                   << ": run tir-lower-blocks and tir-flatten-buffers first";
        }
        auto memory = MemRefType::get({ShapedType::kDynamic},
                                      cast<BufferType>(type).getScalarType());
        buffers.push_back(view ? view.getView() : Value());
        bufferTypes.push_back(memory);
      } else if (isScalarParameter(type)) {
        if (storageBuffers && !type.isIndex() &&
            type.getIntOrFloatBitWidth() != 32)
          return func.emitError()
                 << "a scalar parameter must be index or have 32 bits to reach "
                    "a kernel through a storage buffer, got "
                 << type;
        scalars.push_back(parameter);
      }
    }
    numParameters = buffers.size();
    for (Operation &op : source->without_terminator())
      if (auto alloc = dyn_cast<memref::AllocOp>(op)) {
        buffers.push_back(alloc);
        bufferTypes.push_back(alloc.getType());
      }
    return success();
  }

  LogicalResult collectLaunches() {
    for (Operation &op : source->without_terminator()) {
      auto loop = dyn_cast<ForOp>(op);
      if (loop && loop.getKind() == ForKind::ThreadBinding) {
        Launch launch;
        launch.nest = loop;
        if (failed(collectExtents(launch)))
          return failure();
        launches.push_back(launch);
      } else if (isa<memref::AllocaOp>(op)) {
        return op.emitError()
               << "a local buffer that outlives a launch cannot be on the stack: "
                  "run tir-flatten-buffers with max-stack-bytes=0";
      } else if (!isComputation(&op)) {
        return op.emitError()
               << "statement runs on no thread: bind its loops (see "
                  "tir-bind-default-threads)";
      }
    }
    return success();
  }

  LogicalResult collectExtents(Launch &launch) {
    WalkResult result = launch.nest->walk([&](ForOp loop) -> WalkResult {
      if (loop.getKind() != ForKind::ThreadBinding)
        return WalkResult::advance();
      StringRef thread = *loop.getThread();
      int dimension = getLaunchDimension(thread);
      if (dimension < 0)
        return WalkResult::advance();
      if (getConstantIntValue(loop.getLowerBound()) != 0 || loop.getStep() != 1)
        return loop.emitError() << "a loop bound to \"" << thread
                                << "\" must start at 0 and have step 1";
      OpFoldResult extent = loop.getUpperBound();
      if (dimension >= 3 && !getConstantIntValue(extent))
        return loop.emitError() << "a loop bound to \"" << thread
                                << "\" must have a constant extent";
      if (auto value = dyn_cast<Value>(extent);
          value && value.getParentBlock() != source)
        return loop.emitError()
               << "the extent of a loop bound to \"" << thread
               << "\" must be known where the function starts";
      OpFoldResult &known = launch.extents[dimension];
      if (known && known != extent && !isEqualConstantIntOrValue(known, extent))
        return loop.emitError() << "loops bound to \"" << thread
                                << "\" in one kernel must have the same extent";
      known = extent;
      return WalkResult::advance();
    });
    return failure(result.wasInterrupted());
  }

  //===--------------------------------------------------------------------===//
  // The host
  //===--------------------------------------------------------------------===//

  /// func.func with the flat buffers, the symbols as index, and the scalars.
  LogicalResult createHostFunction() {
    OpBuilder builder(func);
    Location loc = func.getLoc();
    SmallVector<Type> types(bufferTypes.begin(),
                            bufferTypes.begin() + numParameters);
    types.append(symbols.size(), builder.getIndexType());
    for (Value scalar : scalars)
      types.push_back(scalar.getType());
    host = func::FuncOp::create(builder, loc, func.getSymName(),
                                builder.getFunctionType(types, {}));
    Block *entry = host.addEntryBlock();
    unsigned next = 0;
    for (unsigned i = 0; i < numParameters; ++i)
      map(hostMapping, buffers[i], entry->getArgument(next++));
    for (StringAttr symbol : symbols)
      hostSymbols[symbol] = entry->getArgument(next++);
    for (Value scalar : scalars)
      hostMapping.map(scalar, entry->getArgument(next++));
    builder.setInsertionPointToEnd(entry);
    cloneComputations(builder, hostMapping);
    return success();
  }

  static void map(IRMapping &mapping, Value from, Value to) {
    if (from)
      mapping.map(from, to);
  }

  /// Copies the top level without views, loops and allocations of `mapping`.
  void cloneComputations(OpBuilder &builder, IRMapping &mapping) {
    for (Operation &op : source->without_terminator()) {
      if (isa<FlatViewOp, ForOp>(op) || !isComputation(&op))
        continue;
      if (op.getNumResults() == 1 && mapping.contains(op.getResult(0)))
        continue;
      builder.clone(op, mapping);
    }
  }

  Value asIndex(OpBuilder &builder, OpFoldResult extent, IRMapping &mapping) {
    Location loc = func.getLoc();
    if (!extent)
      return arith::ConstantIndexOp::create(builder, loc, 1);
    if (auto value = dyn_cast<Value>(extent))
      extent = mapping.lookupOrDefault(value);
    return materializeIndex(builder, loc, extent);
  }

  LogicalResult createLaunch(gpu::GPUModuleOp kernels, Launch &launch,
                             StringRef name) {
    OpBuilder builder = OpBuilder::atBlockEnd(&host.getBody().front());
    Location loc = launch.nest.getLoc();
    std::array<Value, 6> sizes;
    for (unsigned i = 0; i < 6; ++i)
      sizes[i] = asIndex(builder, launch.extents[i], hostMapping);
    SmallVector<Value> operands;
    Block *entry = &host.getBody().front();
    for (unsigned i = 0; i < buffers.size(); ++i)
      operands.push_back(i < numParameters ? entry->getArgument(i)
                                           : hostMapping.lookup(buffers[i]));
    unsigned next = numParameters;
    SmallVector<Value> numbers;
    for (unsigned i = 0; i < symbols.size() + scalars.size(); ++i)
      numbers.push_back(entry->getArgument(next++));
    if (storageBuffers) {
      operands.push_back(packNumbers(builder, loc, numbers));
    } else {
      for (Value number : numbers)
        operands.push_back(number.getType().isIndex()
                               ? arith::IndexCastOp::create(
                                     builder, loc, builder.getI64Type(), number)
                               : number);
    }
    auto kernel = SymbolRefAttr::get(
        kernels.getNameAttr(),
        {FlatSymbolRefAttr::get(builder.getContext(), name)});
    gpu::LaunchFuncOp::create(
        builder, loc, kernel, gpu::KernelDim3{sizes[0], sizes[1], sizes[2]},
        gpu::KernelDim3{sizes[3], sizes[4], sizes[5]}, Value(), operands);
    return success();
  }

  Value packNumbers(OpBuilder &builder, Location loc, ValueRange numbers) {
    Type i32 = builder.getI32Type();
    Value count = arith::ConstantIndexOp::create(builder, loc, numbers.size());
    auto type = MemRefType::get({ShapedType::kDynamic}, i32);
    Value memory = memref::AllocOp::create(builder, loc, type, count);
    for (auto [i, number] : llvm::enumerate(numbers)) {
      Value word = number;
      if (word.getType().isIndex())
        word = arith::IndexCastOp::create(builder, loc, i32, word);
      else if (isa<FloatType>(word.getType()))
        word = arith::BitcastOp::create(builder, loc, i32, word);
      memref::StoreOp::create(builder, loc, word, memory,
                              ValueRange{arith::ConstantIndexOp::create(
                                  builder, loc, i)});
    }
    return memory;
  }

  //===--------------------------------------------------------------------===//
  // The device
  //===--------------------------------------------------------------------===//

  LogicalResult createKernel(gpu::GPUModuleOp kernels, Launch &launch,
                             StringRef name) {
    OpBuilder builder = OpBuilder::atBlockEnd(kernels.getBody());
    Location loc = launch.nest.getLoc();
    SmallVector<Type> types(bufferTypes.begin(), bufferTypes.end());
    if (storageBuffers) {
      types.push_back(
          MemRefType::get({ShapedType::kDynamic}, builder.getI32Type()));
    } else {
      types.append(symbols.size(), builder.getI64Type());
      for (Value scalar : scalars)
        types.push_back(scalar.getType().isIndex() ? builder.getI64Type()
                                                   : scalar.getType());
    }
    auto kernel = gpu::GPUFuncOp::create(builder, loc, name,
                                         builder.getFunctionType(types, {}));
    kernel->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
    SmallVector<int32_t> blockSize;
    for (unsigned i = 3; i < 6; ++i)
      blockSize.push_back(
          launch.extents[i] ? *getConstantIntValue(launch.extents[i]) : 1);
    kernel.setKnownBlockSizeAttr(builder.getDenseI32ArrayAttr(blockSize));
    Block *entry = &kernel.getBody().front();
    builder.setInsertionPointToEnd(entry);

    IRMapping mapping;
    for (auto [i, buffer] : llvm::enumerate(buffers))
      map(mapping, buffer, entry->getArgument(i));
    unsigned next = buffers.size(), word = 0;
    auto number = [&](Type type) -> Value {
      if (storageBuffers)
        return loadNumber(builder, loc, entry->getArgument(next), word++, type);
      Value value = entry->getArgument(next++);
      return type.isIndex() ? arith::IndexCastOp::create(
                                  builder, loc, builder.getIndexType(), value)
                            : value;
    };
    llvm::DenseMap<StringAttr, Value> values;
    for (StringAttr symbol : symbols)
      values[symbol] = number(builder.getIndexType());
    for (Value scalar : scalars)
      mapping.map(scalar, number(scalar.getType()));

    Operation *lastNumber = entry->empty() ? nullptr : &entry->back();
    cloneComputations(builder, mapping);
    builder.clone(*launch.nest, mapping);
    gpu::ReturnOp::create(builder, loc);

    OpBuilder::InsertPoint start(entry, lastNumber
                                            ? std::next(lastNumber->getIterator())
                                            : entry->begin());
    if (failed(lowerSymbols(kernel, start, values)))
      return failure();
    dissolveThreadLoops(kernel);
    if (failed(lowerLoops(kernel)))
      return failure();
    eraseUnused(*entry);
    return success();
  }

  Value loadNumber(OpBuilder &builder, Location loc, Value memory, unsigned word,
                   Type type) {
    Value at = arith::ConstantIndexOp::create(builder, loc, word);
    Value value = memref::LoadOp::create(builder, loc, memory, at);
    if (type.isIndex())
      return arith::IndexCastOp::create(builder, loc, type, value);
    if (isa<FloatType>(type))
      return arith::BitcastOp::create(builder, loc, type, value);
    return value;
  }

  /// The variable of a thread-bound loop is the thread's own number.
  void dissolveThreadLoops(gpu::GPUFuncOp kernel) {
    SmallVector<ForOp> loops;
    kernel.walk([&](ForOp loop) {
      if (loop.getKind() == ForKind::ThreadBinding &&
          getLaunchDimension(*loop.getThread()) >= 0)
        loops.push_back(loop);
    });
    for (ForOp loop : loops) {
      OpBuilder builder(loop);
      int dimension = getLaunchDimension(*loop.getThread());
      auto axis = static_cast<gpu::Dimension>(dimension % 3);
      Value id = dimension < 3
                     ? gpu::BlockIdOp::create(builder, loop.getLoc(), axis)
                           .getResult()
                     : gpu::ThreadIdOp::create(builder, loop.getLoc(), axis)
                           .getResult();
      loop.getLoopVariable().replaceAllUsesWith(id);
      Block *body = &loop.getBody().front();
      body->getTerminator()->erase();
      loop->getBlock()->getOperations().splice(loop->getIterator(),
                                               body->getOperations());
      loop.erase();
    }
  }

  /// Computations of the top level that this part does not need.
  static void eraseUnused(Block &block) {
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
      if (op.use_empty() && !op.hasTrait<OpTrait::IsTerminator>() &&
          (isMemoryEffectFree(&op) || isa<memref::LoadOp>(op)) &&
          op.getNumRegions() == 0)
        op.erase();
  }

  PrimFuncOp func;
  bool storageBuffers;
  Block *source;
  SmallVector<StringAttr> symbols;
  /// The flat views of parameters (null where unused), then local buffers.
  SmallVector<Value> buffers;
  SmallVector<MemRefType> bufferTypes;
  unsigned numParameters = 0;
  SmallVector<Value> scalars;
  SmallVector<Launch> launches;
  func::FuncOp host;
  IRMapping hostMapping;
  llvm::DenseMap<StringAttr, Value> hostSymbols;
};

class ConvertTIRToGPUPass
    : public tir::impl::ConvertTIRToGPUBase<ConvertTIRToGPUPass> {
public:
  using ConvertTIRToGPUBase::ConvertTIRToGPUBase;

  void runOnOperation() override {
    ModuleOp module = getOperation();
    if (abi != "pointers" && abi != "storage-buffers") {
      module.emitError() << "abi must be 'pointers' or 'storage-buffers', got '"
                         << abi << "'";
      return signalPassFailure();
    }
    SmallVector<PrimFuncOp> functions;
    for (PrimFuncOp func : module.getOps<PrimFuncOp>())
      if (!func.isExternal())
        functions.push_back(func);
    if (functions.empty())
      return;
    SymbolTable table(module);
    OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
    auto kernels = gpu::GPUModuleOp::create(builder, module.getLoc(), "kernels");
    table.insert(kernels); // a fresh name, should there be another @kernels
    module->setAttr(gpu::GPUDialect::getContainerModuleAttrName(),
                    builder.getUnitAttr());
    unsigned made = 0;
    for (PrimFuncOp func : functions)
      if (failed(FunctionConverter(func, abi == "storage-buffers")
                     .run(kernels, made)))
        return signalPassFailure();
    numKernels += made;
  }
};

} // namespace
