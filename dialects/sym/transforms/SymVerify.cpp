//===- SymVerify.cpp - Check the definitions and uses of symbols ----------===//

#include "dialects/sym/Sym.h"
#include "dialects/sym/transforms/Passes.h"

namespace mlir::sym {
#define GEN_PASS_DEF_SYMVERIFY
#include "dialects/sym/transforms/Passes.h.inc"
} // namespace mlir::sym

using namespace mlir;
using namespace mlir::sym;

namespace {
struct SymVerify : public sym::impl::SymVerifyBase<SymVerify> {
  void runOnOperation() override {
    bool valid = true;
    getOperation()->walk([&](SymbolScopeOpInterface scope) {
      ++numScopes;
      valid &= succeeded(verifySymbolScope(scope));
    });
    markAllAnalysesPreserved();
    if (!valid)
      signalPassFailure();
  }
};
} // namespace
