// SPDX-License-Identifier: MIT
// Values on their way into a column: converted, or refused with a sentence.
#include <nuage/meta/validation_error.hpp>
#include <nuage/query/builder.hpp>

#include <unit/support/library.hpp>

#include <support/catch.hpp>

using namespace library;
using nuage::Value;
using nuage::ValueKind;

namespace {

struct Sample {
    std::int64_t id{};
    std::int16_t small{};
    std::string code{};
    nuage::Bytes blob{};
    double ratio{};
    nuage::Uuid token{};
    nuage::Duration took{};

    NUAGE_MODEL(Sample, (id), (small), (code, max_length(4)), (blob, max_length(2)), (ratio), (token), (took))
};

template <class M>
const nuage::FieldInfo& field(std::string_view name) {
    const nuage::ModelInfo& model = nuage::model_info<M>();
    return model.fields[model.find(name)];
}
Value converted(std::string_view name, Value value) {
    return nuage::build::converted_for(field<Sample>(name), std::move(value));
}
Value decimal(std::string text) {
    return nuage::build::converted_for(field<Book>("price"), Value(ValueKind::decimal, std::move(text)));
}

}  // namespace

TEST_CASE("integers out of the column's range are refused") {
    CHECK(converted("small", 32767) == Value(32767));
    CHECK(converted("small", -32768) == Value(-32768));
    CHECK_THROWS_AS(converted("small", 32768), nuage::DataError);
    CHECK_THROWS_AS(converted("small", -32769), nuage::DataError);
    CHECK_THROWS_AS(nuage::build::converted_for(field<Book>("pages"), std::int64_t{1} << 31), nuage::DataError);
}

TEST_CASE("an integer column takes a real number only if it is whole") {
    CHECK(converted("small", 3.0) == Value(3));
    CHECK_THROWS_AS(converted("small", 3.5), nuage::DataError);
    CHECK_THROWS_AS(converted("id", 1e300), nuage::DataError);
    CHECK_THROWS_AS(converted("id", std::numeric_limits<double>::quiet_NaN()), nuage::DataError);
}

TEST_CASE("the length of text is counted in characters, not in bytes") {
    CHECK_NOTHROW(converted("code", "abcd"));
    CHECK_NOTHROW(converted("code", "\u00e4\u00f6\u00fc\U0001F600"));
    CHECK_THROWS_AS(converted("code", "abcde"), nuage::DataError);
    CHECK_THROWS_WITH(converted("code", "\u00e4\u00f6\u00fc\u00dfx"),
                      "value too long for code: 5 characters, at most 4");
}

TEST_CASE("the length of binary data is counted in bytes") {
    CHECK_NOTHROW(converted("blob", nuage::Bytes(2)));
    CHECK_THROWS_AS(converted("blob", nuage::Bytes(3)), nuage::DataError);
}

TEST_CASE("decimals with more digits than the column has are refused") {
    CHECK_NOTHROW(decimal("123456.78"));
    CHECK_NOTHROW(decimal("-123456.78"));
    CHECK_NOTHROW(decimal("1.500"));
    CHECK_NOTHROW(decimal("000000001.5"));
    CHECK_THROWS_AS(decimal("1234567"), nuage::DataError);
    CHECK_THROWS_AS(decimal("1.255"), nuage::DataError);
}

TEST_CASE("a value of a related kind is converted") {
    CHECK(converted("ratio", 3) == Value(3.0));
    CHECK(nuage::build::converted_for(field<Book>("price"), 3) == Value(ValueKind::decimal, std::string("3")));
    CHECK(nuage::build::converted_for(field<Book>("pub"), nuage::date(2024, 5, 17)) ==
          Value(nuage::datetime(2024, 5, 17)));
    CHECK(nuage::build::converted_for(field<Book>("day"), "2024-05-17") == Value(nuage::date(2024, 5, 17)));
    const nuage::Uuid token = nuage::Uuid::random();
    CHECK(converted("token", token.str()) == Value(token));
}

TEST_CASE("a value of an unrelated kind is refused") {
    CHECK_THROWS_AS(converted("ratio", "x"), nuage::DataError);
    CHECK_THROWS_AS(converted("code", 3), nuage::DataError);
    CHECK_THROWS_AS(converted("took", 3), nuage::DataError);
    CHECK_THROWS_AS(nuage::build::converted_for(field<Book>("day"), "soon"), nuage::ValidationError);
}

TEST_CASE("a foreign key takes what the key it refers to takes") {
    CHECK(nuage::build::converted_for(field<Publisher>("country"), "fr") == Value("fr"));
    CHECK_THROWS_AS(nuage::build::converted_for(field<Publisher>("country"), "fra"), nuage::DataError);
    CHECK_THROWS_AS(nuage::build::converted_for(field<Publisher>("country"), 3), nuage::DataError);
}

TEST_CASE("NULL passes: the database knows whether it may") { CHECK(converted("small", Value()).is_null()); }

TEST_CASE("nodes do not depend on values: conditions of one form have one shape") {
    const auto bytes = [](const nuage::QuerySet<Book>& query_set) {
        const auto& nodes = query_set.query().where.nodes;
        return std::string(reinterpret_cast<const char*>(nodes.data()), nodes.size() * sizeof(nuage::Node));
    };
    CHECK(bytes(Book::objects.filter("pages__in"_f = std::vector<int>(1, 7))) ==
          bytes(Book::objects.filter("pages__in"_f = std::vector<int>(9, 8))));
    CHECK(bytes(Book::objects.filter("pub__year"_f = 2024)) == bytes(Book::objects.filter("pub__year"_f = 1999)));
    CHECK(bytes(Book::objects.filter("pages"_f = 2.0)) == bytes(Book::objects.filter("pages"_f = 3)));
}
