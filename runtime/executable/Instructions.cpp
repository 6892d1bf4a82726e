#include "runtime/executable/Instructions.h"

#include <cstring>

namespace relax::runtime {

namespace {
// The names of the operand kinds, as the table writes them.
constexpr OperandKind SDef = OperandKind::SDef, SUse = OperandKind::SUse,
                      ODef = OperandKind::ODef, OUse = OperandKind::OUse,
                      Imm32 = OperandKind::Imm32, Imm64 = OperandKind::Imm64,
                      Label = OperandKind::Label, DType = OperandKind::DType,
                      Device = OperandKind::Device, Const = OperandKind::Const,
                      Kernel = OperandKind::Kernel, Func = OperandKind::Func,
                      Import = OperandKind::Import, Check = OperandKind::Check,
                      Plan = OperandKind::Plan,
                      OUses = OperandKind::OUses, Ints = OperandKind::Ints,
                      Uses = OperandKind::Uses, Defs = OperandKind::Defs;

constexpr InstructionInfo table[] = {
#define INSTRUCTION(Name, mnemonic, ...) {#mnemonic, {__VA_ARGS__}},
#include "runtime/executable/Instructions.def"
};

bool isList(OperandKind kind) {
  return kind == OperandKind::OUses || kind == OperandKind::Ints ||
         kind == OperandKind::Uses || kind == OperandKind::Defs;
}
} // namespace

const InstructionInfo &getInstructionInfo(Opcode opcode) {
  return table[static_cast<uint32_t>(opcode)];
}

std::optional<Opcode> findOpcode(const char *mnemonic) {
  for (uint32_t i = 0; i != numOpcodes; ++i)
    if (std::strcmp(table[i].mnemonic, mnemonic) == 0)
      return static_cast<Opcode>(i);
  return std::nullopt;
}

std::vector<uint32_t> CodeBuilder::finish() {
  for (const Fixup &fixup : fixups)
    code[fixup.position] = labels[fixup.target];
  fixups.clear();
  return std::move(code);
}

std::optional<Instruction> decodeInstruction(const uint32_t *code, size_t size,
                                             uint32_t pc) {
  if (pc >= size || code[pc] >= numOpcodes)
    return std::nullopt;
  Instruction result;
  result.opcode = static_cast<Opcode>(code[pc]);
  result.pc = pc;
  size_t next = size_t{pc} + 1;
  for (OperandKind kind : getInstructionInfo(result.opcode).operands) {
    if (kind == OperandKind::None)
      break;
    uint32_t count = kind == OperandKind::Imm64 ? 2 : 1;
    if (isList(kind)) {
      if (next >= size)
        return std::nullopt;
      count = code[next++];
    }
    if (count > size - next)
      return std::nullopt;
    result.operands[result.numOperands++] = {kind, code + next, count};
    next += count;
  }
  result.size = static_cast<uint32_t>(next - pc);
  return result;
}

} // namespace relax::runtime
