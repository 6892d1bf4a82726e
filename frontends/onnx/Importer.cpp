//===- Importer.cpp - An ONNX model as a relax module ---------------------===//

#include "frontends/onnx/Importer.h"

#include "frontends/onnx/GraphImporter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace mlir::onnx;

namespace {
/// Keeps mapped files as long as a context: attributes point into them.
class MappedFiles : public DialectInterface::Base<MappedFiles> {
public:
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(MappedFiles)
  explicit MappedFiles(Dialect *dialect) : Base(dialect) {}
  std::vector<std::shared_ptr<llvm::MemoryBuffer>> files;
};
} // namespace

FailureOr<OwningOpRef<ModuleOp>> onnx::importModelFromMemory(StringRef bytes, StringRef name, StringRef folder,
                                                             MLIRContext *context, const ImportOptions &options) {
  context->loadDialect<arith::ArithDialect, relax::RelaxDialect, sym::SymDialect>();
  ModelProto model;
  if (std::optional<std::string> why = parseModel(bytes, model))
    return emitError(FileLineColLoc::get(context, name, 0, 0)) << "not a valid ONNX model: " << *why;
  return GraphImporter(context, name, folder, options).import(model);
}

FailureOr<OwningOpRef<ModuleOp>> onnx::importModel(StringRef path, MLIRContext *context,
                                                   const ImportOptions &options) {
  auto fail = [&](const Twine &why) {
    return emitError(UnknownLoc::get(context)) << "cannot open '" << path << "': " << why.str();
  };
  if (llvm::sys::fs::is_directory(path))
    return fail("it is a folder");
  auto opened = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!opened)
    return fail(opened.getError().message());
  std::shared_ptr<llvm::MemoryBuffer> file = std::move(*opened);
  auto *dialect = context->getOrLoadDialect<relax::RelaxDialect>();
  auto *mapped = dialect->getRegisteredInterface<MappedFiles>();
  if (!mapped) {
    dialect->addInterface(std::make_unique<MappedFiles>(dialect));
    mapped = dialect->getRegisteredInterface<MappedFiles>();
  }
  const_cast<MappedFiles *>(mapped)->files.push_back(file);
  SmallString<128> folder(llvm::sys::path::parent_path(path));
  if (folder.empty())
    folder = ".";
  return importModelFromMemory(file->getBuffer(), path, folder, context, options);
}
