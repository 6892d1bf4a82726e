// The services of relax_vm_api: what one instruction does, for the interpreter
// and for compiled code alike, and the wording of run-time errors.

#include "runtime/vm/VmState.h"

#include <cctype>

namespace relax::runtime {

using absl::StatusCode;

namespace {

int32_t fail(relax_vm_frame *frame, StatusCode code, std::string message) {
  return recordFailure(VmState::of(frame), code, std::move(message));
}

int32_t outOfMemory(relax_vm_frame *frame, std::string_view what) {
  return fail(frame, StatusCode::kResourceExhausted,
              concat("out of memory for ", what));
}

/// The check's own location, when it has one, is where the failure belongs.
int32_t failCheck(relax_vm_frame *frame, const fb::Check &check,
                  std::string message) {
  VmState &state = VmState::of(frame);
  int32_t code =
      recordFailure(state, StatusCode::kInvalidArgument, std::move(message));
  if (check.location() != 0)
    locateFailure(state, check.location());
  return code;
}

const fb::Check &getCheck(relax_vm_frame *frame, uint32_t check) {
  return *VmState::of(frame).module->executable().checks()->Get(check);
}

std::string_view text(const flatbuffers::String *string) {
  return string ? string->string_view() : std::string_view();
}

/// "'w'", or "a value" when it has no name.
std::string subjectOf(const fb::Check &check) {
  std::string_view subject = text(check.subject());
  return subject.empty() ? "a value" : concat("'", subject, "'");
}

std::string describe(const relax_object *object) {
  const auto *tensor = reinterpret_cast<const relax_tensor *>(object);
  if (object && object->kind == RELAX_OBJECT_TENSOR)
    return concat("a tensor of shape ", formatShape(getShape(*tensor)),
                  " and type ", dtypeName(getDType(*tensor)));
  const auto *shape = reinterpret_cast<const relax_shape *>(object);
  if (object && object->kind == RELAX_OBJECT_SHAPE)
    return concat("the shape ",
                  formatShape(absl::MakeConstSpan(shape->dims, shape->ndim)));
  const auto *tuple = reinterpret_cast<const relax_tuple *>(object);
  if (object && object->kind == RELAX_OBJECT_TUPLE)
    return concat("a tuple of ", tuple->size);
  return describeKind(object);
}

bool isNumber(std::string_view text) {
  if (!text.empty() && text[0] == '-')
    text.remove_prefix(1);
  return !text.empty() &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isdigit(c); });
}

bool isName(std::string_view text) {
  return !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) {
           return std::isalnum(c) || c == '_';
         });
}

std::string conditionMessage(const fb::Check &check, int64_t actual,
                             int64_t expected, std::string_view relation) {
  std::string_view condition = text(check.expected());
  if (check.kind() == fb::CheckKind::Dimension) {
    std::string what = check.dim() >= 0 ? concat("dimension ", check.dim(),
                                                 " of ", subjectOf(check))
                                        : subjectOf(check);
    if (isNumber(condition))
      return concat(what, " must ", relation, " ", condition, ": got ", actual);
    return concat(what, " must ", relation, " ",
                  isName(condition) ? "symbol " : "", "'", condition, "': got ",
                  actual, ", expected ", relation == "equal" ? "" : "at most ",
                  expected);
  }
  std::string what = check.kind() == fb::CheckKind::Condition
                         ? concat("condition '", condition, "' does not hold")
                         : std::string(condition);
  std::string_view subject = text(check.subject());
  return concat(what, subject.empty() ? "" : concat(" in ", subject), ": got ",
                actual, " and ", expected);
}

void apiRetain(relax_object *object) { retain(object); }
void apiRelease(relax_object *object) { release(object); }
void apiKill(relax_object **object) { setObject(object, nullptr); }
void apiMove(relax_object **dst, relax_object *source) {
  retain(source);
  setObject(dst, source);
}

int32_t failKind(relax_vm_frame *frame, relax_object *object, uint32_t kind) {
  return fail(
      frame, StatusCode::kInvalidArgument,
      concat("expected ", describeKind(kind), ", got ", describe(object)));
}

int32_t loadConst(relax_vm_frame *frame, relax_object **dst,
                  uint32_t constant) {
  apiMove(dst, &VmState::of(frame).constants[constant]->object);
  return 0;
}

/// Checks device and dims; the number of bytes.
int32_t tensorBytes(relax_vm_frame *frame, uint32_t dtype, uint32_t device,
                    absl::Span<const int64_t> shape, int64_t &bytes) {
  if (device != RELAX_DEVICE_CPU)
    return fail(frame, StatusCode::kUnimplemented,
                concat("device (type ", device & 0xff, ", ordinal ",
                       device >> 8, ") is not available"));
  for (int64_t dim : shape)
    if (dim < 0)
      return fail(frame, StatusCode::kInvalidArgument,
                  concat("a tensor cannot have the shape ", formatShape(shape),
                         ": a dimension is negative"));
  std::optional<int64_t> count = countBytes(shape, dtype);
  if (!count)
    return fail(
        frame, StatusCode::kResourceExhausted,
        concat("a tensor of shape ", formatShape(shape), " is too large"));
  bytes = *count;
  return 0;
}

int32_t allocTensor(relax_vm_frame *frame, relax_object **dst, uint32_t dtype,
                    uint32_t device, int32_t ndim, const int64_t *dims) {
  // The usual case first; what is unusual is looked at again, for its message.
  int64_t bytes = dtypeSize(dtype);
  bool simple = device == RELAX_DEVICE_CPU;
  for (int32_t i = 0; i != ndim; ++i)
    simple &= dims[i] >= 0 && !__builtin_mul_overflow(bytes, dims[i], &bytes);
  absl::Span<const int64_t> shape(dims, ndim);
  if (__builtin_expect(!simple, 0))
    if (int32_t code = tensorBytes(frame, dtype, device, shape, bytes))
      return code;
  relax_tensor *tensor = newTensorBlock(ndim, bytes, dtype, device);
  if (__builtin_expect(!tensor, 0))
    return outOfMemory(frame, concat("a tensor of shape ", formatShape(shape),
                                     " and type ", dtypeName(dtype)));
  for (int32_t i = 0; i != ndim; ++i)
    tensor->dl.shape[i] = dims[i];
  setObject(dst, &tensor->object);
  return 0;
}

int32_t allocStorage(relax_vm_frame *frame, relax_object **dst, int64_t bytes,
                     uint32_t device) {
  if (device != RELAX_DEVICE_CPU || bytes < 0) {
    int64_t ignored;
    return tensorBytes(frame, RELAX_DTYPE(RELAX_DTYPE_UINT, 8), device,
                       absl::MakeConstSpan(&bytes, 1), ignored);
  }
  Storage *storage = newStorage(static_cast<uint64_t>(bytes), device);
  if (!storage)
    return outOfMemory(frame, concat("a storage of ", bytes, " bytes"));
  setObject(dst, &storage->object);
  return 0;
}

int32_t allocTensorFromStorage(relax_vm_frame *frame, relax_object **dst,
                               relax_object *object, int64_t byteOffset,
                               uint32_t dtype, int32_t ndim,
                               const int64_t *dims) {
  Storage *storage = dynCast<Storage>(object);
  if (!storage)
    return failKind(frame, object, RELAX_OBJECT_STORAGE);
  absl::Span<const int64_t> shape(dims, ndim);
  int64_t bytes;
  if (int32_t code = tensorBytes(frame, dtype, storage->device, shape, bytes))
    return code;
  uint64_t offset = static_cast<uint64_t>(byteOffset);
  if (byteOffset < 0 || offset % blockAlignment != 0 ||
      offset > storage->bytes ||
      static_cast<uint64_t>(bytes) > storage->bytes - offset)
    return fail(frame, StatusCode::kInternal,
                concat("a tensor of shape ", formatShape(shape), " and type ",
                       dtypeName(dtype), " at offset ", byteOffset,
                       " does not fit a storage of ", storage->bytes,
                       " bytes"));
  relax_tensor *tensor =
      newTensorOver(static_cast<char *>(storage->data) + offset, shape, dtype,
                    storage->device, object);
  if (!tensor)
    return outOfMemory(frame, "a tensor");
  setObject(dst, &tensor->object);
  return 0;
}

int32_t copyTensorService(relax_vm_frame *frame, relax_object **dst,
                          relax_object *source) {
  relax_tensor *tensor = dynCast<relax_tensor>(source);
  if (!tensor)
    return failKind(frame, source, RELAX_OBJECT_TENSOR);
  relax_object *copy = nullptr;
  if (int32_t code =
          allocTensor(frame, &copy, getDType(*tensor), getDevice(*tensor),
                      tensor->dl.ndim, tensor->dl.shape))
    return code;
  std::memcpy(reinterpret_cast<relax_tensor *>(copy)->dl.data, tensor->dl.data,
              countBytes(*tensor));
  setObject(dst, copy);
  return 0;
}

int32_t viewTensorService(relax_vm_frame *frame, relax_object **dst,
                          relax_object *source, int32_t ndim,
                          const int64_t *dims) {
  relax_tensor *tensor = dynCast<relax_tensor>(source);
  if (!tensor)
    return failKind(frame, source, RELAX_OBJECT_TENSOR);
  absl::StatusOr<TensorRef> view =
      viewTensor(tensor, absl::MakeConstSpan(dims, ndim));
  if (!view.ok())
    return fail(frame, view.status().code(),
                std::string(view.status().message()));
  setObject(dst, &view->release()->object);
  return 0;
}

int32_t tensorDim(relax_vm_frame *frame, int64_t *dst, relax_object *object,
                  int32_t axis) {
  relax_tensor *tensor = dynCast<relax_tensor>(object);
  if (!tensor)
    return failKind(frame, object, RELAX_OBJECT_TENSOR);
  if (axis < 0 || axis >= tensor->dl.ndim)
    return fail(
        frame, StatusCode::kInvalidArgument,
        concat("dimension ", axis, " is out of range for ", describe(object)));
  *dst = tensor->dl.shape[axis];
  return 0;
}

int32_t checkTensor(relax_vm_frame *frame, relax_object *object, int32_t rank,
                    uint32_t dtype, uint32_t check) {
  relax_tensor *tensor = dynCast<relax_tensor>(object);
  if (tensor && (rank == -1 || rank == tensor->dl.ndim) &&
      (dtype == RELAX_DTYPE_ANY || dtype == getDType(*tensor)))
    return 0;
  const fb::Check &info = getCheck(frame, check);
  if (!tensor)
    return failCheck(
        frame, info,
        concat(subjectOf(info), " must be a tensor: got ", describe(object)));
  if (rank != -1 && rank != tensor->dl.ndim)
    return failCheck(frame, info,
                     concat(subjectOf(info), " must have rank ", rank,
                            ": got rank ", tensor->dl.ndim, ", shape ",
                            formatShape(getShape(*tensor))));
  return failCheck(frame, info,
                   concat(subjectOf(info), " must have element type ",
                          dtypeName(dtype), ": got ",
                          dtypeName(getDType(*tensor))));
}

int32_t checkEqual(relax_vm_frame *frame, int64_t actual, int64_t expected,
                   uint32_t check) {
  if (actual == expected)
    return 0;
  const fb::Check &info = getCheck(frame, check);
  return failCheck(frame, info,
                   conditionMessage(info, actual, expected, "equal"));
}

int32_t checkLessEqual(relax_vm_frame *frame, int64_t actual, int64_t bound,
                       uint32_t check) {
  if (actual <= bound)
    return 0;
  const fb::Check &info = getCheck(frame, check);
  return failCheck(frame, info,
                   conditionMessage(info, actual, bound, "be at most"));
}

int32_t makeShape(relax_vm_frame *frame, relax_object **dst, int32_t ndim,
                  const int64_t *dims) {
  relax_shape *shape = newShape(ndim, dims);
  if (!shape)
    return outOfMemory(frame, "a shape");
  setObject(dst, &shape->object);
  return 0;
}

int32_t shapeDim(relax_vm_frame *frame, int64_t *dst, relax_object *object,
                 int32_t axis) {
  relax_shape *shape = dynCast<relax_shape>(object);
  if (!shape)
    return failKind(frame, object, RELAX_OBJECT_SHAPE);
  if (axis < 0 || axis >= shape->ndim)
    return fail(
        frame, StatusCode::kInvalidArgument,
        concat("dimension ", axis, " is out of range for ", describe(object)));
  *dst = shape->dims[axis];
  return 0;
}

int32_t checkShape(relax_vm_frame *frame, relax_object *object, int32_t rank,
                   uint32_t check) {
  relax_shape *shape = dynCast<relax_shape>(object);
  if (shape && (rank == -1 || rank == shape->ndim))
    return 0;
  const fb::Check &info = getCheck(frame, check);
  std::string wanted =
      rank == -1 ? std::string("a shape") : concat("a shape of rank ", rank);
  return failCheck(
      frame, info,
      concat(subjectOf(info), " must be ", wanted, ": got ", describe(object)));
}

int32_t makeTuple(relax_vm_frame *frame, relax_object **dst, int32_t size,
                  relax_object *const *fields) {
  for (int32_t i = 0; i != size; ++i)
    if (!fields[i])
      return fail(frame, StatusCode::kInternal,
                  concat("field ", i, " of a tuple is nothing"));
  relax_tuple *tuple = newTuple(size, fields);
  if (!tuple)
    return outOfMemory(frame, "a tuple");
  setObject(dst, &tuple->object);
  return 0;
}

int32_t tupleGet(relax_vm_frame *frame, relax_object **dst,
                 relax_object *object, int32_t index) {
  relax_tuple *tuple = dynCast<relax_tuple>(object);
  if (!tuple)
    return failKind(frame, object, RELAX_OBJECT_TUPLE);
  if (index < 0 || index >= tuple->size)
    return fail(
        frame, StatusCode::kInvalidArgument,
        concat("field ", index, " is out of range for ", describe(object)));
  apiMove(dst, tuple->fields[index]);
  return 0;
}

int32_t checkTuple(relax_vm_frame *frame, relax_object *object, int32_t size,
                   uint32_t check) {
  relax_tuple *tuple = dynCast<relax_tuple>(object);
  if (tuple && (size == -1 || size == tuple->size))
    return 0;
  const fb::Check &info = getCheck(frame, check);
  std::string wanted =
      size == -1 ? std::string("a tuple") : concat("a tuple of ", size);
  return failCheck(
      frame, info,
      concat(subjectOf(info), " must be ", wanted, ": got ", describe(object)));
}

int32_t boxScalar(relax_vm_frame *frame, relax_object **dst, int64_t bits,
                  uint32_t dtype) {
  relax_scalar *scalar = newScalar(bits, dtype);
  if (!scalar)
    return outOfMemory(frame, "a scalar");
  setObject(dst, &scalar->object);
  return 0;
}

int32_t unboxScalar(relax_vm_frame *frame, int64_t *dst, relax_object *object,
                    uint32_t dtype) {
  relax_scalar *scalar = dynCast<relax_scalar>(object);
  if (!scalar)
    return failKind(frame, object, RELAX_OBJECT_SCALAR);
  if (dtype != RELAX_DTYPE_ANY && dtype != scalar->dtype)
    return fail(frame, StatusCode::kInvalidArgument,
                concat("expected a scalar of type ", dtypeName(dtype), ", got ",
                       dtypeName(scalar->dtype)));
  *dst = scalar->bits;
  return 0;
}

int32_t readScalar(relax_vm_frame *frame, int64_t *dst, relax_object *object,
                   int32_t index) {
  relax_tensor *tensor = dynCast<relax_tensor>(object);
  if (!tensor)
    return failKind(frame, object, RELAX_OBJECT_TENSOR);
  int64_t size = countElements(*tensor);
  if (index < 0 && size != 1)
    return fail(
        frame, StatusCode::kInvalidArgument,
        concat("expected a tensor of one element, got ", describe(object)));
  if (index >= size)
    return fail(frame, StatusCode::kInvalidArgument,
                concat("expected a tensor with an element ", index, ", got ",
                       describe(object)));
  *dst = readElement(*tensor, index < 0 ? 0 : index);
  return 0;
}

int32_t callPackedService(relax_vm_frame *frame, uint32_t import,
                          const relax_any *args, int32_t numArgs,
                          relax_any *results, int32_t numResults) {
  VmState &state = VmState::of(frame);
  return callPacked(
      state, state.module->executable().imports()->Get(import)->string_view(),
      *state.imports[import], absl::MakeConstSpan(args, numArgs),
      absl::MakeSpan(results, numResults));
}

int32_t callService(relax_vm_frame *frame, uint32_t function,
                    const relax_any *args, int32_t numArgs, relax_any *results,
                    int32_t numResults) {
  return callFunction(VmState::of(frame), function,
                      absl::MakeConstSpan(args, numArgs), {},
                      absl::MakeSpan(results, numResults));
}

int32_t makeClosure(relax_vm_frame *frame, relax_object **dst,
                    uint32_t function, const relax_any *captures,
                    int32_t numCaptures) {
  Closure *closure = newClosure(VmState::of(frame).module.get(), function,
                                static_cast<uint32_t>(numCaptures), captures);
  if (!closure)
    return outOfMemory(frame, "a closure");
  setObject(dst, &closure->object);
  return 0;
}

int32_t invokeClosure(relax_vm_frame *frame, relax_object *object,
                      const relax_any *args, int32_t numArgs,
                      relax_any *results, int32_t numResults) {
  Closure *closure = dynCast<Closure>(object);
  if (!closure)
    return failKind(frame, object, RELAX_OBJECT_CLOSURE);
  VmState &state = VmState::of(frame);
  if (closure->module != state.module.get())
    return fail(frame, StatusCode::kInvalidArgument,
                "a closure of another module cannot be called");
  return callFunction(
      state, closure->function, absl::MakeConstSpan(args, numArgs),
      absl::MakeConstSpan(closure->captures, closure->numCaptures),
      absl::MakeSpan(results, numResults));
}

int32_t failService(relax_vm_frame *frame, uint32_t check) {
  const fb::Check &info = getCheck(frame, check);
  std::string_view message = text(info.expected());
  return failCheck(frame, info,
                   message.empty() ? std::string("the program failed")
                                   : std::string(message));
}

int32_t failArith(relax_vm_frame *frame, uint32_t kind, int64_t lhs,
                  int64_t rhs) {
  switch (kind) {
  case RELAX_ARITH_ADD_OVERFLOW:
    return fail(frame, StatusCode::kOutOfRange,
                concat(lhs, " + ", rhs, " overflows 64 bits"));
  case RELAX_ARITH_SUB_OVERFLOW:
    return fail(frame, StatusCode::kOutOfRange,
                concat(lhs, " - ", rhs, " overflows 64 bits"));
  case RELAX_ARITH_MUL_OVERFLOW:
    return fail(frame, StatusCode::kOutOfRange,
                concat(lhs, " * ", rhs, " overflows 64 bits"));
  case RELAX_ARITH_DIVISION_BY_ZERO:
    return fail(frame, StatusCode::kInvalidArgument,
                concat("division of ", lhs, " by zero"));
  default:
    return fail(frame, StatusCode::kOutOfRange,
                concat(lhs, " divided by ", rhs, " overflows 64 bits"));
  }
}

int32_t kernelFailed(relax_vm_frame *frame, uint32_t kernel, int32_t code) {
  VmState &state = VmState::of(frame);
  std::string name =
      state.module->executable().kernels()->Get(kernel)->name()->str();
  bool hasMessage;
  {
    std::lock_guard<std::mutex> lock(state.failureMutex);
    hasMessage = state.failure.failed;
  }
  if (!hasMessage)
    return recordFailure(
        state, StatusCode::kInternal,
        concat("kernel '", name, "' returned error code ", code));
  prefixFailure(state, concat("kernel '", name, "' failed: "));
  return code;
}

constexpr relax_vm_api api = {
    RELAX_ABI_VERSION, sizeof(relax_vm_api),
    apiRetain,         apiRelease,
    apiKill,           apiMove,
    loadConst,         allocTensor,
    allocStorage,      allocTensorFromStorage,
    copyTensorService, viewTensorService,
    tensorDim,         checkTensor,
    checkEqual,        checkLessEqual,
    makeShape,         shapeDim,
    checkShape,        makeTuple,
    tupleGet,          checkTuple,
    boxScalar,         unboxScalar,
    readScalar,        callPackedService,
    callService,       makeClosure,
    invokeClosure,     failService,
    failArith,         kernelFailed,
    failKind,          allocArena,
    arenaTensor,
};
static_assert(offsetof(relax_vm_api, fail_kind) == 248 &&
              offsetof(relax_vm_api, arena_tensor) == 264 &&
              offsetof(relax_vm_api, alloc_tensor) == 48 &&
              offsetof(relax_vm_api, call_packed) == 192);
static_assert(offsetof(relax_ctx, api) == 48 &&
              offsetof(relax_vm_frame, location) == 40 &&
              offsetof(relax_module, hash) == 32);

} // namespace

const relax_vm_api &getVmApi() { return api; }

} // namespace relax::runtime
