// Plain structs to FlatBuffer.

#include "runtime/executable/Executable.h"
#include "runtime/executable/executable_generated.h"

namespace relax::runtime {

namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;

Offset<fb::Type> encodeType(FlatBufferBuilder &fbb, const TypeDesc &type) {
  std::vector<Offset<fb::Type>> elements;
  for (const TypeDesc &element : type.elements)
    elements.push_back(encodeType(fbb, element));
  std::vector<Offset<flatbuffers::String>> dims;
  for (const std::string &dim : type.dims)
    dims.push_back(fbb.CreateSharedString(dim));
  auto text = fbb.CreateSharedString(type.text);
  auto dimVector = dims.empty() ? 0 : fbb.CreateVector(dims);
  auto elementVector = elements.empty() ? 0 : fbb.CreateVector(elements);
  return fb::CreateType(fbb, static_cast<fb::TypeKind>(type.kind), text,
                        type.dtype, type.rank, dimVector, elementVector);
}

Offset<flatbuffers::Vector<Offset<fb::Parameter>>>
encodeParameters(FlatBufferBuilder &fbb,
                 const std::vector<ParameterDesc> &parameters) {
  std::vector<Offset<fb::Parameter>> result;
  for (const ParameterDesc &parameter : parameters) {
    auto name = fbb.CreateSharedString(parameter.name);
    auto type = encodeType(fbb, parameter.type.kind == TypeKind::Unknown
                                    ? parseTypeText(parameter.type.text)
                                    : parameter.type);
    result.push_back(fb::CreateParameter(
        fbb, name, parameter.isScalar ? fb::Bank::Scalar : fb::Bank::Object,
        type));
  }
  return fbb.CreateVector(result);
}

Offset<fb::Function> encodeFunction(FlatBufferBuilder &fbb,
                                    const FunctionDesc &function) {
  auto name = fbb.CreateSharedString(function.name);
  auto args = encodeParameters(fbb, function.args);
  auto results = encodeParameters(fbb, function.results);
  Offset<flatbuffers::Vector<uint32_t>> code;
  if (!function.code.empty())
    code = fbb.CreateVector(function.code);
  Offset<flatbuffers::Vector<const fb::LocationEntry *>> locations;
  if (!function.locations.empty()) {
    std::vector<fb::LocationEntry> entries;
    entries.reserve(function.locations.size());
    for (const LocationEntryDesc &entry : function.locations)
      entries.emplace_back(entry.pc, entry.location);
    locations = fbb.CreateVectorOfStructs(entries);
  }
  return fb::CreateFunction(fbb, name, function.isPublic, args, results,
                            function.numScalars, function.numObjects, code,
                            locations, function.isCompiled);
}

} // namespace

std::vector<uint8_t> encodeExecutable(const ExecutableDesc &executable) {
  FlatBufferBuilder fbb(4096);
  std::vector<Offset<fb::Function>> functions;
  for (const FunctionDesc &function : executable.functions)
    functions.push_back(encodeFunction(fbb, function));
  std::vector<Offset<fb::Constant>> constants;
  for (const ConstantDesc &constant : executable.constants) {
    auto shape = fbb.CreateVector(constant.shape);
    Offset<flatbuffers::Vector<uint8_t>> data;
    if (!constant.data.empty())
      data = fbb.CreateVector(constant.data);
    constants.push_back(fb::CreateConstant(
        fbb, constant.dtype, shape, data, constant.offset,
        constant.data.empty() ? constant.size : constant.data.size()));
  }
  std::vector<Offset<flatbuffers::String>> imports;
  for (const std::string &import : executable.imports)
    imports.push_back(fbb.CreateString(import));
  std::vector<Offset<fb::Kernel>> kernels;
  for (const KernelDesc &kernel : executable.kernels)
    kernels.push_back(fb::CreateKernel(fbb, fbb.CreateSharedString(kernel.name),
                                       kernel.numBuffers, kernel.numScalars));
  std::vector<Offset<fb::Check>> checks;
  for (const CheckDesc &check : executable.checks) {
    auto subject = fbb.CreateSharedString(check.subject);
    auto expected = fbb.CreateSharedString(check.expected);
    checks.push_back(
        fb::CreateCheck(fbb, static_cast<fb::CheckKind>(check.kind), subject,
                        check.dim, expected, check.location));
  }
  std::vector<Offset<fb::Location>> locations;
  for (const LocationDesc &location : executable.locations) {
    auto file = fbb.CreateSharedString(location.file);
    Offset<flatbuffers::String> node;
    if (!location.node.empty())
      node = fbb.CreateSharedString(location.node);
    locations.push_back(
        fb::CreateLocation(fbb, file, location.line, location.column, node));
  }
  std::vector<Offset<fb::Plan>> plans;
  for (const PlanDesc &plan : executable.plans) {
    auto blocks = fbb.CreateVector(plan.blocks);
    auto offsets = fbb.CreateVector(plan.offsets);
    auto sizes = fbb.CreateVector(plan.sizes);
    Offset<flatbuffers::Vector<uint32_t>> kept;
    if (!plan.kept.empty())
      kept = fbb.CreateVector(plan.kept);
    plans.push_back(fb::CreatePlan(fbb, plan.numSizes, blocks, offsets, sizes,
                                   plan.bytes, kept));
  }
  auto producer = fbb.CreateString(executable.producer);
  auto functionVector = fbb.CreateVector(functions);
  auto constantVector = fbb.CreateVector(constants);
  auto importVector = fbb.CreateVector(imports);
  auto kernelVector = fbb.CreateVector(kernels);
  auto checkVector = fbb.CreateVector(checks);
  auto locationVector = fbb.CreateVector(locations);
  auto target = fbb.CreateString(executable.target);
  auto features = fbb.CreateString(executable.cpuFeatures);
  Offset<flatbuffers::Vector<uint8_t>> weightsHash;
  if (!executable.weightsHash.empty())
    weightsHash = fbb.CreateVector(executable.weightsHash);
  Offset<flatbuffers::Vector<Offset<fb::Plan>>> planVector;
  if (!plans.empty())
    planVector = fbb.CreateVector(plans);
  fb::FinishExecutableBuffer(
      fbb, fb::CreateExecutable(fbb, executableVersion, producer,
                                functionVector, constantVector, importVector,
                                kernelVector, checkVector, locationVector,
                                target, features, weightsHash, planVector));
  return std::vector<uint8_t>(fbb.GetBufferPointer(),
                              fbb.GetBufferPointer() + fbb.GetSize());
}

} // namespace relax::runtime
