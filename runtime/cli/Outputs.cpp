#include "runtime/cli/Outputs.h"
#include "runtime/device/ElementText.h"
#include "runtime/device/OutputFile.h"
#include "runtime/vm/Npy.h"
#include "runtime/vm/Printer.h"

#include <absl/strings/str_join.h>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

namespace relax::runtime {

namespace {

// Tuples nested deeper than this are printed and written as their kind only.
constexpr unsigned maxNesting = 16;

/// One leaf of the results: a tensor, or something that is none.
struct Leaf {
  std::string path; ///< "0", "0_1" ...
  std::string name; ///< "y", "y.1" ...
  TensorRef tensor; ///< null: `kind` says what it is
  const char *kind = "";
};

absl::StatusOr<TensorRef> scalarTensor(int64_t bits, uint32_t dtype) {
  absl::StatusOr<TensorRef> tensor = createTensor({}, dtype);
  if (tensor.ok())
    std::memcpy((*tensor)->dl.data, &bits, dtypeSize(dtype)); // little-endian
  return tensor;
}

absl::Status collect(relax_object *object, std::string path, std::string name,
                     unsigned depth, std::vector<Leaf> &leaves) {
  relax_tuple *tuple = dynCast<relax_tuple>(object);
  if (tuple && depth != maxNesting) {
    for (int64_t i = 0; i != tuple->size; ++i)
      if (absl::Status status =
              collect(tuple->fields[i], concat(path, "_", i),
                      concat(name, ".", i), depth + 1, leaves);
          !status.ok())
        return status;
    return absl::OkStatus();
  }
  absl::StatusOr<TensorRef> tensor = TensorRef();
  if (relax_tensor *given = dynCast<relax_tensor>(object)) {
    tensor = TensorRef::share(given);
  } else if (relax_shape *shape = dynCast<relax_shape>(object)) {
    tensor = createTensor(absl::MakeConstSpan(&shape->ndim, 1),
                          RELAX_DTYPE(RELAX_DTYPE_INT, 64));
    if (tensor.ok())
      std::memcpy((*tensor)->dl.data, shape->dims,
                  shape->ndim * sizeof(int64_t));
  } else if (relax_scalar *scalar = dynCast<relax_scalar>(object)) {
    tensor = scalarTensor(scalar->bits, scalar->dtype);
  }
  if (!tensor.ok())
    return tensor.status();
  leaves.push_back({std::move(path), std::move(name), *std::move(tensor),
                    describeKind(object)});
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Leaf>>
collectLeaves(const FunctionInfo &function, absl::Span<const Value> results) {
  std::vector<Leaf> leaves;
  for (size_t i = 0; i != results.size(); ++i) {
    std::string name = function.fb->results()->Get(i)->name()->str();
    if (results[i].isScalar()) {
      absl::StatusOr<TensorRef> tensor =
          scalarTensor(results[i].scalarBits(), results[i].scalarDType());
      if (!tensor.ok())
        return tensor.status();
      leaves.push_back({concat(i), name, *std::move(tensor), ""});
      continue;
    }
    if (absl::Status status =
            collect(results[i].asObject(), concat(i), name, 0, leaves);
        !status.ok())
      return status;
  }
  return leaves;
}

absl::Status makeFolder(const std::string &folder) {
  for (size_t end = 0; end != std::string::npos;) {
    end = folder.find('/', end + 1);
    std::string part = folder.substr(0, end);
    if (mkdir(part.c_str(), 0777) != 0 && errno != EEXIST)
      return absl::PermissionDeniedError(
          concat("cannot make folder '", part, "': ", std::strerror(errno)));
  }
  struct stat info;
  if (stat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode))
    return absl::PermissionDeniedError(
        concat("'", folder, "' is not a folder"));
  return absl::OkStatus();
}

} // namespace

absl::Status writeResults(const std::string &folder,
                          const FunctionInfo &function,
                          absl::Span<const Value> results) {
  absl::StatusOr<std::vector<Leaf>> leaves = collectLeaves(function, results);
  if (!leaves.ok())
    return leaves.status();
  if (absl::Status status = makeFolder(folder); !status.ok())
    return status;
  std::string manifest =
      concat("{\"function\": ", jsonString(function.name), ", \"outputs\": [");
  bool first = true;
  for (const Leaf &leaf : *leaves) {
    append(manifest, first ? "\n" : ",\n",
           "  {\"name\": ", jsonString(leaf.name), ", ");
    first = false;
    if (!leaf.tensor) {
      append(manifest, "\"file\": null, \"kind\": ", jsonString(leaf.kind),
             "}");
      continue;
    }
    uint32_t dtype = getDType(*leaf.tensor);
    std::string file =
        concat("out_", leaf.path, npySupports(dtype) ? ".npy" : ".raw");
    auto write = [&](const std::string &path) {
      return writeTensor(path, *leaf.tensor, !npySupports(dtype));
    };
    if (absl::Status status = replaceFile(concat(folder, "/", file), write);
        !status.ok())
      return status;
    append(manifest, "\"file\": ", jsonString(file),
           ", \"dtype\": ", jsonString(dtypeName(dtype)),
           ", \"shape\": ", formatShape(getShape(*leaf.tensor)), "}");
  }
  manifest += "\n]}\n";
  return replaceFile(
      concat(folder, "/manifest.json"),
      [&](const std::string &path) { return writeText(path, manifest); });
}

std::string printResults(const FunctionInfo &function,
                         absl::Span<const Value> results) {
  absl::StatusOr<std::vector<Leaf>> leaves = collectLeaves(function, results);
  if (!leaves.ok())
    return concat(leaves.status().message(), "\n");
  std::string out;
  for (const Leaf &leaf : *leaves) {
    append(out, leaf.path,
           leaf.name.empty() ? "" : concat(" (", leaf.name, ")"), ": ");
    if (!leaf.tensor) {
      append(out, leaf.kind, "\n");
      continue;
    }
    append(out, formatTensor(*leaf.tensor), "\n");
  }
  return out;
}

} // namespace relax::runtime
