// What a run of the suite brought, as text, as a page of the documentation, and
// against the expected failures.
#ifndef TEST_INTEGRATION_ONNX_REPORT_H
#define TEST_INTEGRATION_ONNX_REPORT_H

#include "RunCase.h"

#include <ostream>

namespace conformance {

const char *getName(Mode mode);
const char *getName(Outcome outcome);

struct Entry {
  const TestCase *test;
  Result result;
};

/// A table by operator and the totals; `markdown` writes them as a page.
void printTable(const std::vector<Entry> &entries, Mode mode, bool markdown,
                std::ostream &os);

/// Tests that did not pass, one a line, with the first diagnostic.
void printFailures(const std::vector<Entry> &entries, std::ostream &os);

/// The same in the format of the list of expected failures.
void printExpected(const std::vector<Entry> &entries, Mode mode,
                   std::ostream &os);

/// Compares with the list at `path`: lines `MODES PATTERN: REASON`; modes with
/// commas between or `all`; a pattern is `suite/test` and may end in `*`. What
/// fails must be listed, and what is listed must fail. Returns whether it is
/// so.
bool checkExpected(const std::vector<Entry> &entries, Mode mode,
                   const std::string &path, std::ostream &os);

} // namespace conformance

#endif
