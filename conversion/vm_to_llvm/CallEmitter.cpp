//===- CallEmitter.cpp - Calls in machine code ----------------------------===//

#include "conversion/vm_to_llvm/PartEmitter.h"

#include "runtime/executable/abi.h"

#include "llvm/ADT/TypeSwitch.h"

#include <cstddef>

using namespace mlir;
using namespace mlir::relax_vm;

static constexpr int64_t wordsPerAny = sizeof(relax_any) / sizeof(int64_t);

void PartEmitter::emitCallKernel(CallKernelOp call) {
  // Anything but a tensor is reported as the interpreter does.
  for (Value buffer : call.getBuffers()) {
    if (isKnownTensor(buffer))
      continue;
    if (!kindFailed) {
      OpBuilder::InsertionGuard guard(code.builder);
      kindFailed = code.builder.createBlock(
          &function.getBody(), function.getBody().end(),
          {code.pointer, code.i32}, {code.loc, code.loc});
    }
    Value pointer = object(buffer);
    Value kind = code.constant32(RELAX_OBJECT_TENSOR);
    Value null = LLVM::ZeroOp::create(code.builder, code.loc, code.pointer);
    expect(code.compare(LLVM::ICmpPredicate::ne, pointer, null), kindFailed,
           {pointer, kind});
    Value actual =
        code.load(code.i32, code.offset(pointer, offsetof(relax_object, kind)));
    expect(code.compare(LLVM::ICmpPredicate::eq, actual, kind), kindFailed,
           {pointer, kind});
    tensors.insert(buffer);
  }
  Value buffers = scratch(1, call.getBuffers().size());
  for (auto [index, buffer] : llvm::enumerate(call.getBuffers())) {
    Value data = code.load(
        code.pointer, code.offset(object(buffer), offsetof(relax_tensor, dl)));
    code.store(data, code.element(buffers, index));
  }
  Value scalarArray = numbers(call.getScalars());
  auto type = LLVM::LLVMFunctionType::get(
      code.i32, {code.pointer, code.pointer, code.pointer});
  LLVM::LLVMFuncOp kernel =
      declareFunction(module, getKernelSymbol(call.getKernel()), type);
  Value result = LLVM::CallOp::create(code.builder, code.loc, kernel,
                                      ValueRange{buffers, scalarArray, context})
                     .getResult();
  if (!kernelFailed) {
    OpBuilder::InsertionGuard guard(code.builder);
    kernelFailed =
        code.builder.createBlock(&function.getBody(), function.getBody().end(),
                                 {code.i32, code.i32}, {code.loc, code.loc});
  }
  expect(
      code.compare(LLVM::ICmpPredicate::eq, result, code.constant32(0)),
      kernelFailed,
      {code.constant32(tables.getKernelIndex(call.getKernelAttr())), result});
}

void PartEmitter::takeResults(Operation &op, Value array) {
  for (auto [index, result] : llvm::enumerate(op.getResults())) {
    Value address = code.offset(array, index * sizeof(relax_any) +
                                           offsetof(relax_any, value));
    if (!isObject(result.getType())) {
      defineScalar(result, code.load(code.i64, address));
      continue;
    }
    // The reference is ours; what stood in the register goes.
    Value slot = objectSlot(result);
    Value old = code.load(code.pointer, slot);
    code.store(code.load(code.pointer, address), slot);
    callVoidService(offsetof(relax_vm_api, release), {old});
    defineObject(result);
  }
}

bool PartEmitter::emitCall(Operation &op) {
  auto word = [&](int64_t value) { return code.constant32(value); };
  // Arguments and results of the three calls that share a shape.
  auto emitWith = [&](size_t service, Value callee, ValueRange arguments) {
    setLocation(op);
    Value in = anyArray(arguments, scratch(0, arguments.size() * wordsPerAny));
    Value out = scratch(1, op.getNumResults() * wordsPerAny);
    for (auto [index, result] : llvm::enumerate(op.getResults()))
      code.store(code.constant64(isObject(result.getType()) ? RELAX_ANY_OBJECT
                                                            : RELAX_ANY_SCALAR),
                 code.offset(out, index * sizeof(relax_any)));
    callService(service, {callee, in, word(arguments.size()), out,
                          word(op.getNumResults())});
    takeResults(op, out);
    return true;
  };
  return llvm::TypeSwitch<Operation *, bool>(&op)
      .Case([&](CallKernelOp call) {
        setLocation(op);
        emitCallKernel(call);
        return true;
      })
      .Case([&](CallPackedOp call) {
        return emitWith(offsetof(relax_vm_api, call_packed),
                        word(tables.getImportIndex(call.getCalleeAttr())),
                        call.getArgs());
      })
      .Case([&](CallOp call) {
        return emitWith(offsetof(relax_vm_api, call),
                        word(tables.getFunctionIndex(call.getCalleeAttr())),
                        call.getArgs());
      })
      .Case([&](InvokeClosureOp call) {
        return emitWith(offsetof(relax_vm_api, invoke_closure),
                        object(call.getClosure()), call.getArgs());
      })
      .Case([&](MakeClosureOp make) {
        setLocation(op);
        ValueRange captures = make.getCaptures();
        Value array =
            anyArray(captures, scratch(0, captures.size() * wordsPerAny));
        callService(offsetof(relax_vm_api, make_closure),
                    {objectSlot(make),
                     word(tables.getFunctionIndex(make.getCalleeAttr())), array,
                     word(captures.size())});
        defineObject(make);
        return true;
      })
      .Default([](Operation *) { return false; });
}
