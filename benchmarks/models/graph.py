"""A small builder of ONNX graphs with seeded random weights, for the models of this folder."""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

FLOAT, INT64, BOOL = TensorProto.FLOAT, TensorProto.INT64, TensorProto.BOOL
LARGEST_INT64 = 2**63 - 1


class Graph:
    """Nodes and initializers in order of creation. Values are names."""

    def __init__(self, seed=1):
        self.nodes, self.initializers, self.constants = [], [], {}
        self.names = 0
        self.random = numpy.random.RandomState(seed)

    def fresh(self, prefix):
        self.names += 1
        return "%s_%d" % (prefix, self.names)

    def initializer(self, array, prefix="weight"):
        name = self.fresh(prefix)
        self.initializers.append(numpy_helper.from_array(numpy.ascontiguousarray(array).reshape(numpy.shape(array)), name))
        return name

    def constant(self, value, dtype=numpy.int64):
        """An initializer that equal constants share."""
        array = numpy.array(value, dtype)
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self.constants:
            self.constants[key] = self.initializer(array, "constant")
        return self.constants[key]

    def weight(self, *shape, deviation=None, mean=0.0):
        """Normal numbers; without `deviation` that of He's initialization, so that activations keep their size."""
        fan_in = int(numpy.prod(shape[1:])) if len(shape) > 1 else shape[0]
        deviation = (2 / fan_in) ** 0.5 if deviation is None else deviation
        return self.initializer((mean + deviation * self.random.standard_normal(shape)).astype(numpy.float32))

    def op(self, operator, *inputs, out=None, **attributes):
        """Adds a node of one output and gives its name."""
        name = out or self.fresh(operator.lower())
        self.nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def dim(self, value, axis):
        """A dimension as a vector of one element, spelled as exporters do."""
        picked = self.op("Gather", self.op("Shape", value), self.constant(axis), axis=0)
        return self.op("Unsqueeze", picked, self.constant([0]))

    def linear(self, value, inputs, outputs, bias=True):
        product = self.op("MatMul", value, self.weight(inputs, outputs, deviation=inputs**-0.5))
        return self.op("Add", self.weight(outputs, deviation=0.02), product) if bias else product

    def model(self, inputs, outputs, opset, name):
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
        model.ir_version = 8
        return model


def tensor(name, dtype, shape):
    return helper.make_tensor_value_info(name, dtype, shape)


def save(model, path):
    onnx.checker.check_model(model)
    onnx.save(model, path)
