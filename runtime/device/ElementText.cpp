#include "runtime/device/ElementText.h"
#include "runtime/device/FloatFormats.h"
#include "runtime/device/Text.h"
#include "runtime/executable/DType.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace relax::runtime {

namespace {

constexpr int64_t maxPrintedElements = 16;

template <typename T> T loadElement(const relax_tensor &tensor, int64_t index) {
  T value;
  std::memcpy(&value,
              static_cast<const char *>(tensor.dl.data) + index * sizeof(T),
              sizeof(T));
  return value;
}

std::string formatFloat(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof(buffer), "%.7g", value);
  return buffer;
}

} // namespace

std::string formatElement(const relax_tensor &tensor, int64_t index) {
  uint32_t dtype = getDType(tensor), size = dtypeSize(dtype);
  switch (dtypeCode(dtype)) {
  case RELAX_DTYPE_FLOAT:
    return formatFloat(size == 8 ? loadElement<double>(tensor, index)
                       : size == 4
                           ? loadElement<float>(tensor, index)
                           : halfToFloat(loadElement<uint16_t>(tensor, index)));
  case RELAX_DTYPE_BFLOAT:
    return formatFloat(bfloatToFloat(loadElement<uint16_t>(tensor, index)));
  case RELAX_DTYPE_BOOL:
    return loadElement<uint8_t>(tensor, index) ? "true" : "false";
  case RELAX_DTYPE_INT:
    return size == 8   ? concat(loadElement<int64_t>(tensor, index))
           : size == 4 ? concat(loadElement<int32_t>(tensor, index))
           : size == 2
               ? concat(loadElement<int16_t>(tensor, index))
               : concat(static_cast<int>(loadElement<int8_t>(tensor, index)));
  case RELAX_DTYPE_UINT:
    return size == 8   ? concat(loadElement<uint64_t>(tensor, index))
           : size == 4 ? concat(loadElement<uint32_t>(tensor, index))
           : size == 2 ? concat(loadElement<uint16_t>(tensor, index))
                       : concat(static_cast<unsigned>(
                             loadElement<uint8_t>(tensor, index)));
  default: {
    char buffer[8];
    std::snprintf(buffer, sizeof(buffer), "0x%02x",
                  loadElement<uint8_t>(tensor, index));
    return buffer;
  }
  }
}

std::string formatTensor(const relax_tensor &tensor) {
  std::string out = concat(dtypeName(getDType(tensor)), " ",
                           formatShape(getShape(tensor)), " =");
  int64_t count = countElements(tensor);
  for (int64_t i = 0; i != std::min(count, maxPrintedElements); ++i)
    append(out, " ", formatElement(tensor, i));
  if (count > maxPrintedElements)
    append(out, " ...");
  return out;
}

} // namespace relax::runtime
