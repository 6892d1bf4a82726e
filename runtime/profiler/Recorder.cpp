#include "runtime/profiler/Recorder.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace relax::runtime {

void ProfileRecorder::clear() {
  profile = {};
  profile.operands.emplace_back();
  profile.locations.emplace_back();
  names.clear();
  operandLists.clear();
  operandLists[{}] = 0;
}

ProfileRecorder::Operands
ProfileRecorder::describe(absl::Span<relax_tensor *const> operands) {
  // A program has few different lists, and runs each of them often.
  std::vector<int64_t> key;
  Operands result;
  for (const relax_tensor *tensor : operands) {
    if (!tensor)
      continue;
    result.bytes += static_cast<uint64_t>(countBytes(*tensor));
    key.push_back(getDType(*tensor));
    key.push_back(tensor->dl.ndim);
    key.insert(key.end(), tensor->dl.shape, tensor->dl.shape + tensor->dl.ndim);
  }
  std::lock_guard<std::mutex> lock(mutex);
  auto [it, isNew] =
      operandLists.try_emplace(std::move(key), profile.operands.size());
  result.list = it->second;
  if (!isNew)
    return result;
  std::vector<ProfileTensor> tensors;
  for (const relax_tensor *tensor : operands)
    if (tensor)
      tensors.push_back(
          {getDType(*tensor),
           {tensor->dl.shape, tensor->dl.shape + tensor->dl.ndim}});
  profile.operands.push_back(std::move(tensors));
  return result;
}

void ProfileRecorder::record(ProfileEventKind kind, std::string_view name,
                             int64_t start, int64_t end, Operands operands,
                             uint32_t location) {
  AllocatorStatistics memory = getAllocatorStatistics();
  std::lock_guard<std::mutex> lock(mutex);
  auto known = names.find(name);
  if (known == names.end()) {
    known = names.emplace(std::string(name), profile.names.size()).first;
    profile.names.emplace_back(name);
  }
  uint32_t thread =
      threads.try_emplace(std::this_thread::get_id(), threads.size())
          .first->second;
  profile.events.push_back({kind, known->second, operands.list, location,
                            thread, start, end - start, operands.bytes,
                            memory.liveBytes});
}

Profile ProfileRecorder::take() {
  std::lock_guard<std::mutex> lock(mutex);
  Profile result = std::move(profile);
  clear();
  // A function ends behind what it calls, and begins before. Equal ones stay in
  // the order of their ends.
  std::vector<ProfileEvent> &events = result.events;
  std::vector<uint32_t> order(events.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return std::tie(events[a].startNs, events[b].durationNs, a) <
           std::tie(events[b].startNs, events[a].durationNs, b);
  });
  std::vector<ProfileEvent> sorted;
  sorted.reserve(events.size());
  for (uint32_t index : order)
    sorted.push_back(events[index]);
  events = std::move(sorted);
  return result;
}

} // namespace relax::runtime
