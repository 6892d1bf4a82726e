//===- TensorExpressionTest.cpp - Kernels from lambdas --------------------===//
//
// Kernels built here are verified and run by a small interpreter of scalar code, so that a test compares numbers, not text.
//
//===----------------------------------------------------------------------===//

#include "dialects/tir/TensorExpression.h"

#include "mlir/IR/Verifier.h"
#include "gtest/gtest.h"
#include <list>
#include <map>
#include <numeric>

using namespace mlir;
using namespace mlir::tir;
using sym::ExprAttr;

namespace {

/// Runs a kernel over buffers of doubles. Knows what the builder makes of f32 and index values.
class Interpreter {
public:
  using Buffer = std::vector<double>;

  Interpreter(std::map<std::string, int64_t> symbols) : symbols(std::move(symbols)) {}

  void run(PrimFuncOp function, std::vector<Buffer *> arguments) {
    for (auto [parameter, buffer] : llvm::zip_equal(function.getArguments(), arguments))
      buffers[parameter] = buffer;
    runBlock(function.getBody().front());
  }

private:
  int64_t evaluate(ExprAttr expr) {
    llvm::DenseMap<StringAttr, int64_t> values;
    for (auto &[name, value] : symbols)
      values[StringAttr::get(expr.getContext(), name)] = value;
    FailureOr<int64_t> result = sym::evaluate(expr, values);
    EXPECT_TRUE(succeeded(result));
    return succeeded(result) ? *result : 0;
  }

  double get(Value value) {
    if (auto integer = dyn_cast<sym::IntType>(value.getType()))
      return evaluate(integer.getExpr());
    EXPECT_TRUE(values.count(value));
    return values[value];
  }

  double get(OpFoldResult bound) {
    if (auto value = dyn_cast_if_present<Value>(bound))
      return get(value);
    return cast<IntegerAttr>(cast<Attribute>(bound)).getInt();
  }

  size_t place(Value buffer, ValueRange indices) {
    int64_t linear = 0;
    for (auto [index, dim] : llvm::zip_equal(indices, cast<BufferType>(buffer.getType()).getShape())) {
      int64_t at = get(index), size = evaluate(dim);
      EXPECT_GE(at, 0);
      EXPECT_LT(at, size);
      linear = linear * size + at;
    }
    return linear;
  }

  void runBlock(Block &block) {
    for (Operation &op : block)
      runOp(&op);
  }

  void runOp(Operation *op) {
    auto binary = [&](auto function) {
      values[op->getResult(0)] = function(get(op->getOperand(0)), get(op->getOperand(1)));
    };
    if (auto loop = dyn_cast<ForOp>(op)) {
      for (double i = get(loop.getLowerBound()), e = get(loop.getUpperBound()); i < e; i += loop.getStep()) {
        values[loop.getLoopVariable()] = i;
        runBlock(loop.getBody().front());
      }
    } else if (auto tile = dyn_cast<BlockOp>(op)) {
      bool first = true;
      for (unsigned i = 0; i < tile.getNumIters(); ++i) {
        double value = get(tile.getBindings()[i]);
        EXPECT_GE(value, get(tile.getMixedLowers()[i]));
        EXPECT_LT(value, get(tile.getMixedUppers()[i]));
        first &= tile.getIterKind(i) != IterKind::Reduce || value == get(tile.getMixedLowers()[i]);
        values[tile.getIter(i)] = value;
      }
      firstStep.push_back(first);
      runBlock(tile.getBody().front());
      firstStep.pop_back();
    } else if (auto init = dyn_cast<InitOp>(op)) {
      if (firstStep.back())
        runBlock(init.getBody().front());
    } else if (auto load = dyn_cast<LoadOp>(op)) {
      values[load.getResult()] = buffers[load.getBuffer()]->at(place(load.getBuffer(), load.getIndices()));
    } else if (auto store = dyn_cast<StoreOp>(op)) {
      buffers[store.getBuffer()]->at(place(store.getBuffer(), store.getIndices())) = get(store.getValue());
    } else if (auto alloc = dyn_cast<AllocBufferOp>(op)) {
      int64_t size = 1;
      for (ExprAttr dim : alloc.getBufferType().getShape())
        size *= evaluate(dim);
      owned.emplace_back(size);
      buffers[alloc.getBuffer()] = &owned.back();
    } else if (isa<sym::ValueOp, ReadsOp, WritesOp, YieldOp>(op)) {
    } else if (isa<sym::ToIndexOp>(op)) {
      values[op->getResult(0)] = get(op->getOperand(0));
    } else if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
      if (auto number = dyn_cast<FloatAttr>(constant.getValue()))
        values[constant] = number.getValueAsDouble();
      else
        values[constant] = cast<IntegerAttr>(constant.getValue()).getInt();
    } else if (isa<arith::AddIOp, arith::AddFOp>(op)) {
      binary([](double a, double b) { return a + b; });
    } else if (isa<arith::SubFOp>(op)) {
      binary([](double a, double b) { return a - b; });
    } else if (isa<arith::MulIOp, arith::MulFOp>(op)) {
      binary([](double a, double b) { return a * b; });
    } else if (isa<arith::MaximumFOp>(op)) {
      binary([](double a, double b) { return std::max(a, b); });
    } else if (isa<arith::DivUIOp>(op)) {
      binary([](double a, double b) { return double(uint64_t(a) / uint64_t(b)); });
    } else if (isa<arith::RemUIOp>(op)) {
      binary([](double a, double b) { return double(uint64_t(a) % uint64_t(b)); });
    } else if (auto compare = dyn_cast<arith::CmpIOp>(op)) {
      EXPECT_EQ(compare.getPredicate(), arith::CmpIPredicate::eq);
      binary([](double a, double b) { return a == b; });
    } else if (isa<arith::SelectOp>(op)) {
      values[op->getResult(0)] = get(op->getOperand(0)) ? get(op->getOperand(1)) : get(op->getOperand(2));
    } else {
      ADD_FAILURE() << "unknown operation " << op->getName().getStringRef().str();
    }
  }

  std::map<std::string, int64_t> symbols;
  llvm::DenseMap<Value, double> values;
  llvm::DenseMap<Value, Buffer *> buffers;
  std::list<Buffer> owned;
  std::vector<bool> firstStep;
};

class TensorExpressionTest : public ::testing::Test {
protected:
  TensorExpressionTest() : builder(&context) {
    context.loadDialect<TIRDialect, arith::ArithDialect, sym::SymDialect>();
  }

  ExprAttr symbol(StringRef name) { return ExprAttr::getSymbol(&context, name); }
  ExprAttr constant(int64_t value) { return ExprAttr::getConstant(&context, value); }
  BufferType f32(ArrayRef<ExprAttr> shape) { return BufferType::get(shape, builder.getF32Type()); }

  OwningOpRef<PrimFuncOp> finish(KernelBuilder &kernel) {
    OwningOpRef<PrimFuncOp> function(kernel.finish());
    EXPECT_TRUE(succeeded(verify(*function)));
    return function;
  }

  static std::vector<double> iota(size_t size) {
    std::vector<double> values(size);
    std::iota(values.begin(), values.end(), 1.0);
    return values;
  }

  MLIRContext context;
  OpBuilder builder;
};

TEST_F(TensorExpressionTest, Compute) {
  Type type = f32({symbol("n"), constant(3)});
  KernelBuilder kernel(builder.getUnknownLoc(), "twice", {type, type}, {"X", "Y"});
  kernel.compute("twice", kernel.getParameter(1), [&](ScalarBuilder &s, ValueRange i) {
    Value x = s.load(kernel.getParameter(0), i);
    return s.add(x, s.load(kernel.getParameter(0), i));
  });
  OwningOpRef<PrimFuncOp> function = finish(kernel);
  // Two loads of one element are one region.
  unsigned regions = 0;
  function->walk([&](ReadsOp) { ++regions; });
  EXPECT_EQ(regions, 1u);

  std::vector<double> x = iota(6), y(6);
  Interpreter({{"n", 2}}).run(*function, {&x, &y});
  for (size_t i = 0; i < y.size(); ++i)
    EXPECT_EQ(y[i], 2 * x[i]);
}

TEST_F(TensorExpressionTest, ReduceInEveryLoopOrder) {
  ExprAttr n = symbol("n"), k = symbol("k"), m = symbol("m");
  SmallVector<unsigned> order = {0, 1, 2};
  do {
    KernelBuilder kernel(builder.getUnknownLoc(), "matmul", {f32({n, k}), f32({k, m}), f32({n, m})});
    auto zero = [&](ScalarBuilder &s) { return s.constant(builder.getF32Type(), 0); };
    auto add = [](ScalarBuilder &s, Value accumulated, Value value) { return s.addReassociated(accumulated, value); };
    kernel.reduce("matmul", kernel.getParameter(2), Reduction{{k}, zero, add, order},
                  [&](ScalarBuilder &s, ValueRange spatial, ValueRange steps) {
                    return s.mul(s.load(kernel.getParameter(0), {spatial[0], steps[0]}),
                                 s.load(kernel.getParameter(1), {steps[0], spatial[1]}));
                  });
    OwningOpRef<PrimFuncOp> function = finish(kernel);
    std::vector<double> a = iota(2 * 3), b = iota(3 * 4), c(2 * 4, -1);
    Interpreter({{"n", 2}, {"k", 3}, {"m", 4}}).run(*function, {&a, &b, &c});
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j < 4; ++j) {
        double sum = 0;
        for (int s = 0; s < 3; ++s)
          sum += a[i * 3 + s] * b[s * 4 + j];
        EXPECT_EQ(c[i * 4 + j], sum);
      }
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_F(TensorExpressionTest, ReduceWithoutStepsCombinesOnce) {
  KernelBuilder kernel(builder.getUnknownLoc(), "sum", {f32({}), f32({})});
  auto ten = [&](ScalarBuilder &s) { return s.constant(builder.getF32Type(), 10); };
  auto add = [](ScalarBuilder &s, Value accumulated, Value value) { return s.add(accumulated, value); };
  kernel.reduce("sum", kernel.getParameter(1), Reduction{{}, ten, add, {}},
                [&](ScalarBuilder &s, ValueRange, ValueRange) { return s.load(kernel.getParameter(0), {}); });
  OwningOpRef<PrimFuncOp> function = finish(kernel);
  std::vector<double> x = {5}, y = {0};
  Interpreter({}).run(*function, {&x, &y});
  EXPECT_EQ(y[0], 15);
}

TEST_F(TensorExpressionTest, LinearAndBack) {
  // Every pair of shapes with 12 elements, of constants and of symbols.
  SmallVector<SmallVector<int64_t>> shapes = {{12}, {3, 4}, {1, 12, 1}, {2, 1, 6}, {2, 3, 2}, {1, 1, 12}};
  for (bool symbolic : {false, true})
    for (ArrayRef<int64_t> from : shapes)
      for (ArrayRef<int64_t> to : shapes) {
        std::map<std::string, int64_t> symbols;
        auto make = [&](ArrayRef<int64_t> shape, StringRef base) {
          SmallVector<ExprAttr> dims;
          for (auto [axis, size] : llvm::enumerate(shape)) {
            std::string name = (base + Twine(axis)).str();
            symbols[name] = size;
            dims.push_back(symbolic ? symbol(name) : constant(size));
          }
          return dims;
        };
        SmallVector<ExprAttr> fromDims = make(from, "a"), toDims = make(to, "b");
        KernelBuilder kernel(builder.getUnknownLoc(), "reshape", {f32(fromDims), f32(toDims)});
        kernel.compute("reshape", kernel.getParameter(1), [&](ScalarBuilder &s, ValueRange indices) {
          Value linear = linearizeIndices(kernel, s, toDims, indices);
          return s.load(kernel.getParameter(0), delinearizeIndex(kernel, s, fromDims, linear));
        });
        OwningOpRef<PrimFuncOp> function = finish(kernel);
        std::vector<double> x = iota(12), y(12);
        Interpreter(symbols).run(*function, {&x, &y});
        EXPECT_EQ(x, y);
      }
}

TEST_F(TensorExpressionTest, BroadcastAtRunTime) {
  ExprAttr n = symbol("n"), m = symbol("m"), r = symbol("r");
  for (auto [left, right, result] : {std::tuple{1, 3, 3}, {3, 1, 3}, {3, 3, 3}, {1, 1, 1}}) {
    SmallVector<ExprAttr> lhs = {constant(2), n}, rhs = {m}, shape = {constant(2), r};
    KernelBuilder kernel(builder.getUnknownLoc(), "add", {f32(lhs), f32(rhs), f32(shape)});
    SmallVector<Value> lhsStrides = makeBroadcastStrides(kernel, lhs, shape);
    SmallVector<Value> rhsStrides = makeBroadcastStrides(kernel, rhs, shape);
    kernel.compute("add", kernel.getParameter(2), [&](ScalarBuilder &s, ValueRange i) {
      return s.add(s.load(kernel.getParameter(0), broadcastIndices(s, lhs, lhsStrides, shape, i)),
                   s.load(kernel.getParameter(1), broadcastIndices(s, rhs, rhsStrides, shape, i)));
    });
    OwningOpRef<PrimFuncOp> function = finish(kernel);
    std::vector<double> a = iota(2 * left), b = iota(right), y(2 * result);
    Interpreter({{"n", left}, {"m", right}, {"r", result}}).run(*function, {&a, &b, &y});
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j < result; ++j)
        EXPECT_EQ(y[i * result + j], a[i * left + (left == 1 ? 0 : j)] + b[right == 1 ? 0 : j]);
  }
}

TEST_F(TensorExpressionTest, HeadValuesAreMadeOnce) {
  ExprAttr n = symbol("n");
  KernelBuilder kernel(builder.getUnknownLoc(), "f", {f32({n}), f32({n})});
  kernel.compute("f", kernel.getParameter(1), [&](ScalarBuilder &s, ValueRange i) {
    kernel.getIndex(n);
    return s.load(kernel.getParameter(0), i);
  });
  kernel.getIndex(n);
  EXPECT_TRUE(isa<Attribute>(kernel.getExtent(constant(4))));
  OwningOpRef<PrimFuncOp> function = finish(kernel);
  unsigned symbols = 0, indices = 0;
  function->walk([&](sym::ValueOp) { ++symbols; });
  function->walk([&](sym::ToIndexOp) { ++indices; });
  EXPECT_EQ(symbols, 1u);
  EXPECT_EQ(indices, 1u);
}

TEST_F(TensorExpressionTest, UnfinishedKernelIsFreed) {
  KernelBuilder kernel(builder.getUnknownLoc(), "f", {f32({symbol("n")})});
}

TEST_F(TensorExpressionTest, CastsBetweenAllTypes) {
  SmallVector<Type> types = {builder.getI1Type(),   builder.getI8Type(),  builder.getI32Type(), builder.getI64Type(),
                             builder.getIndexType(), builder.getF16Type(), builder.getBF16Type(), builder.getF32Type(),
                             builder.getF64Type()};
  for (Type from : types)
    for (Type to : types)
      for (bool isUnsigned : {false, true}) {
        KernelBuilder kernel(builder.getUnknownLoc(), "cast", {BufferType::get({}, from), BufferType::get({}, to)});
        kernel.compute("cast", kernel.getParameter(1), [&](ScalarBuilder &s, ValueRange i) {
          Value cast = s.cast(s.load(kernel.getParameter(0), i), to, isUnsigned, isUnsigned);
          EXPECT_EQ(cast.getType(), to);
          return cast;
        });
        finish(kernel);
      }
}

} // namespace
