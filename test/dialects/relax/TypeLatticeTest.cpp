//===- TypeLatticeTest.cpp - isSubtype and join form a lattice ------------===//
//
// Hand-picked pairs, then the laws over all triples of a set of types with
// every degree of knowledge.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/Relax.h"
#include "dialects/sym/Sym.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/MLIRContext.h"
#include "gtest/gtest.h"

using namespace mlir;

namespace {

class TypeLatticeTest : public ::testing::Test {
protected:
  TypeLatticeTest() {
    context.loadDialect<relax::RelaxDialect, sym::SymDialect>();
  }

  Type parse(StringRef text) {
    Type type = parseType(text, &context);
    EXPECT_TRUE(type) << text.str();
    return type;
  }

  void expectSubtype(StringRef sub, StringRef super) {
    EXPECT_TRUE(relax::isSubtype(parse(sub), parse(super)))
        << sub.str() << " <= " << super.str();
  }

  void expectNoSubtype(StringRef sub, StringRef super) {
    EXPECT_FALSE(relax::isSubtype(parse(sub), parse(super)))
        << sub.str() << " <= " << super.str();
  }

  void expectJoin(StringRef lhs, StringRef rhs, StringRef expected) {
    EXPECT_EQ(relax::join(parse(lhs), parse(rhs)), parse(expected))
        << lhs.str() << " v " << rhs.str();
    EXPECT_EQ(relax::join(parse(rhs), parse(lhs)), parse(expected))
        << rhs.str() << " v " << lhs.str();
  }

  MLIRContext context;
};

TEST_F(TypeLatticeTest, DegreesOfKnowledge) {
  expectSubtype("!relax.tensor<[n, 4], f32>", "!relax.tensor<[?, 4], f32>");
  expectSubtype("!relax.tensor<[?, 4], f32>", "!relax.tensor<[?, ?], f32>");
  expectSubtype("!relax.tensor<[?, ?], f32>", "!relax.tensor<*, f32>");
  expectSubtype("!relax.tensor<*, f32>", "!relax.tensor<*, ?>");
  expectSubtype("!relax.tensor<[n], f32>", "!relax.tensor<[n], ?>");
  expectSubtype("!relax.tensor<*, ?>", "!relax.object");
  expectNoSubtype("!relax.tensor<*, f32>", "!relax.tensor<[?], f32>");
  expectNoSubtype("!relax.tensor<[n], f32>", "!relax.tensor<[m], f32>");
  expectNoSubtype("!relax.tensor<[n], f32>", "!relax.tensor<[n, 1], f32>");
  expectNoSubtype("!relax.tensor<[n], ?>", "!relax.tensor<[n], f32>");
  expectNoSubtype("!relax.object", "!relax.tensor<*, ?>");
}

TEST_F(TypeLatticeTest, CanonicalFormsAreOneDimension) {
  expectSubtype("!relax.tensor<[n * 2 + n], f32>",
                "!relax.tensor<[3 * n], f32>");
  expectSubtype("!relax.shape<[2 * m * n]>", "!relax.shape<[n * (m + m)]>");
}

TEST_F(TypeLatticeTest, Devices) {
  expectSubtype("!relax.tensor<[n], f32, #relax.vdevice<\"cuda\", 0>>",
                "!relax.tensor<[n], f32>");
  expectNoSubtype("!relax.tensor<[n], f32>",
                  "!relax.tensor<[n], f32, #relax.vdevice<\"cuda\", 0>>");
  expectJoin("!relax.tensor<[n], f32, #relax.vdevice<\"cuda\", 0>>",
             "!relax.tensor<[n], f32, #relax.vdevice<\"cuda\", 1>>",
             "!relax.tensor<[n], f32>");
}

TEST_F(TypeLatticeTest, OtherKinds) {
  expectSubtype("!relax.shape<[n]>", "!relax.shape<[?]>");
  expectSubtype("!relax.shape<[?]>", "!relax.shape<*>");
  expectNoSubtype("!relax.shape<*>", "!relax.shape<[?]>");
  expectSubtype("tuple<!relax.tensor<[n], f32>, i64>",
                "tuple<!relax.object, i64>");
  expectNoSubtype("tuple<!relax.object>",
                  "tuple<!relax.object, !relax.object>");
  expectSubtype("!sym.int<n>", "!relax.object");
  expectSubtype("f32", "!relax.object");
  expectNoSubtype("!sym.int<n>", "!sym.int<m>");
  expectNoSubtype("memref<4xf32>", "!relax.object");
}

TEST_F(TypeLatticeTest, CallablesAreContravariant) {
  expectSubtype(
      "!relax.callable<(!relax.object) -> !relax.tensor<[4], f32>>",
      "!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>");
  expectNoSubtype("!relax.callable<(!relax.tensor<[?], f32>) -> ()>",
                  "!relax.callable<(!relax.object) -> ()>");
  expectSubtype("!relax.callable<pure () -> ()>", "!relax.callable<() -> ()>");
  expectNoSubtype("!relax.callable<() -> ()>",
                  "!relax.callable<pure () -> ()>");
  expectSubtype("!relax.callable<() -> ()>", "!relax.object");
}

TEST_F(TypeLatticeTest, Join) {
  expectJoin("!relax.tensor<[n, 4], f32>", "!relax.tensor<[m, 4], f32>",
             "!relax.tensor<[?, 4], f32>");
  expectJoin("!relax.tensor<[n], f32>", "!relax.tensor<[n, m], f32>",
             "!relax.tensor<*, f32>");
  expectJoin("!relax.tensor<[n], f32>", "!relax.tensor<[n], f16>",
             "!relax.tensor<[n], ?>");
  expectJoin("!relax.tensor<[n], f32>", "!relax.shape<[n]>", "!relax.object");
  expectJoin("!relax.shape<[n, 2]>", "!relax.shape<[n, 3]>",
             "!relax.shape<[n, ?]>");
  expectJoin("tuple<!relax.tensor<[n], f32>>", "tuple<!relax.tensor<[m], f32>>",
             "tuple<!relax.tensor<[?], f32>>");
  expectJoin("tuple<i64>", "tuple<i64, i64>", "!relax.object");
  expectJoin("!relax.callable<pure () -> !relax.shape<[1]>>",
             "!relax.callable<() -> !relax.shape<[2]>>",
             "!relax.callable<() -> !relax.shape<[?]>>");
}

TEST_F(TypeLatticeTest, Laws) {
  std::vector<Type> types;
  for (StringRef text : {"!relax.object",
                         "!relax.tensor<*, ?>",
                         "!relax.tensor<*, f32>",
                         "!relax.tensor<[?], ?>",
                         "!relax.tensor<[n], f32>",
                         "!relax.tensor<[m], f32>",
                         "!relax.tensor<[?], f32>",
                         "!relax.tensor<[2 * n], f16>",
                         "!relax.tensor<[n, m], f32>",
                         "!relax.tensor<[?, m], f32>",
                         "!relax.tensor<[n], f32, #relax.vdevice<\"cuda\", 0>>",
                         "!relax.shape<*>",
                         "!relax.shape<[n]>",
                         "!relax.shape<[?]>",
                         "tuple<!relax.tensor<[n], f32>>",
                         "tuple<!relax.tensor<[?], f32>>",
                         "tuple<!relax.object>",
                         "!sym.int<n>",
                         "!sym.int<3>",
                         "i64",
                         "!relax.callable<() -> ()>",
                         "!relax.callable<pure () -> ()>",
                         "!relax.callable<() -> !relax.tensor<[?], f32>>",
                         "!relax.callable<() -> !relax.object>"})
    types.push_back(parse(text));
  for (Type a : types) {
    EXPECT_TRUE(relax::isSubtype(a, a));
    for (Type b : types) {
      Type upper = relax::join(a, b);
      EXPECT_EQ(upper, relax::join(b, a));
      EXPECT_TRUE(relax::isSubtype(a, upper) && relax::isSubtype(b, upper));
      EXPECT_EQ(relax::isSubtype(a, b), upper == b);
      // What is below is not disjoint.
      if (relax::isSubtype(a, b))
        EXPECT_FALSE(relax::provablyDisjoint(a, b));
      EXPECT_EQ(relax::provablyDisjoint(a, b), relax::provablyDisjoint(b, a));
      for (Type c : types) {
        if (relax::isSubtype(a, b) && relax::isSubtype(b, c))
          EXPECT_TRUE(relax::isSubtype(a, c));
        // The least of the upper bounds.
        if (relax::isSubtype(a, c) && relax::isSubtype(b, c))
          EXPECT_TRUE(relax::isSubtype(upper, c));
        EXPECT_EQ(relax::join(upper, c), relax::join(a, relax::join(b, c)));
      }
    }
  }
}

TEST_F(TypeLatticeTest, Disjoint) {
  std::string why;
  EXPECT_TRUE(relax::provablyDisjoint(parse("!relax.tensor<[n], f32>"),
                                      parse("!relax.tensor<[n + 1], f32>"),
                                      &why));
  EXPECT_EQ(why, "dimension 0 must be equal, got n and n + 1");
  EXPECT_FALSE(relax::provablyDisjoint(parse("!relax.tensor<[n], f32>"),
                                       parse("!relax.tensor<[2 * n], f32>")));
  EXPECT_FALSE(relax::provablyDisjoint(parse("!relax.object"), parse("i64")));
  EXPECT_TRUE(relax::provablyDisjoint(parse("i32"), parse("i64")));
}

TEST_F(TypeLatticeTest, Closing) {
  EXPECT_EQ(relax::closeType(parse("!relax.tensor<[n, 4], f32>")),
            parse("!relax.tensor<[?, 4], f32>"));
  EXPECT_EQ(relax::closeType(parse("tuple<!relax.shape<[n]>, !sym.int<3>>")),
            parse("tuple<!relax.shape<[?]>, !sym.int<3>>"));
  EXPECT_EQ(relax::closeType(parse("tuple<!sym.int<n>>")), Type());
}

TEST_F(TypeLatticeTest, BareSymbols) {
  llvm::SetVector<StringAttr> symbols;
  relax::collectBareSymbols(parse("tuple<!relax.tensor<[b, 2 * x, a], f32>, "
                                  "tuple<!sym.int<c>>, !relax.shape<[a, d]>>"),
                            symbols);
  std::string names;
  for (StringAttr symbol : symbols)
    names += symbol.getValue();
  EXPECT_EQ(names, "bacd");
}

TEST_F(TypeLatticeTest, SubstitutionReachesDimensions) {
  sym::Substitution substitution;
  substitution[StringAttr::get(&context, "n")] =
      sym::ExprAttr::getConstant(&context, 3);
  FailureOr<Type> type = sym::substitute(
      parse("tuple<!relax.tensor<[?, 2 * n, m], f32>, !relax.shape<[n, ?]>>"),
      substitution);
  ASSERT_TRUE(succeeded(type));
  EXPECT_EQ(
      *type,
      parse("tuple<!relax.tensor<[?, 6, m], f32>, !relax.shape<[3, ?]>>"));
}

} // namespace
