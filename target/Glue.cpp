//===- Glue.cpp - The one exported symbol of a library --------------------===//

#include "target/Glue.h"

#include "runtime/executable/abi.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

using namespace mlir;
using namespace mlir::relax_vm;
using namespace mlir::target;

namespace {
/// Builds the constants of `relax_module`.
class GlueBuilder {
public:
  explicit GlueBuilder(llvm::Module &module)
      : module(module), context(module.getContext()),
        pointer(llvm::PointerType::get(context, 0)),
        word(llvm::Type::getInt32Ty(context)) {}

  /// A hidden table of functions; null where a name is empty.
  llvm::Constant *addTable(StringRef name, ArrayRef<std::string> entries) {
    if (entries.empty())
      return llvm::ConstantPointerNull::get(pointer);
    auto *code = llvm::FunctionType::get(word, /*isVarArg=*/false);
    SmallVector<llvm::Constant *> values;
    for (const std::string &entry : entries) {
      if (entry.empty()) {
        values.push_back(llvm::ConstantPointerNull::get(pointer));
        continue;
      }
      auto *function = cast<llvm::Function>(
          module.getOrInsertFunction(entry, code).getCallee());
      function->setVisibility(llvm::GlobalValue::HiddenVisibility);
      values.push_back(function);
    }
    auto *type = llvm::ArrayType::get(pointer, values.size());
    return addHidden(name, llvm::ConstantArray::get(type, values));
  }

  llvm::GlobalVariable *addHidden(StringRef name, llvm::Constant *value) {
    auto *global = new llvm::GlobalVariable(
        module, value->getType(), /*isConstant=*/true,
        llvm::GlobalValue::InternalLinkage, value, name);
    return global;
  }

  llvm::Constant *number(uint32_t value) {
    return llvm::ConstantInt::get(word, value);
  }

  llvm::Module &module;
  llvm::LLVMContext &context;
  llvm::PointerType *pointer;
  llvm::IntegerType *word;
};
} // namespace

FailureOr<std::string>
target::emitGlueObject(Location loc, const ProgramTables &tables,
                       const MachineDescription &machine) {
  std::unique_ptr<llvm::TargetMachine> targetMachine =
      createTargetMachine(machine, /*optLevel=*/0);
  if (!targetMachine)
    return emitError(loc) << "LLVM has no code generator for '"
                          << machine.triple << "'";
  llvm::LLVMContext context;
  llvm::Module module("relax_module", context);
  module.setDataLayout(targetMachine->createDataLayout());
  module.setTargetTriple(targetMachine->getTargetTriple());
  GlueBuilder builder(module);

  SmallVector<std::string> kernels, functions;
  for (KernelOp kernel : tables.getKernels())
    kernels.push_back(getKernelSymbol(kernel.getSymName()));
  bool anyCompiled = false;
  for (FuncOp function : tables.getFunctions()) {
    bool compiled = function->hasAttr(compiledAttrName);
    anyCompiled |= compiled;
    functions.push_back(compiled ? getFunctionSymbol(function.getSymName())
                                 : std::string());
  }
  if (!anyCompiled)
    functions.clear();

  llvm::GlobalVariable *hash = builder.addHidden(
      "relax.hash",
      llvm::ConstantDataArray::get(
          context, ArrayRef<uint8_t>(SmallVector<uint8_t>(16, 0))));
  hash->setSection(RELAX_SECTION_HASH);
  llvm::Constant *fields[] = {builder.number(RELAX_ABI_VERSION),
                              builder.number(kernels.size()),
                              builder.addTable("relax.kernels", kernels),
                              builder.number(functions.size()),
                              builder.number(0),
                              builder.addTable("relax.functions", functions),
                              hash};
  llvm::Constant *value = llvm::ConstantStruct::getAnon(context, fields);
  new llvm::GlobalVariable(module, value->getType(), /*isConstant=*/true,
                           llvm::GlobalValue::ExternalLinkage, value,
                           RELAX_MODULE_SYMBOL);

  llvm::SmallVector<char, 0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  llvm::legacy::PassManager codegen;
  if (targetMachine->addPassesToEmitFile(codegen, stream, nullptr,
                                         llvm::CodeGenFileType::ObjectFile))
    return emitError(loc) << "LLVM cannot write object files for '"
                          << machine.triple << "'";
  codegen.run(module);
  return std::string(buffer.begin(), buffer.end());
}
