//===- SymbolScope.cpp - Uniqueness and licenses of symbols ---------------===//
//
// The verifier of a scope visits each op once. It keeps the symbols of each type
// (types repeat a lot), the definitions seen so far, and for each op with regions
// that is being visited the symbols that its regions capture or export.
//
//===----------------------------------------------------------------------===//

#include "dialects/sym/SymbolScope.h"
#include "dialects/sym/SymInterfaces.h"
#include "dialects/sym/SymOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/DenseSet.h"

using namespace mlir;
using namespace mlir::sym;

namespace {
class ScopeVerifier {
public:
  explicit ScopeVerifier(SymbolScopeOpInterface scope) : scope(scope) {}

  LogicalResult verify();

private:
  using SymbolSet = llvm::SmallDenseSet<StringAttr, 4>;

  ArrayRef<StringAttr> getSymbols(Type type);
  LogicalResult verifySignature();
  LogicalResult define(Operation *op, StringAttr symbol);
  LogicalResult verifyDefiner(SymbolDefinerOpInterface definer);
  LogicalResult visitRegions(Operation *op, SymbolSet &licensed);
  LogicalResult visit(Operation *op);
  void noteCapture(Operation *user, Value operand, ArrayRef<StringAttr> symbols);
  LogicalResult verifyLicensed(Operation *op, Type type,
                               const SymbolSet &licensed, StringRef what);

  SymbolScopeOpInterface scope;
  SymbolSet signature;
  /// Who defines a symbol; the scope itself for the signature.
  llvm::DenseMap<StringAttr, Operation *> definitions;
  llvm::DenseMap<Type, SmallVector<StringAttr, 2>> symbolsOfType;
  /// What the regions of the ops around the current one capture.
  llvm::DenseMap<Operation *, SymbolSet> captured;
};
} // namespace

/// Those of a type that the signature does not define: the others are known everywhere.
ArrayRef<StringAttr> ScopeVerifier::getSymbols(Type type) {
  if (type.isIntOrIndexOrFloat())
    return {};
  auto [entry, isNew] = symbolsOfType.try_emplace(type);
  if (isNew) {
    llvm::SetVector<StringAttr> symbols;
    collectSymbols(type, symbols);
    // The walk does not come back here, so the entry is still valid.
    for (StringAttr symbol : symbols)
      if (!signature.contains(symbol))
        entry->second.push_back(symbol);
  }
  return entry->second;
}

LogicalResult ScopeVerifier::define(Operation *op, StringAttr symbol) {
  auto [entry, isNew] = definitions.try_emplace(symbol, op);
  if (isNew)
    return success();
  InFlightDiagnostic diagnostic =
      op->emitOpError("must not define symbol '")
      << symbol.getValue() << "' a second time in its function";
  diagnostic.attachNote(entry->second->getLoc())
      << "the first definition is "
      << (entry->second == scope ? "in the signature" : "here");
  return diagnostic;
}

LogicalResult ScopeVerifier::verifyDefiner(SymbolDefinerOpInterface definer) {
  ArrayAttr names = definer.getDefinedSymbols();
  if (!names)
    return success();
  if (names.size() > definer->getNumResults())
    return definer->emitOpError("must return one '!sym.int' for each symbol that "
                                "it defines, got ")
           << definer->getNumResults() << " results and " << names.size()
           << " symbols";
  auto results = definer->getResults().take_back(names.size());
  for (auto [attr, result] : llvm::zip(names, results)) {
    auto name = dyn_cast<StringAttr>(attr);
    if (!name)
      return definer->emitOpError("names of symbols must be strings, got ")
             << attr;
    Type expected = IntType::get(ExprAttr::getSymbol(name));
    if (result.getType() != expected)
      return definer->emitOpError("must return its symbols last and in order, "
                                  "got ")
             << result.getType() << " where " << expected << " is due";
    if (failed(define(definer, name)))
      return failure();
  }
  return success();
}

/// A value from outside a region is captured by every op between.
void ScopeVerifier::noteCapture(Operation *user, Value operand, ArrayRef<StringAttr> symbols) {
  Region *home = operand.getParentRegion();
  for (Region *region = user->getParentRegion(); region && region != home;
       region = region->getParentRegion()) {
    Operation *parent = region->getParentOp();
    if (parent == scope)
      return;
    captured[parent].insert(symbols.begin(), symbols.end());
  }
}

LogicalResult ScopeVerifier::verifyLicensed(Operation *op, Type type,
                                            const SymbolSet &licensed,
                                            StringRef what) {
  for (StringAttr symbol : getSymbols(type)) {
    if (licensed.contains(symbol))
      continue;
    return op->emitOpError() << what << " mentions symbol '"
                             << symbol.getValue()
                             << "', which is neither defined by the signature "
                                "or by the op nor in the type of an operand: "
                             << type;
  }
  return success();
}

LogicalResult ScopeVerifier::visitRegions(Operation *op, SymbolSet &licensed) {
  for (Region &region : op->getRegions()) {
    for (Block &block : region) {
      for (Operation &inner : block)
        if (failed(visit(&inner)))
          return failure();
      if (block.empty() || op == scope)
        continue;
      // A region may hand out a symbol together with its value.
      for (Type type : block.back().getOperandTypes())
        if (auto value = dyn_cast<IntType>(type))
          if (StringAttr symbol = value.getExpr().getSymbolName())
            if (llvm::is_contained(op->getResultTypes(), type))
              licensed.insert(symbol);
    }
  }
  if (op == scope)
    return success();
  if (auto entry = captured.find(op); entry != captured.end()) {
    licensed.insert(entry->second.begin(), entry->second.end());
    captured.erase(entry);
  }
  for (Region &region : op->getRegions())
    for (Block &block : region)
      for (Type type : block.getArgumentTypes())
        if (failed(verifyLicensed(op, type, licensed, "argument of a region")))
          return failure();
  return success();
}

LogicalResult ScopeVerifier::visit(Operation *op) {
  // A scope inside checks itself.
  if (isa<SymbolScopeOpInterface>(op))
    return success();
  SymbolSet licensed;
  for (Value operand : op->getOperands()) {
    ArrayRef<StringAttr> symbols = getSymbols(operand.getType());
    if (symbols.empty())
      continue;
    licensed.insert(symbols.begin(), symbols.end());
    noteCapture(op, operand, symbols);
  }
  if (auto definer = dyn_cast<SymbolDefinerOpInterface>(op)) {
    if (failed(verifyDefiner(definer)))
      return failure();
    if (ArrayAttr names = definer.getDefinedSymbols())
      for (StringAttr name : names.getAsRange<StringAttr>())
        licensed.insert(name);
  }
  if (op->getNumRegions() != 0 && failed(visitRegions(op, licensed)))
    return failure();
  for (Type type : op->getResultTypes())
    if (failed(verifyLicensed(op, type, licensed, "result type")))
      return failure();
  if (auto assume = dyn_cast<AssumeOp>(op))
    for (ExprAttr side : {assume.getLhs(), assume.getRhs()})
      if (failed(verifyLicensed(op, IntType::get(side), licensed, "expression")))
        return failure();
  return success();
}

/// A caller knows the symbols that the parameters define, and no other.
LogicalResult ScopeVerifier::verifySignature() {
  auto function = dyn_cast<FunctionOpInterface>(scope.getOperation());
  if (!function)
    return success();
  auto verifyTypes = [&](ArrayRef<Type> types, StringRef what) -> LogicalResult {
    for (auto [index, type] : llvm::enumerate(types))
      for (StringAttr symbol : getSymbols(type))
        return scope->emitOpError()
               << "type of " << what << " " << index << " mentions symbol '"
               << symbol.getValue()
               << "', which stands bare in no parameter: " << type;
    return success();
  };
  if (failed(verifyTypes(function.getArgumentTypes(), "parameter")))
    return failure();
  return verifyTypes(function.getResultTypes(), "result");
}

LogicalResult ScopeVerifier::verify() {
  for (StringAttr symbol : scope.getSignatureSymbols()) {
    signature.insert(symbol);
    definitions.try_emplace(symbol, scope);
  }
  if (failed(verifySignature()))
    return failure();
  SymbolSet licensed;
  return visitRegions(scope, licensed);
}

LogicalResult sym::verifySymbolScope(Operation *scope) {
  auto interface = dyn_cast<SymbolScopeOpInterface>(scope);
  if (!interface)
    return success();
  return ScopeVerifier(interface).verify();
}

//===----------------------------------------------------------------------===//
// Signatures
//===----------------------------------------------------------------------===//

void sym::collectBareSymbols(TypeRange types,
                             llvm::SetVector<StringAttr> &symbols) {
  for (Type type : types)
    type.walk<WalkOrder::PreOrder>([&](ExprAttr expr) {
      if (expr.isSymbol())
        symbols.insert(expr.getSymbolName());
    });
}

namespace {
/// The scope of any function whose parameters say what they define.
template <typename FuncOp>
struct FunctionScope : public SymbolScopeOpInterface::ExternalModel<
                           FunctionScope<FuncOp>, FuncOp> {
  SmallVector<StringAttr> getSignatureSymbols(Operation *op) const {
    llvm::SetVector<StringAttr> symbols;
    collectBareSymbols(cast<FunctionOpInterface>(op).getArgumentTypes(),
                       symbols);
    return symbols.takeVector();
  }
};
} // namespace


void sym::registerFuncScope(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, func::FuncDialect *) {
    func::FuncOp::attachInterface<FunctionScope<func::FuncOp>>(*context);
  });
}
