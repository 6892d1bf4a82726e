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

def allowed_dependencies_test(name, package, allowed):
    """Fails when anything of `package` depends on a target of the project that no entry of `allowed` covers.

    Args:
      name: the test.
      package: a list of targets.
      allowed: a list of regular expressions over labels without the leading "//", each up to a "/" or ":" of the label.
    """
    forbidden_dependency_test(
        name = name,
        package = package,
        forbidden = "^//(?!(%s)[/:])" % "|".join(allowed),
    )
