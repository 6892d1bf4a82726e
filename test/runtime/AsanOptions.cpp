// Under AddressSanitizer an allocation that is too large returns null, as it
// does without.

extern "C" const char *__asan_default_options() {
  return "allocator_may_return_null=1:max_allocation_size_mb=4096:detect_leaks="
         "1";
}
