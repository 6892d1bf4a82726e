#include "Report.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <map>
#include <sstream>

using namespace conformance;

const char *conformance::getName(Mode mode) {
  return mode == Mode::Static     ? "static"
         : mode == Mode::Symbolic ? "symbolic"
                                  : "compiled";
}

const char *conformance::getName(Outcome outcome) {
  switch (outcome) {
  case Outcome::Passed:
    return "passed";
  case Outcome::Failed:
    return "failed";
  case Outcome::Unsupported:
    return "unsupported";
  case Outcome::Crashed:
    return "crashed";
  }
  return "";
}

namespace {
struct Count {
  int passed = 0, failed = 0, unsupported = 0;
  std::string reason;

  int total() const { return passed + failed + unsupported; }
  void add(const Result &result) {
    if (result.outcome == Outcome::Passed) {
      ++passed;
      return;
    }
    ++(result.outcome == Outcome::Unsupported ? unsupported : failed);
    if (reason.empty())
      reason = result.message;
  }
};
} // namespace

/// Without the folders of this run, on one line, and harmless in a table.
static std::string shorten(std::string text) {
  if (size_t at = text.find("error: "); at != std::string::npos) {
    size_t stage = text.find(": ");
    text = text.substr(0, std::min(stage, at)) + ": " + text.substr(at + 7);
  }
  for (char &c : text)
    if (c == '\n' || c == '|')
      c = ' ';
  return text.size() > 160 ? text.substr(0, 157) + "..." : text;
}

void conformance::printTable(const std::vector<Entry> &entries, Mode mode,
                             bool markdown, std::ostream &os) {
  std::map<std::string, Count> operators, groups;
  Count all, plain;
  for (const Entry &entry : entries) {
    for (const std::string &name : entry.test->operators)
      operators[name].add(entry.result);
    all.add(entry.result);
    (entry.test->special.empty() ? plain : groups[entry.test->special])
        .add(entry.result);
  }
  const char *bar = markdown ? "| " : "";
  const char *end = markdown ? " |" : "";
  const char *between = markdown ? " | " : "  ";
  auto row = [&](const std::string &name, const Count &count) {
    os << bar << std::left << std::setw(28) << name << between << std::right
       << std::setw(6) << count.passed << between << std::setw(6)
       << count.failed << between << std::setw(11) << count.unsupported
       << between << shorten(count.reason) << end << "\n";
  };
  auto header = [&](const char *name) {
    if (markdown)
      os << "| " << name
         << " | passed | failed | unsupported | first reason "
            "|\n|---|---:|---:|---:|---|\n";
    else
      os << std::left << std::setw(28) << name
         << "  passed  failed  unsupported  first reason\n";
  };
  if (markdown)
    os << "\n## Mode `" << getName(mode) << "`\n\n";
  header("tests");
  row("plain tensor tests", plain);
  for (const auto &[name, count] : groups)
    row(name, count);
  row("all", all);
  os << "\n";
  header("operator");
  for (const auto &[name, count] : operators)
    row(name, count);
  if (!markdown)
    os << "\n"
       << getName(mode) << ": " << plain.passed << " of " << plain.total()
       << " plain tensor tests, " << all.passed << " of " << all.total()
       << " in all\n";
}

void conformance::printFailures(const std::vector<Entry> &entries,
                                std::ostream &os) {
  for (const Entry &entry : entries)
    if (entry.result.outcome != Outcome::Passed)
      os << getName(entry.result.outcome) << " " << entry.test->path() << ": "
         << entry.result.message << "\n";
}

void conformance::printExpected(const std::vector<Entry> &entries, Mode mode,
                                std::ostream &os) {
  for (const Entry &entry : entries)
    if (entry.result.outcome != Outcome::Passed)
      os << getName(mode) << " " << entry.test->path() << ": "
         << shorten(entry.result.message) << "\n";
}

bool conformance::checkExpected(const std::vector<Entry> &entries, Mode mode,
                                const std::string &path, std::ostream &os) {
  std::ifstream file(path);
  if (!file.good()) {
    os << "cannot read '" << path << "'\n";
    return false;
  }
  std::set<std::string> exact;
  std::vector<std::string> prefixes;
  std::string line;
  bool good = true;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line[0] == '#')
      continue;
    std::istringstream words(line);
    std::string modes, pattern;
    words >> modes >> pattern;
    if (pattern.size() < 2 || pattern.back() != ':' || words.eof()) {
      os << path << ":" << number
         << ": a line must be 'MODES PATTERN: REASON', got '" << line << "'\n";
      good = false;
      continue;
    }
    pattern.pop_back();
    if (modes != "all" &&
        ("," + modes + ",").find("," + std::string(getName(mode)) + ",") ==
            std::string::npos)
      continue;
    if (pattern.back() == '*')
      prefixes.push_back(pattern.substr(0, pattern.size() - 1));
    else
      exact.insert(pattern);
  }
  for (const Entry &entry : entries) {
    std::string name = entry.test->path();
    bool listed =
        exact.count(name) ||
        std::any_of(prefixes.begin(), prefixes.end(),
                    [&](const std::string &prefix) {
                      return name.compare(0, prefix.size(), prefix) == 0;
                    });
    bool passed = entry.result.outcome == Outcome::Passed;
    if (passed == !listed)
      continue;
    good = false;
    if (passed)
      os << "passes, but is listed as a failure: " << name << "\n";
    else
      os << getName(entry.result.outcome) << ", and is not listed: " << name
         << ": " << entry.result.message << "\n";
  }
  return good;
}
