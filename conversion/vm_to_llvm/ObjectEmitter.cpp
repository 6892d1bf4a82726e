//===- ObjectEmitter.cpp - Objects and checks in machine code -------------===//
//
// One service of the table for each instruction. A service that yields an
// object writes it to the slot of the result.
//
//===----------------------------------------------------------------------===//

#include "conversion/vm_to_llvm/PartEmitter.h"

#include "dialects/relax_vm/ElementTypes.h"
#include "runtime/executable/ArenaPlan.h"
#include "runtime/executable/abi.h"

#include "llvm/ADT/TypeSwitch.h"

#include <cstddef>

using namespace mlir;
using namespace mlir::relax_vm;

static int64_t getElementType(std::optional<Type> type) {
  return type ? *encodeElementType(*type) : RELAX_DTYPE_ANY;
}

static int64_t getCount(std::optional<uint64_t> count) {
  return count ? static_cast<int64_t>(*count) : -1;
}

bool PartEmitter::isKnownTensor(Value value) { return tensors.contains(value); }

bool PartEmitter::emitObject(Operation &op) {
  auto word = [&](int64_t value) { return code.constant32(value); };
  auto done = [&](Value tensor = {}) {
    for (Value result : op.getResults())
      if (isObject(result.getType()))
        defineObject(result);
    if (tensor)
      tensors.insert(tensor);
    return true;
  };
  if (!isa<KillOp, OMoveOp>(op))
    setLocation(op);
  return llvm::TypeSwitch<Operation *, bool>(&op)
      .Case([&](OMoveOp move) {
        callVoidService(offsetof(relax_vm_api, move),
                        {objectSlot(move), object(move.getSource())});
        return done(isKnownTensor(move.getSource()) ? Value(move) : Value());
      })
      .Case([&](LoadConstOp load) {
        callService(offsetof(relax_vm_api, load_const),
                    {objectSlot(load),
                     word(tables.getConstantIndex(load.getConstantAttr()))});
        return done(load);
      })
      .Case([&](AllocTensorOp alloc) {
        Value dims = numbers(alloc.getDims());
        callService(offsetof(relax_vm_api, alloc_tensor),
                    {objectSlot(alloc), word(getElementType(alloc.getDtype())),
                     word(alloc.getDevice()), word(alloc.getDims().size()),
                     dims});
        return done(alloc);
      })
      .Case([&](AllocStorageOp alloc) {
        callService(offsetof(relax_vm_api, alloc_storage),
                    {objectSlot(alloc), scalar(alloc.getBytes()),
                     word(alloc.getDevice())});
        return done();
      })
      .Case([&](AllocTensorFromStorageOp alloc) {
        Value dims = numbers(alloc.getDims());
        callService(offsetof(relax_vm_api, alloc_tensor_from_storage),
                    {objectSlot(alloc), object(alloc.getStorage()),
                     scalar(alloc.getOffset()),
                     word(getElementType(alloc.getDtype())),
                     word(alloc.getDims().size()), dims});
        return done(alloc);
      })
      .Case([&](AllocArenaOp arena) {
        Value sizes = numbers(arena.getSizes());
        callService(offsetof(relax_vm_api, alloc_arena),
                    {objectSlot(arena), word(tables.getPlanIndex(arena)),
                     sizes});
        return done();
      })
      .Case([&](ArenaTensorOp tensor) {
        Value dims = numbers(tensor.getDims());
        callService(offsetof(relax_vm_api, arena_tensor),
                    {objectSlot(tensor), object(tensor.getArena()),
                     word(tensor.getBlock() |
                          (tensor.getKept() ? ::relax::runtime::keepsBlock : 0)),
                     word(getElementType(tensor.getDtype())),
                     word(tensor.getDims().size()), dims});
        return done(tensor);
      })
      .Case([&](KillOp kill) {
        for (Value value : kill.getObjects()) {
          callVoidService(offsetof(relax_vm_api, kill), {objectSlot(value)});
          objects.erase(value);
          tensors.erase(value);
        }
        return true;
      })
      .Case([&](CopyTensorOp copy) {
        callService(offsetof(relax_vm_api, copy_tensor),
                    {objectSlot(copy), object(copy.getTensor())});
        return done(copy);
      })
      .Case([&](ViewTensorOp view) {
        Value dims = numbers(view.getDims());
        callService(offsetof(relax_vm_api, view_tensor),
                    {objectSlot(view), object(view.getTensor()),
                     word(view.getDims().size()), dims});
        return done(view);
      })
      .Case([&](TensorDimOp dim) {
        callService(
            offsetof(relax_vm_api, tensor_dim),
            {scalarSlot(dim), object(dim.getTensor()), word(dim.getAxis())});
        defineScalarInSlot(dim);
        return done(dim.getTensor());
      })
      .Case([&](CheckTensorOp check) {
        callService(offsetof(relax_vm_api, check_tensor),
                    {object(check.getTensor()), word(getCount(check.getRank())),
                     word(getElementType(check.getDtype())),
                     word(tables.getCheckIndex(check))});
        return done(check.getTensor());
      })
      .Case([&](CheckEqualOp check) {
        callService(offsetof(relax_vm_api, check_equal),
                    {scalar(check.getActual()), scalar(check.getExpected()),
                     word(tables.getCheckIndex(check))});
        return true;
      })
      .Case([&](CheckLessEqualOp check) {
        callService(offsetof(relax_vm_api, check_less_equal),
                    {scalar(check.getActual()), scalar(check.getExpected()),
                     word(tables.getCheckIndex(check))});
        return true;
      })
      .Case([&](MakeShapeOp shape) {
        Value dims = numbers(shape.getDims());
        callService(offsetof(relax_vm_api, make_shape),
                    {objectSlot(shape), word(shape.getDims().size()), dims});
        return done();
      })
      .Case([&](ShapeDimOp dim) {
        callService(
            offsetof(relax_vm_api, shape_dim),
            {scalarSlot(dim), object(dim.getShape()), word(dim.getAxis())});
        defineScalarInSlot(dim);
        return true;
      })
      .Case([&](CheckShapeOp check) {
        callService(offsetof(relax_vm_api, check_shape),
                    {object(check.getShape()), word(getCount(check.getRank())),
                     word(tables.getCheckIndex(check))});
        return true;
      })
      .Case([&](MakeTupleOp tuple) {
        Value fields = objectArray(tuple.getFields());
        callService(
            offsetof(relax_vm_api, make_tuple),
            {objectSlot(tuple), word(tuple.getFields().size()), fields});
        return done();
      })
      .Case([&](TupleGetOp get) {
        callService(
            offsetof(relax_vm_api, tuple_get),
            {objectSlot(get), object(get.getTuple()), word(get.getField())});
        return done();
      })
      .Case([&](CheckTupleOp check) {
        callService(offsetof(relax_vm_api, check_tuple),
                    {object(check.getTuple()), word(getCount(check.getSize())),
                     word(tables.getCheckIndex(check))});
        return true;
      })
      .Case([&](BoxScalarOp box) {
        callService(offsetof(relax_vm_api, box_scalar),
                    {objectSlot(box), scalar(box.getScalar()),
                     word(getElementType(box.getDtype()))});
        return done();
      })
      .Case([&](UnboxScalarOp unbox) {
        callService(offsetof(relax_vm_api, unbox_scalar),
                    {scalarSlot(unbox), object(unbox.getObject()),
                     word(getElementType(unbox.getDtype()))});
        defineScalarInSlot(unbox);
        return true;
      })
      .Case([&](ReadScalarOp read) {
        callService(offsetof(relax_vm_api, read_scalar),
                    {scalarSlot(read), object(read.getTensor()),
                     word(static_cast<uint32_t>(static_cast<int32_t>(
                         read.getIndex().value_or(-1))))});
        defineScalarInSlot(read);
        return true;
      })
      .Case([&](FailOp fail) {
        callService(offsetof(relax_vm_api, fail),
                    {word(tables.getCheckIndex(fail))});
        return true;
      })
      .Default([](Operation *) { return false; });
}
