//===- Linker.cpp - Object files to a shared library ----------------------===//

#include "target/Linker.h"

#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

// The installation that the project was built with; set by the build.
#ifndef RELAX_LLVM_PREFIX
#define RELAX_LLVM_PREFIX "/usr/lib/llvm-22"
#endif

static std::string getPrefix() {
  return llvm::sys::Process::GetEnv("LLVM_PREFIX").value_or(RELAX_LLVM_PREFIX);
}

static std::string findLinker() {
  SmallString<128> path(getPrefix());
  llvm::sys::path::append(path, "bin", "ld.lld");
  if (llvm::sys::fs::can_execute(path))
    return path.str().str();
  for (StringRef name : {"ld.lld-22", "ld.lld"})
    if (llvm::ErrorOr<std::string> found = llvm::sys::findProgramByName(name))
      return *found;
  return "";
}

/// A library of the system by its file name, or empty.
static std::string findLibrary(StringRef name) {
  for (StringRef folder : {"/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu",
                           "/lib64", "/usr/lib64", "/usr/lib", "/lib"}) {
    SmallString<128> path(folder);
    llvm::sys::path::append(path, name);
    if (llvm::sys::fs::exists(path))
      return path.str().str();
  }
  return "";
}

/// Helpers that LLVM calls for what the machine cannot do (half precision,
/// 128-bit division); linked in statically, so nothing has to be installed
/// where the library runs.
static std::string findBuiltins() {
#if defined(__aarch64__)
  StringRef file = "libclang_rt.builtins-aarch64.a";
#else
  StringRef file = "libclang_rt.builtins-x86_64.a";
#endif
  SmallString<128> path(getPrefix());
  llvm::sys::path::append(path, "lib/clang/22/lib/linux", file);
  return llvm::sys::fs::exists(path) ? path.str().str() : "";
}

namespace {
/// Writes the objects into a folder of their own and removes it at the end.
class ObjectFiles {
public:
  ~ObjectFiles() {
    if (!folder.empty())
      llvm::sys::fs::remove_directories(folder);
  }
  LogicalResult write(Location loc, ArrayRef<std::string> objects) {
    if (std::error_code error =
            llvm::sys::fs::createUniqueDirectory("relaxc", folder))
      return emitError(loc)
             << "cannot create a temporary folder: " << error.message();
    for (auto [index, object] : llvm::enumerate(objects)) {
      SmallString<128> path(folder);
      llvm::sys::path::append(path, Twine(index) + ".o");
      std::error_code error;
      llvm::raw_fd_ostream stream(path, error);
      if (!error) {
        stream << object;
        stream.close();
        error = stream.error();
      }
      if (error) {
        stream.clear_error();
        return emitError(loc)
               << "cannot write '" << path << "': " << error.message();
      }
      paths.push_back(path.str().str());
    }
    return success();
  }
  SmallString<128> folder;
  SmallVector<std::string> paths;
};
} // namespace

LogicalResult target::linkSharedLibrary(Location loc,
                                        ArrayRef<std::string> objects,
                                        StringRef outputPath) {
  std::string linker = findLinker();
  if (linker.empty())
    return emitError(loc) << "cannot find the linker 'ld.lld' below '"
                          << getPrefix()
                          << "' or on PATH: install lld-22 or set LLVM_PREFIX";
  ObjectFiles files;
  if (failed(files.write(loc, objects)))
    return failure();

  std::string libm = findLibrary("libm.so.6"), libc = findLibrary("libc.so.6");
  std::string builtins = findBuiltins();
  SmallVector<StringRef> arguments = {linker,
                                      "-shared",
                                      "-o",
                                      outputPath,
                                      "--build-id=none",
                                      "--hash-style=gnu",
                                      "-z",
                                      "now",
                                      "-z",
                                      "noexecstack",
                                      "-z",
                                      "max-page-size=4096",
                                      "--threads=1"};
  for (const std::string &path : files.paths)
    arguments.push_back(path);
  if (!builtins.empty()) {
    arguments.push_back(builtins);
    arguments.append({"--exclude-libs", "ALL"});
  }
  if (!libm.empty() && !libc.empty())
    arguments.append({"-z", "defs", "--as-needed", libm, libc});

  SmallString<128> log(files.folder);
  llvm::sys::path::append(log, "log");
  std::optional<StringRef> redirects[] = {StringRef(""), StringRef(log),
                                          StringRef(log)};
  std::string message;
  int code = llvm::sys::ExecuteAndWait(
      linker, arguments, std::nullopt, redirects,
      /*SecondsToWait=*/0, /*MemoryLimit=*/0, &message);
  if (code == 0)
    return success();
  if (auto buffer = llvm::MemoryBuffer::getFile(log))
    message += (*buffer)->getBuffer().trim();
  return emitError(loc) << "linking failed: " << message;
}
