// For relax-fuse-ops-by-pattern: what stands in front of the dot names the backend, the whole is the packed function.
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
