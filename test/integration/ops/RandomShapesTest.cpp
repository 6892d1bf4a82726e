//===- RandomShapesTest.cpp - deduced shapes beside those of kernels ------===//
//
// Every row of the tables of deduced types (test/dialects/relax/ops) becomes a
// function of one symbolic module, which relaxc compiles once for each
// execution mode. Then the symbols, and the unknown dimensions, get random
// small values, several times a row with fixed seeds. For each such instance:
//
// - deduction over the constants answers as the symbolic one does: it fails
//   where a condition does not hold, and else says the same dimensions;
// - the function runs with inputs of these shapes, and its results have the
//   deduced shape; or, where a condition does not hold, it ends in a message
//   that says which. Dimensions that only the data decides are bounded.
//
// Every operator has to run; one that cannot would stand in kCannotRun. What
// the operators compute is the affair of the tables beside this test.
//
// Deduction alone goes through many more shapes: in each row the symbols are
// exchanged for constants, for one another and for expressions, alike or in one
// operand. Where this is an error no instance may be right.
//
// Contents are random too, integers from 0 to 2: where one of them is no valid
// position the run is repeated with zeros.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/relax/ops/DeductionTables.h"

#include "runtime/executable/DType.h"
#include "runtime/vm/VirtualMachine.h"

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/StringMap.h"
#include "gtest/gtest.h"

#include <cstdlib>
#include <fstream>
#include <random>
#include <regex>

using namespace mlir;
using namespace mlir::relax;
// Types of the runtime are named in full: both sides have tensors.
namespace vm = ::relax::runtime;
using RelaxTensor = mlir::relax::TensorType;

namespace {

constexpr unsigned kSeed = 7;
/// Instances of a row that are run, with and without all conditions holding.
constexpr unsigned kAccepted = 6, kRefused = 3;
/// How many random values are tried to find them.
constexpr unsigned kDraws = 400;
/// Rows that are derived from one for deduction alone, and instances of each.
constexpr unsigned kDerived = 12, kInstances = 24;
/// Runs that every operator has to finish in each execution mode.
constexpr unsigned kLeast = 3;

/// Operators of which no row can run, with the reason.
const llvm::StringMap<const char *> kCannotRun = {};

/// What a condition says that does not hold.
const std::regex kConditionText("error: condition '.+' does not hold");
/// What a position says that is outside, which depends on the contents.
const std::regex kPositionText(
    "index -?[0-9]+ of dimension|index must be in|must be in \\[");

/// A row, and what its function is called.
struct Row {
  Operation *op;
  std::string name;
  SmallVector<StringAttr> symbols;
  bool hasUnknown = false; ///< `?` among the dimensions of operands
  bool isRefused = false;  ///< deduction is an error: only of a derived row
  unsigned ran = 0, refused = 0;
  std::unique_ptr<Block> arguments; ///< operands of an op outside of the tables
};

/// Values of the symbols, and the types under them.
struct Instance {
  llvm::DenseMap<StringAttr, int64_t> values;
  SmallVector<Type> operands;
  SmallVector<Type> results; ///< deduced from `operands`; empty when refused
};

std::string print(Type type) {
  std::string text;
  llvm::raw_string_ostream os(text);
  type.print(os);
  return text;
}

std::string describe(const Row &row) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << row.op->getLoc() << " " << *row.op;
  return text;
}

std::string describe(const Instance &instance) {
  std::string text = "with";
  for (Type type : instance.operands)
    text += " " + print(type);
  return text;
}

int countFailures() {
  return ::testing::UnitTest::GetInstance()
      ->current_test_info()
      ->result()
      ->total_part_count();
}

/// Whether a function can take an operand of this type: known rank and element
/// type.
bool isRunnable(Type type) {
  if (auto tensor = dyn_cast<RelaxTensor>(type))
    return tensor.hasRank() && tensor.getElementType();
  if (auto shape = dyn_cast<ShapeType>(type))
    return shape.hasRank() && !llvm::is_contained(shape.getShape(), nullptr);
  return isa<sym::IntType>(type);
}

class RandomShapes : public ::testing::Test {
protected:
  RandomShapes() { tables::loadDialects(context); }

  int64_t pick(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  }
  int64_t pickSize() {
    int64_t kind = pick(0, 9);
    return kind == 0   ? 0
           : kind <= 2 ? 1
           : kind == 3 ? pick(16, 20)
                       : pick(2, 6);
  }

  void readRows();
  FailureOr<sym::Substitution> pickExpressions(ArrayRef<StringAttr> symbols);
  bool derive(const Row &row, Row &derived);
  void addFunction(ModuleOp module, const Row &row);
  void compile(ModuleOp module, const std::string &mode);
  bool draw(const Row &row, Instance &instance);
  void deduce(const Row &row, Instance &instance);
  void run(Row &row, const Instance &instance, vm::VirtualMachine &machine);
  vm::Value makeInput(RelaxTensor type, bool zeros);
  void compareResults(const Row &row, const Instance &instance,
                      ArrayRef<vm::Value> results);

  MLIRContext context;
  std::vector<OwningOpRef<ModuleOp>> modules;
  std::vector<Row> rows;
  std::mt19937 random{kSeed};
  unsigned accepted = 0, refused = 0, outside = 0;
};

/// Fills in the operator of a row, and what follows from its operands.
void setOperator(Row &row, Operation *op) {
  row.op = op;
  llvm::SetVector<StringAttr> symbols;
  for (Type type : op->getOperandTypes()) {
    sym::collectSymbols(type, symbols);
    if (auto tensor = dyn_cast<RelaxTensor>(type))
      row.hasUnknown |= llvm::is_contained(tensor.getShape(), nullptr);
  }
  row.symbols = symbols.takeVector();
}

void RandomShapes::readRows() {
  modules = tables::readTables(context);
  tables::forEachRow(modules, [&](Operation *op) {
    if (!llvm::all_of(op->getOperandTypes(), isRunnable) ||
        !llvm::all_of(op->getResultTypes(), isRunnable))
      return;
    rows.emplace_back();
    rows.back().name = "row_" + std::to_string(rows.size());
    setOperator(rows.back(), op);
  });
}

/// Something else for each of the symbols, or the symbol itself.
FailureOr<sym::Substitution>
RandomShapes::pickExpressions(ArrayRef<StringAttr> symbols) {
  auto constant = [&](int64_t low, int64_t high) {
    return sym::ExprAttr::getConstant(&context, pick(low, high));
  };
  auto symbol = [&] {
    return sym::ExprAttr::getSymbol(symbols[pick(0, symbols.size() - 1)]);
  };
  sym::Substitution result;
  for (StringAttr name : symbols) {
    FailureOr<sym::ExprAttr> expr = sym::ExprAttr::getSymbol(name);
    switch (pick(0, 6)) {
    case 0:
      expr = constant(0, 4);
      break;
    case 1:
      expr = constant(1, 20);
      break;
    case 2:
      expr = symbol();
      break;
    case 3:
      expr = sym::add(symbol(), constant(1, 3));
      break;
    case 4:
      expr = sym::mul(symbol(), constant(2, 3));
      break;
    case 5:
      expr = sym::add(symbol(), symbol());
      break;
    default:
      break;
    }
    if (failed(expr))
      return failure();
    result[name] = *expr;
  }
  return result;
}

/// The row with other expressions for its symbols, now and then for one operand
/// alone. False where there are no such operands.
bool RandomShapes::derive(const Row &row, Row &derived) {
  FailureOr<sym::Substitution> common = pickExpressions(row.symbols);
  derived.arguments = std::make_unique<Block>();
  for (Type type : row.op->getOperandTypes()) {
    FailureOr<sym::Substitution> own =
        pick(0, 3) ? common : pickExpressions(row.symbols);
    if (failed(own))
      return false;
    FailureOr<Type> replaced = sym::substitute(type, *own);
    if (failed(replaced))
      return false;
    derived.arguments->addArgument(*replaced, row.op->getLoc());
  }
  ScopedDiagnosticHandler silent(&context, [](Diagnostic &) {});
  Operation *draft = row.op->clone();
  draft->setOperands(derived.arguments->getArguments());
  FailureOr<SmallVector<Type>> types = tables::inferTypes(draft);
  if (succeeded(types))
    for (auto [result, type] : llvm::zip(draft->getResults(), *types))
      result.setType(type);
  derived.isRefused = failed(types);
  derived.arguments->push_back(draft);
  setOperator(derived, draft);
  return true;
}

/// The row as a function of its symbols and tensors.
void RandomShapes::addFunction(ModuleOp module, const Row &row) {
  Operation *op = row.op;
  SmallVector<Type> inputs;
  for (StringAttr symbol : row.symbols)
    inputs.push_back(sym::IntType::get(sym::ExprAttr::getSymbol(symbol)));
  for (Type type : op->getOperandTypes())
    if (isa<RelaxTensor>(type))
      inputs.push_back(type);

  Location loc = op->getLoc();
  OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
  auto function =
      FuncOp::create(builder, loc, row.name,
                     FunctionType::get(&context, inputs, op->getResultTypes()));
  Block &body = function.getBody().emplaceBlock();
  body.addArguments(inputs, SmallVector<Location>(inputs.size(), loc));
  builder.setInsertionPointToStart(&body);
  auto makeInt = [&](sym::ExprAttr expr) -> Value {
    return sym::ValueOp::create(builder, loc, sym::IntType::get(expr),
                                ValueRange());
  };
  SmallVector<Value> operands;
  unsigned next = row.symbols.size();
  for (Type type : op->getOperandTypes()) {
    if (auto integer = dyn_cast<sym::IntType>(type)) {
      operands.push_back(makeInt(integer.getExpr()));
    } else if (auto shape = dyn_cast<ShapeType>(type)) {
      SmallVector<Value> dims = llvm::map_to_vector(shape.getShape(), makeInt);
      operands.push_back(ShapeOp::create(builder, loc, shape, dims));
    } else {
      operands.push_back(body.getArgument(next++));
    }
  }
  Operation *copy = op->clone();
  copy->setOperands(operands);
  builder.insert(copy);
  ReturnOp::create(builder, loc, copy->getResults());
}

/// Compiles into the library `mode`.so of the scratch folder.
void RandomShapes::compile(ModuleOp module, const std::string &mode) {
  std::string stem = ::testing::TempDir() + "random_shapes";
  {
    std::error_code error;
    llvm::raw_fd_ostream file(stem + ".mlir", error);
    ASSERT_FALSE(error) << stem;
    module.print(file, OpPrintingFlags().enableDebugInfo());
  }
  const char *relaxc = std::getenv("RELAXC");
  ASSERT_TRUE(relaxc) << "RELAXC names the compiler";
  std::string command = std::string("'") + relaxc + "' '" + stem +
                        ".mlir' -o '" + stem + "_" + mode +
                        ".so' --exec-mode=" + mode;
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
}

/// Random values; false where an operand would have no size.
bool RandomShapes::draw(const Row &row, Instance &instance) {
  sym::Substitution constants;
  for (StringAttr symbol : row.symbols) {
    int64_t value = instance.values[symbol] = pickSize();
    constants[symbol] = sym::ExprAttr::getConstant(&context, value);
  }
  for (Type type : row.op->getOperandTypes()) {
    FailureOr<Type> concrete = sym::substitute(type, constants);
    if (failed(concrete))
      return false;
    if (auto tensor = dyn_cast<RelaxTensor>(*concrete)) {
      SmallVector<sym::ExprAttr> dims(tensor.getShape());
      for (sym::ExprAttr &dim : dims) {
        if (!dim)
          dim = sym::ExprAttr::getConstant(&context, pickSize());
        if (*dim.getConstantValue() < 0)
          return false;
      }
      concrete = tensor.cloneWithShape(dims);
    }
    instance.operands.push_back(*concrete);
  }
  return true;
}

/// Deduces from the constants, and compares with what the row says.
void RandomShapes::deduce(const Row &row, Instance &instance) {
  ScopedDiagnosticHandler silent(&context, [](Diagnostic &) {});
  Block block;
  for (Type type : instance.operands)
    block.addArgument(type, row.op->getLoc());
  Operation *copy = row.op->clone();
  copy->setOperands(block.getArguments());
  FailureOr<SmallVector<Type>> types = tables::inferTypes(copy);
  copy->destroy();
  if (succeeded(types))
    instance.results = *types;

  if (row.isRefused) {
    EXPECT_TRUE(failed(types))
        << "deduction is an error, but not over constants";
    return;
  }
  SmallVector<ShapeCondition> conditions;
  cast<ShapeConditionsOpInterface>(row.op).getShapeConditions(conditions);
  bool hold = llvm::all_of(conditions, [&](const ShapeCondition &condition) {
    FailureOr<int64_t> lhs = sym::evaluate(condition.lhs, instance.values);
    FailureOr<int64_t> rhs = sym::evaluate(condition.rhs, instance.values);
    return succeeded(lhs) && succeeded(rhs) &&
           sym::compareIntegers(condition.comparison, *lhs, *rhs);
  });
  // Conditions on unknown dimensions are not stated in terms of symbols.
  if (row.hasUnknown ? succeeded(types) && !hold : succeeded(types) != hold)
    ADD_FAILURE() << "the conditions " << (hold ? "hold" : "do not hold")
                  << ", but deduction over constants "
                  << (hold ? "fails" : "succeeds");
  if (failed(types))
    return;
  for (auto [symbolic, concrete] :
       llvm::zip(row.op->getResultTypes(), *types)) {
    auto lhs = cast<RelaxTensor>(symbolic);
    auto rhs = cast<RelaxTensor>(concrete);
    EXPECT_EQ(lhs.getElementType(), rhs.getElementType());
    if (!lhs.hasRank())
      continue;
    ASSERT_TRUE(rhs.hasRank());
    ASSERT_EQ(lhs.getRank(), rhs.getRank());
    for (auto [dim, constant] : llvm::zip(lhs.getShape(), rhs.getShape())) {
      if (!dim)
        continue;
      FailureOr<int64_t> value = sym::evaluate(dim, instance.values);
      ASSERT_TRUE(succeeded(value)) << dim.str();
      ASSERT_TRUE(constant) << dim.str() << " is not known over constants";
      EXPECT_EQ(*value, *constant.getConstantValue()) << dim.str();
    }
  }
}

vm::Value RandomShapes::makeInput(RelaxTensor type, bool zeros) {
  SmallVector<int64_t> shape =
      llvm::map_to_vector(type.getShape(), [](sym::ExprAttr dim) {
        return *dim.getConstantValue();
      });
  Type elementType = type.getElementType();
  uint32_t dtype = vm::parseDType(print(elementType));
  auto tensor = vm::createTensor({shape.data(), shape.size()}, dtype);
  EXPECT_TRUE(tensor.ok()) << print(type);
  if (!tensor.ok())
    return vm::Value();
  unsigned size = vm::dtypeSize(dtype);
  char *data = static_cast<char *>((*tensor)->dl.data);
  for (int64_t i = 0, e = vm::countElements(**tensor); i != e; ++i) {
    uint64_t bits;
    if (auto floating = dyn_cast<FloatType>(elementType)) {
      llvm::APFloat value(0.25 * pick(1, 8));
      bool losesInfo;
      value.convert(floating.getFloatSemantics(),
                    llvm::APFloat::rmNearestTiesToEven, &losesInfo);
      bits = value.bitcastToAPInt().getZExtValue();
    } else {
      bits = zeros ? 0 : pick(0, elementType.isInteger(1) ? 1 : 2);
    }
    std::memcpy(data + i * size, &bits, size);
  }
  return vm::Value(*std::move(tensor));
}

void RandomShapes::compareResults(const Row &row, const Instance &instance,
                                  ArrayRef<vm::Value> results) {
  ASSERT_EQ(results.size(), instance.results.size());
  int64_t most = 1;
  for (Type type : instance.operands)
    if (auto tensor = dyn_cast<RelaxTensor>(type))
      for (sym::ExprAttr dim : tensor.getShape())
        most *= std::max<int64_t>(*dim.getConstantValue(), 1);
  for (auto [type, value] : llvm::zip(instance.results, results)) {
    auto deduced = cast<RelaxTensor>(type);
    const relax_tensor *tensor = value.asTensor();
    ASSERT_TRUE(tensor);
    EXPECT_EQ(vm::getDType(*tensor),
              vm::parseDType(print(deduced.getElementType())));
    auto shape = vm::getShape(*tensor);
    std::string text = vm::formatShape(shape) + " of " + print(type);
    ASSERT_EQ(static_cast<int64_t>(shape.size()), deduced.getRank()) << text;
    for (auto [dim, size] : llvm::zip(deduced.getShape(), shape)) {
      if (dim)
        EXPECT_EQ(*dim.getConstantValue(), size) << text;
      else
        EXPECT_LE(size, most) << text;
    }
  }
}

void RandomShapes::run(Row &row, const Instance &instance,
                       vm::VirtualMachine &machine) {
  for (bool zeros : {false, true}) {
    std::vector<vm::Value> arguments;
    for (StringAttr symbol : row.symbols)
      arguments.push_back(vm::Value::integer(instance.values.lookup(symbol)));
    for (Type type : instance.operands)
      if (auto tensor = dyn_cast<RelaxTensor>(type))
        arguments.push_back(makeInput(tensor, zeros));
    auto results = machine.invoke(row.name, arguments);
    std::string message(results.status().message());
    if (instance.results.empty()) {
      EXPECT_FALSE(results.ok()) << "ran although a condition does not hold";
      if (!results.ok())
        EXPECT_TRUE(std::regex_search(message, kConditionText)) << message;
      ++row.refused;
      ++refused;
      return;
    }
    if (results.ok()) {
      compareResults(row, instance, *results);
      ++row.ran;
      ++accepted;
      return;
    }
    ASSERT_TRUE(std::regex_search(message, kPositionText)) << message;
  }
  ++outside;
}

TEST_F(RandomShapes, OfEveryRow) {
  readRows();
  ASSERT_GT(rows.size(), 150u);
  OwningOpRef<ModuleOp> module = ModuleOp::create(UnknownLoc::get(&context));
  for (const Row &row : rows)
    addFunction(*module, row);

  std::vector<std::unique_ptr<vm::VirtualMachine>> machines;
  for (std::string mode : {"bytecode", "compiled"}) {
    compile(*module, mode);
    if (HasFatalFailure())
      return;
    auto library = vm::Module::load(::testing::TempDir() + "random_shapes_" +
                                    mode + ".so");
    ASSERT_TRUE(library.ok()) << library.status().message();
    auto machine = vm::VirtualMachine::create(*library);
    ASSERT_TRUE(machine.ok()) << machine.status().message();
    machines.push_back(*std::move(machine));
  }

  llvm::StringMap<unsigned> ran;
  for (Row &row : rows) {
    SCOPED_TRACE(describe(row));
    unsigned numAccepted = 0, numRefused = 0;
    // One failing instance of a row says enough.
    int before = countFailures();
    for (unsigned i = 0;
         i < kDraws && (numAccepted < kAccepted || numRefused < kRefused);
         ++i) {
      Instance instance;
      if (!draw(row, instance))
        continue;
      SCOPED_TRACE(describe(instance));
      deduce(row, instance);
      if (countFailures() != before)
        break;
      unsigned &count = instance.results.empty() ? numRefused : numAccepted;
      if (count >= (instance.results.empty() ? kRefused : kAccepted))
        continue;
      ++count;
      for (auto &machine : machines)
        run(row, instance, *machine);
      if (countFailures() != before)
        break;
    }
    ran[row.op->getName().getStringRef()] += row.ran;
  }
  llvm::outs() << rows.size() << " rows: " << accepted << " runs, " << refused
               << " ended by a condition, " << outside << " by a position\n";
  if (HasFailure())
    return;

  for (RegisteredOperationName name : context.getRegisteredOperations()) {
    StringRef op = name.getStringRef();
    if (tables::isOperator(name) && !kCannotRun.contains(op))
      EXPECT_GE(ran.lookup(op), kLeast * machines.size())
          << op.str() << " did not run often enough";
    else
      EXPECT_EQ(ran.lookup(op), 0u) << op.str() << " does run";
  }
  // The test means something only if conditions fail often enough.
  EXPECT_GT(refused, 50u);
}

TEST_F(RandomShapes, DeductionOfDerivedRows) {
  readRows();
  unsigned numErrors = 0, numAccepted = 0, numRefused = 0;
  for (const Row &row : rows)
    for (unsigned i = 0; i < kDerived; ++i) {
      Row derived;
      if (!derive(row, derived))
        continue;
      numErrors += derived.isRefused;
      SCOPED_TRACE(describe(derived));
      int before = countFailures();
      for (unsigned k = 0; k < kInstances && countFailures() == before; ++k) {
        Instance instance;
        if (!draw(derived, instance))
          continue;
        SCOPED_TRACE(describe(instance));
        deduce(derived, instance);
        ++(instance.results.empty() ? numRefused : numAccepted);
      }
    }
  llvm::outs() << rows.size() * kDerived << " derived rows, " << numErrors
               << " errors: " << numAccepted << " instances, " << numRefused
               << " that do not fit\n";
  EXPECT_GT(numErrors, 20u);
  EXPECT_GT(numAccepted, 1000u);
  EXPECT_GT(numRefused, 500u);
}

} // namespace
