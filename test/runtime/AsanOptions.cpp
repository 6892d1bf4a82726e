// Under AddressSanitizer an allocation that is too large returns null, as it
// does without; memory as a whole has a bound, too.

extern "C" const char *__asan_default_options() {
  return "allocator_may_return_null=1:max_allocation_size_mb=4096:"
         "hard_rss_limit_mb=8192:detect_leaks=1";
}
