// Files that are written for the user.
#ifndef RELAX_RUNTIME_DEVICE_OUTPUTFILE_H
#define RELAX_RUNTIME_DEVICE_OUTPUTFILE_H

#include <absl/status/status.h>

#include <functional>
#include <string>

namespace relax::runtime {

/// Has `write` make the file of a temporary name beside `path`, then renames
/// it, so that nobody meets half a file. A device or a pipe stays what it is:
/// `write` gets `path` itself. On an error nothing is left behind.
absl::Status
replaceFile(const std::string &path,
            const std::function<absl::Status(const std::string &)> &write);

/// Writes the text into the file, device or pipe. Fails with "cannot write
/// 'PATH': " and the reason.
absl::Status writeText(const std::string &path, const std::string &text);

/// Removes what a failure left half written; leaves devices and pipes alone.
void removeRegularFile(const std::string &path);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_DEVICE_OUTPUTFILE_H
