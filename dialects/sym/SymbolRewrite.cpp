//===- SymbolRewrite.cpp - Renaming and materializing symbols -------------===//

#include "dialects/sym/SymInterfaces.h"
#include "dialects/sym/SymOps.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/AttrTypeSubElements.h"

using namespace mlir;
using namespace mlir::sym;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static void addDefinitions(Operation *op,
                           llvm::SetVector<StringAttr> &symbols) {
  if (auto definer = dyn_cast<SymbolDefinerOpInterface>(op))
    if (ArrayAttr names = definer.getDefinedSymbols())
      for (Attribute name : names)
        if (auto string = dyn_cast<StringAttr>(name))
          symbols.insert(string);
}

void sym::collectUsedSymbols(Operation *root,
                             llvm::SetVector<StringAttr> &symbols) {
  if (auto scope = dyn_cast<SymbolScopeOpInterface>(root))
    for (StringAttr symbol : scope.getSignatureSymbols())
      symbols.insert(symbol);
  llvm::DenseSet<const void *> seen;
  auto collect = [&](auto element) {
    if (element && seen.insert(element.getAsOpaquePointer()).second)
      collectSymbols(element, symbols);
  };
  root->walk([&](Operation *op) {
    addDefinitions(op, symbols);
    for (Type type : op->getResultTypes())
      collect(type);
    for (NamedAttribute attr : op->getAttrDictionary())
      collect(attr.getValue());
    for (Region &region : op->getRegions())
      for (Block &block : region)
        for (Type type : block.getArgumentTypes())
          collect(type);
  });
}

StringAttr sym::getFreshSymbol(StringAttr base,
                               llvm::SetVector<StringAttr> &taken) {
  StringAttr name = base;
  for (unsigned i = 0; !taken.insert(name); ++i)
    name = StringAttr::get(base.getContext(),
                           base.getValue() + "_" + Twine(i));
  return name;
}

//===----------------------------------------------------------------------===//
// Replacement
//===----------------------------------------------------------------------===//

/// Whether attributes of the operation may hold expressions. Arithmetic has none of its own, and there is much of it.
static bool mayHoldExpressions(Operation *op) {
  return !isa_and_nonnull<arith::ArithDialect>(op->getDialect()) || !op->getDiscardableAttrs().empty();
}

LogicalResult sym::substituteInPlace(ArrayRef<Operation *> roots,
                                     const Substitution &substitution) {
  if (substitution.empty())
    return success();
  bool fits = true;
  AttrTypeReplacer replacer;
  replacer.addReplacement([&](ExprAttr expr) -> Attribute {
    FailureOr<ExprAttr> replaced = substitute(expr, substitution);
    if (succeeded(replaced))
      return *replaced;
    fits = false;
    return expr;
  });
  // First everything is computed; the replacer remembers it for the second walk.
  for (Operation *root : roots)
    root->walk([&](Operation *op) {
      if (mayHoldExpressions(op))
        replacer.replace(op->getAttrDictionary());
      for (Type type : op->getResultTypes())
        replacer.replace(type);
      for (Region &region : op->getRegions())
        for (Block &block : region)
          for (Type type : block.getArgumentTypes())
            replacer.replace(type);
    });
  if (!fits)
    return failure();

  for (Operation *root : roots) {
    root->walk([&](SymbolDefinerOpInterface definer) {
      ArrayAttr names = definer.getDefinedSymbols();
      if (!names)
        return;
      SmallVector<Attribute> renamed;
      for (Attribute attr : names) {
        auto name = dyn_cast<StringAttr>(attr);
        ExprAttr target = name ? substitution.lookup(name) : ExprAttr();
        bool isName = target && target.isSymbol();
        renamed.push_back(isName ? target.getSymbolName() : attr);
      }
      definer.setDefinedSymbols(ArrayAttr::get(root->getContext(), renamed));
    });
    root->walk([&](Operation *op) {
      replacer.replaceElementsIn(op, /*replaceAttrs=*/mayHoldExpressions(op), /*replaceLocs=*/false,
                                 /*replaceTypes=*/true);
    });
  }
  return success();
}

LogicalResult sym::renameDefinitions(ArrayRef<Operation *> roots,
                                     llvm::SetVector<StringAttr> &taken) {
  llvm::SetVector<StringAttr> defined;
  for (Operation *root : roots)
    root->walk([&](Operation *op) { addDefinitions(op, defined); });
  Substitution renaming;
  for (StringAttr name : defined) {
    StringAttr fresh = getFreshSymbol(name, taken);
    if (fresh != name)
      renaming[name] = ExprAttr::getSymbol(fresh);
  }
  return substituteInPlace(roots, renaming);
}

//===----------------------------------------------------------------------===//
// Materialization
//===----------------------------------------------------------------------===//

FailureOr<Value> sym::materialize(OpBuilder &builder, Location loc,
                                  ExprAttr expr, ValueRange sources) {
  Type type = IntType::get(expr);
  for (Value source : sources)
    if (source.getType() == type)
      return source;

  llvm::SetVector<StringAttr> missing;
  expr.collectSymbols(missing);
  SmallVector<Value> used;
  for (Value source : sources) {
    if (missing.empty())
      break;
    llvm::SetVector<StringAttr> offered;
    collectSymbols(source.getType(), offered);
    if (missing.remove_if([&](StringAttr s) { return offered.contains(s); }))
      used.push_back(source);
  }
  if (!missing.empty()) {
    Operation *parent =
        builder.getInsertionBlock() ? builder.getInsertionBlock()->getParentOp()
                                    : nullptr;
    while (parent && !isa<SymbolScopeOpInterface>(parent))
      parent = parent->getParentOp();
    if (!parent)
      return failure();
    SmallVector<StringAttr> signature =
        cast<SymbolScopeOpInterface>(parent).getSignatureSymbols();
    if (llvm::any_of(missing, [&](StringAttr symbol) {
          return !llvm::is_contained(signature, symbol);
        }))
      return failure();
  }
  return ValueOp::create(builder, loc, expr, used).getResult();
}
