"""mlir-tblgen as Bazel rules: TableGen sources, and the C++ or Markdown generated from them."""

load("@llvm//:prefix.bzl", "LLVM_PREFIX")

TdInfo = provider(fields = ["sources"])

def _td_library_impl(ctx):
    sources = depset(ctx.files.srcs, transitive = [d[TdInfo].sources for d in ctx.attr.deps])
    return [TdInfo(sources = sources), DefaultInfo(files = depset(ctx.files.srcs))]

td_library = rule(
    implementation = _td_library_impl,
    attrs = {
        "srcs": attr.label_list(allow_files = [".td"]),
        "deps": attr.label_list(providers = [TdInfo]),
    },
    doc = "TableGen files and those that they include.",
)

def _tblgen_impl(ctx):
    sources = depset([ctx.file.td_file], transitive = [d[TdInfo].sources for d in ctx.attr.deps])
    args = ctx.actions.args()
    args.add_all(ctx.attr.opts)
    args.add(ctx.file.td_file)
    args.add("-I", ".")
    args.add("-I", ctx.attr.llvm_include)
    args.add("-o", ctx.outputs.out)
    ctx.actions.run(
        executable = ctx.executable._tblgen,
        arguments = [args],
        inputs = depset([ctx.file._stamp], transitive = [sources]),
        outputs = [ctx.outputs.out],
        mnemonic = "Tblgen",
    )
    return [DefaultInfo(files = depset([ctx.outputs.out]))]

_tblgen = rule(
    implementation = _tblgen_impl,
    attrs = {
        "td_file": attr.label(allow_single_file = [".td"], mandatory = True),
        "deps": attr.label_list(providers = [TdInfo]),
        "opts": attr.string_list(),
        "out": attr.output(mandatory = True),
        "llvm_include": attr.string(),
        "_tblgen": attr.label(default = "@llvm//:bin/mlir-tblgen", executable = True, cfg = "host", allow_single_file = True),
        "_stamp": attr.label(default = "@llvm//:stamp.h", allow_single_file = True),
    },
)


def tblgen_cc_library(name, td_file, outs, deps = [], visibility = None):
    """A cc_library of generated `.inc` files.

    Args:
      name: the library.
      td_file: the TableGen file.
      outs: a dict from the generated file to the list of options of mlir-tblgen.
      deps: td_library targets.
      visibility: as everywhere.
    """
    for out, opts in outs.items():
        _tblgen(
            name = name + "_" + out.replace("/", "_").replace(".", "_"),
            td_file = td_file,
            deps = deps,
            opts = opts,
            out = out,
            llvm_include = LLVM_PREFIX + "/include",
        )
    native.cc_library(
        name = name,
        textual_hdrs = outs.keys(),
        visibility = visibility,
        linkstatic = True,
    )

def tblgen_doc(name, td_file, out, opts, deps = []):
    """A Markdown page generated from TableGen; //docs collects them."""
    _tblgen(
        name = name,
        td_file = td_file,
        deps = deps,
        opts = opts,
        out = out,
        llvm_include = LLVM_PREFIX + "/include",
        visibility = ["//visibility:public"],
    )
