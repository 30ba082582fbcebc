// SPDX-License-Identifier: MIT
// The rows of raw(): objects, with columns beside those of their model.
#pragma once

#include <nuage/db/execute.hpp>
#include <nuage/rows.hpp>

namespace nuage {

/// A column of raw() that is no field, and what it is read as: raw<nuage::Extra<"twice", std::int64_t>>("SELECT …").
template <detail::fixed_string S, class T>
struct Extra {
    static constexpr auto name = S;
    using type = T;
};

/// An object with further columns: row["twice"_f].
template <class M, class... E>
struct RawRow : M {
    std::tuple<typename E::type...> extra{};

    template <detail::fixed_string N>
    [[nodiscard]] const auto& operator[](Name<N>) const {
        constexpr std::size_t at = position<N>();
        if constexpr (at < sizeof...(E)) {
            return std::get<at>(extra);
        } else {
            [[maybe_unused]] detail::mistake<detail::fixed_string("[F018] '") + N + detail::fixed_string("' was not given to raw().")> said;
            return extra;
        }
    }

private:
    template <detail::fixed_string N>
    static consteval std::size_t position() {
        constexpr std::string_view names[] = {E::name.view()...};
        std::size_t at = 0;
        while (at < sizeof...(E) && names[at] != N.view()) ++at;
        return at;
    }
};

/// What raw() has read: a vector of objects that knows the names of the columns.
template <class Row>
class RawRows : public std::vector<Row> {
public:
    /// As the database named them, in the order of the SELECT.
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }

private:
    template <class, class, class>
    friend class QuerySet;
    std::vector<std::string> columns_;
};

namespace detail {

template <class Row, class M>
void* append_raw(void* container) {
    Row& row = static_cast<std::vector<Row>*>(container)->emplace_back();
    M& object = row;
    FreshObject<M>::prepare(object);
    return std::addressof(object);
}

template <class M, class... E>
std::array<db::ExtraColumn, sizeof...(E)> extra_columns() {
    if constexpr (sizeof...(E) == 0) {
        return {};
    } else {
        const RawRow<M, E...> sample{};
        const char* object = reinterpret_cast<const char*>(static_cast<const M*>(&sample));
        return std::apply(
            [&](const auto&... value) {
                return std::array<db::ExtraColumn, sizeof...(E)>{
                    db::ExtraColumn{E::name.view(), &access_of<typename E::type>::value, reinterpret_cast<const char*>(&value) - object}...};
            },
            sample.extra);
    }
}

}  // namespace detail
}  // namespace nuage
