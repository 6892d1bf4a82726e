#include "runtime/vm/Verifier.h"
#include "runtime/device/Tensor.h"
#include "runtime/executable/Executable.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace relax::runtime {

namespace {

absl::Status malformed(std::string_view what) {
  return absl::DataLossError(concat("malformed executable: ", what));
}

/// Verifies the code of one function.
class FunctionVerifier {
public:
  FunctionVerifier(const fb::Executable &executable,
                   const fb::Function &function)
      : executable(executable), function(function) {}

  absl::Status verify();

private:
  using Parameters = flatbuffers::Vector<flatbuffers::Offset<fb::Parameter>>;

  absl::Status fail(const Instruction *instruction, std::string_view what) {
    std::string where =
        concat("function '", function.name()->string_view(), "'");
    if (instruction)
      where += concat(", word ", instruction->pc, " (",
                      getInstructionInfo(instruction->opcode).mnemonic, ")");
    return malformed(concat(where, ": ", what));
  }
  absl::Status verifyOperand(const Instruction &instruction,
                             const Operand &operand);
  absl::Status verifyInstruction(const Instruction &instruction);
  /// The registers of a list must be of the banks of the parameters from
  /// `first` on.
  absl::Status verifyBanks(const Instruction &instruction, const Operand &list,
                           const Parameters &parameters, size_t first,
                           std::string_view what);

  const fb::Executable &executable;
  const fb::Function &function;
  std::vector<bool> starts;
  std::vector<std::pair<uint32_t, uint32_t>> jumps; ///< from, to
};

absl::Status FunctionVerifier::verifyOperand(const Instruction &instruction,
                                             const Operand &operand) {
  auto inRange = [&](uint32_t index, uint64_t size, std::string_view what) {
    return index < size
               ? absl::OkStatus()
               : fail(&instruction, concat(what, " ", index,
                                           " is out of range (", size, ")"));
  };
  auto scalar = [&](uint32_t index) {
    return inRange(index, function.num_scalars(), "scalar register");
  };
  auto object = [&](uint32_t index) {
    return inRange(index, function.num_objects(), "object register");
  };
  uint32_t word = operand.count ? operand.words[0] : 0;
  switch (operand.kind) {
  case OperandKind::None:
  case OperandKind::Imm32:
  case OperandKind::Imm64:
  case OperandKind::Device: // what there is, only the running machine knows
    return absl::OkStatus();
  case OperandKind::SDef:
  case OperandKind::SUse:
    return scalar(word);
  case OperandKind::ODef:
  case OperandKind::OUse:
    return object(word);
  case OperandKind::Label:
    jumps.push_back({instruction.pc, word});
    return absl::OkStatus();
  case OperandKind::DType: {
    bool mayBeAny = instruction.opcode == Opcode::CheckTensor ||
                    instruction.opcode == Opcode::UnboxScalar;
    if (isKnownDType(word) || (word == RELAX_DTYPE_ANY && mayBeAny))
      return absl::OkStatus();
    return fail(&instruction, concat("unknown element type ", dtypeName(word)));
  }
  case OperandKind::Const:
    return inRange(word, executable.constants()->size(), "constant");
  case OperandKind::Kernel:
    return inRange(word, executable.kernels()->size(), "kernel");
  case OperandKind::Func:
    return inRange(word, executable.functions()->size(), "function");
  case OperandKind::Import:
    return inRange(word, executable.imports()->size(), "import");
  case OperandKind::Check:
    return inRange(word, executable.checks()->size(), "check");
  case OperandKind::Plan:
    return inRange(word,
                   executable.plans() ? executable.plans()->size() : 0, "plan");
  case OperandKind::OUses:
    for (uint32_t i = 0; i != operand.count; ++i)
      if (absl::Status status = object(operand.words[i]); !status.ok())
        return status;
    return absl::OkStatus();
  case OperandKind::Ints:
    for (uint32_t i = 0; i != operand.count; ++i)
      if (!(operand.words[i] & tagBit))
        if (absl::Status status = scalar(operand.words[i]); !status.ok())
          return status;
    if (instruction.opcode != Opcode::CallKernel &&
        instruction.opcode != Opcode::AllocArena && operand.count > maxRank)
      return fail(&instruction, concat("rank ", operand.count,
                                       " is above the limit of ", maxRank));
    return absl::OkStatus();
  case OperandKind::Uses:
  case OperandKind::Defs:
    for (uint32_t i = 0; i != operand.count; ++i) {
      uint32_t index = operand.words[i] & ~tagBit;
      if (absl::Status status =
              operand.words[i] & tagBit ? scalar(index) : object(index);
          !status.ok())
        return status;
    }
    return absl::OkStatus();
  }
  return fail(&instruction, "unknown operand kind");
}

absl::Status FunctionVerifier::verifyBanks(const Instruction &instruction,
                                           const Operand &list,
                                           const Parameters &parameters,
                                           size_t first,
                                           std::string_view what) {
  if (list.count != parameters.size() - first)
    return fail(&instruction,
                concat(list.count, " ", what, "s where ",
                       parameters.size() - first, " are expected"));
  for (uint32_t i = 0; i != list.count; ++i)
    if (((list.words[i] & tagBit) != 0) !=
        (parameters.Get(first + i)->bank() == fb::Bank::Scalar))
      return fail(&instruction, concat(what, " ", i, " is in the wrong bank"));
  return absl::OkStatus();
}

absl::Status
FunctionVerifier::verifyInstruction(const Instruction &instruction) {
  for (unsigned i = 0; i != instruction.numOperands; ++i)
    if (absl::Status status =
            verifyOperand(instruction, instruction.operands[i]);
        !status.ok())
      return status;
  const Operand *operands = instruction.operands;
  switch (instruction.opcode) {
  case Opcode::Ret:
    return verifyBanks(instruction, operands[0], *function.results(), 0,
                       "result");
  case Opcode::CallKernel: {
    const fb::Kernel &kernel = *executable.kernels()->Get(operands[0].words[0]);
    if (operands[1].count != kernel.num_buffers() ||
        operands[2].count != kernel.num_scalars())
      return fail(&instruction,
                  concat("kernel '", kernel.name()->string_view(), "' takes ",
                         kernel.num_buffers(), " buffers and ",
                         kernel.num_scalars(), " scalars, got ",
                         operands[1].count, " and ", operands[2].count));
    return absl::OkStatus();
  }
  case Opcode::AllocArena: {
    uint32_t numSizes =
        executable.plans()->Get(operands[1].words[0])->num_sizes();
    if (operands[2].count != numSizes)
      return fail(&instruction, concat("the plan asks for ", numSizes,
                                       " sizes, got ", operands[2].count));
    return absl::OkStatus();
  }
  case Opcode::Call: {
    const fb::Function &callee =
        *executable.functions()->Get(operands[0].words[0]);
    if (absl::Status status = verifyBanks(instruction, operands[1],
                                          *callee.results(), 0, "result");
        !status.ok())
      return status;
    return verifyBanks(instruction, operands[2], *callee.args(), 0, "argument");
  }
  case Opcode::MakeClosure: {
    const fb::Function &callee =
        *executable.functions()->Get(operands[1].words[0]);
    if (operands[2].count > callee.args()->size())
      return fail(&instruction,
                  "more captured values than the function has parameters");
    return verifyBanks(instruction, operands[2], *callee.args(),
                       callee.args()->size() - operands[2].count,
                       "captured value");
  }
  default:
    return absl::OkStatus();
  }
}

/// Types are for people and for the conversion of arguments; still, what they
/// say has to make sense.
bool isSensible(const fb::Type &type) {
  if (type.kind() > fb::TypeKind::MAX ||
      (type.dtype() != 0 && !isKnownDType(type.dtype())))
    return false;
  if (type.rank() < -1 ||
      (type.rank() > 0 &&
       (!type.dims() || type.dims()->size() != uint32_t(type.rank()))))
    return false;
  if (type.elements())
    for (const fb::Type *element : *type.elements())
      if (!isSensible(*element))
        return false;
  return true;
}

absl::Status FunctionVerifier::verify() {
  for (const Parameters *parameters : {function.args(), function.results()})
    for (const fb::Parameter *parameter : *parameters)
      if (parameter->bank() > fb::Bank::MAX || !isSensible(*parameter->type()))
        return fail(nullptr,
                    concat("the type of '", parameter->name()->string_view(),
                           "' is malformed"));
  if (function.num_scalars() > maxRegisters ||
      function.num_objects() > maxRegisters)
    return fail(nullptr, concat("more than ", maxRegisters, " registers"));
  size_t numScalarArgs = 0;
  for (const fb::Parameter *parameter : *function.args())
    numScalarArgs += parameter->bank() == fb::Bank::Scalar;
  if (numScalarArgs > function.num_scalars() ||
      function.args()->size() - numScalarArgs > function.num_objects())
    return fail(nullptr, "fewer registers than parameters");
  if (function.locations()) {
    uint32_t last = 0;
    for (const fb::LocationEntry *entry : *function.locations()) {
      if (entry->pc() < last ||
          entry->location() >= executable.locations()->size())
        return fail(nullptr, "a source location is out of range");
      last = entry->pc();
    }
  }
  if (!function.code() || function.code()->size() == 0)
    return absl::OkStatus(); // compiled

  const uint32_t *code = function.code()->data();
  uint32_t size = function.code()->size();
  starts.assign(size, false);
  Opcode last = Opcode::IConst;
  for (uint32_t pc = 0; pc != size;) {
    std::optional<Instruction> instruction = decodeInstruction(code, size, pc);
    if (!instruction)
      return fail(nullptr, concat("word ", pc, " is no instruction"));
    starts[pc] = true;
    if (absl::Status status = verifyInstruction(*instruction); !status.ok())
      return status;
    last = instruction->opcode;
    pc += instruction->size;
  }
  if (last != Opcode::Ret && last != Opcode::Jump && last != Opcode::Branch &&
      last != Opcode::Fail)
    return fail(nullptr, "control runs off the end of the code");
  for (auto [from, to] : jumps)
    if (to >= size || !starts[to])
      return fail(nullptr, concat("the jump at word ", from, " leads to ", to,
                                  ", which is no instruction"));
  return absl::OkStatus();
}

absl::Status verifyConstant(const fb::Constant &constant, size_t index,
                            uint64_t weightsSize) {
  std::string what = concat("constant ", index);
  if (!isKnownDType(constant.dtype()))
    return malformed(concat(what, " has the unknown element type ",
                            dtypeName(constant.dtype())));
  if (constant.shape()->size() > maxRank)
    return malformed(concat(what, " has rank ", constant.shape()->size()));
  std::vector<int64_t> shape(constant.shape()->begin(),
                             constant.shape()->end());
  std::optional<int64_t> bytes = countBytes(shape, constant.dtype());
  if (!bytes)
    return malformed(concat(what, " has shape ", formatShape(shape)));
  uint64_t size = static_cast<uint64_t>(*bytes);
  if (constant.data()) {
    if (constant.data()->size() != size)
      return malformed(concat(what, " has ", constant.data()->size(),
                              " bytes, its shape asks for ", size));
    return absl::OkStatus();
  }
  if (constant.size() != size)
    return malformed(concat(what, " has ", constant.size(),
                            " bytes, its shape asks for ", size));
  if (constant.offset() % weightAlignment != 0 ||
      constant.offset() > weightsSize || size > weightsSize - constant.offset())
    return malformed(concat(what, " lies outside of the weights"));
  return absl::OkStatus();
}

/// Blocks inside the arena, at offsets that are aligned; or blocks of sizes that
/// there are. Whether blocks that share memory are in use at different times is
/// not for the verifier: kernels may write anywhere.
absl::Status verifyPlan(const fb::Plan &plan, size_t index) {
  std::string what = concat("plan ", index);
  auto count = [](const auto *vector) { return vector ? vector->size() : 0; };
  if (!plan.blocks() || !plan.offsets() || !plan.sizes())
    return malformed(concat(what, " is not complete"));
  uint32_t numBlocks = plan.num_sizes() != 0 ? plan.blocks()->size() / 3
                                             : plan.offsets()->size();
  for (uint32_t i = 0; i != count(plan.kept()); ++i)
    if (plan.kept()->Get(i) >= numBlocks ||
        (i != 0 && plan.kept()->Get(i) <= plan.kept()->Get(i - 1)))
      return malformed(concat(what, " keeps block ", plan.kept()->Get(i),
                              ", which is out of range or order"));
  if (plan.num_sizes() != 0) {
    if (count(plan.blocks()) % 3 != 0 || count(plan.offsets()) != 0 ||
        count(plan.sizes()) != 0)
      return malformed(concat(what, " has blocks of two kinds"));
    for (uint32_t i = 0; i != plan.blocks()->size(); i += 3)
      if (plan.blocks()->Get(i) >= plan.num_sizes() ||
          plan.blocks()->Get(i + 1) > plan.blocks()->Get(i + 2))
        return malformed(concat(what, ", block ", i / 3, " is out of range"));
    return absl::OkStatus();
  }
  if (count(plan.blocks()) != 0 || plan.offsets()->size() != plan.sizes()->size())
    return malformed(concat(what, " has blocks of two kinds"));
  if (plan.bytes() > uint64_t{INT64_MAX})
    return malformed(concat(what, " has ", plan.bytes(), " bytes"));
  // Where each part of the memory begins and ends: the arena, then what is kept.
  std::vector<std::pair<uint64_t, uint64_t>> parts = {{0, plan.bytes()}};
  for (uint32_t i = 0; i != count(plan.kept()); ++i) {
    uint32_t block = plan.kept()->Get(i);
    uint64_t offset = plan.offsets()->Get(block),
             size = plan.sizes()->Get(block);
    if (offset % blockAlignment != 0 || offset < parts.back().second ||
        size > uint64_t{INT64_MAX} - blockAlignment ||
        offset > uint64_t{INT64_MAX} - blockAlignment - size)
      return malformed(concat(what, ", block ", block, " is out of range"));
    size = (size + blockAlignment - 1) / blockAlignment * blockAlignment;
    parts.push_back({offset, offset + size});
  }
  for (uint32_t i = 0; i != plan.offsets()->size(); ++i) {
    uint64_t offset = plan.offsets()->Get(i), size = plan.sizes()->Get(i);
    auto next = std::upper_bound(
        parts.begin(), parts.end(), offset,
        [](uint64_t at, const auto &part) { return at < part.first; });
    if (offset % blockAlignment != 0 || offset > std::prev(next)->second ||
        size > std::prev(next)->second - offset)
      return malformed(concat(what, ", block ", i, " is out of range"));
  }
  return absl::OkStatus();
}

} // namespace

absl::StatusOr<const fb::Executable *>
verifyExecutable(absl::Span<const uint8_t> bytes, uint64_t weightsSize) {
  if (bytes.size() < 16 || bytes.size() >= FLATBUFFERS_MAX_BUFFER_SIZE)
    return malformed("its size is out of range");
  // A buffer of n bytes cannot hold more than n / 4 tables, whatever it says;
  // shared strings and types may be reached several times.
  flatbuffers::Verifier verifier(
      bytes.data(), bytes.size(), /*max_depth=*/64,
      /*max_tables=*/static_cast<flatbuffers::uoffset_t>(bytes.size()));
  if (!fb::VerifyExecutableBuffer(verifier))
    return malformed("it is no FlatBuffer of this schema");
  const fb::Executable *executable = fb::GetExecutable(bytes.data());
  if (executable->version() != executableVersion)
    return absl::FailedPreconditionError(
        concat("the executable has version ", executable->version(),
               ", this runtime reads version ", executableVersion,
               ": compile the model again"));
  for (uint32_t i = 0; i != executable->constants()->size(); ++i)
    if (absl::Status status =
            verifyConstant(*executable->constants()->Get(i), i, weightsSize);
        !status.ok())
      return status;
  for (uint32_t i = 0; executable->plans() && i != executable->plans()->size();
       ++i)
    if (absl::Status status = verifyPlan(*executable->plans()->Get(i), i);
        !status.ok())
      return status;
  for (const fb::Check *check : *executable->checks())
    if (check->location() > executable->locations()->size() ||
        check->kind() > fb::CheckKind::MAX)
      return malformed("a check is out of range");
  for (const fb::Function *function : *executable->functions())
    if (absl::Status status = FunctionVerifier(*executable, *function).verify();
        !status.ok())
      return status;
  return executable;
}

} // namespace relax::runtime
