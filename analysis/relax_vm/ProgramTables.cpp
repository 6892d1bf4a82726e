//===- ProgramTables.cpp - The numbers of a program's parts ---------------===//

#include "analysis/relax_vm/ProgramTables.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace mlir::relax_vm;

static SourceLocation findPosition(Location loc) {
  return llvm::TypeSwitch<LocationAttr, SourceLocation>(loc)
      .Case([](FileLineColRange position) -> SourceLocation {
        return {position.getFilename().getValue(),
                position.getStartLine(),
                position.getStartColumn(),
                {}};
      })
      .Case([](NameLoc name) {
        SourceLocation result = findPosition(name.getChildLoc());
        if (result.node.empty())
          result.node = name.getName().getValue();
        return result;
      })
      .Case([](CallSiteLoc call) { return findPosition(call.getCallee()); })
      .Case([](FusedLoc fused) {
        SourceLocation result;
        for (Location part : fused.getLocations()) {
          SourceLocation candidate = findPosition(part);
          if (result.file.empty() && !candidate.file.empty()) {
            StringRef node =
                candidate.node.empty() ? result.node : candidate.node;
            result = candidate;
            result.node = node;
          } else if (result.node.empty()) {
            result.node = candidate.node;
          }
        }
        return result;
      })
      .Default([](LocationAttr) { return SourceLocation(); });
}

SourceLocation relax_vm::getSourceLocation(Location loc) {
  return findPosition(loc);
}

namespace {
/// A check's kind and the attribute that holds its text.
struct CheckKey {
  CheckInfo::Kind kind;
  Attribute text;
};
} // namespace

static std::optional<CheckKey> getCheckKey(Operation *op) {
  auto comparison = [](CheckAttr check) {
    return CheckKey{check.getDim() >= 0 ? CheckInfo::Dimension
                                        : CheckInfo::Condition,
                    check};
  };
  return llvm::TypeSwitch<Operation *, std::optional<CheckKey>>(op)
      .Case<CheckTensorOp, CheckShapeOp, CheckTupleOp>([](auto check) {
        return CheckKey{CheckInfo::Value, check.getCheckAttr()};
      })
      .Case<CheckEqualOp, CheckLessEqualOp>(
          [&](auto check) { return comparison(check.getCheckAttr()); })
      .Case([](FailOp fail) {
        return CheckKey{CheckInfo::Message, fail.getMessageAttr()};
      })
      .Default([](Operation *) { return std::nullopt; });
}

ProgramTables::ProgramTables(ModuleOp module) {
  for (Operation &op : *module.getBody()) {
    if (auto function = dyn_cast<FuncOp>(op)) {
      functionIndices[function.getSymNameAttr()] = functions.size();
      functions.push_back(function);
    } else if (auto kernel = dyn_cast<KernelOp>(op)) {
      kernelIndices[kernel.getSymNameAttr()] = kernels.size();
      kernels.push_back(kernel);
    } else if (auto constant = dyn_cast<ConstantOp>(op)) {
      constantIndices[constant.getSymNameAttr()] = constants.size();
      constants.push_back(constant);
    }
  }
  for (FuncOp function : functions)
    for (Block &block : function.getBody())
      for (Operation &op : block) {
        addLocation(op.getLoc());
        addCheck(&op);
        if (auto call = dyn_cast<CallPackedOp>(op)) {
          if (imports.insert(call.getCalleeAttr()))
            importIndices[call.getCalleeAttr()] = imports.size() - 1;
        } else if (auto arena = dyn_cast<AllocArenaOp>(op)) {
          if (planIndices.try_emplace(getPlanKey(arena), plans.size()).second)
            plans.push_back(arena);
        }
      }
}

void ProgramTables::addCheck(Operation *op) {
  std::optional<CheckKey> key = getCheckKey(op);
  if (!key ||
      !checkIndices.try_emplace({key->kind, key->text}, checks.size()).second)
    return;
  if (auto message = dyn_cast<StringAttr>(key->text)) {
    checks.push_back({key->kind, {}, -1, message.getValue()});
    return;
  }
  auto check = cast<CheckAttr>(key->text);
  checks.push_back(
      {key->kind, check.getSubject(), check.getDim(), check.getExpr()});
}

unsigned ProgramTables::getCheckIndex(Operation *op) const {
  std::optional<CheckKey> key = getCheckKey(op);
  return key ? checkIndices.lookup({key->kind, key->text}) : 0;
}

void ProgramTables::addLocation(Location loc) {
  auto [entry, isNew] = locationIndices.try_emplace(loc, 0);
  if (!isNew)
    return;
  SourceLocation position = getSourceLocation(loc);
  auto [known, isFirst] = positions.try_emplace(
      {{position.file, position.node}, {position.line, position.column}},
      locations.size());
  if (isFirst)
    locations.push_back(position);
  entry->second = known->second;
}
