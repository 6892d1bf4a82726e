//===- Text.cpp - TfIdfVectorizer -----------------------------------------===//
//
// The n-grams of the attributes become constants; counts are weighed and added
// up at the places that the n-grams have in the result.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

namespace {

/// The n-grams that count, one entry each.
struct Ngrams {
  SmallVector<int64_t> starts, lengths, places;
  SmallVector<float> weights;
  int64_t numPlaces = 0;
};

} // namespace

/// Cuts the pool into n-grams: first those of length 1, then those of length 2
/// and so on.
static FailureOr<Ngrams> getNgrams(NodeImporter &n, ArrayRef<int64_t> pool) {
  SmallVector<int64_t> counts = n.intsAttr("ngram_counts"),
                       places = n.intsAttr("ngram_indexes");
  SmallVector<float> weights = n.floatsAttr("weights");
  int64_t shortest = n.intAttr("min_gram_length"),
          longest = n.intAttr("max_gram_length");
  Ngrams grams;
  size_t number = 0;
  int64_t poolSize = pool.size();
  for (auto [i, begin] : llvm::enumerate(counts)) {
    int64_t length = i + 1,
            end = i + 1 < counts.size() ? counts[i + 1] : poolSize;
    if (begin < 0 || begin > end || end > poolSize ||
        (end - begin) % length != 0)
      return n.attributeError("ngram_counts")
             << "entry " << i
             << " must start a part of the pool whose size is a multiple of "
             << length << ", got " << begin << " of " << end;
    for (int64_t start = begin; start != end; start += length, ++number) {
      if (number >= places.size())
        return n.attributeError("ngram_indexes")
               << "must have an entry for each n-gram, got " << places.size();
      if (places[number] < 0 || places[number] >= (int64_t(1) << 31))
        return n.attributeError("ngram_indexes")
               << "must be in [0, 2147483648), got " << places[number];
      grams.numPlaces = std::max(grams.numPlaces, places[number] + 1);
      if (length < shortest || length > longest)
        continue;
      grams.starts.push_back(start);
      grams.lengths.push_back(length);
      grams.places.push_back(places[number]);
      if (!weights.empty() && number >= weights.size())
        return n.attributeError("weights")
               << "must have an entry for each n-gram, got " << weights.size();
      grams.weights.push_back(weights.empty() ? 1.0f : weights[number]);
    }
  }
  return grams;
}

static Value makeVector(NodeImporter &n, ArrayRef<int64_t> values) {
  auto type = RankedTensorType::get({static_cast<int64_t>(values.size())},
                                    n.builder.getI64Type());
  return n.constantTensor(DenseElementsAttr::get(type, values));
}

static LogicalResult convertTfIdfVectorizer(NodeImporter &n) {
  FailureOr<Value> tokens = n.rankedTensor(0);
  if (failed(tokens))
    return failure();
  if (n.hasAttr("pool_strings"))
    return n.error() << "tokens that are strings are not supported";
  StringRef mode = n.stringAttr("mode");
  if (mode != "TF" && mode != "IDF" && mode != "TFIDF")
    return n.attributeError("mode") << "must be TF, IDF or TFIDF, got " << mode;
  SmallVector<int64_t> pool = n.intsAttr("pool_int64s");
  FailureOr<Ngrams> grams = getNgrams(n, pool);
  if (failed(grams) || n.hasFailed())
    return failure();
  int64_t rank = n.rankOf(*tokens);
  if (rank != 1 && rank != 2)
    return n.error() << "input 0 must have 1 or 2 dimensions, got "
                     << tokens->getType();
  ArrayRef<ExprAttr> from = n.shapeOf(*tokens);
  ExprAttr rows = rank == 2 ? from[0] : n.constant(1),
           count = n.constant(grams->starts.size());
  if (failed(tokens = n.reshape(*tokens, {rows, from.back()})))
    return failure();
  FailureOr<Value> values = n.create<relax::CountNgramsOp>(
      {*tokens, makeVector(n, pool), makeVector(n, grams->starts),
       makeVector(n, grams->lengths)},
      {indexAttr(n, "max_skip", n.intAttr("max_skip_count"))});
  mlir::Type f32 = n.builder.getF32Type();
  if (mode == "IDF" && succeeded(values))
    values = n.cast(*values, n.builder.getI1Type());
  if (succeeded(values))
    values = n.cast(*values, f32);
  if (mode != "TF") {
    auto type = RankedTensorType::get(
        {static_cast<int64_t>(grams->weights.size())}, f32);
    Value weights = n.constantTensor(
        DenseElementsAttr::get(type, ArrayRef<float>(grams->weights)));
    values = combine<relax::MultiplyOp>(n, values, weights);
  }
  FailureOr<Value> zero = n.scalar(0, f32);
  if (succeeded(zero))
    zero = n.broadcastTo(*zero, {rows, n.constant(grams->numPlaces)});
  FailureOr<Value> places =
      n.broadcastTo(makeVector(n, grams->places), {rows, count});
  if (failed(values) || failed(zero) || failed(places))
    return failure();
  FailureOr<Value> result = n.create<relax::ScatterElementsOp>(
      {*zero, *places, *values},
      {indexAttr(n, "axis", 1),
       n.attr("reduction", n.builder.getStringAttr("add"))});
  if (succeeded(result) && rank == 1)
    result = n.reshape(*result, {n.constant(grams->numPlaces)});
  return n.setOutput(0, result);
}

void onnx::registerTextConverters(ConverterRegistry &registry) {
  registry.add("", "TfIdfVectorizer", 9, convertTfIdfVectorizer);
}
