//===- FunctionEncoder.cpp - One function to bytecode ---------------------===//
//
// Operand order is that of runtime/executable/Instructions.def. Block arguments
// become moves: before a jump, and for the edges of a conditional branch in
// pieces of code of their own behind the block.
//
//===----------------------------------------------------------------------===//

#include "target/FunctionEncoder.h"

#include "analysis/relax_vm/RegisterAllocation.h"
#include "dialects/relax_vm/ElementTypes.h"
#include "runtime/executable/ArenaPlan.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax_vm;
using namespace mlir::target;
namespace rt = ::relax::runtime;
using rt::Opcode;

namespace {
class FunctionEncoder {
public:
  FunctionEncoder(FuncOp function, const ProgramTables &tables,
                  rt::FunctionDesc &result)
      : function(function), tables(tables), registers(function),
        result(result) {}

  LogicalResult encode();

private:
  uint32_t reg(Value value) const { return registers.getRegister(value); }
  std::vector<uint32_t> regs(ValueRange values) const {
    std::vector<uint32_t> list;
    list.reserve(values.size());
    for (Value value : values)
      list.push_back(reg(value));
    return list;
  }
  /// Scalars that may be immediates.
  std::vector<rt::Int> numbers(ValueRange values) const;
  /// Values of both banks.
  std::vector<rt::Register> mixed(ValueRange values) const;

  void encode(Operation &op);
  void encodeScalar(Operation &op, Opcode opcode);
  void encodeObject(Operation &op);
  void encodeCall(Operation &op);
  void encodeEdge(Operation *terminator, unsigned successor);
  void encodeTerminator(Operation &op);
  LogicalResult checkLimits();
  void setLocation(Operation &op);

  FuncOp function;
  const ProgramTables &tables;
  RegisterAllocation registers;
  rt::FunctionDesc &result;
  rt::CodeBuilder code;
  DenseMap<Block *, rt::CodeBuilder::Label> labels;
};
} // namespace

std::vector<rt::Int> FunctionEncoder::numbers(ValueRange values) const {
  std::vector<rt::Int> list;
  list.reserve(values.size());
  for (Value value : values) {
    if (registers.hasRegister(value))
      list.push_back(rt::Int::reg(reg(value)));
    else
      list.push_back(rt::Int::immediate(
          value.getDefiningOp<IConstOp>().getValueAttr().getInt()));
  }
  return list;
}

std::vector<rt::Register> FunctionEncoder::mixed(ValueRange values) const {
  std::vector<rt::Register> list;
  list.reserve(values.size());
  for (Value value : values)
    list.push_back(isObject(value.getType())
                       ? rt::Register::object(reg(value))
                       : rt::Register::scalar(reg(value)));
  return list;
}

static uint32_t getElementType(std::optional<Type> type) {
  return type ? *encodeElementType(*type) : RELAX_DTYPE_ANY;
}

/// -1 stands for "any".
static uint32_t getCount(std::optional<uint64_t> count) {
  return count ? static_cast<uint32_t>(*count) : static_cast<uint32_t>(-1);
}

/// The opcode of an op whose operands and result are all scalar registers.
static std::optional<Opcode> getScalarOpcode(Operation &op) {
  return llvm::TypeSwitch<Operation *, std::optional<Opcode>>(&op)
      .Case([](SMoveOp) { return Opcode::SMove; })
      .Case([](IAddOp) { return Opcode::IAdd; })
      .Case([](ISubOp) { return Opcode::ISub; })
      .Case([](IMulOp) { return Opcode::IMul; })
      .Case([](IFloorDivOp) { return Opcode::IFloorDiv; })
      .Case([](ICeilDivOp) { return Opcode::ICeilDiv; })
      .Case([](IModOp) { return Opcode::IMod; })
      .Case([](IMinOp) { return Opcode::IMin; })
      .Case([](IMaxOp) { return Opcode::IMax; })
      .Case([](ICmpEqOp) { return Opcode::ICmpEq; })
      .Case([](ICmpNeOp) { return Opcode::ICmpNe; })
      .Case([](ICmpLtOp) { return Opcode::ICmpLt; })
      .Case([](ICmpLeOp) { return Opcode::ICmpLe; })
      .Case([](ISelectOp) { return Opcode::ISelect; })
      .Default([](Operation *) { return std::nullopt; });
}

void FunctionEncoder::setLocation(Operation &op) {
  uint32_t location = tables.getLocationIndex(op.getLoc());
  if (!result.locations.empty() && result.locations.back().location == location)
    return;
  if (!result.locations.empty() &&
      result.locations.back().pc == code.position())
    result.locations.back().location = location;
  else
    result.locations.push_back({code.position(), location});
}

void FunctionEncoder::encode(Operation &op) {
  if (auto constant = dyn_cast<IConstOp>(op)) {
    if (registers.hasRegister(constant))
      code.begin(Opcode::IConst)
          .word(reg(constant))
          .imm64(constant.getValueAttr().getInt());
    return;
  }
  setLocation(op);
  if (std::optional<Opcode> opcode = getScalarOpcode(op))
    return encodeScalar(op, *opcode);
  if (op.hasTrait<OpTrait::IsTerminator>())
    return encodeTerminator(op);
  if (isa<CallKernelOp, CallPackedOp, CallOp, MakeClosureOp, InvokeClosureOp>(
          op))
    return encodeCall(op);
  encodeObject(op);
}

void FunctionEncoder::encodeScalar(Operation &op, Opcode opcode) {
  code.begin(opcode).word(reg(op.getResult(0)));
  for (Value operand : op.getOperands())
    code.word(reg(operand));
}

void FunctionEncoder::encodeObject(Operation &op) {
  llvm::TypeSwitch<Operation *>(&op)
      .Case([&](OMoveOp move) {
        code.begin(Opcode::OMove).word(reg(move)).word(reg(move.getSource()));
      })
      .Case([&](LoadConstOp load) {
        code.begin(Opcode::LoadConst)
            .word(reg(load))
            .word(tables.getConstantIndex(load.getConstantAttr()));
      })
      .Case([&](AllocTensorOp alloc) {
        code.begin(Opcode::AllocTensor)
            .word(reg(alloc))
            .word(getElementType(alloc.getDtype()))
            .word(alloc.getDevice())
            .ints(numbers(alloc.getDims()));
      })
      .Case([&](AllocStorageOp alloc) {
        code.begin(Opcode::AllocStorage)
            .word(reg(alloc))
            .word(reg(alloc.getBytes()))
            .word(alloc.getDevice());
      })
      .Case([&](AllocTensorFromStorageOp alloc) {
        code.begin(Opcode::AllocTensorFromStorage)
            .word(reg(alloc))
            .word(reg(alloc.getStorage()))
            .word(reg(alloc.getOffset()))
            .word(getElementType(alloc.getDtype()))
            .ints(numbers(alloc.getDims()));
      })
      .Case([&](AllocArenaOp arena) {
        code.begin(Opcode::AllocArena)
            .word(reg(arena))
            .word(tables.getPlanIndex(arena))
            .ints(numbers(arena.getSizes()));
      })
      .Case([&](ArenaTensorOp tensor) {
        code.begin(Opcode::ArenaTensor)
            .word(reg(tensor))
            .word(reg(tensor.getArena()))
            .word(tensor.getBlock() | (tensor.getKept() ? rt::keepsBlock : 0))
            .word(getElementType(tensor.getDtype()))
            .ints(numbers(tensor.getDims()));
      })
      .Case([&](KillOp kill) {
        code.begin(Opcode::Kill).objects(regs(kill.getObjects()));
      })
      .Case([&](CopyTensorOp copy) {
        code.begin(Opcode::CopyTensor)
            .word(reg(copy))
            .word(reg(copy.getTensor()));
      })
      .Case([&](ViewTensorOp view) {
        code.begin(Opcode::ViewTensor)
            .word(reg(view))
            .word(reg(view.getTensor()))
            .ints(numbers(view.getDims()));
      })
      .Case([&](TensorDimOp dim) {
        code.begin(Opcode::TensorDim)
            .word(reg(dim))
            .word(reg(dim.getTensor()))
            .word(dim.getAxis());
      })
      .Case([&](CheckTensorOp check) {
        code.begin(Opcode::CheckTensor)
            .word(reg(check.getTensor()))
            .word(getCount(check.getRank()))
            .word(getElementType(check.getDtype()))
            .word(tables.getCheckIndex(check));
      })
      .Case([&](CheckEqualOp check) {
        code.begin(Opcode::CheckEqual)
            .word(reg(check.getActual()))
            .word(reg(check.getExpected()))
            .word(tables.getCheckIndex(check));
      })
      .Case([&](CheckLessEqualOp check) {
        code.begin(Opcode::CheckLessEqual)
            .word(reg(check.getActual()))
            .word(reg(check.getExpected()))
            .word(tables.getCheckIndex(check));
      })
      .Case([&](MakeShapeOp shape) {
        code.begin(Opcode::MakeShape)
            .word(reg(shape))
            .ints(numbers(shape.getDims()));
      })
      .Case([&](ShapeDimOp dim) {
        code.begin(Opcode::ShapeDim)
            .word(reg(dim))
            .word(reg(dim.getShape()))
            .word(dim.getAxis());
      })
      .Case([&](CheckShapeOp check) {
        code.begin(Opcode::CheckShape)
            .word(reg(check.getShape()))
            .word(getCount(check.getRank()))
            .word(tables.getCheckIndex(check));
      })
      .Case([&](MakeTupleOp tuple) {
        code.begin(Opcode::MakeTuple)
            .word(reg(tuple))
            .objects(regs(tuple.getFields()));
      })
      .Case([&](TupleGetOp get) {
        code.begin(Opcode::TupleGet)
            .word(reg(get))
            .word(reg(get.getTuple()))
            .word(get.getField());
      })
      .Case([&](CheckTupleOp check) {
        code.begin(Opcode::CheckTuple)
            .word(reg(check.getTuple()))
            .word(getCount(check.getSize()))
            .word(tables.getCheckIndex(check));
      })
      .Case([&](BoxScalarOp box) {
        code.begin(Opcode::BoxScalar)
            .word(reg(box))
            .word(reg(box.getScalar()))
            .word(getElementType(box.getDtype()));
      })
      .Case([&](UnboxScalarOp unbox) {
        code.begin(Opcode::UnboxScalar)
            .word(reg(unbox))
            .word(reg(unbox.getObject()))
            .word(getElementType(unbox.getDtype()));
      })
      .Case([&](ReadScalarOp read) {
        code.begin(Opcode::ReadScalar)
            .word(reg(read))
            .word(reg(read.getTensor()))
            .word(static_cast<uint32_t>(
                static_cast<int32_t>(read.getIndex().value_or(-1))));
      })
      .Case([&](FailOp fail) {
        code.begin(Opcode::Fail).word(tables.getCheckIndex(fail));
      });
}

void FunctionEncoder::encodeCall(Operation &op) {
  llvm::TypeSwitch<Operation *>(&op)
      .Case([&](CallKernelOp call) {
        code.begin(Opcode::CallKernel)
            .word(tables.getKernelIndex(call.getKernelAttr()))
            .objects(regs(call.getBuffers()))
            .ints(numbers(call.getScalars()));
      })
      .Case([&](CallPackedOp call) {
        code.begin(Opcode::CallPacked)
            .word(tables.getImportIndex(call.getCalleeAttr()))
            .registers(mixed(call.getResults()))
            .registers(mixed(call.getArgs()));
      })
      .Case([&](CallOp call) {
        code.begin(Opcode::Call)
            .word(tables.getFunctionIndex(call.getCalleeAttr()))
            .registers(mixed(call.getResults()))
            .registers(mixed(call.getArgs()));
      })
      .Case([&](MakeClosureOp make) {
        code.begin(Opcode::MakeClosure)
            .word(reg(make))
            .word(tables.getFunctionIndex(make.getCalleeAttr()))
            .registers(mixed(make.getCaptures()));
      })
      .Case([&](InvokeClosureOp call) {
        code.begin(Opcode::InvokeClosure)
            .word(reg(call.getClosure()))
            .registers(mixed(call.getResults()))
            .registers(mixed(call.getArgs()));
      });
}

void FunctionEncoder::encodeEdge(Operation *terminator, unsigned successor) {
  SmallVector<uint32_t> kills;
  for (MoveStep step : registers.getEdgeMoves(terminator, successor)) {
    if (step.kind == MoveStep::Kill)
      code.begin(Opcode::Kill).objects({step.destination});
    else
      code.begin(step.kind == MoveStep::Scalar ? Opcode::SMove : Opcode::OMove)
          .word(step.destination)
          .word(step.source);
  }
}

void FunctionEncoder::encodeTerminator(Operation &op) {
  if (auto ret = dyn_cast<RetOp>(op)) {
    code.begin(Opcode::Ret).registers(mixed(ret.getValues()));
    return;
  }
  if (auto jump = dyn_cast<JumpOp>(op)) {
    encodeEdge(jump, 0);
    code.begin(Opcode::Jump).label(labels[jump.getDest()]);
    return;
  }
  auto branch = cast<BranchOp>(op);
  // An edge with moves goes through a piece of code of its own.
  rt::CodeBuilder::Label targets[2];
  for (unsigned i : {0u, 1u})
    targets[i] = branch->getSuccessor(i)->getNumArguments() == 0
                     ? labels[branch->getSuccessor(i)]
                     : code.createLabel();
  code.begin(Opcode::Branch)
      .word(reg(branch.getCondition()))
      .label(targets[0])
      .label(targets[1]);
  for (unsigned i : {0u, 1u}) {
    if (branch->getSuccessor(i)->getNumArguments() == 0)
      continue;
    code.bind(targets[i]);
    encodeEdge(branch, i);
    code.begin(Opcode::Jump).label(labels[branch->getSuccessor(i)]);
  }
}

LogicalResult FunctionEncoder::checkLimits() {
  if (registers.getNumObjects() >= rt::maxRegisters ||
      registers.getNumScalars() >= rt::maxRegisters)
    return function.emitOpError("must need fewer than ")
           << rt::maxRegisters << " registers of a bank, got "
           << std::max(registers.getNumObjects(), registers.getNumScalars());
  WalkResult walked = function.walk([](Operation *op) {
    ValueRange dims =
        llvm::TypeSwitch<Operation *, ValueRange>(op)
            .Case<AllocTensorOp, AllocTensorFromStorageOp, ArenaTensorOp,
                  ViewTensorOp, MakeShapeOp>([](auto shaped) { return shaped.getDims(); })
            .Default([](Operation *) { return ValueRange(); });
    if (dims.size() <= rt::maxRank)
      return WalkResult::advance();
    op->emitOpError("rank must be at most ")
        << rt::maxRank << ", got " << dims.size();
    return WalkResult::interrupt();
  });
  return failure(walked.wasInterrupted());
}

LogicalResult FunctionEncoder::encode() {
  if (failed(checkLimits()))
    return failure();
  for (Block *block : registers.getBlocks())
    labels[block] = code.createLabel();
  for (Block *block : registers.getBlocks()) {
    code.bind(labels[block]);
    for (Operation &op : *block)
      encode(op);
  }
  result.numScalars = registers.getNumScalars();
  result.numObjects = registers.getNumObjects();
  result.code = code.finish();
  result.isCompiled = function->hasAttr(compiledAttrName);
  return success();
}

LogicalResult target::encodeFunction(FuncOp function,
                                     const ProgramTables &tables,
                                     rt::FunctionDesc &result) {
  return FunctionEncoder(function, tables, result).encode();
}
