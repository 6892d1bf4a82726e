//===- SpecializeDims.cpp - one function for several sizes ----------------===//
//
// The copies are private functions, so that every pass sees them as what they are; the dispatch is a chain of
// `relax.if`.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "dialects/sym/SymbolScope.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/IR/Verifier.h"
#include "transforms/relax/binding/Binding.h"
#include "transforms/relax/binding/Passes.h"

namespace mlir::relax {
#define GEN_PASS_DEF_SPECIALIZEDIMS
#include "transforms/relax/binding/Passes.h.inc"
} // namespace mlir::relax

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Values of symbols that hold together.
using Alternative = llvm::SmallVector<DimBinding>;

struct SpecializeDims : relax::impl::SpecializeDimsBase<SpecializeDims> {
  using SpecializeDimsBase::SpecializeDimsBase;

  void runOnOperation() override {
    llvm::SmallVector<Alternative> common;
    if (failed(parseOption(common)))
      return signalPassFailure();
    llvm::SmallVector<FuncOp> functions(getOperation().getOps<FuncOp>());
    // Most modules ask for nothing.
    if (common.empty() &&
        llvm::none_of(functions, [](FuncOp function) { return function->hasAttr(kSpecializationsAttr); }))
      return markAllAnalysesPreserved();
    SymbolTable symbols(getOperation());
    // Copies refer to what was there before, so this one need not know them.
    SymbolTableCollection tables;
    bool used = common.empty();
    for (FuncOp function : functions) {
      llvm::SmallVector<Alternative> alternatives;
      if (function.isExternal() || function->hasAttr(FuncOp::kMemoryAttr))
        continue;
      if (failed(readAttribute(function, alternatives)))
        return signalPassFailure();
      if (function.isPublic())
        for (const Alternative &alternative : common)
          if (hasSymbols(function, alternative)) {
            alternatives.push_back(alternative);
            used = true;
          }
      if (!alternatives.empty() && failed(specialize(function, alternatives, symbols, tables)))
        return signalPassFailure();
    }
    if (!used) {
      getOperation().emitError() << "option 'dims' must name symbols that a function has together, got '" << dims
                                 << "'";
      signalPassFailure();
    }
  }

private:
  static constexpr llvm::StringLiteral kSpecializationsAttr = "relax.specializations";

  LogicalResult parseOption(llvm::SmallVectorImpl<Alternative> &alternatives) {
    llvm::SmallVector<llvm::StringRef> parts, pairs;
    llvm::StringRef(dims).split(parts, ';', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef part : parts) {
      pairs.clear();
      part.split(pairs, ',', -1, /*KeepEmpty=*/false);
      Alternative &alternative = alternatives.emplace_back();
      for (llvm::StringRef pair : pairs) {
        std::string why;
        FailureOr<DimBinding> binding = parseDimBinding(pair, why);
        if (failed(binding))
          return getOperation().emitError() << "option 'dims' " << why;
        alternative.push_back(*binding);
      }
    }
    return success();
  }

  static bool hasSymbols(FuncOp function, const Alternative &alternative) {
    llvm::SmallVector<StringAttr> symbols = function.getSignatureSymbols();
    return llvm::all_of(alternative, [&](const DimBinding &binding) {
      return llvm::any_of(symbols, [&](StringAttr symbol) { return symbol.getValue() == binding.first; });
    });
  }

  LogicalResult readAttribute(FuncOp function, llvm::SmallVectorImpl<Alternative> &alternatives) {
    Attribute attr = function->getAttr(kSpecializationsAttr);
    if (!attr)
      return success();
    auto fail = [&]() -> LogicalResult {
      return function.emitError()
             << "'" << kSpecializationsAttr
             << "' must be an array of dictionaries from symbols of the signature to integers, got " << attr;
    };
    auto array = dyn_cast<ArrayAttr>(attr);
    if (!array)
      return fail();
    for (Attribute element : array) {
      auto dictionary = dyn_cast<DictionaryAttr>(element);
      if (!dictionary || dictionary.empty())
        return fail();
      Alternative &alternative = alternatives.emplace_back();
      for (NamedAttribute entry : dictionary) {
        auto value = dyn_cast<IntegerAttr>(entry.getValue());
        if (!value || value.getValue().getSignificantBits() > 64)
          return fail();
        alternative.emplace_back(entry.getName().str(), value.getValue().getSExtValue());
      }
      if (!hasSymbols(function, alternative))
        return fail();
    }
    return success();
  }

  LogicalResult specialize(FuncOp function, llvm::ArrayRef<Alternative> alternatives, SymbolTable &symbols,
                           SymbolTableCollection &tables) {
    function->removeAttr(kSpecializationsAttr);
    // Copies go behind the function, in order; the general one is the last.
    Block::iterator place = std::next(function->getIterator());
    auto copy = [&](const std::string &name) {
      FuncOp clone = function.clone();
      clone.setSymName(name);
      clone.setPrivate();
      symbols.insert(clone, place);
      return clone;
    };
    llvm::SmallVector<FuncOp> copies;
    llvm::SmallVector<Alternative> valid;
    for (const Alternative &alternative : alternatives) {
      std::string name = function.getSymName().str();
      for (const DimBinding &binding : alternative)
        name += "_" + binding.first + "_" + std::to_string(binding.second);
      FuncOp specialized = copy(name);
      // A copy that calls the function goes through the dispatch, with sizes of its own.
      if (failed(bindDims(specialized, alternative)))
        return failure();
      if (isValid(function, specialized, alternative, tables)) {
        copies.push_back(specialized);
        valid.push_back(alternative);
      } else {
        symbols.erase(specialized);
        ++numLeftOut;
      }
    }
    if (valid.empty())
      return success();
    copies.push_back(copy((function.getSymName() + "_generic").str()));
    numCopies += valid.size();

    Block &body = function.getBody().front();
    body.dropAllReferences();
    while (!body.empty())
      body.back().erase();
    OpBuilder builder = OpBuilder::atBlockEnd(&body);
    ReturnOp::create(builder, function.getLoc(), dispatch(builder, function, valid, copies));
    return success();
  }

  /// Whether the copy is a program. An operation may have no meaning for the sizes where it never runs with them, or ends
  /// the call with an error: the copy is left out then, with a warning.
  static bool isValid(FuncOp function, FuncOp copy, const Alternative &alternative, SymbolTableCollection &tables) {
    llvm::SmallVector<std::pair<Location, std::string>> errors;
    {
      ScopedDiagnosticHandler handler(function.getContext(), [&](Diagnostic &diagnostic) {
        if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
          errors.emplace_back(diagnostic.getLocation(), diagnostic.str());
      });
      WalkResult uses = succeeded(verify(copy)) ? copy.walk([&](SymbolUserOpInterface user) {
        return WalkResult(user.verifySymbolUses(tables));
      })
                                                : WalkResult::interrupt();
      if (!uses.wasInterrupted())
        return true;
    }
    InFlightDiagnostic warning = function.emitWarning();
    warning << "@" << function.getSymName() << " is not specialized for ";
    llvm::interleaveComma(alternative, warning,
                          [&](const DimBinding &binding) { warning << binding.first << " = " << binding.second; });
    warning << ": an operation is not valid for these sizes";
    for (const auto &[loc, text] : errors)
      warning.attachNote(loc) << text;
    return false;
  }

  /// The results of the first copy that fits.
  llvm::SmallVector<Value> dispatch(OpBuilder &builder, FuncOp function, llvm::ArrayRef<Alternative> alternatives,
                                    llvm::ArrayRef<FuncOp> copies) {
    Location loc = function.getLoc();
    if (alternatives.empty())
      return call(builder, function, copies.front());
    Value condition;
    for (const DimBinding &binding : alternatives.front()) {
      auto symbol = sym::ExprAttr::getSymbol(builder.getStringAttr(binding.first));
      Value size =
          sym::ToIndexOp::create(builder, loc, builder.getIndexType(), sym::ValueOp::create(builder, loc, symbol));
      Value number = arith::ConstantIndexOp::create(builder, loc, binding.second);
      Value equal = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, size, number);
      condition = condition ? Value(arith::AndIOp::create(builder, loc, condition, equal)) : equal;
    }
    auto branch = IfOp::create(builder, loc, function.getResultTypes(), condition);
    OpBuilder inner = OpBuilder::atBlockEnd(branch.getThenBlock());
    YieldOp::create(inner, loc, call(inner, function, copies.front()));
    inner.setInsertionPointToEnd(branch.getElseBlock());
    YieldOp::create(inner, loc, dispatch(inner, function, alternatives.drop_front(), copies.drop_front()));
    return llvm::to_vector_of<Value>(branch.getResults());
  }

  /// Calls a copy with the arguments of the function.
  static llvm::SmallVector<Value> call(OpBuilder &builder, FuncOp function, FuncOp callee) {
    Location loc = function.getLoc();
    // What is known to hold is checked once more: a comparison, next to a kernel.
    auto cast = [&](Value value, Type type) -> Value {
      if (value.getType() == type)
        return value;
      if (auto integer = dyn_cast<sym::IntType>(type))
        return sym::ValueOp::create(builder, loc, integer.getExpr());
      return MatchCastOp::create(builder, loc, type, value).getResult();
    };
    llvm::SmallVector<Value> operands, results;
    for (auto [argument, type] : llvm::zip_equal(function.getArguments(), callee.getArgumentTypes()))
      operands.push_back(cast(argument, type));
    auto call = CallOp::create(builder, loc, callee.getResultTypes(), callee.getSymName(), operands, callee.getPure(),
                               ArrayAttr(), ArrayAttr());
    for (auto [result, type] : llvm::zip_equal(call.getResults(), function.getResultTypes()))
      results.push_back(cast(result, type));
    return results;
  }
};

} // namespace
