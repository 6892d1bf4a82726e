"""Headers that stand in an absolute folder of the machine."""

def _system_headers_impl(ctx):
    return [CcInfo(compilation_context = cc_common.create_compilation_context(
        headers = depset([ctx.file.stamp]),
        system_includes = depset(ctx.attr.includes),
    ))]

system_headers = rule(
    implementation = _system_headers_impl,
    attrs = {
        "includes": attr.string_list(doc = "absolute folders, passed with -isystem"),
        "stamp": attr.label(allow_single_file = True, doc = "a file that changes with the version, so that a change rebuilds"),
    },
)
