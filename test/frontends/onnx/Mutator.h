//===- Mutator.h - Models with mistakes -------------------------*- C++ -*-===//

#ifndef TEST_FRONTENDS_ONNX_MUTATOR_H
#define TEST_FRONTENDS_ONNX_MUTATOR_H

#include <cstdint>
#include <string>
#include <vector>

namespace mutants {

/// The content of a file, empty when there is none.
std::string readFile(const std::string &path);

/// One of the models (paths) with one to three mutations: bytes cut, flipped
/// and repeated; names, attributes, types, sizes, data and operators exchanged
/// for others and for hostile ones. It follows from the number alone.
std::string makeMutant(uint64_t number, const std::vector<std::string> &models,
                       const std::vector<std::string> &operators);

} // namespace mutants

#endif // TEST_FRONTENDS_ONNX_MUTATOR_H
