// The instruction table in C++, a builder of code and a decoder. The table
// itself is Instructions.def.
#ifndef RELAX_RUNTIME_EXECUTABLE_INSTRUCTIONS_H
#define RELAX_RUNTIME_EXECUTABLE_INSTRUCTIONS_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace relax::runtime {

/// Opcodes, in the order of the table.
enum class Opcode : uint32_t {
#define INSTRUCTION(Name, mnemonic, ...) Name,
#include "runtime/executable/Instructions.def"
};

constexpr uint32_t numOpcodes = 0
#define INSTRUCTION(Name, mnemonic, ...) +1
#include "runtime/executable/Instructions.def"
    ;

/// What an operand is; see Instructions.def.
enum class OperandKind : uint8_t {
  None,
  SDef,
  SUse,
  ODef,
  OUse,
  Imm32,
  Imm64,
  Label,
  DType,
  Device,
  Const,
  Kernel,
  Func,
  Import,
  Check,
  Plan,
  OUses,
  Ints,
  Uses,
  Defs
};

constexpr unsigned maxOperands = 5;

/// One row of the table.
struct InstructionInfo {
  const char *mnemonic;
  OperandKind operands[maxOperands]; ///< ends at the first None
};

/// The row of an opcode, which must be in range.
const InstructionInfo &getInstructionInfo(Opcode opcode);

/// The opcode of a mnemonic (`alloc_tensor`).
std::optional<Opcode> findOpcode(const char *mnemonic);

/// In lists of both banks (Uses, Defs) this bit marks a scalar register; in
/// Ints it marks an immediate.
constexpr uint32_t tagBit = 0x80000000u;

/// A register of one of the two banks, as an element of a Uses or Defs list.
struct Register {
  uint32_t index = 0;
  bool isScalar = false;
  static Register object(uint32_t index) { return {index, false}; }
  static Register scalar(uint32_t index) { return {index, true}; }
};

/// A number as an element of an Ints list: a scalar register or an immediate.
struct Int {
  uint32_t word = 0;
  static Int reg(uint32_t scalarRegister) { return {scalarRegister}; }
  /// Whether a value fits an immediate.
  static bool fits(int64_t value) {
    return value >= 0 && value < int64_t{tagBit};
  }
  static Int immediate(int64_t value) {
    return {static_cast<uint32_t>(value) | tagBit};
  }
};

/// Appends instructions to the code of one function, word by word. The caller
/// appends the operands in the order of the table; `finish` resolves labels.
///
///   CodeBuilder code;
///   auto exit = code.createLabel();
///   code.begin(Opcode::Branch).word(cond).label(then).label(exit);
///   code.bind(exit);
///   code.begin(Opcode::Ret).uses({Register::object(0)});
///   function.code = code.finish();
class CodeBuilder {
public:
  using Label = uint32_t;

  /// Starts an instruction.
  CodeBuilder &begin(Opcode opcode) {
    return word(static_cast<uint32_t>(opcode));
  }
  /// A register, an index, an element type, a device, or a signed 32-bit number
  /// cast to unsigned.
  CodeBuilder &word(uint32_t value) {
    code.push_back(value);
    return *this;
  }
  /// An Imm64 operand.
  CodeBuilder &imm64(int64_t value) {
    uint64_t bits = static_cast<uint64_t>(value);
    return word(static_cast<uint32_t>(bits))
        .word(static_cast<uint32_t>(bits >> 32));
  }
  /// An OUses operand.
  CodeBuilder &objects(const std::vector<uint32_t> &registers) {
    word(static_cast<uint32_t>(registers.size()));
    for (uint32_t r : registers)
      word(r);
    return *this;
  }
  /// An Ints operand.
  CodeBuilder &ints(const std::vector<Int> &values) {
    word(static_cast<uint32_t>(values.size()));
    for (Int v : values)
      word(v.word);
    return *this;
  }
  /// A Uses or Defs operand.
  CodeBuilder &registers(const std::vector<Register> &list) {
    word(static_cast<uint32_t>(list.size()));
    for (Register r : list)
      word(r.index | (r.isScalar ? tagBit : 0));
    return *this;
  }
  /// A Label operand, bound now or later.
  CodeBuilder &label(Label target) {
    fixups.push_back({static_cast<uint32_t>(code.size()), target});
    return word(0);
  }

  Label createLabel() {
    labels.push_back(UINT32_MAX);
    return static_cast<Label>(labels.size() - 1);
  }
  /// Binds the label to the next instruction.
  void bind(Label target) { labels[target] = position(); }

  /// The word offset of the next instruction: what LocationEntry::pc wants.
  uint32_t position() const { return static_cast<uint32_t>(code.size()); }

  /// The finished code. A label that was never bound becomes an offset that the
  /// verifier refuses.
  std::vector<uint32_t> finish();

private:
  struct Fixup {
    uint32_t position;
    Label target;
  };
  std::vector<uint32_t> code;
  std::vector<uint32_t> labels;
  std::vector<Fixup> fixups;
};

/// One decoded operand: where its words lie. Lists (OUses, Ints, Uses, Defs)
/// leave the count out.
struct Operand {
  OperandKind kind = OperandKind::None;
  const uint32_t *words = nullptr;
  uint32_t count = 0;
};

/// One decoded instruction.
struct Instruction {
  Opcode opcode;
  uint32_t pc = 0;   ///< its first word
  uint32_t size = 0; ///< in words
  unsigned numOperands = 0;
  Operand operands[maxOperands];
};

/// Decodes the instruction at `pc`; nullopt when the opcode is unknown or the
/// code ends within it. Indices are not checked: that is the verifier's work.
std::optional<Instruction> decodeInstruction(const uint32_t *code, size_t size,
                                             uint32_t pc);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_EXECUTABLE_INSTRUCTIONS_H
