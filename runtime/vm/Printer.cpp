#include "runtime/vm/Printer.h"
#include "runtime/device/Text.h"

#include <cctype>

namespace relax::runtime {

namespace {

std::string_view text(const flatbuffers::String *string) {
  return string ? string->string_view() : std::string_view();
}

/// Names and texts of an executable may hold anything: control characters would
/// spoil a terminal.
std::string printable(std::string_view raw) {
  std::string result;
  for (char c : raw)
    result += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  return result;
}

std::string deviceName(uint32_t device) {
  return device == RELAX_DEVICE_CPU
             ? "cpu"
             : concat("device(", device & 0xff, ", ", device >> 8, ")");
}

class CodePrinter {
public:
  CodePrinter(const Module &module, uint32_t function, std::string &out)
      : module(module), executable(module.executable()), function(function),
        out(out) {}

  void print() {
    const FunctionInfo &info = module.functions()[function];
    uint32_t lastLocation = 0;
    for (uint32_t pc = 0; pc < info.codeSize;) {
      std::optional<Instruction> instruction =
          decodeInstruction(info.code, info.codeSize, pc);
      if (!instruction)
        return; // the verifier lets none through
      std::string number = concat(pc);
      append(out, std::string(number.size() < 6 ? 6 - number.size() : 0, ' '),
             number, ": ", getInstructionInfo(instruction->opcode).mnemonic);
      for (unsigned i = 0; i != instruction->numOperands; ++i) {
        append(out, i == 0 ? " " : ", ");
        printOperand(instruction->operands[i]);
      }
      uint32_t location = module.findLocation(function, pc);
      if (location != 0 && location != lastLocation) {
        append(out, "  // ", printable(module.formatLocation(location - 1)));
        std::string_view node =
            text(executable.locations()->Get(location - 1)->node());
        if (!node.empty())
          append(out, " ", printable(node));
      }
      lastLocation = location;
      out += '\n';
      pc += instruction->size;
    }
  }

private:
  void printRegister(uint32_t word) {
    append(out, word & tagBit ? "%s" : "%o", word & ~tagBit);
  }

  void printList(const Operand &operand) {
    out += '[';
    for (uint32_t i = 0; i != operand.count; ++i) {
      if (i != 0)
        out += ", ";
      uint32_t word = operand.words[i];
      if (operand.kind == OperandKind::Ints) {
        if (word & tagBit)
          append(out, word & ~tagBit);
        else
          append(out, "%s", word);
      } else {
        printRegister(word);
      }
    }
    out += ']';
  }

  void printOperand(const Operand &operand) {
    uint32_t word = operand.count != 0 ? operand.words[0] : 0;
    switch (operand.kind) {
    case OperandKind::SDef:
    case OperandKind::SUse:
      return printRegister(word | tagBit);
    case OperandKind::ODef:
    case OperandKind::OUse:
      return printRegister(word);
    case OperandKind::Imm32:
      return append(out, static_cast<int32_t>(word));
    case OperandKind::Imm64:
      return append(out,
                    static_cast<int64_t>(
                        word | static_cast<uint64_t>(operand.words[1]) << 32));
    case OperandKind::Label:
      return append(out, "to ", word);
    case OperandKind::DType:
      return append(out, word == RELAX_DTYPE_ANY ? std::string("any")
                                                 : dtypeName(word));
    case OperandKind::Device:
      return append(out, deviceName(word));
    case OperandKind::Const:
      return append(out, "constant ", word);
    case OperandKind::Kernel:
      return append(out, "@",
                    printable(text(executable.kernels()->Get(word)->name())));
    case OperandKind::Func:
      return append(out, "@", printable(module.functions()[word].name));
    case OperandKind::Import:
      return append(out, "\"",
                    printable(executable.imports()->Get(word)->string_view()),
                    "\"");
    case OperandKind::Check:
      return append(out, "check ", word);
    case OperandKind::Plan:
      return append(out, "plan ", word);
    default:
      return printList(operand);
    }
  }

  const Module &module;
  const fb::Executable &executable;
  uint32_t function;
  std::string &out;
};

using Parameters = flatbuffers::Vector<flatbuffers::Offset<fb::Parameter>>;

void printParameters(const Parameters &parameters, std::string &out) {
  out += '(';
  for (uint32_t i = 0; i != parameters.size(); ++i) {
    const fb::Parameter &parameter = *parameters.Get(i);
    append(out, i == 0 ? "" : ", ", printable(text(parameter.name())), ": ",
           printable(text(parameter.type()->text())));
  }
  out += ')';
}

void printSignature(const FunctionInfo &info, std::string &out) {
  out += printable(info.name);
  printParameters(*info.fb->args(), out);
  out += " -> ";
  printParameters(*info.fb->results(), out);
}

const char *kindName(fb::TypeKind kind) {
  switch (kind) {
  case fb::TypeKind::Tensor:
    return "tensor";
  case fb::TypeKind::Shape:
    return "shape";
  case fb::TypeKind::Tuple:
    return "tuple";
  case fb::TypeKind::Object:
    return "object";
  case fb::TypeKind::Callable:
    return "callable";
  case fb::TypeKind::Scalar:
    return "scalar";
  default:
    return "unknown";
  }
}

/// A dimension that is a plain number of reasonable length prints as one.
bool isPlainNumber(std::string_view dim) {
  if (dim.empty() || dim.size() > 18 || (dim[0] == '0' && dim.size() > 1))
    return false;
  for (char c : dim)
    if (!std::isdigit(static_cast<unsigned char>(c)))
      return false;
  return true;
}

void printTypeJson(const fb::Type &type, std::string &out) {
  append(out, "\"kind\": \"", kindName(type.kind()),
         "\", \"type\": ", jsonString(text(type.text())));
  if (type.kind() == fb::TypeKind::Tensor ||
      type.kind() == fb::TypeKind::Scalar)
    append(out, ", \"dtype\": ",
           type.dtype() ? jsonString(dtypeName(type.dtype()))
                        : std::string("null"));
  if (type.kind() == fb::TypeKind::Tensor ||
      type.kind() == fb::TypeKind::Shape) {
    append(out, ", \"shape\": ");
    if (type.rank() < 0) {
      out += "null";
    } else {
      out += '[';
      for (uint32_t i = 0; type.dims() && i != type.dims()->size(); ++i) {
        std::string_view dim = type.dims()->Get(i)->string_view();
        append(out, i == 0 ? "" : ", ");
        append(out, dim == "?"           ? "null"
                    : isPlainNumber(dim) ? std::string(dim)
                                         : jsonString(dim));
      }
      out += ']';
    }
  }
  if (type.kind() == fb::TypeKind::Tuple) {
    append(out, ", \"elements\": [");
    for (uint32_t i = 0; type.elements() && i != type.elements()->size(); ++i) {
      append(out, i == 0 ? "{" : ", {");
      printTypeJson(*type.elements()->Get(i), out);
      out += '}';
    }
    out += ']';
  }
}

void printParametersJson(const Parameters &parameters, std::string &out) {
  out += '[';
  for (uint32_t i = 0; i != parameters.size(); ++i) {
    append(out, i == 0 ? "" : ", ",
           "{\"name\": ", jsonString(text(parameters.Get(i)->name())), ", ");
    printTypeJson(*parameters.Get(i)->type(), out);
    out += '}';
  }
  out += ']';
}

void dumpTables(const Module &module, std::string &out) {
  const fb::Executable &executable = module.executable();
  append(out, "\nconstants (", executable.constants()->size(), ", weights ",
         module.weightsSize(), " bytes)\n");
  for (uint32_t i = 0; i != executable.constants()->size(); ++i) {
    const fb::Constant &constant = *executable.constants()->Get(i);
    append(out, "  ", i, ": ", dtypeName(constant.dtype()), " ",
           formatShape(absl::MakeConstSpan(constant.shape()->data(),
                                           constant.shape()->size())));
    if (constant.data() || constant.size() == 0)
      append(out, ", inline, ", constant.size(), " bytes\n");
    else
      append(out, ", weights at ", constant.offset(), ", ", constant.size(),
             " bytes\n");
  }
  append(out, "\nimports (", executable.imports()->size(), ")\n");
  for (const flatbuffers::String *import : *executable.imports())
    append(out, "  \"", printable(import->string_view()), "\"\n");
  append(out, "\nkernels (", executable.kernels()->size(), ")\n");
  for (const fb::Kernel *kernel : *executable.kernels())
    append(out, "  @", printable(text(kernel->name())), ": ",
           kernel->num_buffers(), " buffers, ", kernel->num_scalars(),
           " scalars\n");
  append(out, "\nchecks (", executable.checks()->size(), ")\n");
  for (uint32_t i = 0; i != executable.checks()->size(); ++i) {
    const fb::Check &check = *executable.checks()->Get(i);
    append(out, "  ", i, ":");
    if (check.subject() && check.subject()->size() != 0)
      append(out, " '", printable(text(check.subject())), "'");
    if (check.dim() >= 0)
      append(out, " dimension ", check.dim());
    if (check.expected() && check.expected()->size() != 0)
      append(out, check.kind() == fb::CheckKind::Dimension ? " equals " : " ",
             "'", printable(text(check.expected())), "'");
    if (check.location() != 0)
      append(out, "  // ",
             printable(module.formatLocation(check.location() - 1)));
    out += '\n';
  }
  if (!executable.plans())
    return;
  append(out, "\nplans (", executable.plans()->size(), ")\n");
  for (uint32_t i = 0; i != executable.plans()->size(); ++i) {
    const fb::Plan &plan = *executable.plans()->Get(i);
    std::string kept;
    if (plan.kept())
      append(kept, ", ", plan.kept()->size(), " of them kept");
    if (plan.num_sizes() != 0)
      append(out, "  ", i, ": ", plan.blocks()->size() / 3, " blocks of ",
             plan.num_sizes(), " sizes, planned for the sizes of a call", kept,
             "\n");
    else
      append(out, "  ", i, ": ", plan.sizes()->size(), " blocks, ",
             plan.bytes(), " bytes", kept, "\n");
  }
}

} // namespace

std::string jsonString(std::string_view raw) {
  static const char hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (size_t i = 0; i != raw.size();) {
    unsigned char c = static_cast<unsigned char>(raw[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += raw[i++];
    } else if (c < 0x20) {
      out += "\\u00";
      out += hex[c >> 4];
      out += hex[c & 15];
      ++i;
    } else if (c < 0x80) {
      out += raw[i++];
    } else {
      // Well-formed sequences are copied whole.
      size_t length = c >= 0xc2 && c < 0xe0   ? 2
                      : c >= 0xe0 && c < 0xf0 ? 3
                      : c >= 0xf0 && c < 0xf5 ? 4
                                              : 0;
      bool valid = length != 0 && raw.size() - i >= length;
      uint32_t code = length == 2   ? c & 0x1f
                      : length == 3 ? c & 0x0f
                                    : c & 0x07;
      for (size_t k = 1; valid && k != length; ++k) {
        unsigned char next = static_cast<unsigned char>(raw[i + k]);
        valid = (next & 0xc0) == 0x80;
        code = code << 6 | (next & 0x3f);
      }
      valid = valid && !(length == 3 && code < 0x800) &&
              !(length == 4 && code < 0x10000) && code < 0x110000 &&
              !(code >= 0xd800 && code < 0xe000);
      if (valid) {
        out.append(raw.data() + i, length);
        i += length;
      } else {
        out += "\\ufffd";
        ++i;
      }
    }
  }
  return out + '"';
}

std::string dumpModule(const Module &module) {
  const fb::Executable &executable = module.executable();
  std::string out = concat("executable version ", executable.version());
  if (executable.producer() && executable.producer()->size() != 0)
    append(out, ", by ", printable(text(executable.producer())));
  if (executable.target() && executable.target()->size() != 0)
    append(out, ", for ", printable(text(executable.target())));
  append(out, "\n\nfunctions (", executable.functions()->size(), ")\n");
  for (uint32_t i = 0; i != executable.functions()->size(); ++i) {
    const FunctionInfo &info = module.functions()[i];
    append(out, i == 0 ? "" : "\n", info.fb->is_public() ? "@" : "private @");
    printSignature(info, out);
    append(out, "\n  ", info.numScalars, " scalar registers, ", info.numObjects,
           " object registers, ",
           info.fb->is_compiled() ? "runs as machine code" : "runs as bytecode",
           "\n");
    CodePrinter(module, i, out).print();
  }
  dumpTables(module, out);
  return out;
}

std::string printSignatures(const Module &module) {
  std::string out;
  for (const FunctionInfo &info : module.functions()) {
    if (!info.fb->is_public())
      continue;
    printSignature(info, out);
    out += '\n';
  }
  return out;
}

std::string printSignaturesJson(const Module &module) {
  std::string out = "{\"functions\": [";
  bool first = true;
  for (const FunctionInfo &info : module.functions()) {
    if (!info.fb->is_public())
      continue;
    append(out, first ? "\n" : ",\n", "  {\"name\": ", jsonString(info.name),
           ", \"args\": ");
    first = false;
    printParametersJson(*info.fb->args(), out);
    append(out, ", \"results\": ");
    printParametersJson(*info.fb->results(), out);
    out += '}';
  }
  return out + "\n]}\n";
}

} // namespace relax::runtime
