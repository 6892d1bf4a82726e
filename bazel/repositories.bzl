"""Binds the repositories that Bazel asks for to Debian's packages.

The environment variable LLVM_PREFIX points the build at another installation of MLIR 22.
"""

_SYSTEM_HEADERS = """
load("@relax_mlir//bazel:system_headers.bzl", "system_headers")
"""

def _llvm_impl(rctx):
    prefix = rctx.os.environ.get("LLVM_PREFIX", "") or rctx.attr.prefix
    config = rctx.path(prefix + "/include/mlir/IR/MLIRContext.h")
    if not config.exists:
        fail("no MLIR headers below '%s': install the packages of packages.txt (./dev setup) or set LLVM_PREFIX to the folder of an MLIR 22 installation" % prefix)
    rctx.file("WORKSPACE", 'workspace(name = "llvm")\n')
    rctx.symlink(prefix + "/include/llvm/Config/llvm-config.h", "stamp.h")
    for tool in ["mlir-tblgen", "ld.lld"]:
        rctx.symlink(prefix + "/bin/" + tool, "bin/" + tool)
    rctx.file("prefix.bzl", 'LLVM_PREFIX = "%s"\n' % prefix)
    rctx.file("BUILD.bazel", _SYSTEM_HEADERS + """
package(default_visibility = ["//visibility:public"])

exports_files(["bin/mlir-tblgen", "bin/ld.lld", "stamp.h"])

# An absolute include folder instead of a glob: a glob over 4000 headers doubles the time of each sandboxed compile.
system_headers(
    name = "headers",
    includes = ["{prefix}/include"],
    stamp = "stamp.h",
)

cc_library(
    name = "mlir",
    linkopts = ["-L{prefix}/lib", "-Wl,-rpath,{prefix}/lib", "-lMLIR", "-lLLVM"],
    deps = [":headers"],
)
""".format(prefix = prefix))

llvm_repository = repository_rule(
    implementation = _llvm_impl,
    attrs = {"prefix": attr.string(default = "/usr/lib/llvm-22")},
    environ = ["LLVM_PREFIX"],
    local = True,
    doc = "The headers, tools and the two shared libraries of LLVM and MLIR 22.",
)

def _rules_cc_impl(rctx):
    root = rctx.path(rctx.attr.path)
    rctx.file("WORKSPACE", 'workspace(name = "rules_cc")\n')
    rctx.symlink(root.get_child("BUILD"), "BUILD")
    for sub in ["cc", "cc/private"]:
        for child in rctx.path(str(root) + "/" + sub).readdir():
            if sub + "/" + child.basename not in ["cc/private", "cc/private/rules_impl"]:
                rctx.symlink(child, sub + "/" + child.basename)

    # Bazel 4.2 has no use_cpp_toolchain; the toolchain type named directly means the same.
    for child in rctx.path(str(root) + "/cc/private/rules_impl").readdir():
        text = rctx.read(child).replace(', "use_cpp_toolchain"', "")
        text = text.replace("use_cpp_toolchain()", '["@bazel_tools//tools/cpp:toolchain_type"]')
        rctx.file("cc/private/rules_impl/" + child.basename, text, executable = False)

rules_cc_repository = repository_rule(
    implementation = _rules_cc_impl,
    attrs = {"path": attr.string(default = "/usr/share/bazel/rules/cc")},
    doc = "Debian's rules_cc, made loadable by Debian's Bazel.",
)

def _coverage_stub_impl(rctx):
    rctx.file("WORKSPACE", "")
    rctx.file("BUILD", 'filegroup(name = "coverage_report_generator", visibility = ["//visibility:public"])\n')

coverage_stub_repository = repository_rule(
    implementation = _coverage_stub_impl,
    doc = "What cc_test asks for and nobody here uses.",
)

_ABSL = {
    "base": ["absl_base", "absl_raw_logging_internal", "absl_spinlock_wait", "absl_log_severity", "absl_throw_delegate"],
    "strings": ["absl_strings", "absl_strings_internal", "absl_str_format_internal", "absl_cord", "absl_cord_internal", "absl_cordz_info", "absl_cordz_handle", "absl_cordz_functions", "absl_int128", "absl_throw_delegate", "absl_raw_logging_internal", "absl_base"],
    "status": ["absl_status", "absl_statusor", "absl_cord", "absl_strings", "absl_str_format_internal", "absl_raw_logging_internal", "absl_bad_optional_access", "absl_bad_variant_access"],
    "containers": ["absl_raw_hash_set", "absl_hash", "absl_city", "absl_low_level_hash", "absl_hashtablez_sampler", "absl_throw_delegate"],
    "flags": ["absl_flags_parse", "absl_flags_usage", "absl_flags_usage_internal", "absl_flags", "absl_flags_internal", "absl_flags_config", "absl_flags_marshalling", "absl_flags_reflection", "absl_flags_program_name", "absl_flags_private_handle_accessor", "absl_flags_commandlineflag", "absl_flags_commandlineflag_internal", "absl_strings"],
    "synchronization": ["absl_synchronization", "absl_graphcycles_internal", "absl_time", "absl_time_zone", "absl_malloc_internal", "absl_base"],
}

def _system_library(name, libraries):
    # Debian's own headers stand in /usr/include, which every compile sees.
    return "cc_library(name = \"%s\", linkopts = [%s])\n" % (name, ", ".join(["\"-l%s\"" % l for l in libraries]))

def _debian_libraries_impl(rctx):
    text = 'package(default_visibility = ["//visibility:public"])\n'
    for name, libraries in rctx.attr.libraries.items():
        text += _system_library(name, libraries)
    rctx.file("WORKSPACE", "")
    rctx.file("BUILD.bazel", text)

debian_libraries = repository_rule(
    implementation = _debian_libraries_impl,
    attrs = {"libraries": attr.string_list_dict()},
    doc = "Libraries below /usr/lib, one cc_library of link options each.",
)

def debian_repositories():
    """All external repositories of the workspace."""
    rules_cc_repository(name = "rules_cc")
    native.local_repository(name = "rules_java", path = "/usr/share/bazel/rules/java")
    native.local_repository(name = "rules_proto", path = "/usr/share/bazel/rules/proto")
    native.local_repository(name = "bazel_skylib", path = "/usr/share/bazel/tools/skylib")
    native.local_repository(name = "platforms", path = "/usr/share/bazel/tools/platforms")
    coverage_stub_repository(name = "remote_coverage_tools")
    llvm_repository(name = "llvm")
    debian_libraries(name = "absl", libraries = _ABSL)
    debian_libraries(name = "flatbuffers", libraries = {"flatbuffers": ["flatbuffers"]})
    debian_libraries(name = "onnx", libraries = {"onnx": ["onnx", "onnx_proto", "protobuf"], "proto": ["onnx_proto", "protobuf"]})
    debian_libraries(name = "benchmark", libraries = {"benchmark": ["benchmark", "pthread"]})
    native.new_local_repository(
        name = "googletest",
        path = "/usr/src/googletest",
        build_file = "@relax_mlir//bazel:googletest.BUILD",
    )
