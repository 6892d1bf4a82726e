// What the virtual machine tells the profiler.

#include "runtime/vm/VmState.h"

namespace relax::runtime {

namespace {

/// Records an object that a service has made.
void recordObject(relax_vm_frame *frame, ProfileEventKind kind,
                  std::string_view name, int64_t start, relax_object *object) {
  ProfileRecorder &recorder = *VmState::of(frame).recorder;
  int64_t end = recorder.now();
  relax_tensor *tensor = dynCast<relax_tensor>(object);
  ProfileRecorder::Operands operands =
      recorder.describe(absl::MakeConstSpan(&tensor, 1));
  if (const Storage *storage = dynCast<Storage>(object))
    operands.bytes = storage->bytes;
  if (const Arena *arena = dynCast<Arena>(object))
    operands.bytes = arena->layout->totalBytes();
  recorder.record(kind, name, start, end, operands, frame->location);
}

int32_t allocTensor(relax_vm_frame *frame, relax_object **dst, uint32_t dtype,
                    uint32_t device, int32_t ndim, const int64_t *dims) {
  int64_t start = VmState::of(frame).recorder->now();
  int32_t code = getVmApi().alloc_tensor(frame, dst, dtype, device, ndim, dims);
  if (code == 0)
    recordObject(frame, ProfileEventKind::Allocation, "alloc_tensor", start,
                 *dst);
  return code;
}

int32_t allocStorage(relax_vm_frame *frame, relax_object **dst, int64_t bytes,
                     uint32_t device) {
  int64_t start = VmState::of(frame).recorder->now();
  int32_t code = getVmApi().alloc_storage(frame, dst, bytes, device);
  if (code == 0)
    recordObject(frame, ProfileEventKind::Allocation, "alloc_storage", start,
                 *dst);
  return code;
}

int32_t allocPlannedArena(relax_vm_frame *frame, relax_object **dst,
                          uint32_t plan, const int64_t *sizes) {
  int64_t start = VmState::of(frame).recorder->now();
  int32_t code = getVmApi().alloc_arena(frame, dst, plan, sizes);
  if (code == 0)
    recordObject(frame, ProfileEventKind::Allocation, "alloc_arena", start,
                 *dst);
  return code;
}

int32_t copyTensor(relax_vm_frame *frame, relax_object **dst,
                   relax_object *source) {
  int64_t start = VmState::of(frame).recorder->now();
  int32_t code = getVmApi().copy_tensor(frame, dst, source);
  if (code == 0)
    recordObject(frame, ProfileEventKind::Copy, "copy_tensor", start, *dst);
  return code;
}

// Calls: compiled code says in its frame where it is.

int32_t callPackedFunction(relax_vm_frame *frame, uint32_t import,
                           const relax_any *args, int32_t numArgs,
                           relax_any *results, int32_t numResults) {
  VmState::of(frame).recorder->setLocation(frame->location);
  return getVmApi().call_packed(frame, import, args, numArgs, results,
                                numResults);
}

int32_t call(relax_vm_frame *frame, uint32_t function, const relax_any *args,
             int32_t numArgs, relax_any *results, int32_t numResults) {
  VmState::of(frame).recorder->setLocation(frame->location);
  return getVmApi().call(frame, function, args, numArgs, results, numResults);
}

int32_t invokeClosure(relax_vm_frame *frame, relax_object *closure,
                      const relax_any *args, int32_t numArgs,
                      relax_any *results, int32_t numResults) {
  VmState::of(frame).recorder->setLocation(frame->location);
  return getVmApi().invoke_closure(frame, closure, args, numArgs, results,
                                   numResults);
}

relax_vm_api makeProfiledVmApi() {
  relax_vm_api api = getVmApi();
  api.alloc_tensor = allocTensor;
  api.alloc_storage = allocStorage;
  api.alloc_arena = allocPlannedArena;
  api.copy_tensor = copyTensor;
  api.call_packed = callPackedFunction;
  api.call = call;
  api.invoke_closure = invokeClosure;
  return api;
}

} // namespace

const relax_vm_api &getProfiledVmApi() {
  static const relax_vm_api api = makeProfiledVmApi();
  return api;
}

void ProfileScope::begin(absl::Span<relax_tensor *const> tensors) {
  location = recorder->getLocation();
  operands = recorder->describe(tensors);
  // Last of all: the description is not the event's time.
  start = recorder->now();
}

ProfileScope::ProfileScope(VmState &state, const FrameScope &scope)
    : recorder(state.recorder.get()), kind(ProfileEventKind::Function),
      name(scope.info.name) {
  std::vector<relax_tensor *> tensors;
  for (size_t i = 0, object = 0; i != scope.info.argIsScalar.size(); ++i)
    if (!scope.info.argIsScalar[i])
      tensors.push_back(dynCast<relax_tensor>(scope.frame.objects[object++]));
  begin(tensors);
}

ProfileScope::ProfileScope(VmState &state, std::string_view name,
                           absl::Span<const relax_any> args)
    : recorder(state.recorder.get()), kind(ProfileEventKind::Packed),
      name(name) {
  std::vector<relax_tensor *> tensors;
  for (const relax_any &arg : args)
    if (arg.kind == RELAX_ANY_OBJECT)
      tensors.push_back(dynCast<relax_tensor>(arg.value.object));
  begin(tensors);
}

ProfileScope::ProfileScope(VmState &state, uint32_t kernel,
                           const relax_vm_frame &frame,
                           absl::Span<const uint32_t> buffers)
    : recorder(state.recorder.get()), kind(ProfileEventKind::Kernel),
      name(state.module->executable()
               .kernels()
               ->Get(kernel)
               ->name()
               ->string_view()) {
  std::vector<relax_tensor *> tensors;
  for (uint32_t buffer : buffers)
    tensors.push_back(dynCast<relax_tensor>(frame.objects[buffer]));
  begin(tensors);
}

ProfileScope::~ProfileScope() {
  recorder->record(kind, name, start, recorder->now(), operands, location);
}

} // namespace relax::runtime
