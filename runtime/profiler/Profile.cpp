#include "runtime/profiler/Profile.h"

#include "runtime/device/OutputFile.h"
#include "runtime/device/Text.h"
#include "runtime/executable/DType.h"
#include "runtime/vm/Printer.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <tuple>

namespace relax::runtime {

namespace {

std::string formatNumber(double number, int digits) {
  char buffer[48];
  std::snprintf(buffer, sizeof(buffer), "%.*f", digits, number);
  return buffer;
}

/// Nanoseconds as microseconds.
std::string formatUs(double ns, int digits) {
  return formatNumber(ns * 1e-3, digits);
}

/// `[2, 3]` as JSON.
void appendShape(std::string &out, const std::vector<int64_t> &shape) {
  out += '[';
  for (size_t i = 0; i != shape.size(); ++i)
    append(out, i == 0 ? "" : ", ", shape[i]);
  out += ']';
}

void appendArguments(std::string &out, const Profile &profile,
                     const ProfileEvent &event) {
  append(out, "\"bytes\": ", event.bytes);
  const std::vector<ProfileTensor> &tensors = profile.operands[event.operands];
  out += ", \"shapes\": [";
  for (size_t i = 0; i != tensors.size(); ++i) {
    out += i == 0 ? "" : ", ";
    appendShape(out, tensors[i].shape);
  }
  out += "], \"dtypes\": [";
  for (size_t i = 0; i != tensors.size(); ++i)
    append(out, i == 0 ? "" : ", ", jsonString(dtypeName(tensors[i].dtype)));
  out += ']';
  const ProfileLocation &location = profile.locations[event.location];
  if (!location.place.empty())
    append(out, ", \"location\": ", jsonString(location.place));
  if (!location.node.empty())
    append(out, ", \"node\": ", jsonString(location.node));
}

} // namespace

const char *profileEventKindName(ProfileEventKind kind) {
  switch (kind) {
  case ProfileEventKind::Function:
    return "function";
  case ProfileEventKind::Kernel:
    return "kernel";
  case ProfileEventKind::Packed:
    return "packed";
  case ProfileEventKind::Allocation:
    return "allocation";
  case ProfileEventKind::Copy:
    return "copy";
  }
  return "";
}

std::vector<ProfileEntry> summarizeProfile(const Profile &profile) {
  std::map<std::pair<ProfileEventKind, uint32_t>, ProfileEntry> byName;
  int64_t total = 0;
  for (const ProfileEvent &event : profile.events) {
    if (event.kind == ProfileEventKind::Function)
      continue;
    ProfileEntry &entry = byName[{event.kind, event.name}];
    entry.minNs = entry.calls == 0 ? event.durationNs
                                   : std::min(entry.minNs, event.durationNs);
    entry.maxNs = std::max(entry.maxNs, event.durationNs);
    entry.totalNs += event.durationNs;
    entry.bytes += event.bytes;
    ++entry.calls;
    total += event.durationNs;
  }
  std::vector<ProfileEntry> entries;
  for (auto &[key, entry] : byName) {
    entry.kind = key.first;
    entry.name = profile.names[key.second];
    entry.share = total == 0 ? 0 : static_cast<double>(entry.totalNs) / total;
    entries.push_back(std::move(entry));
  }
  // Equal times: by kind and name.
  std::sort(entries.begin(), entries.end(),
            [](const ProfileEntry &a, const ProfileEntry &b) {
              return std::tie(b.totalNs, a.kind, a.name) <
                     std::tie(a.totalNs, b.kind, b.name);
            });
  return entries;
}

std::string printProfileSummary(const Profile &profile) {
  std::vector<std::vector<std::string>> rows = {
      {"kind", "name", "calls", "total us", "mean us", "min us", "max us",
       "share", "bytes"}};
  ProfileEntry sum;
  for (const ProfileEntry &entry : summarizeProfile(profile)) {
    rows.push_back({profileEventKindName(entry.kind), entry.name,
                    concat(entry.calls), formatUs(entry.totalNs, 1),
                    formatUs(static_cast<double>(entry.totalNs) /
                                 static_cast<double>(entry.calls),
                             2),
                    formatUs(entry.minNs, 2), formatUs(entry.maxNs, 2),
                    concat(formatNumber(entry.share * 100, 1), "%"),
                    concat(entry.bytes)});
    sum.calls += entry.calls;
    sum.totalNs += entry.totalNs;
    sum.bytes += entry.bytes;
  }
  rows.push_back({"all", "", concat(sum.calls), formatUs(sum.totalNs, 1), "",
                  "", "", "", concat(sum.bytes)});
  std::vector<size_t> widths(rows.front().size());
  for (const std::vector<std::string> &row : rows)
    for (size_t i = 0; i != row.size(); ++i)
      widths[i] = std::max(widths[i], row[i].size());
  std::string text;
  for (const std::vector<std::string> &row : rows) {
    std::string line;
    for (size_t i = 0; i != row.size(); ++i) {
      std::string padding(widths[i] - row[i].size(), ' ');
      // Names to the left, numbers to the right.
      append(line, i == 0 ? "" : "  ", i < 2 ? row[i] : padding,
             i < 2 ? padding : row[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    append(text, line, "\n");
  }
  return text;
}

std::string formatChromeTrace(const Profile &profile) {
  std::string out = "{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n"
                    "{\"name\": \"process_name\", \"ph\": \"M\", \"pid\": 1, "
                    "\"args\": {\"name\": \"relax\"}}";
  uint64_t live = 0;
  for (const ProfileEvent &event : profile.events) {
    append(out, ",\n{\"name\": ", jsonString(profile.nameOf(event)),
           ", \"cat\": \"", profileEventKindName(event.kind),
           "\", \"ph\": \"X\", \"ts\": ", formatUs(event.startNs, 3),
           ", \"dur\": ", formatUs(event.durationNs, 3),
           ", \"pid\": 1, \"tid\": ", event.thread + 1, ", \"args\": {");
    appendArguments(out, profile, event);
    out += "}}";
    if (event.kind == ProfileEventKind::Function || event.liveBytes == live)
      continue;
    live = event.liveBytes;
    append(out, ",\n{\"name\": \"live bytes\", \"ph\": \"C\", \"ts\": ",
           formatUs(event.startNs + event.durationNs, 3),
           ", \"pid\": 1, \"args\": {\"bytes\": ", live, "}}");
  }
  out += "\n]}\n";
  return out;
}

absl::Status writeChromeTrace(const Profile &profile, const std::string &path) {
  return replaceFile(path, [&](const std::string &file) {
    return writeText(file, formatChromeTrace(profile));
  });
}

} // namespace relax::runtime
