// relax-run as a function.
#ifndef RELAX_RUNTIME_CLI_RUN_H
#define RELAX_RUNTIME_CLI_RUN_H

#include <string>
#include <vector>

namespace relax::runtime {

/// Runs the tool with the arguments after its name; the exit code.
int runMain(const std::vector<std::string> &args);

} // namespace relax::runtime

#endif // RELAX_RUNTIME_CLI_RUN_H
