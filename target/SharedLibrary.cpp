//===- SharedLibrary.cpp - A module to a model library --------------------===//

#include "target/SharedLibrary.h"

#include "target/Bytecode.h"
#include "target/ElfEditor.h"
#include "target/Glue.h"
#include "target/Linker.h"
#include "target/ObjectCode.h"

#include "runtime/executable/abi.h"
#include "runtime/executable/hash.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Signals.h"

using namespace mlir;
using namespace mlir::relax_vm;
using namespace mlir::target;
namespace rt = ::relax::runtime;

// Weights are mapped by pages.
static constexpr uint64_t weightsAlignment = 4096;

void target::registerTargetTranslations(DialectRegistry &registry) {
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
}

static ArrayRef<char> toChars(const void *data, size_t size) {
  return ArrayRef<char>(static_cast<const char *>(data), size);
}

/// The part of the open file as memory.
static llvm::Expected<llvm::sys::fs::mapped_file_region>
mapFile(const ElfEditor &file) {
  std::error_code error;
  llvm::sys::fs::mapped_file_region region(
      llvm::sys::fs::convertFDToNativeFile(file.getDescriptor()),
      llvm::sys::fs::mapped_file_region::readonly, file.getSize(), 0, error);
  if (error)
    return llvm::errorCodeToError(error);
  return region;
}

static llvm::Error writeWeights(ElfEditor &file, Program &program) {
  if (program.weights.empty())
    return llvm::Error::success();
  if (llvm::Error error =
          file.beginSection(RELAX_SECTION_WEIGHTS, weightsAlignment))
    return error;
  for (const Weight &weight : program.weights) {
    if (llvm::Error error = file.padTo(weight.offset))
      return error;
    if (llvm::Error error = file.append(weight.bytes))
      return error;
  }
  auto region = mapFile(file);
  if (!region)
    return region.takeError();
  ElfEditor::Range range = *file.findSection(RELAX_SECTION_WEIGHTS);
  rt::Hash hash =
      rt::hashBytes(region->const_data() + range.offset, range.size);
  program.executable.weightsHash.assign(hash.begin(), hash.end());
  return llvm::Error::success();
}

/// Adds weights, executable and hash to a linked library.
static llvm::Error addSections(StringRef path, Program &program) {
  ElfEditor file;
  if (llvm::Error error = file.open(path))
    return error;
  if (llvm::Error error = writeWeights(file, program))
    return error;
  std::vector<uint8_t> executable = rt::encodeExecutable(program.executable);
  if (llvm::Error error = file.beginSection(RELAX_SECTION_EXEC, 64))
    return error;
  if (llvm::Error error =
          file.append(toChars(executable.data(), executable.size())))
    return error;
  if (llvm::Error error = file.finish())
    return error;

  std::optional<ElfEditor::Range> hash = file.findSection(RELAX_SECTION_HASH);
  if (!hash || hash->size != rt::hashSize)
    return llvm::createStringError("the linker left out " RELAX_SECTION_HASH);
  ElfEditor::Range weights =
      file.findSection(RELAX_SECTION_WEIGHTS).value_or(ElfEditor::Range());
  auto region = mapFile(file);
  if (!region)
    return region.takeError();
  rt::Hash value = rt::hashLibrary(
      reinterpret_cast<const unsigned char *>(region->const_data()),
      file.getSize(), {weights.offset, weights.size},
      {hash->offset, hash->size});
  return file.overwrite(hash->offset, toChars(value.data(), value.size()));
}

/// Compiles the nested modules; the glue comes first.
static FailureOr<SmallVector<std::string>>
compileObjects(ModuleOp module, const ProgramTables &tables,
               const MachineDescription &machine,
               const TargetOptions &options) {
  SmallVector<ModuleOp> code = collectCodeModules(module);
  FailureOr<SmallVector<std::string>> shards = compileShards(
      module, cutIntoShards(code), machine, options, CodeFormat::Object);
  if (failed(shards))
    return failure();
  FailureOr<std::string> glue =
      emitGlueObject(module.getLoc(), tables, machine);
  if (failed(glue))
    return failure();
  shards->insert(shards->begin(), std::move(*glue));
  return shards;
}

LogicalResult target::emitSharedLibrary(ModuleOp module,
                                        const TargetOptions &options,
                                        StringRef outputPath) {
  // Machine, linker and file are no matter of a place in the model.
  Location loc = UnknownLoc::get(module.getContext());
  auto cannotWrite = [&](const llvm::Twine &reason) {
    return emitError(loc) << "cannot write '" << outputPath
                          << "': " << reason.str();
  };
  // The library is renamed to its place, and would take that of a device.
  llvm::sys::fs::file_status place;
  if (!llvm::sys::fs::status(outputPath, place)) {
    if (llvm::sys::fs::is_directory(place))
      return cannotWrite("it is a folder");
    if (!llvm::sys::fs::is_regular_file(place))
      return cannotWrite("a library must be a regular file");
  }
  FailureOr<MachineDescription> machine = describeMachine(loc, options);
  if (failed(machine))
    return failure();
  ProgramTables tables(module);
  if (failed(verifyKernels(module, tables.getKernels())))
    return failure();
  Program program;
  if (failed(buildProgram(tables, options, *machine, program)))
    return failure();
  FailureOr<SmallVector<std::string>> objects =
      compileObjects(module, tables, *machine, options);
  if (failed(objects))
    return failure();

  SmallString<128> temporary;
  int descriptor = -1;
  if (std::error_code error = llvm::sys::fs::createUniqueFile(
          outputPath + ".%%%%%%%%.tmp", descriptor, temporary))
    return cannotWrite(error.message());
  llvm::sys::Process::SafelyCloseFileDescriptor(descriptor);
  llvm::sys::RemoveFileOnSignal(temporary);
  llvm::scope_exit cleanup([&] {
    llvm::sys::fs::remove(temporary);
    llvm::sys::DontRemoveFileOnSignal(temporary);
  });
  if (failed(linkSharedLibrary(loc, *objects, temporary)))
    return failure();
  if (llvm::Error error = addSections(temporary, program))
    return cannotWrite(llvm::toString(std::move(error)));
  if (std::error_code error = llvm::sys::fs::rename(temporary, outputPath))
    return cannotWrite(error.message());
  return success();
}

static FailureOr<std::string>
emitText(ModuleOp module, const TargetOptions &options, CodeFormat format) {
  FailureOr<MachineDescription> machine =
      describeMachine(UnknownLoc::get(module.getContext()), options);
  if (failed(machine))
    return failure();
  ProgramTables tables(module);
  if (failed(verifyKernels(module, tables.getKernels())))
    return failure();
  FailureOr<SmallVector<std::string>> texts =
      compileShards(module, cutIntoShards(collectCodeModules(module)), *machine,
                    options, format);
  if (failed(texts))
    return failure();
  return llvm::join(*texts, "\n");
}

FailureOr<std::string> target::emitLLVMText(ModuleOp module,
                                            const TargetOptions &options) {
  return emitText(module, options, CodeFormat::LLVMIR);
}

FailureOr<std::string> target::emitAssemblyText(ModuleOp module,
                                                const TargetOptions &options) {
  return emitText(module, options, CodeFormat::Assembly);
}
