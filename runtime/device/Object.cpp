#include "runtime/device/Object.h"

#include <new>
#include <vector>

namespace relax::runtime {

namespace {
template <typename T>
T *allocateObject(uint32_t kind, uint64_t bytes, uint64_t dataBytes = 0) {
  uint32_t sizeClass;
  void *block = allocateBlock(bytes, sizeClass, bytes - dataBytes);
  if (!block)
    return nullptr;
  T *object = static_cast<T *>(block);
  initObject(&object->object, kind, sizeClass);
  return object;
}

/// Frees one dead object; references that it held and that were the last go to
/// `dead`.
void destroyOne(relax_object *object, std::vector<relax_object *> &dead) {
  auto drop = [&](relax_object *child) {
    if (child && dropReference(child))
      dead.push_back(child);
  };
  switch (object->kind) {
  case RELAX_OBJECT_TENSOR: {
    relax_tensor *tensor = reinterpret_cast<relax_tensor *>(object);
    drop(tensor->owner);
    if (tensor->deleter)
      tensor->deleter(tensor);
    break;
  }
  case RELAX_OBJECT_TUPLE: {
    relax_tuple *tuple = reinterpret_cast<relax_tuple *>(object);
    for (int64_t i = 0; i != tuple->size; ++i)
      drop(tuple->fields[i]);
    break;
  }
  case RELAX_OBJECT_CLOSURE: {
    Closure *closure = reinterpret_cast<Closure *>(object);
    for (uint32_t i = 0; i != closure->numCaptures; ++i)
      if (closure->captures[i].kind == RELAX_ANY_OBJECT)
        drop(closure->captures[i].value.object);
    break;
  }
  case RELAX_OBJECT_ARENA: {
    Arena *arena = reinterpret_cast<Arena *>(object);
    for (uint64_t i = 0; i != arena->numKept; ++i)
      drop(&arena->kept[i]->object);
    if (arena->data)
      deallocateArena(arena->data, arena->capacity);
    arena->layout.~shared_ptr();
    break;
  }
  case RELAX_OBJECT_OPAQUE: {
    Opaque *opaque = reinterpret_cast<Opaque *>(object);
    if (opaque->destroy)
      opaque->destroy(opaque->data);
    break;
  }
  default:
    break;
  }
  deallocateBlock(object, static_cast<uint32_t>(object->reserved));
}
} // namespace

void destroyObject(relax_object *object) {
  std::vector<relax_object *> dead;
  destroyOne(object, dead);
  while (!dead.empty()) {
    relax_object *next = dead.back();
    dead.pop_back();
    destroyOne(next, dead);
  }
}

const char *describeKind(uint32_t kind) {
  switch (kind) {
  case RELAX_OBJECT_TENSOR:
    return "a tensor";
  case RELAX_OBJECT_SHAPE:
    return "a shape";
  case RELAX_OBJECT_TUPLE:
    return "a tuple";
  case RELAX_OBJECT_CLOSURE:
    return "a closure";
  case RELAX_OBJECT_SCALAR:
    return "a boxed scalar";
  case RELAX_OBJECT_STORAGE:
    return "a storage";
  case RELAX_OBJECT_ARENA:
    return "an arena";
  case RELAX_OBJECT_OPAQUE:
    return "an opaque object";
  default:
    return "an unknown object";
  }
}

const char *describeKind(const relax_object *object) {
  return object ? describeKind(object->kind) : "nothing";
}

relax_shape *newShape(int64_t ndim, const int64_t *dims) {
  auto *shape = allocateObject<relax_shape>(
      RELAX_OBJECT_SHAPE, sizeof(relax_shape) + ndim * sizeof(int64_t));
  if (!shape)
    return nullptr;
  shape->ndim = ndim;
  std::memcpy(shape->dims, dims, ndim * sizeof(int64_t));
  return shape;
}

relax_tuple *newTuple(int64_t size, relax_object *const *fields) {
  auto *tuple = allocateObject<relax_tuple>(
      RELAX_OBJECT_TUPLE, sizeof(relax_tuple) + size * sizeof(void *));
  if (!tuple)
    return nullptr;
  tuple->size = size;
  for (int64_t i = 0; i != size; ++i) {
    retain(fields[i]);
    tuple->fields[i] = fields[i];
  }
  return tuple;
}

relax_scalar *newScalar(int64_t bits, uint32_t dtype) {
  auto *scalar =
      allocateObject<relax_scalar>(RELAX_OBJECT_SCALAR, sizeof(relax_scalar));
  if (!scalar)
    return nullptr;
  scalar->dtype = dtype;
  scalar->reserved = 0;
  scalar->bits = bits;
  return scalar;
}

Storage *newStorage(uint64_t bytes, uint32_t device) {
  // The memory follows the header.
  constexpr uint64_t header = blockAlignment;
  static_assert(sizeof(Storage) <= header);
  if (bytes > UINT64_MAX - header)
    return nullptr;
  auto *storage = allocateObject<Storage>(RELAX_OBJECT_STORAGE, header + bytes,
                                          bytes);
  if (!storage)
    return nullptr;
  storage->data = reinterpret_cast<char *>(storage) + header;
  storage->bytes = bytes;
  storage->device = device;
  return storage;
}

Arena *newArena(std::shared_ptr<const ArenaLayout> layout) {
  uint64_t capacity = 0;
  void *data = nullptr;
  if (!layout->isSeparate) {
    data = allocateArena(static_cast<uint64_t>(layout->bytes), capacity);
    if (!data)
      return nullptr;
  }
  auto *arena = allocateObject<Arena>(RELAX_OBJECT_ARENA,
                                      sizeof(Arena) + layout->kept.size() *
                                                          sizeof(Storage *));
  if (!arena) {
    if (data)
      deallocateArena(data, capacity);
    return nullptr;
  }
  arena->data = static_cast<char *>(data);
  arena->capacity = capacity;
  arena->numKept = 0;
  new (&arena->layout) std::shared_ptr<const ArenaLayout>(std::move(layout));
  if (!data)
    return arena;
  for (const ArenaLayout::Kept &kept : arena->layout->kept) {
    Storage *storage =
        newStorage(static_cast<uint64_t>(kept.bytes), RELAX_DEVICE_CPU);
    if (!storage) {
      release(&arena->object);
      return nullptr;
    }
    arena->kept[arena->numKept++] = storage;
  }
  return arena;
}

Opaque *newOpaque(void *data, void (*destroy)(void *)) {
  auto *opaque = allocateObject<Opaque>(RELAX_OBJECT_OPAQUE, sizeof(Opaque));
  if (!opaque)
    return nullptr;
  opaque->data = data;
  opaque->destroy = destroy;
  return opaque;
}

Closure *newClosure(const void *module, uint32_t function, uint32_t numCaptures,
                    const relax_any *captures) {
  auto *closure = allocateObject<Closure>(
      RELAX_OBJECT_CLOSURE,
      sizeof(Closure) + uint64_t{numCaptures} * sizeof(relax_any));
  if (!closure)
    return nullptr;
  closure->module = module;
  closure->function = function;
  closure->numCaptures = numCaptures;
  for (uint32_t i = 0; i != numCaptures; ++i) {
    closure->captures[i] = captures[i];
    if (captures[i].kind == RELAX_ANY_OBJECT)
      retain(captures[i].value.object);
  }
  return closure;
}

} // namespace relax::runtime
