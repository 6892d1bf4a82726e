// Takes printed types apart, for signatures. Tolerant: an unknown type keeps
// its text and is of kind Unknown.

#include "runtime/executable/Executable.h"

namespace relax::runtime {

namespace {

// Nesting of tuples that is taken apart; deeper ones keep their text.
constexpr unsigned maxDepth = 32;

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

/// Splits at commas that stand outside of brackets and quotes. A '>' right
/// after '-' belongs to an arrow.
std::vector<std::string_view> splitTopLevel(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  bool quoted = false;
  size_t start = 0;
  for (size_t i = 0; i != text.size(); ++i) {
    char c = text[i];
    if (quoted) {
      if (c == '\\' && i + 1 != text.size())
        ++i;
      else if (c == '"')
        quoted = false;
      continue;
    }
    if (c == '"')
      quoted = true;
    else if (c == '<' || c == '[' || c == '(' || c == '{')
      ++depth;
    else if (c == ']' || c == ')' || c == '}' ||
             (c == '>' && (i == 0 || text[i - 1] != '-')))
      --depth;
    else if (c == ',' && depth == 0) {
      parts.push_back(trim(text.substr(start, i - start)));
      start = i + 1;
    }
  }
  std::string_view last = trim(text.substr(start));
  if (!last.empty() || !parts.empty())
    parts.push_back(last);
  return parts;
}

/// The text between the prefix `name<` and the final '>'.
bool takeParameters(std::string_view text, std::string_view name,
                    std::string_view &parameters) {
  if (text.substr(0, name.size()) != name || text.size() < name.size() + 2 ||
      text[name.size()] != '<' || text.back() != '>')
    return false;
  parameters = text.substr(name.size() + 1, text.size() - name.size() - 2);
  return true;
}

void setDims(TypeDesc &type, std::string_view dims) {
  if (dims.size() < 2 || dims.front() != '[' || dims.back() != ']')
    return; // `*`: unknown rank
  for (std::string_view dim : splitTopLevel(dims.substr(1, dims.size() - 2)))
    type.dims.emplace_back(dim);
  type.rank = static_cast<int32_t>(type.dims.size());
}

TypeDesc parse(std::string_view text, unsigned depth) {
  text = trim(text);
  TypeDesc type;
  type.text = std::string(text);
  std::string_view parameters;
  if (takeParameters(text, "!relax.tensor", parameters)) {
    type.kind = TypeKind::Tensor;
    std::vector<std::string_view> parts = splitTopLevel(parameters);
    if (!parts.empty())
      setDims(type, parts[0]);
    if (parts.size() > 1)
      type.dtype = parseDType(parts[1]);
  } else if (takeParameters(text, "!relax.shape", parameters)) {
    type.kind = TypeKind::Shape;
    setDims(type, trim(parameters));
  } else if (text == "!relax.shape") {
    type.kind = TypeKind::Shape;
  } else if (takeParameters(text, "tuple", parameters) && depth != maxDepth) {
    type.kind = TypeKind::Tuple;
    for (std::string_view element : splitTopLevel(parameters))
      type.elements.push_back(parse(element, depth + 1));
  } else if (text == "!relax.object") {
    type.kind = TypeKind::Object;
  } else if (text.substr(0, 15) == "!relax.callable") {
    type.kind = TypeKind::Callable;
  } else if (takeParameters(text, "!sym.int", parameters)) {
    type.kind = TypeKind::Scalar;
    type.dtype = parseDType("i64");
    type.dims.emplace_back(trim(parameters));
  } else if (uint32_t dtype = parseDType(text)) {
    type.kind = TypeKind::Scalar;
    type.dtype = dtype;
  }
  return type;
}

} // namespace

TypeDesc parseTypeText(std::string_view text) { return parse(text, 0); }

} // namespace relax::runtime
