// Two dense layers for any number of rows. Nothing here knows of a library:
//
//   relax-opt network.mlir --pass-pipeline='builtin.module(relax-fuse-ops-by-pattern{file=graph_patterns.mlir},
//       relax-merge-composite-functions,relax-run-codegen)' -o with_library.mlir
//   relaxc with_library.mlir -o network.so
//   relax-run network.so --load-library libdense.so --input x=x.npy ...
relax.func @main(%x: !relax.tensor<[n, 16], f32>, %w1: !relax.tensor<[16, 32], f32>, %b1: !relax.tensor<[32], f32>,
                 %w2: !relax.tensor<[32, 8], f32>, %b2: !relax.tensor<[8], f32>) -> !relax.tensor<[n, 8], f32> {
  %0 = relax.matmul %x, %w1 : (!relax.tensor<[n, 16], f32>, !relax.tensor<[16, 32], f32>) -> !relax.tensor<[n, 32], f32>
  %1 = relax.add %0, %b1 : (!relax.tensor<[n, 32], f32>, !relax.tensor<[32], f32>) -> !relax.tensor<[n, 32], f32>
  %2 = relax.relu %1 : (!relax.tensor<[n, 32], f32>) -> !relax.tensor<[n, 32], f32>
  %3 = relax.matmul %2, %w2 : (!relax.tensor<[n, 32], f32>, !relax.tensor<[32, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %4 = relax.add %3, %b2 : (!relax.tensor<[n, 8], f32>, !relax.tensor<[8], f32>) -> !relax.tensor<[n, 8], f32>
  %5 = relax.relu %4 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  %6 = relax.exp %5 : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
  relax.return %6
}
