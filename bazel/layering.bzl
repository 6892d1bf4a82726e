"""Tests that a forbidden dependency fails."""

def forbidden_dependency_test(name, package, forbidden):
    """Fails when anything below `package` depends on anything of `forbidden`.

    Args:
      name: the test.
      package: a list of targets, e.g. ["//runtime/vm:vm"].
      forbidden: a regular expression over labels, e.g. "^@llvm//|^//dialects".
    """
    native.genquery(
        name = name + "_query",
        expression = 'filter("%s", %s)' % (forbidden, " + ".join(["deps(%s)" % p for p in package])),
        scope = package,
        opts = ["--noimplicit_deps"],
    )
    native.sh_test(
        name = name,
        size = "small",
        srcs = ["//bazel:check_empty.sh"],
        args = ["$(rootpath :%s_query)" % name],
        data = [":%s_query" % name],
    )
