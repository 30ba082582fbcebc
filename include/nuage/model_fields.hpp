// SPDX-License-Identifier: MIT
// The fields of a model: those it lists, and those of the structs it derives from.
#pragma once

#include <array>
#include <tuple>
#include <type_traits>
#include <utility>

#include <nuage/detail/fixed_string.hpp>
#include <nuage/detail/sentence.hpp>
#include <nuage/fields/meta_options.hpp>
#include <nuage/meta/model_info.hpp>
#include <nuage/query/lookups.hpp>

namespace nuage {

/// For finding an app's label and other facts about a model by argument-dependent lookup.
template <class M>
struct model_tag {
    using type = M;
};

template <class M>
constexpr const ModelInfo& model_info();
template <class T, class... Options>
class ManyToMany;

namespace detail {

/// Types of the listed members, by position.
template <class... T>
struct type_list {};
template <std::size_t I, class T>
struct indexed_type {
    using type = T;
};
template <class Sequence, class... T>
struct indexed_types;
template <std::size_t... I, class... T>
struct indexed_types<std::index_sequence<I...>, T...> : indexed_type<I, T>... {};
template <std::size_t I, class T>
indexed_type<I, T> pick_type(const indexed_type<I, T>&);
template <class List>
struct index_types;
template <class... T>
struct index_types<type_list<T...>> {
    using type = indexed_types<std::index_sequence_for<T...>, T...>;
};
template <std::size_t I, class List>
using type_at = typename decltype(pick_type<I>(std::declval<const typename index_types<List>::type&>()))::type;

template <class First, class... Rest>
struct drop_first {
    using type = type_list<Rest...>;
};
template <class... A, class... B>
type_list<A..., B...> operator+(type_list<A...>, type_list<B...>);
template <class... Lists>
using joined_types = decltype((type_list<>{} + ... + Lists{}));

/// An integer member `id` is the automatic key unless another field is the key. Several key fields are one key together.
template <std::size_t N>
constexpr std::array<FieldInfo, N> with_default_key(std::array<FieldInfo, N> fields) {
    std::size_t keys = 0;
    for (const FieldInfo& field : fields) keys += field.primary_key ? 1 : 0;
    for (FieldInfo& field : fields) field.key_part = keys > 1 && field.primary_key;
    if (keys > 0) return fields;
    for (FieldInfo& field : fields) {
        if (field.name != "id" || !field.has_column() || field.kind == FieldKind::foreign_key) continue;
        field.primary_key = true;
        field.automatic = (bit(field.kind) & kinds::integers) != 0 && !field.null;
    }
    return fields;
}

// ---- what a struct derives from --------------------------------------------------------------------------------------

/// Each model has a friend that says its name to a pointer to a struct that derives from it. Of a chain of bases the
/// nearest is the better match, so that it is the one that answers; nobody answers where there is none.
template <class D>
struct derived_tag {};
struct no_base {};
no_base nuage_base_of(const volatile void*, ...);

template <class M>
concept AbstractModel = requires { typename M::nuage_abstract; } && std::same_as<typename M::nuage_abstract, M>;
template <class M>
concept ProxyModel = requires { typename M::nuage_proxy; } && std::same_as<typename M::nuage_proxy, M>;

template <class M>
type_list<M> base_list(model_tag<M>);
type_list<> base_list(no_base);

/// Meta's inherits<A, B>().
template <class Option>
struct inherits_list {
    using type = type_list<>;
};
template <class... B>
struct inherits_list<meta_options::inherits_t<B...>> {
    using type = type_list<B...>;
};
template <class Meta>
struct inherits_of;
template <class... Options>
struct inherits_of<meta_options::meta_t<Options...>> {
    using type = joined_types<typename inherits_list<Options>::type...>;
};

template <class D>
constexpr auto find_bases() {
    if constexpr (requires { nuage_base_of(static_cast<const D*>(nullptr), derived_tag<D>{}); }) {
        return decltype(base_list(nuage_base_of(static_cast<const D*>(nullptr), derived_tag<D>{}))){};
    } else if constexpr (requires { D::template nuage_meta<D>(); }) {
        using Listed = typename inherits_of<decltype(D::template nuage_meta<D>())>::type;
        static_assert(!std::same_as<Listed, type_list<>>,
                      "[M040] nuage: a model with several bases lists them: NUAGE_META(inherits<A, B>())");
        return Listed{};
    } else {
        static_assert(!sizeof(D*), "[M040] nuage: a model with several bases lists them: NUAGE_META(inherits<A, B>())");
        return type_list<>{};
    }
}
/// The models and abstract models that a struct derives from directly.
template <class D>
using bases_of = decltype(find_bases<D>());
template <class D>
concept HasBases = !std::same_as<bases_of<D>, type_list<>>;

template <class First, class... Rest>
First first_type(type_list<First, Rest...>);

template <class M>
struct concrete {
    using type = M;
};
template <ProxyModel M>
struct concrete<M> : concrete<decltype(first_type(bases_of<M>{}))> {};
/// The model that has the table: a proxy's base.
template <class M>
using concrete_of = typename concrete<M>::type;

template <class B>
constexpr auto parents_by() {
    if constexpr (AbstractModel<B>) return []<class... X>(type_list<X...>) { return joined_types<decltype(parents_by<X>())...>{}; }(bases_of<B>{});
    else return type_list<concrete_of<B>>{};
}
template <class... B>
constexpr auto parents_of(type_list<B...>) {
    using Parents = joined_types<decltype(parents_by<B>())...>;
    if constexpr (std::same_as<Parents, type_list<>>) {
        return type_list<void>{};
    } else {
        static_assert(std::same_as<Parents, type_list<decltype(first_type(Parents{}))>>,
                      "[M041] nuage: a model has at most one base with a table of its own; the others are NUAGE_ABSTRACT");
        return Parents{};
    }
}
/// The model whose row each row of D is a part of: multi-table inheritance. void: none.
template <class D>
using parent_of = decltype(first_type(parents_of(bases_of<D>{})));
template <class D>
concept HasParent = !ProxyModel<D> && !std::is_void_v<parent_of<D>>;

/// The first struct of D's bases, or D itself, that lists any members.
template <class D>
constexpr auto find_anchor() {
    if constexpr (D::template nuage_fields<D>::count != 0 || !HasBases<D>) return model_tag<D>{};
    else return find_anchor<decltype(first_type(bases_of<D>{}))>();
}
/// Where an object of B is in one of D, which derives from it: by a member of B's, since the language does not tell.
template <class B, class D>
inline constexpr std::uint32_t base_offset = []<class A>(model_tag<A>) {
    return A::template nuage_fields<D>::first_offset - A::template nuage_fields<B>::first_offset;
}(find_anchor<B>());

template <class M>
constexpr std::uint32_t state_offset_of() {
    if constexpr (ProxyModel<M>) return state_offset_of<concrete_of<M>>();
    else if constexpr (HasParent<M>) return base_offset<parent_of<M>, M> + state_offset_of<parent_of<M>>();
    else return M::template nuage_fields<M>::state_offset;
}

// ---- many-to-many fields ---------------------------------------------------------------------------------------------

template <class T>
inline constexpr bool is_many_to_many_member = false;
template <class T, class... Options>
inline constexpr bool is_many_to_many_member<ManyToMany<T, Options...>> = true;

template <class... T>
constexpr bool has_many_to_many(type_list<T...>) {
    return (is_many_to_many_member<T> || ...);
}

/// The join table of the many-to-many field at a position of M.
template <class M, std::size_t I>
struct join_table {
    // Not constexpr: clang would define it where a field table mentions it, before the models it speaks of are known.
    static const ThroughInfo& get();
};

template <class M, std::size_t I, class T>
constexpr void set_join_table(FieldInfo& field) {
    if constexpr (is_many_to_many_member<T>)
        if (!field.inherited) field.through = &join_table<M, I>::get;
}
template <class M, std::size_t N, class... T, std::size_t... I>
constexpr auto with_join_tables(std::array<FieldInfo, N> fields, type_list<T...>, std::index_sequence<I...>) {
    (set_join_table<M, I, T>(fields[I]), ...);
    return fields;
}

// ---- the fields ------------------------------------------------------------------------------------------------------

/// The fields of a model: those it lists.
template <class M, class Types = typename M::template nuage_fields<M>::types>
struct model_fields {
    using types = Types;
    static constexpr const auto& table = M::template nuage_fields<M>::table;
};
template <class M, class... T>
    requires(!HasBases<M> && (is_many_to_many_member<T> || ...))
struct model_fields<M, type_list<T...>> {
    using types = type_list<T...>;
    static constexpr auto table = with_join_tables<M>(M::template nuage_fields<M>::table, types{}, std::index_sequence_for<T...>());
};

/// product_ptr, the parent's name in small letters.
template <class P>
struct link_name {
    static constexpr auto text = [] {
        std::array<char, P::nuage_name().size() + 4> letters{};
        std::size_t at = 0;
        for (char c : P::nuage_name()) letters[at++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        for (char c : std::string_view("_ptr")) letters[at++] = c;
        return letters;
    }();
    static constexpr std::string_view value{text.data(), text.size()};
};

// The parts are those of B as D has them, which derives from B or is B: with offsets from D. A child does not copy the
// table of its parent: the parent may refer to the child, and then each would be needed to make the other.

template <class B, class D>
struct listed_part {
    using types = typename B::template nuage_fields<D>::types;
    static constexpr const auto& table = B::template nuage_fields<D>::table;
};
template <class... Parts>
struct joined_parts {
    using types = joined_types<typename Parts::types...>;
    static constexpr auto table = [] {
        std::array<FieldInfo, (0 + ... + Parts::table.size())> fields{};
        std::size_t at = 0;
        [[maybe_unused]] auto add = [&](const auto& part) {
            for (const FieldInfo& field : part) fields[at++] = field;
        };
        (add(Parts::table), ...);
        return fields;
    }();
};

template <class B, class D>
struct composition;
/// Those of the parent P: their columns are in its table.
template <class P, class D>
struct inherited_part {
    using types = typename composition<P, D>::types;
    static constexpr auto table = [] {
        auto fields = composition<P, D>::table;
        for (FieldInfo& field : fields) {
            field.key_copy = field.key_copy || field.primary_key;
            field.inherited = true;
            field.primary_key = field.key_part = false;
            field.automatic = false;
        }
        return fields;
    }();
};
/// The key of a child's own table: it refers to the parent's row, and its value is where the parent keeps its key.
template <class P, class D>
struct link_part {
    static constexpr std::size_t key = [] {
        for (std::size_t at = 0; at < composition<P, D>::table.size(); ++at)
            if (composition<P, D>::table[at].primary_key) return at;
        return std::size_t{0};
    }();
    using types = type_list<type_at<key, typename composition<P, D>::types>>;
    static constexpr auto table = [] {
        const FieldInfo& held = composition<P, D>::table[key];
        FieldInfo link;
        link.name = link_name<P>::value;
        link.kind = FieldKind::foreign_key;
        link.offset = held.offset;
        link.access = held.access;
        link.automatic = held.automatic;
        link.primary_key = link.unique = link.parent_link = true;
        link.target = &model_info<P>;
        return std::array<FieldInfo, 1>{link};
    }();
};

template <class B, class D>
struct base_part : inherited_part<concrete_of<B>, D> {};
template <AbstractModel B, class D>
struct base_part<B, D> : composition<B, D> {};
template <class D, class... B>
joined_parts<base_part<B, D>...> parts_of_bases(type_list<B...>);

template <class B, class D>
constexpr auto all_parts() {
    using Bases = decltype(parts_of_bases<D>(bases_of<B>{}));
    if constexpr (AbstractModel<B> || !HasParent<B>) return joined_parts<Bases, listed_part<B, D>>{};
    else return joined_parts<Bases, link_part<parent_of<B>, D>, listed_part<B, D>>{};
}

/// All the fields but those of abstract bases that are listed again.
template <class B, class D>
struct composition {
    using all = decltype(all_parts<B, D>());
    static constexpr bool is_kept(std::size_t i) {
        if (all::table[i].inherited) return true;
        for (std::size_t later = i + 1; later < all::table.size(); ++later)
            if (all::table[later].name == all::table[i].name) return false;
        return true;
    }
    static constexpr std::size_t count = [] {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < all::table.size(); ++i) kept += is_kept(i) ? 1 : 0;
        return kept;
    }();
    static constexpr auto positions = [] {
        std::array<std::size_t, count> list{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < all::table.size(); ++i)
            if (is_kept(i)) list[at++] = i;
        return list;
    }();
    template <std::size_t... I>
    static type_list<type_at<positions[I], typename all::types>...> pick(std::index_sequence<I...>);
    using types = decltype(pick(std::make_index_sequence<count>()));
    static constexpr auto table = [] {
        std::array<FieldInfo, count> fields{};
        for (std::size_t i = 0; i < count; ++i) fields[i] = all::table[positions[i]];
        if constexpr (AbstractModel<B>) return fields;
        else return with_join_tables<B>(with_default_key(fields), types{}, std::make_index_sequence<count>());
    }();
};

template <class M, class Types>
    requires(HasBases<M> && !ProxyModel<M>)
struct model_fields<M, Types> {
    using types = typename composition<M, M>::types;
    static constexpr const auto& table = composition<M, M>::table;
};
/// A proxy's are those of its base, the very same.
template <ProxyModel M, class Types>
struct model_fields<M, Types> {
    using types = typename model_fields<concrete_of<M>>::types;
    static constexpr const auto& table = model_fields<concrete_of<M>>::table;
};

template <class M, std::size_t I>
using member_type = type_at<I, typename model_fields<M>::types>;

}  // namespace detail
}  // namespace nuage
