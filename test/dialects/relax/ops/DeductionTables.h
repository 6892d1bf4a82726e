//===- DeductionTables.h - the tables of deduced types ----------*- C++ -*-===//
//
// The valid tests of this folder state result types: an operator with symbols
// among its operands, and with exactly the types that are deduced from these,
// is a row of a table of symbolic operands and symbolic results. (Elsewhere a
// type may say less than what is deduced.) This reads the rows.
//
//===----------------------------------------------------------------------===//

#ifndef TEST_DIALECTS_RELAX_OPS_DEDUCTIONTABLES_H
#define TEST_DIALECTS_RELAX_OPS_DEDUCTIONTABLES_H

#include "dialects/interfaces/ShapeConditions.h"
#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <string>
#include <vector>

namespace mlir::relax::tables {

constexpr const char *kFolder = "test/dialects/relax/ops";

inline void loadDialects(MLIRContext &context) {
  context.loadDialect<RelaxDialect, sym::SymDialect, func::FuncDialect,
                      arith::ArithDialect>();
}

inline bool isTable(StringRef name) {
  // The loops of speculation.mlir are of a dialect that is not needed here.
  return name.ends_with(".mlir") && !name.ends_with("invalid.mlir") &&
         name != "speculation.mlir";
}

/// Whether operations of this name deduce types and state conditions.
inline bool isOperator(OperationName name) {
  return name.getDialectNamespace() == "relax" &&
         name.hasInterface<InferTypeOpInterface>() &&
         name.hasInterface<ShapeConditionsOpInterface>();
}

inline bool isSymbolic(Type type) {
  auto isUnknown = [](sym::ExprAttr dim) { return dim && !dim.isConstant(); };
  if (auto integer = dyn_cast<sym::IntType>(type))
    return isUnknown(integer.getExpr());
  if (auto shape = dyn_cast<ShapeType>(type))
    return shape.hasRank() && llvm::any_of(shape.getShape(), isUnknown);
  auto tensor = dyn_cast<TensorType>(type);
  return tensor && tensor.hasRank() &&
         llvm::any_of(tensor.getShape(), isUnknown);
}

/// The types that `op` deduces from its operands.
inline FailureOr<SmallVector<Type>> inferTypes(Operation *op) {
  SmallVector<Type> types;
  if (failed(cast<InferTypeOpInterface>(op).inferReturnTypes(
          op->getContext(), op->getLoc(), op->getOperands(),
          op->getRawDictionaryAttrs(), op->getPropertiesStorage(),
          op->getRegions(), types)))
    return failure();
  return types;
}

/// Every table, a module for each part between `// -----`. The files are read
/// in the order of their names; empty when one of them cannot be parsed.
inline std::vector<OwningOpRef<ModuleOp>> readTables(MLIRContext &context) {
  std::error_code error;
  std::vector<std::string> paths;
  for (llvm::sys::fs::directory_iterator it(kFolder, error), end;
       it != end && !error; it.increment(error))
    if (isTable(llvm::sys::path::filename(it->path())))
      paths.push_back(it->path());
  llvm::sort(paths);

  std::vector<OwningOpRef<ModuleOp>> modules;
  for (const std::string &path : paths) {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    if (!buffer)
      return {};
    StringRef rest = (*buffer)->getBuffer();
    // Keeps the lines of what is parsed in step with those of the file.
    unsigned lines = 0;
    while (!rest.empty()) {
      auto [part, next] = rest.split("// -----");
      modules.push_back(parseSourceString<ModuleOp>(
          std::string(lines, '\n') + part.str(), &context,
          llvm::sys::path::filename(path)));
      if (!modules.back())
        return {};
      lines += part.count('\n');
      rest = next;
    }
  }
  return modules;
}

/// Calls `visit` with every row.
inline void forEachRow(ArrayRef<OwningOpRef<ModuleOp>> modules,
                       llvm::function_ref<void(Operation *)> visit) {
  for (const OwningOpRef<ModuleOp> &module : modules)
    const_cast<OwningOpRef<ModuleOp> &>(module)->walk([&](Operation *op) {
      if (!isOperator(op->getName()) ||
          llvm::none_of(op->getOperandTypes(), isSymbolic))
        return;
      FailureOr<SmallVector<Type>> types = inferTypes(op);
      if (succeeded(types) && llvm::equal(*types, op->getResultTypes()))
        visit(op);
    });
}

} // namespace mlir::relax::tables

#endif // TEST_DIALECTS_RELAX_OPS_DEDUCTIONTABLES_H
