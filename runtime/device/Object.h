// Reference-counted objects of the VM: tensors, shapes, tuples, closures, boxed
// scalars, storage, opaque values. Layouts are those of abi.h. Every object is
// one pooled block; `reserved` holds its size class.
#ifndef RELAX_RUNTIME_DEVICE_OBJECT_H
#define RELAX_RUNTIME_DEVICE_OBJECT_H

#include "runtime/device/Allocator.h"
#include "runtime/executable/DType.h"
#include "runtime/executable/abi.h"

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace relax::runtime {

/// A closure: a function of a module and captured values, which follow the
/// arguments of a call.
struct Closure {
  relax_object object;
  const void *module; ///< the executable that `function` indexes
  uint32_t function;
  uint32_t numCaptures;
  relax_any captures[]; ///< objects hold a reference each
};

/// Memory that planned tensors share.
struct Storage {
  relax_object object;
  void *data;
  uint64_t bytes;
  uint32_t device;
};

/// Where the blocks of an arena lie, and how large they are.
struct ArenaLayout {
  std::vector<int64_t> offsets; ///< in the memory that the block lies in;
                                ///< multiples of blockAlignment
  std::vector<int64_t> sizes;
  int64_t bytes = 0; ///< of the arena, without what is kept
  /// For each block 0 where it lies in the arena, else the number of the kept
  /// block in which it lies, from 1. Empty where nothing is kept.
  std::vector<uint32_t> segments;
  struct Kept {
    uint32_t block;
    int64_t bytes;
  };
  std::vector<Kept> kept;
  /// The arena has no memory: its tensors are taken from the pool one by one,
  /// which takes less (ArenaPlan::isWasteful).
  bool isSeparate = false;

  /// Of all memory that an arena of this layout takes.
  int64_t totalBytes() const {
    if (isSeparate)
      return 0;
    int64_t total = bytes;
    for (const Kept &block : kept)
      total += block.bytes;
    return total;
  }
};

/// Memory of one call of a function, in blocks. Its tensors borrow it, but for
/// those that keep the storage that is theirs.
struct Arena {
  relax_object object;
  char *data;        ///< null where tensors are taken one by one
  uint64_t capacity; ///< of `data`, for deallocateArena
  std::shared_ptr<const ArenaLayout> layout;
  uint64_t numKept;
  Storage *kept[]; ///< each holds one reference
};

/// A value of a packed function's own.
struct Opaque {
  relax_object object;
  void *data;
  void (*destroy)(void *data); ///< may be null
};

/// Destroys an object whose count reached zero. Never recurses, however deep
/// tuples nest.
void destroyObject(relax_object *object);

inline void retain(relax_object *object) {
  if (object)
    __atomic_fetch_add(&object->ref_count, 1, __ATOMIC_RELAXED);
}

/// Drops one reference; true when it was the last. A sole owner pays no locked
/// operation.
inline bool dropReference(relax_object *object) {
  if (__atomic_load_n(&object->ref_count, __ATOMIC_ACQUIRE) == 1)
    return true;
  return __atomic_fetch_sub(&object->ref_count, 1, __ATOMIC_ACQ_REL) == 1;
}

inline void release(relax_object *object) {
  if (!object || !dropReference(object))
    return;
  if (__builtin_expect(object->kind == RELAX_OBJECT_TENSOR, 1)) {
    relax_tensor *tensor = reinterpret_cast<relax_tensor *>(object);
    if (__builtin_expect(!tensor->owner && !tensor->deleter, 1)) {
      deallocateBlock(object, static_cast<uint32_t>(object->reserved));
      return;
    }
  }
  destroyObject(object);
}

/// A counted pointer to an object of type T (relax_object, relax_tensor, ...).
template <typename T> class Ref {
public:
  Ref() = default;
  Ref(std::nullptr_t) {}
  Ref(const Ref &other) : pointer(other.pointer) { retain(base()); }
  Ref(Ref &&other) : pointer(std::exchange(other.pointer, nullptr)) {}
  /// A tensor, a tuple ... is an object.
  template <typename U>
  Ref(Ref<U> other) : pointer(reinterpret_cast<T *>(other.release())) {
    static_assert(std::is_same_v<T, relax_object>, "only to the base");
  }
  ~Ref() { runtime::release(base()); }
  Ref &operator=(Ref other) {
    std::swap(pointer, other.pointer);
    return *this;
  }

  /// Takes over a reference that the caller owns.
  static Ref take(T *pointer) {
    Ref result;
    result.pointer = pointer;
    return result;
  }
  /// Shares an object that somebody else holds.
  static Ref share(T *pointer) {
    retain(reinterpret_cast<relax_object *>(pointer));
    return take(pointer);
  }
  /// Gives the reference to the caller.
  T *release() { return std::exchange(pointer, nullptr); }

  T *get() const { return pointer; }
  T *operator->() const { return pointer; }
  T &operator*() const { return *pointer; }
  explicit operator bool() const { return pointer; }

private:
  relax_object *base() const {
    return reinterpret_cast<relax_object *>(pointer);
  }
  T *pointer = nullptr;
};

using ObjectRef = Ref<relax_object>;

/// The object as T when it is of T's kind, else null.
template <typename T> struct KindOf;
template <> struct KindOf<relax_tensor> {
  static constexpr uint32_t value = RELAX_OBJECT_TENSOR;
};
template <> struct KindOf<relax_shape> {
  static constexpr uint32_t value = RELAX_OBJECT_SHAPE;
};
template <> struct KindOf<relax_tuple> {
  static constexpr uint32_t value = RELAX_OBJECT_TUPLE;
};
template <> struct KindOf<relax_scalar> {
  static constexpr uint32_t value = RELAX_OBJECT_SCALAR;
};
template <> struct KindOf<Closure> {
  static constexpr uint32_t value = RELAX_OBJECT_CLOSURE;
};
template <> struct KindOf<Storage> {
  static constexpr uint32_t value = RELAX_OBJECT_STORAGE;
};
template <> struct KindOf<Arena> {
  static constexpr uint32_t value = RELAX_OBJECT_ARENA;
};
template <> struct KindOf<Opaque> {
  static constexpr uint32_t value = RELAX_OBJECT_OPAQUE;
};

template <typename T> T *dynCast(relax_object *object) {
  return object && object->kind == KindOf<T>::value
             ? reinterpret_cast<T *>(object)
             : nullptr;
}

/// "a tensor", "a tuple" ...; "nothing" for null.
const char *describeKind(const relax_object *object);
const char *describeKind(uint32_t kind);

// Creation. All return null when out of memory.

/// A shape; dims may be negative only if the caller wants them so.
relax_shape *newShape(int64_t ndim, const int64_t *dims);

/// A tuple; retains the fields, none of which may be null.
relax_tuple *newTuple(int64_t size, relax_object *const *fields);

relax_scalar *newScalar(int64_t bits, uint32_t dtype);

Storage *newStorage(uint64_t bytes, uint32_t device);

/// An arena with all that tensors will keep of it.
Arena *newArena(std::shared_ptr<const ArenaLayout> layout);

/// Where a block begins. The block has to be one of the arena's.
inline char *addressOfBlock(const Arena &arena, uint32_t block) {
  const ArenaLayout &layout = *arena.layout;
  uint32_t segment = layout.segments.empty() ? 0 : layout.segments[block];
  char *data = segment == 0 ? arena.data
                            : static_cast<char *>(arena.kept[segment - 1]->data);
  return data + layout.offsets[block];
}

Opaque *newOpaque(void *data, void (*destroy)(void *));

/// A closure; retains the captured objects.
Closure *newClosure(const void *module, uint32_t function, uint32_t numCaptures,
                    const relax_any *captures);

/// Fills the common header of a new object.
inline void initObject(relax_object *object, uint32_t kind,
                       uint32_t sizeClass) {
  object->ref_count = 1;
  object->kind = kind;
  object->reserved = sizeClass;
}

} // namespace relax::runtime

#endif // RELAX_RUNTIME_DEVICE_OBJECT_H
