// SPDX-License-Identifier: MIT
// returning(): update() and erase() that give the rows they change.
#pragma once

#include <algorithm>

#include <nuage/into.hpp>

namespace nuage {
namespace detail {

/// UPDATE of a query's rows, whose `load` nodes name the columns that come back. Throws NotSupportedError.
void update_returning(const Query& query, const Clause& assignments, const RowPlan* layout, RowSink sink);
/// erase() of a query's rows; the columns are those that they had.
void erase_returning(const Query& query, const RowPlan* layout, RowSink sink);
/// What the query of a Returning begins with: the conditions of another one, and no columns.
[[nodiscard]] Query returning_query(const Query& query);
void add_all_loads(Query& query);
/// Objects that have no row any more.
void note_erased(const ModelInfo& model, Objects objects);

template <class M, fixed_string S>
void add_load(Query& query) {
    constexpr const ResolvedPath& path = name_of<M, S>::value;
    const std::size_t count = path.is_composite() ? path.model->key_parts.size() : 1;
    for (std::size_t i = 0; i < count; ++i)
        query.select.nodes.push_back({NodeKind::load, 0, 0, path.is_composite() ? path.part(i).field : path.field, nullptr});
}

/// The names and types of what is returned, for the sentences of into().
template <class M, fixed_string... S>
struct ReturnedColumns {
    using types = std::tuple<path_type<M, S>...>;
    static constexpr std::string_view name(std::size_t at) {
        const std::string_view names[] = {S.view()...};
        return names[at];
    }
};

}  // namespace detail

/// The rows of a query set that update() and erase() are to give back, each as a Row: an object of M, a tuple or a struct.
/// Nothing is sent before one of them is called. In no particular order.
template <class M, class Row, class Columns = void>
class Returning {
public:
    using value_type = Row;

    /// UPDATEs all rows, as QuerySet::update() does. The rows as they are afterwards. NotSupportedError, before anything is
    /// sent, where the database has no UPDATE … RETURNING.
    template <class... K>
    std::vector<Row> update(const K&... keywords) const {
        static_assert(!has_parent(model_info<M>()), "[W015] nuage: returning() before update() is for models whose rows are in one table, not "
                                                    "for children of other models");
        std::vector<Row> rows;
        Clause assignments;
        (detail::add_assignment<M>(assignments, keywords), ...);
        if (!assignments.empty()) run([&](const RowPlan* layout, RowSink sink) { detail::update_returning(query_, assignments, layout, sink); }, rows);
        return rows;
    }
    /// Erases all rows, and does to those that refer to them what erase() does. The rows as they were. One DELETE …
    /// RETURNING where erase() is one DELETE and the database can; else the rows are read and locked before. Objects count
    /// as new.
    std::vector<Row> erase() const {
        std::vector<Row> rows;
        run([&](const RowPlan* layout, RowSink sink) { detail::erase_returning(query_, layout, sink); }, rows);
        if constexpr (std::same_as<Row, M>) detail::note_erased(model_info<M>(), {rows.data(), rows.size(), sizeof(M)});
        return rows;
    }
    /// The same rows as structs of one's own, see nuage/into.hpp.
    template <class Dto>
    [[nodiscard]] auto into() const {
        static_assert(!std::is_void_v<Columns>, "[W016] nuage: into() after returning() takes columns, such as returning(\"id\"_f).into<Line>()");
        if constexpr (!std::is_void_v<Columns>) {
            if constexpr (detail::check_struct<Dto, Columns>()) return Returning<M, Dto>(query_, fields_);
        }
    }

    Returning(Query query, std::vector<const FieldInfo*> fields) : query_(std::move(query)), fields_(std::move(fields)) {}

private:
    template <class F>
    void run(const F& change, std::vector<Row>& rows) const {
        const RowSink sink{&rows, &detail::append_row<Row>};
        if constexpr (std::same_as<Row, M>) {
            change(nullptr, sink);
        } else {
            std::array<const FieldInfo*, detail::row_layout<Row>::columns> fields{};
            std::copy(fields_.begin(), fields_.end(), fields.begin());
            const RowPlan layout = detail::row_layout<Row>::make(fields);
            change(&layout, sink);
        }
    }

    Query query_;
    std::vector<const FieldInfo*> fields_;
};

namespace detail {

template <class M>
struct MakeReturning<M, true> {
    static Returning<M, M> of(const Query& given) {
        Query query = returning_query(given);
        add_all_loads(query);
        return {std::move(query), {}};
    }
    template <fixed_string... S>
    static auto of(const Query& given, Name<S>...) {
        if constexpr ((check_own_field<M, S>() && ...)) {
            Query query = returning_query(given);
            query.columns_only = true;
            (add_load<M, S>(query), ...);
            return Returning<M, std::tuple<path_type<M, S>...>, ReturnedColumns<M, S...>>(std::move(query), {&name_of<M, S>::value.final_field()...});
        }
    }
    template <class... N>
        requires(!(is_name<N>::value && ...))
    static auto of(const Query&, const N&...) {
        static_assert((is_name<N>::value && ...), "[T012] nuage: returning() takes names, such as \"id\"_f");
    }
};

}  // namespace detail
}  // namespace nuage
