// Where nobody loads the library, the message names the function.
// RELAXC: --backend=dense
// CASE: x = f32(zeros((3, 16))); w = f32(zeros((16, 8))); b = f32(zeros(8))
// FAILS: dense.matmul_bias_relu
relax.func @main(%x: !relax.tensor<[n, 16], f32>, %w: !relax.tensor<[16, 8], f32>, %b: !relax.tensor<[8], f32>) -> !relax.tensor<[n, 8], f32> {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, 16], f32>, !relax.tensor<[16, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %1 = relax.add %0, %b : (!relax.tensor<[n, 8], f32>, !relax.tensor<[8], f32>) -> !relax.tensor<[n, 8], f32>
  %2 = relax.relu %1 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %3 = relax.exp %2 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  relax.return %3
}
module attributes {relax.patterns} {
  pdl.pattern @dense_relu : benefit(1) {
    %name = attribute = "dense.matmul_bias_relu"
    %x = operand
    %w = operand
    %b = operand
    %product_type = type
    %sum_type = type
    %result_type = type
    %matmul = operation "relax.matmul"(%x, %w : !pdl.value, !pdl.value) -> (%product_type : !pdl.type)
    %product = result 0 of %matmul
    %add = operation "relax.add"(%product, %b : !pdl.value, !pdl.value) -> (%sum_type : !pdl.type)
    %sum = result 0 of %add
    %relu = operation "relax.relu"(%sum : !pdl.value) -> (%result_type : !pdl.type)
    rewrite %relu with "relax.group"(%name, %matmul, %add : !pdl.attribute, !pdl.operation, !pdl.operation)
  }
}
