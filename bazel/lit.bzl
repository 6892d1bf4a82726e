"""One Bazel test per `.mlir` file, run by LLVM's lit."""

DEFAULT_TOOLS = [
    "//relax-opt:relax-opt",
    "//relax-opt:librelax_plugin.so",
]

def lit_test(name, src, tools = DEFAULT_TOOLS, data = [], size = "small", tags = [], **kwargs):
    """One lit test. `tools` are on PATH; `data` files are found below %S/../... as in the tree, and by %root."""
    native.sh_test(
        name = name,
        srcs = ["//bazel:lit_test.sh"],
        size = size,
        args = ["$(rootpath %s)" % src, "$(rootpath //bazel:lit.cfg.py)"] + ["$(rootpath %s)" % t for t in tools],
        data = [src, "//bazel:lit.cfg.py"] + tools + data,
        tags = ["lit"] + tags,
        **kwargs
    )

def lit_tests(srcs = None, exclude = [], **kwargs):
    """A lit_test for each `.mlir` file of the package, named after it; `lit_programs` are all of them."""
    if not native.existing_rule("lit_programs"):
        native.filegroup(name = "lit_programs", srcs = native.glob(["**/*.mlir"], allow_empty = True), visibility = ["//visibility:public"])
    for src in srcs or native.glob(["**/*.mlir", "**/*.test"], exclude = exclude):
        lit_test(name = src + ".test", src = src, **kwargs)
