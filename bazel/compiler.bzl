"""Macros for compiler code: libraries, dialects, interfaces, passes.

Compiler code sees MLIR's headers; runtime code (//bazel:runtime.bzl) does not.
"""

load("//bazel:tblgen.bzl", "tblgen_cc_library", "tblgen_doc", "td_library")

def compiler_library(name, deps = [], **kwargs):
    """A library that ends up, whole, in librelax_plugin.so."""
    native.cc_library(
        name = name,
        deps = deps + ["@llvm//:headers"],
        alwayslink = True,  # user extensions link the shared library, so every object has to be in it
        linkstatic = True,
        **kwargs
    )

def compiler_test(name, deps = [], **kwargs):
    """A GoogleTest over compiler code."""
    native.cc_test(
        name = name,
        deps = deps + ["@llvm//:mlir", "@googletest//:gtest_main"],
        linkstatic = True,
        **kwargs
    )

def dialect_ops(name, td_file, dialect, deps = [], out_prefix = None, visibility = None):
    """Op declarations, op definitions and the documentation page of one family of ops.

    Generates `<prefix>.h.inc`, `<prefix>.cpp.inc` and `<prefix>.md` with prefix the stem of td_file.
    """
    prefix = out_prefix or td_file.replace(".td", "")
    tblgen_cc_library(
        name = name,
        td_file = td_file,
        deps = deps,
        outs = {
            prefix + ".h.inc": ["-gen-op-decls", "-dialect=" + dialect],
            prefix + ".cpp.inc": ["-gen-op-defs", "-dialect=" + dialect],
        },
        visibility = visibility,
    )
    tblgen_doc(
        name = name + "_doc",
        td_file = td_file,
        out = prefix + ".md",
        opts = ["-gen-op-doc", "-dialect=" + dialect],
        deps = deps,
    )

def dialect_base(name, td_file, dialect, deps = [], types = True, attrs = True, enums = False, visibility = None):
    """Dialect class, types, attributes and enums.

    Generates with prefix the stem of td_file: `<prefix>Dialect.{h,cpp}.inc`, `<prefix>Types.{h,cpp}.inc`,
    `<prefix>Attrs.{h,cpp}.inc`, `<prefix>Enums.{h,cpp}.inc`, `<prefix>.md`.
    """
    prefix = td_file.replace(".td", "")
    outs = {
        prefix + "Dialect.h.inc": ["-gen-dialect-decls", "-dialect=" + dialect],
        prefix + "Dialect.cpp.inc": ["-gen-dialect-defs", "-dialect=" + dialect],
    }
    if types:
        outs[prefix + "Types.h.inc"] = ["-gen-typedef-decls", "-typedefs-dialect=" + dialect]
        outs[prefix + "Types.cpp.inc"] = ["-gen-typedef-defs", "-typedefs-dialect=" + dialect]
    if attrs:
        outs[prefix + "Attrs.h.inc"] = ["-gen-attrdef-decls", "-attrdefs-dialect=" + dialect]
        outs[prefix + "Attrs.cpp.inc"] = ["-gen-attrdef-defs", "-attrdefs-dialect=" + dialect]
    if enums:
        outs[prefix + "Enums.h.inc"] = ["-gen-enum-decls"]
        outs[prefix + "Enums.cpp.inc"] = ["-gen-enum-defs"]
    tblgen_cc_library(name = name, td_file = td_file, deps = deps, outs = outs, visibility = visibility)
    tblgen_doc(
        name = name + "_doc",
        td_file = td_file,
        out = prefix + ".md",
        opts = ["-gen-dialect-doc", "-dialect=" + dialect],
        deps = deps,
    )

def op_interfaces(name, td_file, deps = [], kind = "op", visibility = None):
    """`<prefix>.{h,cpp}.inc` of op (or attr, type) interfaces."""
    prefix = td_file.replace(".td", "")
    tblgen_cc_library(
        name = name,
        td_file = td_file,
        deps = deps,
        outs = {
            prefix + ".h.inc": ["-gen-%s-interface-decls" % kind],
            prefix + ".cpp.inc": ["-gen-%s-interface-defs" % kind],
        },
        visibility = visibility,
    )
    tblgen_doc(
        name = name + "_doc",
        td_file = td_file,
        out = prefix + ".md",
        opts = ["-gen-%s-interface-docs" % kind],
        deps = deps,
    )

def pass_declarations(name, group, td_file = "Passes.td", deps = [], visibility = None):
    """`Passes.h.inc` (declarations, base classes, `register<group>Passes()`) and `Passes.md`."""
    prefix = td_file.replace(".td", "")
    tblgen_cc_library(
        name = name,
        td_file = td_file,
        deps = deps,
        outs = {prefix + ".h.inc": ["-gen-pass-decls", "-name=" + group]},
        visibility = visibility,
    )
    tblgen_doc(
        name = name + "_doc",
        td_file = td_file,
        out = prefix + ".md",
        opts = ["-gen-pass-doc"],
        deps = deps,
    )

def compiler_tool(name, srcs, deps = [], **kwargs):
    """A thin main over librelax_plugin.so; the code behind the headers in `deps` comes from there."""
    native.cc_binary(
        name = name,
        srcs = srcs,
        deps = deps + [
            "//relax-opt:plugin",
            "//relax-opt:register_all_header",
            "@llvm//:mlir",
        ],
        **kwargs
    )
