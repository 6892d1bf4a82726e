//===- Operators.h - all operators of relax ---------------------*- C++ -*-===//
//
// The families together, for users of the dialect.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_OPERATORS_H
#define DIALECTS_RELAX_OPS_OPERATORS_H

#include "dialects/relax/ops/ConvolutionOps.h"
#include "dialects/relax/ops/ActivationOps.h"
#include "dialects/relax/ops/BinaryOps.h"
#include "dialects/relax/ops/CreateOps.h"
#include "dialects/relax/ops/DatatypeOps.h"
#include "dialects/relax/ops/ElementwiseOps.h"
#include "dialects/relax/ops/ImageOps.h"
#include "dialects/relax/ops/IndexOps.h"
#include "dialects/relax/ops/EinsumOps.h"
#include "dialects/relax/ops/LinearAlgebraOps.h"
#include "dialects/relax/ops/LogicalOps.h"
#include "dialects/relax/ops/LossOps.h"
#include "dialects/relax/ops/ManipulationOps.h"
#include "dialects/relax/ops/NNOps.h"
#include "dialects/relax/ops/NormalizationOps.h"
#include "dialects/relax/ops/PoolingOps.h"
#include "dialects/relax/ops/RearrangeOps.h"
#include "dialects/relax/ops/PredicateOps.h"
#include "dialects/relax/ops/QuantizeOps.h"
#include "dialects/relax/ops/RecurrentOps.h"
#include "dialects/relax/ops/ReductionOps.h"
#include "dialects/relax/ops/ScanOps.h"
#include "dialects/relax/ops/ShapeOps.h"
#include "dialects/relax/ops/SignalOps.h"
#include "dialects/relax/ops/TextOps.h"
#include "dialects/relax/ops/TrigonometricOps.h"
#include "dialects/relax/ops/UnaryOps.h"
#include "dialects/relax/ops/SortingOps.h"
#include "dialects/relax/ops/VisionOps.h"

#endif // DIALECTS_RELAX_OPS_OPERATORS_H
