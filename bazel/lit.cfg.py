"""lit configuration of every test: strict FileCheck, tools from PATH, a temporary folder per test."""

import os

import lit.formats

config.name = "relax-mlir"
config.suffixes = [".mlir", ".test"]
config.test_format = lit.formats.ShTest(execute_external=False)
config.test_source_root = os.path.join(os.environ["TEST_TMPDIR"], "src")
config.test_exec_root = os.path.join(os.environ["TEST_TMPDIR"], "out")

for name in ["PATH", "HOME", "TEST_TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "ASAN_SYMBOLIZER_PATH", "LLVM_PREFIX"]:
    if name in os.environ:
        config.environment[name] = os.environ[name]
# A variable that a CHECK line never defines is an error, and so is a prefix that no line uses.
config.environment["FILECHECK_OPTS"] = "--enable-var-scope --dump-input=fail"
# A crash prints a usable stack.
config.environment["LLVM_SYMBOLIZER_PATH"] = os.path.join(os.environ.get("LLVM_PREFIX", "/usr/lib/llvm-22"), "bin", "llvm-symbolizer")

root = os.environ["RELAX_TEST_ROOT"]
config.substitutions.append(("%root", root))
config.substitutions.append(("%plugin", os.path.join(root, "relax-opt", "librelax_plugin.so")))
config.substitutions.append(("%python", "/usr/bin/python3"))
