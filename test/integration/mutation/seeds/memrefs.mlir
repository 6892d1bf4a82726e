// A kernel as a function on memrefs, with a function that it calls, and one of upstream's structured ops.
module {
  func.func private @pick(%X: memref<?xf32>, %i: index) -> f32 {
    %c2 = arith.constant 2 : index
    %half = arith.divui %i, %c2 : index
    %x = memref.load %X[%half] : memref<?xf32>
    return %x : f32
  }
  func.func @halves(%X: memref<?xf32>, %Y: memref<?xf32>) attributes {relax.kernel} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %n = memref.dim %Y, %c0 : memref<?xf32>
    scf.for %i = %c0 to %n step %c1 {
      %x = func.call @pick(%X, %i) : (memref<?xf32>, index) -> f32
      memref.store %x, %Y[%i] : memref<?xf32>
    }
    return
  }
  func.func @product(%A: memref<?x2xf32>, %B: memref<2x3xf32>, %C: memref<?x3xf32>) attributes {relax.kernel} {
    %zero = arith.constant 0.0 : f32
    linalg.fill ins(%zero : f32) outs(%C : memref<?x3xf32>)
    linalg.matmul ins(%A, %B : memref<?x2xf32>, memref<2x3xf32>) outs(%C : memref<?x3xf32>)
    return
  }
  relax.func @main(%x: !relax.tensor<[n], f32>, %a: !relax.tensor<[m, 2], f32>, %b: !relax.tensor<[2, 3], f32>) -> (!relax.tensor<[2 * n], f32>, !relax.tensor<[m, 3], f32>) {
    %0 = relax.call_tir @halves(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>
    %1 = relax.call_tir @product(%a, %b) : (!relax.tensor<[m, 2], f32>, !relax.tensor<[2, 3], f32>) -> !relax.tensor<[m, 3], f32>
    relax.return %0, %1
  }
}
