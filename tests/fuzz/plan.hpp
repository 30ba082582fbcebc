// SPDX-License-Identifier: MIT
// A random query as data: what a program might ask with names and values that arrived from outside.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fuzz/random.hpp>
#include <nuage/meta/model_info.hpp>
#include <nuage/meta/value.hpp>

namespace fuzz {

struct Condition {
    enum class Kind : std::uint8_t { keyword, all_of, any_of, one_of, negation, nothing };
    Kind kind = Kind::nothing;
    std::string name{};                  ///< keyword
    std::vector<nuage::Value> values{};  ///< keyword
    bool list = false;                   ///< keyword: several values were given, even if they are one
    std::vector<Condition> children{};
};

struct Call {
    bool exclude = false;
    std::vector<Condition> conditions{};
};

struct Plan {
    std::vector<Call> calls{};
    std::vector<std::string> order{};
    std::optional<std::pair<std::int64_t, std::int64_t>> slice{};
    bool distinct = false;
    bool reversed = false;
};

/// In every hostile name and text: it must never be seen in SQL.
inline constexpr std::string_view marker = "zq7x";

/// Whether filter() and exclude() share the rows out between them: true without relations to many, empty conditions,
/// negations, inside of which NULL is no longer told from false, functions and JSON documents, which
/// give NULL for what is not.
[[nodiscard]] bool shares_out(const Condition& condition, const nuage::ModelInfo& model);

/// A name, mostly of a field that the model has or leads to; one that ends in a lookup, or is hostile, now and then.
[[nodiscard]] std::string random_name(Random& random, const nuage::ModelInfo& model, bool with_lookup);
/// A value, mostly of the kind that a name wants.
[[nodiscard]] nuage::Value random_value_for(Random& random, const nuage::ModelInfo& model, std::string_view name);
[[nodiscard]] Condition random_condition(Random& random, const nuage::ModelInfo& model, std::size_t depth);
[[nodiscard]] std::string describe(const Condition& condition);
[[nodiscard]] Plan random_plan(Random& random, const nuage::ModelInfo& model);
/// For people: filter(title__contains = 'x' | ~(…)).order_by(-id)[0:3]
[[nodiscard]] std::string describe(const Plan& plan);

}  // namespace fuzz
