#include "runtime/device/OutputFile.h"
#include "runtime/device/Text.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace relax::runtime {

namespace {

absl::Status cannotWrite(const std::string &path, int error) {
  return absl::PermissionDeniedError(
      concat("cannot write '", path, "': ", std::strerror(error)));
}

/// Whether there is a device, a pipe or a socket of that name, which a file
/// must not take the place of.
bool isSpecial(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) &&
         !S_ISDIR(info.st_mode);
}

} // namespace

void removeRegularFile(const std::string &path) {
  if (!isSpecial(path))
    std::remove(path.c_str());
}

absl::Status
replaceFile(const std::string &path,
            const std::function<absl::Status(const std::string &)> &write) {
  if (isSpecial(path))
    return write(path);
  // The process's number: a file `path.tmp` may be somebody's.
  std::string temporary = concat(path, ".", getpid(), ".tmp");
  absl::Status status = write(temporary);
  if (status.ok() && std::rename(temporary.c_str(), path.c_str()) != 0)
    status = cannotWrite(path, errno);
  if (status.ok())
    return status;
  removeRegularFile(temporary);
  // The user knows the other name.
  std::string message(status.message());
  if (size_t at = message.find(temporary); at != std::string::npos)
    message.replace(at, temporary.size(), path);
  return absl::Status(status.code(), message);
}

absl::Status writeText(const std::string &path, const std::string &text) {
  std::FILE *file = std::fopen(path.c_str(), "wb");
  if (!file)
    return cannotWrite(path, errno);
  int error = 0;
  if (std::fwrite(text.data(), 1, text.size(), file) != text.size())
    error = errno;
  if (std::fclose(file) != 0 && error == 0)
    error = errno;
  return error == 0 ? absl::OkStatus() : cannotWrite(path, error);
}

} // namespace relax::runtime
