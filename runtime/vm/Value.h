// An argument or result of a function of a module, as C++ sees it: an object or
// a scalar.
#ifndef RELAX_RUNTIME_VM_VALUE_H
#define RELAX_RUNTIME_VM_VALUE_H

#include "runtime/device/Tensor.h"

#include <cstring>

namespace relax::runtime {

class Value {
public:
  Value() = default;
  Value(ObjectRef object) : object(std::move(object)) {}
  Value(TensorRef tensor) : object(std::move(tensor)) {}

  /// A scalar by its bits: integers sign-extended, floats bit-cast into the low
  /// bits.
  static Value scalar(int64_t bits, uint32_t dtype) {
    Value value;
    value.bits = bits;
    value.dtype = dtype;
    return value;
  }
  static Value integer(int64_t number) {
    return scalar(number, RELAX_DTYPE(RELAX_DTYPE_INT, 64));
  }
  static Value floating(double number) {
    int64_t bits;
    std::memcpy(&bits, &number, sizeof(bits));
    return scalar(bits, RELAX_DTYPE(RELAX_DTYPE_FLOAT, 64));
  }

  bool isScalar() const { return dtype != 0; }
  uint32_t scalarDType() const { return dtype; }
  int64_t scalarBits() const { return bits; }

  relax_object *asObject() const { return object.get(); }
  /// Null when it is something else.
  relax_tensor *asTensor() const { return dynCast<relax_tensor>(object.get()); }
  relax_shape *asShape() const { return dynCast<relax_shape>(object.get()); }
  relax_tuple *asTuple() const { return dynCast<relax_tuple>(object.get()); }

  /// A reference of the caller's own to the tensor; null when it is something
  /// else.
  TensorRef tensor() const { return TensorRef::share(asTensor()); }

private:
  ObjectRef object;
  int64_t bits = 0;
  uint32_t dtype = 0; ///< 0: an object
};

} // namespace relax::runtime

#endif // RELAX_RUNTIME_VM_VALUE_H
