"""FlatBuffers schemas as C++ headers, by the machine's flatc."""

def flatbuffer_header(name, src, out, visibility = None):
    """A cc_library of the header that flatc generates from a schema."""
    native.genrule(
        name = name + "_gen",
        srcs = [src],
        outs = [out],
        cmd = "flatc --cpp --scoped-enums -o $(@D) $< && test -f $@",
        message = "Generating " + out,
    )
    native.cc_library(
        name = name,
        hdrs = [out],
        linkstatic = True,
        visibility = visibility,
    )
