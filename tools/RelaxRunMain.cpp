// relax-run: runs a function of a model library. The work is in runtime/cli.

#include "runtime/cli/Run.h"

int main(int argc, char **argv) {
  return relax::runtime::runMain({argv + 1, argv + argc});
}
