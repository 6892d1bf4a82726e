//===- GraphImporter.h - One import, seen from inside -----------*- C++ -*-===//
//
// The state of an import: names, symbols, constants. Converters use
// NodeImporter; only the importer itself includes this.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_GRAPHIMPORTER_H
#define FRONTENDS_ONNX_GRAPHIMPORTER_H

#include "dialects/sym/Prover.h"
#include "frontends/onnx/FunctionBodies.h"
#include "frontends/onnx/Importer.h"
#include "frontends/onnx/NodeImporter.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/MemoryBuffer.h"

#include <deque>

namespace mlir::onnx {

/// The names of a graph or of a function's body; outer scopes are seen through it.
struct Scope {
  Scope *parent = nullptr;
  llvm::StringMap<ImportedValue> values;
  /// What the graph itself says about its values and outputs.
  llvm::StringMap<const TypeProto *> declared;

  ImportedValue *lookup(StringRef name) {
    for (Scope *scope = this; scope; scope = scope->parent)
      if (auto it = scope->values.find(name); it != scope->values.end())
        return &it->second;
    return nullptr;
  }
};

/// What comes behind the node that is being imported. An If whose branches disagree about a rank takes it into both.
struct Tail {
  ArrayRef<const NodeProto *> nodes;
  /// What the graph gives; null where nobody but the graph around knows.
  const std::vector<ValueInfo> *outputs = nullptr;
  /// The outputs are defined: nothing is left to do.
  bool isTaken = false;
};

/// Versions by domain.
using OperatorSets = llvm::StringMap<int64_t>;

/// Functions and graphs nest no deeper.
constexpr unsigned kMaxExpansionDepth = 64;

class GraphImporter {
public:
  GraphImporter(MLIRContext *context, StringRef name, StringRef folder, const ImportOptions &options);

  FailureOr<OwningOpRef<ModuleOp>> import(const ModelProto &model);

  // What NodeImporter asks for.
  LogicalResult importNodes(ArrayRef<NodeProto> nodes, Scope &scope, const OperatorSets &sets,
                            const std::vector<ValueInfo> *outputs = nullptr);
  LogicalResult importNodes(ArrayRef<const NodeProto *> nodes, Scope &scope, const OperatorSets &sets,
                            const std::vector<ValueInfo> *outputs);
  FailureOr<Value> materialize(Location loc, ImportedValue &value);
  FailureOr<ElementsAttr> getElements(Location loc, const TensorProto &tensor);
  FailureOr<StringRef> getRawBytes(Location loc, const TensorProto &tensor, uint64_t expected, std::string &why);
  FailureOr<mlir::Type> getElementType(DataType type);
  std::optional<IntegerContents> getKnownIntegers(const ImportedValue &value);
  StringAttr freshSymbol(StringRef base);
  void noteSymbols(ValueRange sizes);
  /// Symbols that are elements of a tensor: unlike sizes they may be negative.
  void noteReadIntegers(ArrayRef<StringAttr> symbols);
  /// Whether the expression depends on the elements of a tensor.
  bool isReadAtRunTime(sym::ExprAttr expr);
  /// The interval of the values of an expression, sizes being no less than zero.
  sym::Bounds getBounds(sym::ExprAttr expr);
  /// The declared shape of a value of the current graph; unknown dimensions are null.
  std::optional<SmallVector<sym::ExprAttr>> getDeclaredShape(StringRef name);
  FailureOr<Value> getSymInt(Location loc, sym::ExprAttr expr);
  Location getNodeLocation(const NodeProto &node, size_t index);
  /// An identifier of the letters of `name`.
  static std::string sanitize(StringRef name);

  // What graphs in graphs need.
  /// Imports a graph that is an attribute of a node, at the insertion point; it sees the names around the node. The
  /// inputs stand for those of the graph, whose outputs are returned.
  FailureOr<SmallVector<ImportedValue>> importSubgraph(NodeImporter &node, StringRef attribute, const GraphProto &graph,
                                                       ArrayRef<ImportedValue> inputs);
  /// Imports the branch of an If and then what is behind the node, which sees the outputs of the branch as those of the
  /// node; returns the outputs of the graph around. `isOnly`: no other branch does the same.
  FailureOr<SmallVector<ImportedValue>> importBranchAndTail(NodeImporter &node, StringRef attribute,
                                                            const GraphProto &graph, bool isOnly);
  /// How many symbols have a value here; what a region defines is forgotten behind it.
  size_t markSymbols() const { return definedSymbols.size(); }
  void forgetSymbols(size_t mark);
  /// Whether a symbol got its value behind the mark.
  bool isDefinedSince(StringAttr symbol, size_t mark) const;
  bool isInSignature(StringAttr symbol) const { return signatureSymbols.contains(symbol); }
  /// A tensor type without the dimensions that mean nothing here, or, if `signatureOnly`, to a caller.
  mlir::Type closeType(mlir::Type type, bool signatureOnly = false) const;

  // Sequences and optionals.
  /// What the type says of a sequence or an optional; null for others.
  ContainerRef getContainer(const TypeProto &type);
  /// An optional that holds a value.
  FailureOr<ImportedValue> makeOptional(Location loc, ImportedValue &value);
  /// What an optional holds; fails at run time where that is nothing.
  ImportedValue getOptionalElement(Location loc, const ImportedValue &optional);

  OpBuilder builder;
  Scope *current = nullptr;
  const OperatorSets *currentSets = nullptr;
  Tail *tail = nullptr;
  /// How many times the current nodes are a tail of a tail.
  unsigned tailDepth = 0;

private:
  friend class NodeImporter;

  LogicalResult importNode(const NodeProto &node, size_t index, const OperatorSets &sets);
  FunctionBody findFunctionBody(const NodeProto &node, int64_t version, const FunctionProto *function);
  LogicalResult expand(const NodeProto &node, NodeImporter &importer, StringRef body, const OperatorSets &sets);
  static void addDeclarations(const GraphProto &graph, Scope &scope);
  LogicalResult addInitializers(const GraphProto &graph, Scope &scope);
  FailureOr<mlir::Type> getDeclaredType(const ValueInfo &info, bool isInput);
  sym::ExprAttr getNamedDim(StringRef param, bool mayDefine);
  FailureOr<Value> finishOutput(const ValueInfo &info, ImportedValue &entry);
  InFlightDiagnostic error() { return emitError(fileLoc); }

  MLIRContext *context;
  const ImportOptions &options;
  const ConverterRegistry &registry;
  std::string folder;
  Location fileLoc;
  std::map<std::string, const FunctionProto *> functions;
  /// Bodies of expanded operators: their bytes, their parsed form.
  std::deque<std::string> bodyBytes;
  std::deque<FunctionProto> bodies;
  std::deque<TensorProto> ownedTensors;
  /// What binds the outputs of branches to those of their nodes.
  std::deque<NodeProto> ownedNodes;
  unsigned expansionDepth = 0;
  uint64_t numImportedNodes = 0;
  llvm::SetVector<StringAttr> takenSymbols;
  llvm::DenseSet<StringAttr> signatureSymbols;
  llvm::DenseSet<StringAttr> readIntegers;
  llvm::StringMap<sym::ExprAttr> dimParams;
  /// The value of each symbol that the signature does not define.
  struct Definer {
    Value value;
    size_t position; ///< in definedSymbols
  };
  llvm::DenseMap<StringAttr, Definer> definers;
  /// Its keys, in order of definition.
  SmallVector<StringAttr> definedSymbols;
  relax::FuncOp function;
  /// Constants stand at the beginning of the function, in order of first use.
  Operation *lastConstant = nullptr;
  std::map<std::string, std::shared_ptr<llvm::MemoryBuffer>> externalFiles;
};

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_GRAPHIMPORTER_H
