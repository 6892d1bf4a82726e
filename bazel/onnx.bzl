"""ONNX models from text."""

def onnx_model(name, src):
    """Encodes a text file (protobuf text format of ModelProto) as `<name>.onnx`."""
    native.genrule(
        name = name,
        srcs = [src],
        outs = [name + ".onnx"],
        cmd = "protoc --encode=onnx.ModelProto -I /usr/include onnx/onnx.proto < $< > $@",
    )
