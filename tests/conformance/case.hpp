// SPDX-License-Identifier: MIT
// What a file of cases needs: CASE, and the functions that the texts of the cases call.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <conformance/encode.hpp>
#include <conformance/errors.hpp>

namespace nuage {
class QueryCounter;
}

namespace conformance {

/// What a case returns: anything that encode() takes.
struct Answer {
    template <class T>
    Answer(const T& value) : json(encode(value)) {}
    Json json;
};

/// Says that a case needs fewer queries than Django; so many. The reason stands in not_applicable.md.
struct FewerQueries {
    std::size_t count;
    std::string_view database{};   ///< on this one only; empty: on all
};
[[nodiscard]] constexpr FewerQueries fewer_queries(std::size_t count) { return {count}; }
[[nodiscard]] constexpr FewerQueries fewer_queries_on(std::string_view database, std::size_t count) { return {count, database}; }

/// Says what a case gives on a database where that differs from Django on purpose: JSON as in the file of cases, and how many
/// queries it takes where that differs, too. The reason stands in not_applicable.md.
struct Difference {
    std::string_view database;
    std::string_view expected;
    std::optional<std::size_t> queries{};
};
[[nodiscard]] constexpr Difference differs_on(std::string_view database, std::string_view expected) { return {database, expected}; }
[[nodiscard]] constexpr Difference differs_on(std::string_view database, std::string_view expected, std::size_t queries) {
    return {database, expected, queries};
}

/// Notes a case for the runner.
using CaseOption = std::variant<FewerQueries, Difference>;
struct Registration {
    Registration(const char* id, Answer (*run)(), std::initializer_list<CaseOption> options);
};

/// Queries between begin and end of its life are not part of the case.
class Uncounted {
public:
    Uncounted();
    Uncounted(const Uncounted&) = delete;
    Uncounted& operator=(const Uncounted&) = delete;
    ~Uncounted();
};

/// state(Tag, "label", label="x"): state(Tag::objects.filter("label"_f = "x").values_list("label"_f)). The rows sorted
/// by their JSON text, and without counting the query.
template <class M, class Row, class Names>
[[nodiscard]] Json state(const nuage::QuerySet<M, Row, Names>& rows) {
    const Uncounted uncounted;
    Json all = encode(rows.order_by());
    std::sort(all.begin(), all.end(), [](const Json& a, const Json& b) { return a.dump() < b.dump(); });
    return all;
}
/// The number of rows that state() would give.
template <class M, class Row, class Names>
[[nodiscard]] std::int64_t state_size(const nuage::QuerySet<M, Row, Names>& rows) {
    const Uncounted uncounted;
    return rows.count();
}

/// attempt() and raises(): runs a function in a savepoint; the name of its error, or "no error".
template <class F>
[[nodiscard]] std::string attempt(F&& function) {
    try {
        nuage::atomic([&] { static_cast<void>(std::forward<F>(function)()); });
    } catch (const std::exception& error) {
        return error_name(error);
    }
    return "no error";
}

}  // namespace conformance

/// Ports a case: CASE("m2m.clear") { …; return result; } with a result that encode() takes. One that needs fewer queries
/// than Django says how many: CASE("m2m.clear", conformance::fewer_queries(1)). One that gives something else than Django on a
/// database says what: CASE("json.key", conformance::differs_on("mysql", "[1, 2]")).
#define CASE(...) NUAGE_CONFORMANCE_CASE(__COUNTER__, __VA_ARGS__)
#define NUAGE_CONFORMANCE_CASE(number, ...) NUAGE_CONFORMANCE_CASE_NAMED(number, __VA_ARGS__)
#define NUAGE_CONFORMANCE_CASE_NAMED(number, id, ...)                                                                     \
    static conformance::Answer conformance_case_##number();                                                               \
    static const conformance::Registration conformance_registration_##number(id, &conformance_case_##number, {__VA_ARGS__}); \
    static conformance::Answer conformance_case_##number()
