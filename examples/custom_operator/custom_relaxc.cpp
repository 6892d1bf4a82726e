// relaxc with converters for the operators of a domain of one's own: ONNX
// models that use com.example.HardShrink and com.example.RowNorm compile.
//
//   custom_relaxc custom_operator.onnx -o custom_operator.so

#include "frontends/onnx/NodeImporter.h"
#include "tools/driver/Driver.h"

#include "dialects/relax/Relax.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Parser/Parser.h"

using namespace mlir;

// The kernel, as text. The threshold is an operand, a tensor of rank 0.
static const char kHardShrink[] = R"(
tir.prim_func private @example_hard_shrink(%X: !tir.buffer<[n], f32>,
                                           %T: !tir.buffer<[], f32>,
                                           %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %zero = arith.constant 0.0 : f32
  tir.for %i = 0 to %n {
    tir.block "hard_shrink" iters(%vi: spatial [0, %n) = %i) {
      %x = tir.load %X[%vi]
      %t = tir.load %T[]
      %size = math.absf %x : f32
      %large = arith.cmpf ogt, %size, %t : f32
      %y = arith.select %large, %x, %zero : f32
      tir.store %y, %Y[%vi]
    }
  }
}
)";

/// The kernel in the module that is being imported; the first call adds it.
static FailureOr<FlatSymbolRefAttr> getHardShrink(onnx::NodeImporter &n) {
  const char *name = "example_hard_shrink";
  auto ref = FlatSymbolRefAttr::get(n.builder.getContext(), name);
  auto module =
      n.builder.getBlock()->getParentOp()->getParentOfType<ModuleOp>();
  if (SymbolTable::lookupSymbolIn(module, name))
    return ref;
  n.builder.getContext()->loadAllAvailableDialects();
  OwningOpRef<ModuleOp> parsed =
      parseSourceString<ModuleOp>(kHardShrink, n.builder.getContext());
  if (!parsed)
    return failure();
  for (Operation &op :
       llvm::make_early_inc_range(parsed->getBody()->getOperations()))
    op.moveBefore(module.getBody(), module.getBody()->begin());
  return ref;
}

/// HardShrink(x) with attribute `lambd`: x where |x| > lambd, else 0. Any rank:
/// the kernel sees the elements in a row.
static LogicalResult convertHardShrink(onnx::NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  FailureOr<FlatSymbolRefAttr> kernel = getHardShrink(n);
  if (failed(x) || failed(kernel))
    return failure();
  if (!n.elementTypeOf(*x).isF32())
    return n.error() << "the element type must be f32, got "
                     << n.elementTypeOf(*x);
  FailureOr<sym::ExprAttr> count = n.product(n.shapeOf(*x));
  FailureOr<Value> threshold =
      n.scalar(n.floatAttr("lambd", 0.5f), n.elementTypeOf(*x));
  if (failed(count) || failed(threshold))
    return failure();
  FailureOr<Value> flat = n.reshape(*x, {*count});
  if (failed(flat))
    return failure();
  auto call = relax::CallTIROp::create(
      n.builder, n.loc, TypeRange{flat->getType()}, *kernel,
      ValueRange{*flat, *threshold});
  return n.setOutput(0, n.reshape(call->getResult(0), n.shapeOf(*x)));
}

/// RowNorm(x [n, m]) -> [n], by the packed function of row_norm.cpp.
static LogicalResult convertRowNorm(onnx::NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  if (n.rankOf(*x) != 2 || !n.elementTypeOf(*x).isF32())
    return n.error() << "the input must be an f32 matrix, got "
                     << x->getType();
  Type rows = n.typeOf(*x).cloneWithShape(n.shapeOf(*x).take_front());
  auto call = relax::CallDPSPackedOp::create(
      n.builder, n.loc, TypeRange{rows},
      n.builder.getStringAttr("example.row_norm"), ValueRange{*x});
  return n.setOutput(0, FailureOr<Value>(call->getResult(0)));
}

int main(int argc, char **argv) {
  onnx::ConverterRegistry &registry = onnx::ConverterRegistry::global();
  registry.add("com.example", "HardShrink", 1, convertHardShrink);
  registry.add("com.example", "RowNorm", 1, convertRowNorm);
  return relaxc::relaxcMain(argc, argv);
}
