//===- ReadBytecode.cpp - Modules in MLIR's bytecode ----------------------===//

#include "tools/driver/ReadBytecode.h"

#include "mlir/Bytecode/BytecodeReader.h"
#include "mlir/Bytecode/BytecodeWriter.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/SourceMgr.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mlir;

namespace {
/// Exit codes of the child.
enum ChildExit { Done = 0, Refused = 1, GaveUp = 2, CannotWrite = 3 };
} // namespace

/// In place of LLVM's message and abort.
static void giveUp(void *, const char *, bool) { _exit(GaveUp); }

static void setLimit(int resource, uint64_t limit) {
  rlimit limits;
  if (getrlimit(resource, &limits) != 0)
    return;
  limits.rlim_cur = std::min<rlim_t>(limits.rlim_max, limit);
  (void)setrlimit(resource, &limits);
}

/// Makes any end of this process silent and any loop end.
static void prepareChild(uint64_t size) {
  for (int signal :
       {SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGXCPU})
    std::signal(signal, SIG_DFL);
  setLimit(RLIMIT_CORE, 0);
  // A good file takes milliseconds and a few times its size.
  setLimit(RLIMIT_CPU, 5 + size / (4 << 20));
  setLimit(RLIMIT_AS, (uint64_t(8) << 30) + 16 * size);
  llvm::install_fatal_error_handler(giveUp);
  llvm::install_bad_alloc_error_handler(giveUp);
}

/// Reads the bytecode and writes it anew. Does not return.
[[noreturn]] static void runChild(const llvm::SourceMgr &sources,
                                  MLIRContext *context, int output) {
  prepareChild(
      sources.getMemoryBuffer(sources.getMainFileID())->getBufferSize());
  // glibc writes of what it finds, too.
  int errors = dup(STDERR_FILENO), nothing = open("/dev/null", O_WRONLY);
  if (nothing >= 0)
    dup2(nothing, STDERR_FILENO);
  std::string text;
  llvm::raw_string_ostream stream(text);
  llvm::SourceMgr files;
  SourceMgrDiagnosticHandler handler(files, context, stream);
  // The other process verifies: verifiers are ours, and their faults are not
  // the reader's.
  ParserConfig config(context, /*verifyAfterParse=*/false);
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, config);
  if (!module) {
    llvm::raw_fd_ostream(errors, /*shouldClose=*/false) << text;
    _exit(Refused);
  }
  llvm::raw_fd_ostream os(output, /*shouldClose=*/false);
  if (failed(writeBytecodeToFile(*module, os)))
    _exit(GaveUp);
  os.flush();
  _exit(os.has_error() ? CannotWrite : Done);
}

bool relaxc::holdsBytecode(const llvm::SourceMgr &sources) {
  return isBytecode(
      sources.getMemoryBuffer(sources.getMainFileID())->getMemBufferRef());
}

std::optional<std::string> relaxc::readBytecode(const llvm::SourceMgr &sources,
                                                MLIRContext *context,
                                                OwningOpRef<ModuleOp> &module) {
  auto cannotRead = [](const Twine &reason) {
    return ("cannot be read: " + reason).str();
  };
  SmallString<128> path;
  int file = -1;
  if (std::error_code error =
          llvm::sys::fs::createTemporaryFile("relaxc", "mlirbc", file, path))
    return cannotRead("cannot create a temporary file: " + error.message());
  llvm::scope_exit close(
      [&] { llvm::sys::Process::SafelyCloseFileDescriptor(file); });
  llvm::sys::fs::remove(path);

  llvm::errs().flush();
  pid_t child = fork();
  if (child < 0)
    return cannotRead("cannot start a process");
  if (child == 0)
    runChild(sources, context, file);
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return cannotRead("cannot wait for a process");
  if (WIFEXITED(status) && WEXITSTATUS(status) == Refused)
    return std::nullopt;
  if (WIFEXITED(status) && WEXITSTATUS(status) == CannotWrite)
    return cannotRead("cannot write a temporary file");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != Done)
    return "is damaged: the bytecode reader gave up";

  auto buffer = llvm::MemoryBuffer::getOpenFile(
      llvm::sys::fs::convertFDToNativeFile(file), path, /*FileSize=*/-1,
      /*RequiresNullTerminator=*/false);
  if (!buffer)
    return cannotRead(buffer.getError().message());
  // Weights stay in the buffer, which they share.
  auto read = std::make_shared<llvm::SourceMgr>();
  read->AddNewSourceBuffer(std::move(*buffer), llvm::SMLoc());
  module = parseSourceFile<ModuleOp>(read, ParserConfig(context));
  return std::nullopt;
}
