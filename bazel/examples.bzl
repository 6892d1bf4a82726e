"""The programs of an example."""

def example_programs():
    """Exports each `.mlir` file of the package, with a test of it in the stock mlir-opt of LLVM 22 (plugin.sh)."""
    programs = native.glob(["*.mlir"])
    native.exports_files(programs)
    for program in programs:
        native.sh_test(
            name = program + ".plugin_test",
            size = "small",
            srcs = ["//test/integration/plugin:plugin.sh"],
            args = ["$(rootpath %s)" % program],
            data = [
                program,
                "//relax-opt",
                "//relax-opt:librelax_plugin.so",
            ],
            tags = ["noasan"],  # an instrumented plugin does not load into the stock mlir-opt
        )
