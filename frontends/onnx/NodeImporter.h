//===- NodeImporter.h - What a converter of an operator sees ----*- C++ -*-===//
//
// A converter turns one node into relax operations. It is a function of a
// NodeImporter, which hands out the inputs, as tensors or as integers known as
// expressions, and the attributes, and takes the outputs. Converters are
// registered by domain, operator and the first version they are for.
//
//===----------------------------------------------------------------------===//

#ifndef FRONTENDS_ONNX_NODEIMPORTER_H
#define FRONTENDS_ONNX_NODEIMPORTER_H

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "frontends/onnx/Model.h"

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringMap.h"

#include <functional>
#include <map>

namespace mlir::onnx {
class GraphImporter;

/// The contents of a small tensor of rank 0 or 1, as expressions. A tensor of floating-point numbers has the quotients of the
/// elements and the denominator: models scale sizes that way.
struct IntegerContents {
  SmallVector<sym::ExprAttr> elements;
  bool isScalar = false;
  mlir::Type elementType;
  /// At least 1; of integers always 1.
  int64_t denominator = 1;
};

struct ContainerType;
using ContainerRef = std::shared_ptr<const ContainerType>;

/// What is known of a sequence or an optional. At run time both are tuples; an optional has one field or none.
struct ContainerType {
  enum class Kind { Sequence, Optional };
  Kind kind = Kind::Sequence;
  /// What all tensors in it are; null as long as nothing is known, as of a sequence that is empty.
  relax::TensorType tensor;
  /// What it holds, if no tensors.
  ContainerRef inner;
};

/// What a name of the graph stands for.
struct ImportedValue {
  /// Null as long as nobody needs the tensor of known integers or of an
  /// initializer.
  Value value;
  std::optional<IntegerContents> integers;
  /// The initializer or constant this is.
  const TensorProto *initializer = nullptr;
  /// Set for sequences and optionals.
  ContainerRef container;
  /// The elements of a sequence of known length, which becomes an object when somebody needs one.
  std::optional<SmallVector<Value>> elements;

  bool isAbsent() const { return !value && !integers && !initializer && !elements; }
};

/// One node while it is converted. Everything that fails has reported why.
class NodeImporter {
public:
  NodeImporter(GraphImporter &graph, OpBuilder &builder, Location loc, const NodeProto &node, int64_t opset)
      : builder(builder), loc(loc), node(node), opset(opset), graph(graph) {}

  OpBuilder &builder;
  Location loc;
  const NodeProto &node;
  /// The version of the node's domain that the graph imports.
  int64_t opset;

  //===--------------------------------------------------------------------===//
  // Inputs
  //===--------------------------------------------------------------------===//

  unsigned numInputs() const { return node.inputs.size(); }
  unsigned numOutputs() const { return node.outputs.size(); }
  /// Whether the node has the input and does not leave it empty.
  bool hasInput(unsigned index) const;
  /// Whether somebody may use the output.
  bool hasOutput(unsigned index) const;
  /// The input as it is known; an error where it is missing.
  FailureOr<ImportedValue *> input(unsigned index);
  /// The input as a value of any type.
  FailureOr<Value> value(unsigned index);
  /// The input as a tensor; known integers and initializers become operations
  /// here.
  FailureOr<Value> tensor(unsigned index);
  /// The same, with an error unless the rank is known (of importers' values it
  /// always is, except behind objects).
  FailureOr<Value> rankedTensor(unsigned index);
  /// All inputs from `first` on as tensors.
  FailureOr<SmallVector<Value>> tensors(unsigned first = 0);
  /// The contents of an integer tensor of rank 0 or 1: constants, folded shape
  /// arithmetic, or else read at run time, each element a fresh symbol; its
  /// length must be static.
  FailureOr<SmallVector<sym::ExprAttr>> integers(unsigned index);
  /// The same of a computed tensor; `what` it is, for errors.
  FailureOr<SmallVector<sym::ExprAttr>> readIntegers(Value x, const Twine &what);
  /// integers() of a tensor of one element.
  FailureOr<sym::ExprAttr> integer(unsigned index);
  /// Whether an expression depends on the elements of a tensor, which may be negative, and not on sizes alone.
  bool isReadAtRunTime(sym::ExprAttr expr);
  /// Whether `expr` is at least `least`, whatever the sizes are.
  bool isAtLeast(sym::ExprAttr expr, int64_t least);
  /// The shape that the graph declares for an output, nothing where it does not say; unknown dimensions are null.
  std::optional<SmallVector<sym::ExprAttr>> declaredShape(unsigned output);
  /// What is known about the contents without code; nothing if they are
  /// computed at run time.
  std::optional<IntegerContents> knownIntegers(unsigned index);
  /// The same for the tensor of an attribute.
  std::optional<IntegerContents> knownIntegers(const TensorProto &tensor);
  /// knownIntegers() of floating-point numbers too.
  std::optional<IntegerContents> knownNumbers(unsigned index);
  /// The contents if they are constants.
  std::optional<SmallVector<int64_t>> constantIntegers(unsigned index);
  /// The constant floating-point contents (of any float type) of an input.
  std::optional<SmallVector<double>> constantFloats(unsigned index);

  //===--------------------------------------------------------------------===//
  // Attributes
  //===--------------------------------------------------------------------===//

  bool hasAttr(StringRef name) const { return node.find(name) != nullptr; }
  // The value of an attribute or the default. An attribute of another type is
  // an error, reported once, after which the conversion fails.
  int64_t intAttr(StringRef name, int64_t defaultValue = 0);
  SmallVector<int64_t> intsAttr(StringRef name, ArrayRef<int64_t> defaultValue = {});
  float floatAttr(StringRef name, float defaultValue = 0);
  SmallVector<float> floatsAttr(StringRef name, ArrayRef<float> defaultValue = {});
  StringRef stringAttr(StringRef name, StringRef defaultValue = "");
  SmallVector<StringRef> stringsAttr(StringRef name);
  /// Null where it is missing.
  const TensorProto *tensorAttr(StringRef name);
  const GraphProto *graphAttr(StringRef name);
  const TypeProto *typeAttr(StringRef name);

  //===--------------------------------------------------------------------===//
  // Types
  //===--------------------------------------------------------------------===//

  /// The element type of tensors for a number of TensorProto.DataType.
  FailureOr<mlir::Type> elementType(int64_t dataType);
  static relax::TensorType typeOf(Value tensor) { return llvm::cast<relax::TensorType>(tensor.getType()); }
  static int64_t rankOf(Value tensor) { return typeOf(tensor).getRank(); }
  static ArrayRef<sym::ExprAttr> shapeOf(Value tensor) { return typeOf(tensor).getShape(); }
  static mlir::Type elementTypeOf(Value tensor) { return typeOf(tensor).getElementType(); }
  /// An axis in [-rank, rank) as one in [0, rank), else an error.
  FailureOr<int64_t> normalizeAxis(int64_t axis, int64_t rank);
  FailureOr<SmallVector<int64_t>> normalizeAxes(ArrayRef<int64_t> axes, int64_t rank);

  //===--------------------------------------------------------------------===//
  // Expressions
  //===--------------------------------------------------------------------===//

  sym::ExprAttr constant(int64_t value) { return sym::ExprAttr::getConstant(builder.getContext(), value); }
  /// The value of an expression, as `!sym.int<expr>`.
  FailureOr<Value> symInt(sym::ExprAttr expr);
  FailureOr<SmallVector<Value>> symInts(ArrayRef<sym::ExprAttr> exprs);
  /// A `!relax.shape` of these dimensions.
  FailureOr<Value> shape(ArrayRef<sym::ExprAttr> dims);
  /// The result of arithmetic of sym, or an error that it overflows.
  FailureOr<sym::ExprAttr> checked(FailureOr<sym::ExprAttr> expr);
  /// The product of the dimensions.
  FailureOr<sym::ExprAttr> product(ArrayRef<sym::ExprAttr> dims);
  /// An expression for axis number `axis` (an expression in [-rank, rank)) in [0, rank).
  FailureOr<sym::ExprAttr> normalizedAxis(sym::ExprAttr axis, int64_t rank) {
    return checked(sym::mod(axis, constant(rank)));
  }
  /// 1 where `axis` (of normalizedAxis) is `position`, else 0: for each of the axes, summed. What run-time axes select.
  FailureOr<sym::ExprAttr> selectAxis(ArrayRef<sym::ExprAttr> axes, int64_t position, sym::ExprAttr ifAxis,
                                      sym::ExprAttr otherwise);

  //===--------------------------------------------------------------------===//
  // Operations
  //===--------------------------------------------------------------------===//

  NamedAttribute attr(StringRef name, mlir::Attribute value) {
    return NamedAttribute(builder.getStringAttr(name), value);
  }
  /// Makes an operation whose result types follow from operands and attributes; an error where they do not fit. Never use
  /// `Op::create` on inputs of a model: it aborts there.
  FailureOr<Operation *> createOp(StringRef name, ValueRange operands, ArrayRef<NamedAttribute> attrs = {});
  /// The same, for operators of one result. Unknown dimensions of it get fresh symbols.
  template <typename OpTy>
  FailureOr<Value> create(ValueRange operands, ArrayRef<NamedAttribute> attrs = {}) {
    return createNamed(OpTy::getOperationName(), operands, attrs);
  }
  FailureOr<Value> createNamed(StringRef name, ValueRange operands, ArrayRef<NamedAttribute> attrs = {});
  FailureOr<Value> reshape(Value x, ArrayRef<sym::ExprAttr> dims);
  FailureOr<Value> broadcastTo(Value x, ArrayRef<sym::ExprAttr> dims);
  FailureOr<Value> transpose(Value x, ArrayRef<int64_t> axes);
  FailureOr<Value> cast(Value x, mlir::Type elementType);
  /// A constant tensor: one number as a scalar of `elementType`, or integers as a vector of i64.
  FailureOr<Value> scalar(double value, mlir::Type type);
  Value constantTensor(ElementsAttr value);
  /// The tensor of an attribute, as inputs of a node have it.
  FailureOr<Value> constantTensor(const TensorProto &tensor);
  /// Replaces every unknown dimension of a tensor by a fresh symbol.
  FailureOr<Value> nameUnknownDims(Value tensor);
  /// A symbol that no other definition has.
  StringAttr freshSymbol(StringRef base);
  /// Remembers which `!sym.int` results of `definer` are the values of fresh symbols.
  void noteSymbols(ValueRange sizes);

  //===--------------------------------------------------------------------===//
  // Outputs
  //===--------------------------------------------------------------------===//

  LogicalResult setOutput(unsigned index, FailureOr<Value> value);
  LogicalResult setOutput(unsigned index, IntegerContents integers);
  LogicalResult setOutput(unsigned index, ImportedValue value);

  /// Starts an error: `node "conv1" (Conv): `.
  InFlightDiagnostic error();
  /// Starts an error about an attribute: `node "conv1" (Conv): attribute 'pads': `.
  InFlightDiagnostic attributeError(StringRef attribute);
  bool hasFailed() const { return failedAttribute; }
  GraphImporter &getGraph() { return graph; }

private:
  const AttributeProto *typedAttr(StringRef name, AttributeProto::Type type, StringRef typeName);

  GraphImporter &graph;
  bool failedAttribute = false;
};

/// Turns a node into operations and sets all its outputs.
using Converter = std::function<LogicalResult(NodeImporter &)>;
/// Sets all outputs without operations where the inputs are known well enough; else nothing, and nothing has happened.
using Fold = std::function<std::optional<LogicalResult>(NodeImporter &)>;

/// Converters by domain, operator and version.
class ConverterRegistry {
public:
  /// A registry with the converters of the project.
  ConverterRegistry();
  /// The registry that importers use unless told otherwise. Users add to it before they import, from one thread.
  static ConverterRegistry &global();

  /// Adds a converter for the versions from `since` up to the next one added; a later call for the same replaces it.
  void add(StringRef domain, StringRef op, int64_t since, Converter converter);
  /// The converter for a version, null if there is none.
  const Converter *lookup(StringRef domain, StringRef op, int64_t version) const;

  /// Adds what is tried before any converter, in all versions.
  void addFold(StringRef domain, StringRef op, Fold fold);
  /// The fold of an operator, null if there is none.
  const Fold *lookupFold(StringRef domain, StringRef op) const;

private:
  llvm::StringMap<Fold> folds;
  llvm::StringMap<std::map<int64_t, Converter>> converters;
};

} // namespace mlir::onnx

#endif // FRONTENDS_ONNX_NODEIMPORTER_H
