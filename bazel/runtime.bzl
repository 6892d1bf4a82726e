"""Macros for runtime code: abseil only, no MLIR or LLVM header is in reach."""

def runtime_library(name, **kwargs):
    native.cc_library(name = name, linkstatic = True, **kwargs)

def runtime_test(name, deps = [], **kwargs):
    """A GoogleTest over runtime code."""
    native.cc_test(name = name, deps = deps + ["@googletest//:gtest_main"], linkstatic = True, **kwargs)
