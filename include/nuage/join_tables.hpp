// SPDX-License-Identifier: MIT
// The join tables of many-to-many relations: those that nuage makes, and what is known of all of them.
#pragma once

#include <nuage/instances.hpp>

namespace nuage {
namespace detail {

/// A row of the join table that nuage makes for the many-to-many field at a position of M.
template <class M, std::size_t I>
struct JoinRow {
    std::int64_t id{};
    ForeignKey<M> source{};
    ForeignKey<typename member_type<M, I>::target_type> target{};

    NUAGE_MODEL(JoinRow, (id), (source), (target))
};

/// Text that a model's description points to.
struct StaticName {
    char text[192]{};
    std::size_t size = 0;
    constexpr explicit StaticName(const Text& from) : size(from.size()) {
        for (std::size_t i = 0; i < size; ++i) text[i] = from.view()[i];
    }
    [[nodiscard]] constexpr std::string_view view() const { return {text, size}; }
};

template <class M, std::size_t I>
struct join_row_names {
    using Target = typename member_type<M, I>::target_type;
    static constexpr bool to_itself = std::same_as<M, Target>;
    static constexpr Text named(std::string_view table) {
        Text text;
        return std::move(text << table << '_' << model_fields<M>::table[I].name);
    }
    static constexpr Text table_text() {
        constexpr const FieldInfo& field = model_fields<M>::table[I];
        Text text;
        if (!field.join_table.empty()) return std::move(text << field.join_table);
        write_table_name(text, model_info<M>());
        return std::move(text << '_' << field.name);
    }
    static constexpr Text column_text(std::string_view prefix, std::string_view model) {
        Text text;
        if (to_itself) text << prefix;
        write_lower(text, model);
        text << "_id";
        return text;
    }
    static constexpr StaticName name{named(M::nuage_name())};
    static constexpr StaticName table{table_text()};
    static constexpr StaticName source_column{column_text("from_", M::nuage_name())};
    static constexpr StaticName target_column{column_text("to_", Target::nuage_name())};
    static constexpr std::string_view pair[] = {"source", "target"};
    static constexpr ConstraintInfo unique_pair[] = {{ConstraintKind::unique, {}, pair, nullptr}};
};

template <class M, std::size_t I>
struct model_fields<JoinRow<M, I>, typename JoinRow<M, I>::template nuage_fields<JoinRow<M, I>>::types> {
    using Row = JoinRow<M, I>;
    using types = typename Row::template nuage_fields<Row>::types;
    static constexpr auto table = [] {
        auto fields = Row::template nuage_fields<Row>::table;
        fields[1].column = join_row_names<M, I>::source_column.view();
        fields[2].column = join_row_names<M, I>::target_column.view();
        return fields;
    }();
};
template <class M, std::size_t I>
struct model_storage<JoinRow<M, I>> {
    static constexpr ModelInfo info = [] {
        ModelInfo model = make_model_info<JoinRow<M, I>>();
        model.name = join_row_names<M, I>::name.view();
        model.app = nuage_app_label(model_tag<M>{});
        model.db_table = join_row_names<M, I>::table.view();
        model.constraints = join_row_names<M, I>::unique_pair;
        model.automatic = true;
        return model;
    }();
};

/// What the options of a ManyToMany say.
template <class... Options>
struct many_to_many_options {
    static constexpr bool is_asymmetrical = (std::same_as<Options, asymmetrical> || ...);
    template <class M, std::size_t I>
    using row = JoinRow<M, I>;
    static constexpr std::string_view source{};
    static constexpr std::string_view target{};
};
template <class Through, fixed_string Source, fixed_string Target, class... Rest>
struct many_to_many_options<through<Through, Source, Target>, Rest...> : many_to_many_options<Rest...> {
    template <class M, std::size_t I>
    using row = Through;
    static constexpr std::string_view source = Source.view();
    static constexpr std::string_view target = Target.view();
};
template <class Relation>
struct options_of;
template <class T, class... Options>
struct options_of<ManyToMany<T, Options...>> : many_to_many_options<Options...> {};

/// The model of the rows that a many-to-many field's pairs are kept in.
template <class M, std::size_t I>
using join_row = typename options_of<member_type<M, I>>::template row<M, I>;

/// The n-th foreign key of a model to another one, or that of a name.
[[nodiscard]] constexpr std::size_t foreign_key_to(const ModelInfo& model, const ModelInfo& target, std::string_view name, int n) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldInfo& field = model.fields[i];
        if (field.kind != FieldKind::foreign_key || !is_model_or_base(target, field.target())) continue;
        if (name.empty() ? n-- == 0 : field.name == name) return i;
    }
    return ModelInfo::none;
}

template <class M, std::size_t I>
constexpr ThroughInfo make_through() {
    using Options = options_of<member_type<M, I>>;
    using Target = typename member_type<M, I>::target_type;
    constexpr const ModelInfo& rows = model_info<join_row<M, I>>();
    constexpr std::size_t source = foreign_key_to(rows, model_info<M>(), Options::source, 0);
    constexpr std::size_t target = foreign_key_to(rows, model_info<Target>(), Options::target, std::same_as<M, Target> ? 1 : 0);
    static_assert(source != ModelInfo::none && target != ModelInfo::none,
                  "[M016] nuage: the model of through<…> needs a ForeignKey to each side of the ManyToMany");
    ThroughInfo through;
    through.model = &rows;
    if constexpr (source == ModelInfo::none || target == ModelInfo::none) return through;
    through.source = &rows.fields[source];
    through.target = &rows.fields[target];
    through.source_model = &model_info<M>();
    through.field = &model_info<M>().fields[I];
    through.symmetrical = std::same_as<M, Target> && !Options::is_asymmetrical;
    FieldInfo hidden;
    hidden.kind = FieldKind::reverse;
    hidden.multi_valued = true;
    hidden.null = true;
    hidden.target = &model_info<join_row<M, I>>;
    hidden.name = "+";
    through.from_source = hidden;
    through.from_source.remote_field = through.source->name;
    through.from_target = hidden;
    through.from_target.remote_field = through.target->name;
    return through;
}
template <class M, std::size_t I>
struct through_storage {
    static constexpr ThroughInfo info = make_through<M, I>();
};
template <class M, std::size_t I>
const ThroughInfo& join_table<M, I>::get() {
    return through_storage<M, I>::info;
}

}  // namespace detail

/// The rows of a ManyToMany's join table as objects: for one that nuage makes with members id, source and target.
/// using PostTags = nuage::Through<Post, "tags">; PostTags::objects.bulk_create(…)
template <class M, detail::fixed_string Field>
using Through = detail::join_row<M, model_info<M>().find(Field.view())>;

}  // namespace nuage
