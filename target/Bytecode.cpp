//===- Bytecode.cpp - relax_vm to the executable format -------------------===//

#include "target/Bytecode.h"

#include "target/FunctionEncoder.h"

#include "dialects/relax_vm/ElementTypes.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::relax_vm;
using namespace mlir::target;
namespace rt = ::relax::runtime;

static std::string toString(StringRef text) { return text.str(); }

/// Parameters or results: bank from the type, text from the attributes.
static std::vector<rt::ParameterDesc>
describeParameters(ArrayRef<Type> types, std::optional<ArrayAttr> names,
                   std::optional<ArrayAttr> signature, StringRef prefix) {
  std::vector<rt::ParameterDesc> result;
  for (auto [index, type] : llvm::enumerate(types)) {
    rt::ParameterDesc &parameter = result.emplace_back();
    parameter.isScalar = !isObject(type);
    parameter.name =
        names ? toString(cast<StringAttr>((*names)[index]).getValue())
              : (prefix + Twine(index)).str();
    parameter.type.text =
        signature ? toString(cast<StringAttr>((*signature)[index]).getValue())
        : parameter.isScalar ? "i64"
                             : "!relax.object";
  }
  return result;
}

static LogicalResult addFunction(FuncOp function, const ProgramTables &tables,
                                 rt::ExecutableDesc &executable) {
  rt::FunctionDesc &desc = executable.functions.emplace_back();
  desc.name = toString(function.getSymName());
  desc.isPublic = function.isPublic();
  desc.args =
      describeParameters(function.getArgumentTypes(), function.getArgNames(),
                         function.getArgSignature(), "arg");
  desc.results =
      describeParameters(function.getResultTypes(), function.getResultNames(),
                         function.getResultSignature(), "result");
  return encodeFunction(function, tables, desc);
}

static LogicalResult addConstant(ConstantOp constant, Program &program) {
  auto type = cast<RankedTensorType>(constant.getValue().getType());
  FailureOr<ArrayRef<char>> bytes =
      getTensorBytes(constant.getLoc(), constant.getValue(), program.arena);
  if (failed(bytes))
    return failure();
  if (type.getRank() > rt::maxRank)
    return constant.emitOpError("rank must be at most ")
           << rt::maxRank << ", got " << type.getRank();
  rt::ConstantDesc &desc = program.executable.constants.emplace_back();
  desc.dtype = *encodeElementType(type.getElementType());
  desc.shape.assign(type.getShape().begin(), type.getShape().end());
  if (bytes->size() <= rt::maxInlineConstant) {
    desc.data.assign(bytes->begin(), bytes->end());
    return success();
  }
  desc.offset = llvm::alignTo(program.weightsSize, rt::weightAlignment);
  desc.size = bytes->size();
  program.weights.push_back({desc.offset, *bytes});
  program.weightsSize = desc.offset + desc.size;
  return success();
}

LogicalResult target::buildProgram(const ProgramTables &tables,
                                   const TargetOptions &options,
                                   const MachineDescription &machine,
                                   Program &program) {
  rt::ExecutableDesc &executable = program.executable;
  executable.producer = options.producer;
  executable.target = machine.triple + " " + machine.cpu;
  executable.cpuFeatures = machine.requiredFeatures;
  for (FuncOp function : tables.getFunctions())
    if (failed(addFunction(function, tables, executable)))
      return failure();
  for (ConstantOp constant : tables.getConstants())
    if (failed(addConstant(constant, program)))
      return failure();
  for (StringAttr import : tables.getImports())
    executable.imports.push_back(toString(import.getValue()));
  for (KernelOp kernel : tables.getKernels())
    executable.kernels.push_back(
        {toString(kernel.getSymName()),
         static_cast<uint32_t>(kernel.getNumBuffers()),
         static_cast<uint32_t>(kernel.getNumScalars())});
  for (const CheckInfo &check : tables.getChecks()) {
    rt::CheckDesc &desc = executable.checks.emplace_back();
    desc.kind = check.kind == CheckInfo::Value       ? rt::CheckKind::Value
                : check.kind == CheckInfo::Dimension ? rt::CheckKind::Dimension
                : check.kind == CheckInfo::Condition ? rt::CheckKind::Condition
                                                     : rt::CheckKind::Message;
    desc.subject = toString(check.subject);
    desc.dim = static_cast<int32_t>(check.dim);
    desc.expected = toString(check.expected);
  }
  for (AllocArenaOp arena : tables.getPlans()) {
    rt::PlanDesc &desc = executable.plans.emplace_back();
    ArrayRef<int64_t> blocks = arena.getBlocks();
    desc.numSizes = arena.getSizes().size();
    if (std::optional<ArrayRef<int64_t>> kept = arena.getKept())
      desc.kept.assign(kept->begin(), kept->end());
    if (!arena.getBytes()) {
      desc.blocks.assign(blocks.begin(), blocks.end());
      continue;
    }
    desc.bytes = *arena.getBytes();
    for (size_t i = 0; i != blocks.size(); i += 2) {
      desc.offsets.push_back(blocks[i]);
      desc.sizes.push_back(blocks[i + 1]);
    }
  }
  for (const SourceLocation &location : tables.getLocations())
    executable.locations.push_back({toString(location.file), location.line,
                                    location.column, toString(location.node)});
  return success();
}
