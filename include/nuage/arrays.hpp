// SPDX-License-Identifier: MIT
// ArraySubquery: the rows of a subquery as one value. Opt-in; nuage.hpp does not include it. For databases with arrays.
#pragma once

#include <nuage/annotations.hpp>

namespace nuage {
namespace detail {

inline constexpr FunctionDef array_function{{}, "array", kinds::all, FieldKind::text, {}, "ArraySubquery"};

/// Reads the elements of an array that is written as JSON, [1,null,"x"], one call for each. Throws DataError for what is none.
void read_array(std::string_view json, ValueKind kind, void* elements, void (*add)(void* elements, const Value& element));

template <class T>
inline constexpr FieldKind kind_of<std::vector<T>> = FieldKind::binary;   // which has no text to compare, nor an order

template <class T>
struct access_of<std::vector<T>> {
    static void add(void* elements, const Value& element) {
        T value{};
        write_member(access_of<T>::value, &value, element);
        static_cast<std::vector<T>*>(elements)->push_back(std::move(value));
    }
    static constexpr Access make() {
        Access access{Storage::custom, ValueKind::text};
        access.reset = [](void* member) { static_cast<std::vector<T>*>(member)->clear(); };
        access.load = [](void* payload, const Value& value) {
            static_cast<std::vector<T>*>(payload)->clear();
            read_array(value.text(), access_of<T>::value.kind, payload, &add);
        };
        return access;
    }
    static constexpr Access value = make();
};

/// What an array may hold: what JSON says without loss.
template <class T>
constexpr bool fits_array() {
    constexpr KindSet kinds = kinds::numbers | bit(FieldKind::boolean) | bit(FieldKind::text) | bit(FieldKind::date) | bit(FieldKind::datetime) |
                              bit(FieldKind::uuid);
    if constexpr (std::same_as<T, Value>) return false;
    else return (kinds & bit(kind_of<T>)) != 0;
}

}  // namespace detail

/// All rows of a query set of one column, in its order, as a std::vector; of none an empty one:
/// ArraySubquery(Post::objects.filter("author"_f = OuterRef("pk"_f)).order_by("title"_f).values("title"_f)).
/// For PostgreSQL; NotSupportedError elsewhere.
/// https://docs.djangoproject.com/en/5.2/ref/contrib/postgres/expressions/#arraysubquery-expressions
template <class T>
class ArraySubquery : public detail::sortable<ArraySubquery<T>> {
public:
    template <class M, class Row, class Names>
    explicit ArraySubquery(const QuerySet<M, Row, Names>& query_set) : query_(query_set.query()) {
        constexpr bool fits = detail::single_column<Row>::exists && detail::fits_array<detail::without_optional_t<T>>();
        static_assert(fits, "[A056] nuage: an ArraySubquery is of one column, of numbers, text, booleans, dates or UUIDs; choose it with values(\"title\"_f)");
    }
    template <class Names>
    static constexpr auto result() {
        return detail::type_is<std::vector<T>>{};
    }
    template <class Names>
    void add_to(Clause& clause) const {
        clause.nodes.push_back({NodeKind::function, 0, 1, 0, &detail::array_function});
        build::subquery(clause, query_, NodeKind::subquery);
    }

private:
    Query query_;
};
template <class M, class Row, class Names>
ArraySubquery(const QuerySet<M, Row, Names>&) -> ArraySubquery<typename detail::single_column<Row>::type>;

}  // namespace nuage
