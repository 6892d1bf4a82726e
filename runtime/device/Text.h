// Concatenation for messages: absl::StrCat that also takes std::string_view
// (Debian's abseil has a type of its own).
#ifndef RELAX_RUNTIME_DEVICE_TEXT_H
#define RELAX_RUNTIME_DEVICE_TEXT_H

#include <absl/strings/str_cat.h>

#include <string>
#include <string_view>

namespace relax::runtime {

namespace detail {
template <typename T> const T &textArgument(const T &value) { return value; }
inline absl::string_view textArgument(std::string_view value) {
  return {value.data(), value.size()};
}
} // namespace detail

/// The arguments as one text.
template <typename... Args> std::string concat(const Args &...args) {
  return absl::StrCat(detail::textArgument(args)...);
}

/// Appends the arguments to a text.
template <typename... Args>
void append(std::string &text, const Args &...args) {
  absl::StrAppend(&text, detail::textArgument(args)...);
}

} // namespace relax::runtime

#endif // RELAX_RUNTIME_DEVICE_TEXT_H
