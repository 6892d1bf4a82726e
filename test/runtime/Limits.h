// Time and memory of tests over damaged files.
#ifndef RELAX_TEST_RUNTIME_LIMITS_H
#define RELAX_TEST_RUNTIME_LIMITS_H

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

namespace relax::runtime::test {

/// While it lives this process has 4 GiB of addresses, and each round ten
/// seconds: a file that makes its reader allocate without bound gets an error
/// from the allocator, and one that makes it run for ever ends the test by a
/// signal. AddressSanitizer needs the addresses itself; its own limits are in
/// AsanOptions.cpp.
class Limits {
public:
  Limits() {
    getrlimit(RLIMIT_AS, &before);
#if !defined(__SANITIZE_ADDRESS__) && !__has_feature(address_sanitizer)
    rlimit lower = before;
    lower.rlim_cur = std::min<rlim_t>(before.rlim_cur, rlim_t(4) << 30);
    setrlimit(RLIMIT_AS, &lower);
#endif
  }
  ~Limits() {
    alarm(0);
    setrlimit(RLIMIT_AS, &before);
  }
  Limits(const Limits &) = delete;
  Limits &operator=(const Limits &) = delete;

  /// Begins the next file.
  void next() { alarm(10); }

private:
  rlimit before;
};

} // namespace relax::runtime::test

#endif // RELAX_TEST_RUNTIME_LIMITS_H
