//===- BindParams.cpp - parameters that become constants ------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/SymbolTable.h"
#include "support/NpyFile.h"
#include "transforms/relax/binding/Binding.h"
#include "transforms/relax/binding/Passes.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace mlir::relax {
#define GEN_PASS_DEF_BINDPARAMS
#include "transforms/relax/binding/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// The element type of a file; `wanted` decides between types that NumPy cannot tell apart. Null where they do not fit.
Type getElementType(MLIRContext *context, const NpyFile &file, Type wanted) {
  unsigned bits = file.itemSize * 8;
  if (wanted && wanted.isIntOrFloat()) {
    unsigned width = wanted.getIntOrFloatBitWidth();
    bool isBool = wanted.isInteger(1);
    if (isa<FloatType>(wanted)) {
      bool hasName = wanted.isF16() || wanted.isF32() || wanted.isF64();
      return width == bits && (hasName ? file.kind == 'f' : file.kind == 'u' || file.kind == 'V') ? wanted : Type();
    }
    char kind = isBool ? 'b' : wanted.isUnsignedInteger() ? 'u' : 'i';
    // Elements of 4 bits take a byte.
    return file.kind == kind && (isBool || width < 8 ? 8 : width) == bits ? wanted : Type();
  }
  Builder builder(context);
  switch (file.kind) {
  case 'b':
    return builder.getI1Type();
  case 'i':
    return builder.getIntegerType(bits);
  case 'u':
    return builder.getIntegerType(bits, /*isSigned=*/false);
  case 'f':
    return bits == 16   ? Type(builder.getF16Type())
           : bits == 32 ? Type(builder.getF32Type())
           : bits == 64 ? Type(builder.getF64Type())
                        : Type();
  default:
    return {};
  }
}

struct BindParams : relax::impl::BindParamsBase<BindParams> {
  using BindParamsBase::BindParamsBase;

  void runOnOperation() override {
    if (failed(readFiles()) || failed(bindAll()))
      signalPassFailure();
  }

private:
  static constexpr llvm::StringLiteral kValueAttr = "relax.value";

  LogicalResult readFiles() {
    files.clear();
    for (const std::string &text : params) {
      auto [name, path] = llvm::StringRef(text).split('=');
      if (name.empty() || path.empty())
        return getOperation().emitError() << "option 'params' must be NAME=FILE.npy, got '" << text << "'";
      std::string why;
      std::optional<NpyFile> file = NpyFile::open(path, why);
      if (!file)
        return getOperation().emitError() << "option 'params': " << why;
      if (!files.try_emplace(name, std::move(*file)).second)
        return getOperation().emitError() << "option 'params' must name a parameter once, got '" << name << "' twice";
    }
    return success();
  }

  LogicalResult bindAll() {
    ModuleOp module = getOperation();
    if (!function.empty() && !module.lookupSymbol<FuncOp>(function))
      return module.emitError() << "option 'function' must name a relax.func of the module, got '" << function << "'";
    // Who is named by somebody: one walk for all functions, and none where nothing is bound.
    std::optional<llvm::DenseMap<StringAttr, Operation *>> named;
    auto getUser = [&](StringAttr name) {
      if (!named) {
        named.emplace();
        if (std::optional<SymbolTable::UseRange> uses = SymbolTable::getSymbolUses(&module.getBodyRegion()))
          for (SymbolTable::SymbolUse use : *uses)
            (*named)[use.getSymbolRef().getRootReference()] = use.getUser();
      }
      return named->lookup(name);
    };
    bool changed = false;
    llvm::StringSet<> found;
    for (FuncOp func : module.getOps<FuncOp>()) {
      if (func.isExternal() || (function.empty() ? !func.isPublic() : func.getSymName() != function))
        continue;
      llvm::SmallVector<ElementsAttr> values(func.getNumArguments());
      unsigned count = 0;
      for (unsigned i = 0, e = values.size(); i < e; ++i) {
        FailureOr<ElementsAttr> value = getValue(func, i, found);
        if (failed(value))
          return failure();
        values[i] = *value;
        count += values[i] != nullptr;
      }
      if (count == 0)
        continue;
      if (Operation *user = getUser(func.getSymNameAttr())) {
        InFlightDiagnostic diagnostic = func.emitError() << "parameters of @" << func.getSymName()
                                                         << " cannot be bound: its name is used in the module";
        diagnostic.attachNote(user->getLoc()) << "it is used here";
        return diagnostic;
      }
      if (failed(bindParams(func, values)))
        return failure();
      numBound += count;
      changed = true;
    }
    for (const auto &entry : files)
      if (!found.contains(entry.getKey()))
        return module.emitError() << "option 'params' must name a parameter of a function, got '" << entry.getKey()
                                  << "'";
    if (!changed)
      markAllAnalysesPreserved();
    return success();
  }

  FailureOr<ElementsAttr> getValue(FuncOp func, unsigned index, llvm::StringSet<> &found) {
    if (auto entry = files.find(func.getArgName(index)); entry != files.end()) {
      found.insert(entry->getKey());
      auto tensor = dyn_cast<relax::TensorType>(func.getArgumentTypes()[index]);
      const NpyFile &file = entry->getValue();
      Type element = tensor ? getElementType(&getContext(), file, tensor.getElementType()) : Type();
      if (!element)
        return func.emitError() << "value of parameter '" << func.getArgName(index)
                                << "' must fit its type, got elements of kind '" << std::string(1, file.kind)
                                << "' and " << file.itemSize << " bytes for " << func.getArgumentTypes()[index];
      auto type = RankedTensorType::get(file.shape, element);
      auto keep = [owner = file.owner](void *, size_t, size_t) {};
      return ElementsAttr(DenseResourceElementsAttr::get(
          type, entry->getKey(), UnmanagedAsmResourceBlob::allocateWithAlign(file.data, 1, std::move(keep))));
    }
    Attribute attr = func.getArgAttr(index, kValueAttr);
    if (!attr)
      return ElementsAttr();
    auto value = dyn_cast<ElementsAttr>(attr);
    if (!value)
      return func.emitError() << "'" << kValueAttr << "' must be a tensor, got " << attr << " for parameter " << index;
    return value;
  }

  llvm::StringMap<NpyFile> files;
};

} // namespace
