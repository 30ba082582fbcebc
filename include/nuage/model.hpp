// SPDX-License-Identifier: MIT
// NUAGE_MODEL, NUAGE_META and NUAGE_APP: from a plain struct to a ModelInfo.
#pragma once

#include <nuage/detail/for_each.hpp>
#include <nuage/detail/sentence.hpp>
#include <nuage/fields/meta_options.hpp>
#include <nuage/fields/options.hpp>
#include <nuage/model_fields.hpp>
#include <nuage/query/model_check.hpp>
#include <nuage/query/query.hpp>
#include <nuage/relations.hpp>

namespace nuage {

template <class M, class Self = void>
class Manager;

template <class M>
concept Model = requires { typename M::nuage_self; } && std::same_as<typename M::nuage_self, M>;

namespace detail {

template <class T>
constexpr std::string_view nuage_app_label(const T&) {
    return {};
}

/// Stands for the target of members that are no relations.
struct no_model {
    static constexpr ModelInfo info{};
};

/// Options that speak of other fields are told the model.
template <class M, class T, class Option>
constexpr void apply_option(FieldInfo& info, const Option& option) {
    if constexpr (requires { option.template apply_in<M, T>(info); }) option.template apply_in<M, T>(info);
    else option.template apply<T>(info);
}
/// One entry of a model's field table. The caller names the target: clang defines a constexpr function where it is
/// first mentioned, and one that describes a relation and mentions its model would need itself where that model has the
/// same type of relation.
template <class T, class M, class... Options>
constexpr FieldInfo field(std::string_view name, std::size_t offset, const ModelInfo& (*target)(),
                          const Options&... options) {
    FieldInfo info;
    info.name = name;
    info.offset = static_cast<std::uint32_t>(offset);
    if constexpr (relation_traits<T>::is_relation) {
        relation_traits<T>::describe(info);
        info.target = target;
    } else {
        using Payload = without_optional_t<T>;
        static_assert(Storable<Payload>,
                      "[M014] nuage: a member's type is no field type; specialise nuage::Codec for it, or leave the member out "
                      "of NUAGE_MODEL (JSON needs nuage/json.hpp, decimals nuage/decimal.hpp)");
        // Any kind will do for what is no field: the model's other checks go on without a second error.
        info.kind = Storable<Payload> ? layout_of<Payload>().kind : FieldKind::text;
        info.null = !std::same_as<T, Payload>;
        info.access = &access_of<T>::value;
        info.positive = std::unsigned_integral<Payload> && !std::same_as<Payload, bool>;
        if constexpr (requires { Codec<Payload>::choices(); }) {
            info.choices = Codec<Payload>::choices();
            info.choices_only = true;
            info.rules.choice_number = [](const void* payload) { return Codec<Payload>::number(*static_cast<const Payload*>(payload)); };
        }
    }
    (apply_option<M, T>(info, options), ...);
    return info;
}

template <class M>
concept HasMeta = requires { M::template nuage_meta<M>(); };

template <auto Function>
struct same_function {};
template <class M, class B>
constexpr bool has_meta_of() {
    if constexpr (HasMeta<B>) return std::same_as<same_function<&M::template nuage_meta<M>>, same_function<&B::template nuage_meta<M>>>;
    else return false;
}
template <class M, class Bases>
struct meta_owner_among {
    using type = M;
};
/// The struct whose NUAGE_META a model has: its own, or that of a base. void: none.
template <class M>
struct meta_owner {
    using type = void;
};
template <HasMeta M>
struct meta_owner<M> : meta_owner_among<M, bases_of<M>> {};
template <class M, class B, class... Rest>
struct meta_owner_among<M, type_list<B, Rest...>>
    : std::conditional_t<has_meta_of<M, B>(), meta_owner<B>, meta_owner_among<M, type_list<Rest...>>> {};
template <class M>
concept OwnMeta = std::same_as<typename meta_owner<M>::type, M>;
/// Its own, or that of an abstract base, which is there to be copied.
template <class M>
concept UsesMeta = HasMeta<M> && (OwnMeta<M> || AbstractModel<typename meta_owner<M>::type>);

/// Meta's options, kept where spans can point to.
template <class M>
struct meta_storage {
    static constexpr auto value = M::template nuage_meta<M>();
};

/// Adds the condition of the I-th item of the K-th Meta option to a query. Defined with the expressions.
template <class M, std::size_t K, std::size_t I>
void add_meta_condition(Query& query);

template <class M, std::size_t K>
struct index_table {
    static constexpr auto& items = std::get<K>(meta_storage<M>::value.options).items;
    template <std::size_t... I>
    static constexpr auto make(std::index_sequence<I...>) {
        return std::array<IndexInfo, sizeof...(I)>{entry<I>()...};
    }
    template <std::size_t I>
    static constexpr IndexInfo entry() {
        const auto& item = std::get<I>(items);
        IndexInfo info{item.index_name, item.fields, nullptr};
        if constexpr (!std::same_as<std::remove_cvref_t<decltype(item.condition)>, meta_options::unconditional>)
            info.condition = &add_meta_condition<M, K, I>;
        return info;
    }
    static constexpr auto value =
        make(std::make_index_sequence<std::tuple_size_v<std::remove_cvref_t<decltype(items)>>>());
};

template <class M, std::size_t K>
struct constraint_table {
    static constexpr auto& items = std::get<K>(meta_storage<M>::value.options).items;
    template <std::size_t... I>
    static constexpr auto make(std::index_sequence<I...>) {
        return std::array<ConstraintInfo, sizeof...(I)>{entry<I>()...};
    }
    template <std::size_t I>
    static constexpr ConstraintInfo entry() {
        const auto& item = std::get<I>(items);
        ConstraintInfo info{item.kind, item.constraint_name, item.fields, nullptr};
        if constexpr (!std::same_as<std::remove_cvref_t<decltype(item.condition)>, meta_options::unconditional>)
            info.condition = &add_meta_condition<M, K, I>;
        return info;
    }
    static constexpr auto value =
        make(std::make_index_sequence<std::tuple_size_v<std::remove_cvref_t<decltype(items)>>>());
};

template <class M, std::size_t K, std::size_t N>
constexpr void apply_meta(ModelInfo& info, const meta_options::ordering_t<N>& option) {
    info.ordering = option.names;
}
template <class M, std::size_t K, std::size_t N>
constexpr void apply_meta(ModelInfo& info, const meta_options::get_latest_by_t<N>& option) {
    info.get_latest_by = option.names;
}
template <class M, std::size_t K>
constexpr void apply_meta(ModelInfo& info, const meta_options::db_table_t& option) {
    if constexpr (OwnMeta<M>) info.db_table = option.name;
}
template <class M, std::size_t K, class... B>
constexpr void apply_meta(ModelInfo&, const meta_options::inherits_t<B...>&) {}
template <class M, std::size_t K, template <class> class Manager>
constexpr void apply_meta(ModelInfo&, const meta_options::default_manager_t<Manager>&) {}
template <class M, std::size_t K, class... I>
constexpr void apply_meta(ModelInfo& info, const meta_options::indexes_t<I...>&) {
    info.indexes = index_table<M, K>::value;
}
template <class M, std::size_t K, class... C>
constexpr void apply_meta(ModelInfo& info, const meta_options::constraints_t<C...>&) {
    info.constraints = constraint_table<M, K>::value;
}

template <class M, std::size_t... K>
constexpr void apply_all_meta(ModelInfo& info, std::index_sequence<K...>) {
    (apply_meta<M, K>(info, std::get<K>(meta_storage<M>::value.options)), ...);
}

inline constexpr std::nullptr_t no_options = nullptr;
/// What a model has of its bases' Meta when it says nothing else.
struct InheritedMeta {
    std::span<const std::string_view> ordering;
    std::span<const std::string_view> get_latest_by;
    bool has_ordering = false;
    bool has_latest = false;

    template <class Option>
    constexpr void note(const Option&) {}
    template <std::size_t N>
    constexpr void note(const meta_options::ordering_t<N>& option) {
        ordering = option.names;
        has_ordering = true;
    }
    template <std::size_t N>
    constexpr void note(const meta_options::get_latest_by_t<N>& option) {
        get_latest_by = option.names;
        has_latest = true;
    }
    constexpr void add(const InheritedMeta& base) {
        if (!has_ordering) ordering = base.ordering;
        if (!has_latest) get_latest_by = base.get_latest_by;
        has_ordering = has_ordering || base.has_ordering;
        has_latest = has_latest || base.has_latest;
    }
};
template <class M, std::size_t... K>
constexpr void note_meta(InheritedMeta& meta, std::index_sequence<K...>) {
    (meta.note(std::get<K>(meta_storage<M>::value.options)), ...);
}
template <class M>
constexpr InheritedMeta inherited_meta() {
    InheritedMeta meta;
    if constexpr (OwnMeta<M>)
        note_meta<M>(meta, std::make_index_sequence<std::tuple_size_v<decltype(meta_storage<M>::value.options)>>());
    [&]<class... B>(type_list<B...>) { (meta.add(inherited_meta<B>()), ...); }(bases_of<M>{});
    return meta;
}

/// The manager of related objects: that of Meta's default_manager<…>(), or else `objects`.
template <class M, class Option>
struct manager_by {
    using type = void;
};
template <class M, template <class> class Manager>
struct manager_by<M, meta_options::default_manager_t<Manager>> {
    using type = Manager<M>;
};
template <class Objects, class... Given>
using manager_among = decltype(first_type(joined_types<std::conditional_t<std::is_void_v<Given>, type_list<>, type_list<Given>>..., type_list<Objects>>{}));
template <class M, class... Options>
manager_among<std::remove_cvref_t<decltype(M::objects)>, typename manager_by<M, Options>::type...> find_manager(const std::tuple<Options...>&);
template <class M>
std::remove_cvref_t<decltype(M::objects)> find_manager(const std::nullptr_t&);
template <class M>
constexpr const auto& options_or_none() {
    if constexpr (UsesMeta<M>) return meta_storage<M>::value.options;
    else return no_options;
}
template <class M>
using default_manager_of = decltype(find_manager<M>(options_or_none<M>()));
template <class M>
concept HasManager = !std::same_as<default_manager_of<M>, Manager<M>>;
/// Makes a query that of the default manager. Defined with the query sets.
template <class M>
void begin_default_query(Query& query);

template <class M>
constexpr void apply_bases(ModelInfo& info) {
    const InheritedMeta meta = inherited_meta<M>();
    info.ordering = meta.ordering;
    info.get_latest_by = meta.get_latest_by;
    if constexpr (ProxyModel<M>) {
        static_assert(sizeof(M) == sizeof(concrete_of<M>), "[M032] nuage: a proxy adds no members to its base");
        info.proxy = true;
        info.base = &model_info<concrete_of<M>>;
    } else if constexpr (HasParent<M>) {
        info.base = &model_info<parent_of<M>>;
        for (const FieldInfo& field : info.fields)
            if (field.parent_link && !field.inherited) info.parent_link = static_cast<std::uint16_t>(info.position(field));
    }
}

/// A primary key of several fields, and the field that stands for them.
template <class M>
struct composite_key {
    static constexpr const auto& table = model_fields<M>::table;
    static constexpr std::size_t count = [] {
        std::size_t found = 0;
        for (const FieldInfo& field : table) found += field.key_part ? 1 : 0;
        return found;
    }();
    static constexpr auto parts = [] {
        std::array<std::uint16_t, count> positions{};
        std::size_t at = 0;
        for (std::size_t i = 0; i < table.size(); ++i)
            if (table[i].key_part) positions[at++] = static_cast<std::uint16_t>(i);
        return positions;
    }();
    static Value dump(const void* object) { return read_key(model_info<M>(), object); }
    static void load(void* object, const Value& value) { write_key(model_info<M>(), object, value); }
    static bool is_empty(const void* object) { return is_key_empty(model_info<M>(), object); }
    static constexpr Access access = [] {
        Access all{Storage::custom, ValueKind::row};
        all.load = &load;
        all.dump = &dump;
        all.is_empty = &is_empty;
        return all;
    }();
    static constexpr FieldInfo field = [] {
        FieldInfo key;
        key.name = "pk";
        key.kind = FieldKind::composite_key;
        key.primary_key = true;
        key.access = &access;
        return key;
    }();
};

template <class M>
constexpr ModelInfo make_model_info() {
    ModelInfo info;
    info.name = M::nuage_name();
    info.app = nuage_app_label(model_tag<M>{});
    info.fields = model_fields<M>::table;
    info.size = sizeof(M);
    info.type = &object_type<M>;
    info.state_offset = state_offset_of<M>();
    info.listeners = &listeners_of<M>::value;
    if constexpr (composite_key<M>::count != 0) {
        info.key_parts = composite_key<M>::parts;
        info.composite_key = &composite_key<M>::field;
    }
    if constexpr (HasManager<M>) info.begin_default_query = &begin_default_query<M>;
    if constexpr (HasBases<M>) apply_bases<M>(info);
    if constexpr (UsesMeta<M>)
        apply_all_meta<M>(info, std::make_index_sequence<std::tuple_size_v<decltype(meta_storage<M>::value.options)>>());
    return info;
}

template <class M>
struct model_storage {
    static constexpr ModelInfo info = make_model_info<M>();
};

template <class M>
constexpr bool check_model() {
    // In a variable of its own: clang 19 takes no temporary with a destructor in the condition of `if constexpr`.
    constexpr std::size_t size = model_sentence(model_storage<M>::info).size();
    if constexpr (size != 0)
        return mistake<as_fixed_string<[] { return model_sentence(model_storage<M>::info); }>()>().reported;
    else return true;
}

/// Tells a fresh object's many-to-many members whose they are.
void bind_relations(const ModelInfo& model, void* object);
template <Model M>
struct FreshObject<M> {
    static void prepare(M& object) {
        if constexpr (has_many_to_many(typename model_fields<M>::types{})) bind_relations(model_info<M>(), &object);
    }
};

}  // namespace detail

template <>
constexpr const ModelInfo& model_info<void>() {
    return detail::no_model::info;
}
/// Everything nuage knows about a model.
template <class M>
constexpr const ModelInfo& model_info() {
    return detail::model_storage<M>::info;
}

struct SaveOptions;
struct CleanOptions;

namespace detail {

/// Behind the methods that validate an object. nuage/validation.hpp has the one that works.
template <class M, bool>
struct InstanceValidation {
    static constexpr bool included = !sizeof(M*);
    static_assert(included, "[M023] nuage: full_clean() and the like need #include <nuage/validation.hpp>");
    static void full_clean(M&, const CleanOptions&) {}
    template <class Names>
    static void clean_fields(M&, const Names&) {}
    template <class Names>
    static void validate_unique(M&, const Names&) {}
    template <class Names>
    static void validate_constraints(M&, const Names&) {}
};

}  // namespace detail
struct EraseOptions;

namespace detail {
/// The exceptions of a child or proxy are those of its base, too.
template <template <class> class Of, class M, class Otherwise>
constexpr auto exception_base() {
    if constexpr (ProxyModel<M>) return model_tag<Of<concrete_of<M>>>{};
    else if constexpr (HasParent<M>) return model_tag<Of<parent_of<M>>>{};
    else return model_tag<Otherwise>{};
}
template <template <class> class Of, class M, class Otherwise>
using exception_base_of = decltype(first_type(base_list(exception_base<Of, M, Otherwise>())));
}  // namespace detail

/// get() found no such row of M.
template <class M>
class DoesNotExistOf : public detail::exception_base_of<DoesNotExistOf, M, ObjectDoesNotExist> {
    using Base = detail::exception_base_of<DoesNotExistOf, M, ObjectDoesNotExist>;

public:
    using Base::Base;
};
/// get() found more than one row of M.
template <class M>
class MultipleObjectsReturnedOf : public detail::exception_base_of<MultipleObjectsReturnedOf, M, MultipleObjectsReturned> {
    using Base = detail::exception_base_of<MultipleObjectsReturnedOf, M, MultipleObjectsReturned>;

public:
    using Base::Base;
};

namespace detail {

/// A is an object of M, B one of M or of a model that derives from it, or the other way round.
template <class M, class A, class B>
concept ComparableAs = requires {
    typename A::nuage_self;
    typename B::nuage_self;
} && std::same_as<typename A::nuage_self, M> &&
    (std::derived_from<B, M> || std::derived_from<A, typename B::nuage_self>);

[[nodiscard]] bool same_row(const ModelInfo& model, const void* object, const ModelInfo& other_model, const void* other);
template <class A, class B>
[[nodiscard]] bool same_row(const A& a, const B& b) {
    const typename A::nuage_self& one = a;
    const typename B::nuage_self& other = b;
    return same_row(model_info<typename A::nuage_self>(), std::addressof(one), model_info<typename B::nuage_self>(),
                    std::addressof(other));
}

}  // namespace detail
}  // namespace nuage

#define NUAGE_DETAIL_UNPACK(...) __VA_ARGS__
#define NUAGE_DETAIL_FIELD(model, item) NUAGE_DETAIL_FIELD_ITEM(model, NUAGE_DETAIL_UNPACK item)
#define NUAGE_DETAIL_FIELD_ITEM(model, ...) NUAGE_DETAIL_FIELD_ENTRY(model, __VA_ARGS__)
#define NUAGE_DETAIL_FIELD_ENTRY(model, member, ...)                                                       \
    table_[at++] = nuage::detail::field<decltype(model::member), model>(                                   \
        #member, __builtin_offsetof(model, member),                                                        \
        &nuage::model_info<typename nuage::detail::relation_traits<decltype(model::member)>::target>       \
        __VA_OPT__(, ) __VA_ARGS__);
#define NUAGE_DETAIL_TYPE(model, item) NUAGE_DETAIL_TYPE_ITEM(model, NUAGE_DETAIL_UNPACK item)
#define NUAGE_DETAIL_TYPE_ITEM(model, ...) NUAGE_DETAIL_TYPE_ENTRY(model, __VA_ARGS__)
#define NUAGE_DETAIL_TYPE_ENTRY(model, member, ...) , decltype(model::member)
#define NUAGE_DETAIL_ONE(model, item) +1

#define NUAGE_DETAIL_FIRST(model, item, ...) NUAGE_DETAIL_FIRST_ITEM(model, NUAGE_DETAIL_UNPACK item)
#define NUAGE_DETAIL_FIRST_ITEM(model, ...) NUAGE_DETAIL_FIRST_ENTRY(model, __VA_ARGS__)
#define NUAGE_DETAIL_FIRST_ENTRY(model, member, ...) __builtin_offsetof(model, member)

/// The table of the listed members as a struct has them that is the lister itself, or derives from it. Last, since the
/// models that a relation leads to may ask for the rest while it is made.
#define NUAGE_DETAIL_TABLE(finish, ...)                                                                      \
    using types = nuage::detail::drop_first<void NUAGE_DETAIL_FOR_EACH(NUAGE_DETAIL_TYPE, NuageModel,        \
                                                                       __VA_ARGS__)>::type;                  \
    static constexpr std::size_t count = 0 NUAGE_DETAIL_FOR_EACH(NUAGE_DETAIL_ONE, , __VA_ARGS__);           \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Winvalid-offsetof\"")                  \
    __VA_OPT__(static constexpr std::uint32_t first_offset = NUAGE_DETAIL_FIRST(NuageModel, __VA_ARGS__, );) \
    static constexpr auto make() {                                                                           \
        NUAGE_DETAIL_USING_OPTIONS;                                                                          \
        std::array<nuage::FieldInfo, count> table_{};                                                        \
        [[maybe_unused]] std::size_t at = 0;                                                                 \
        NUAGE_DETAIL_FOR_EACH(NUAGE_DETAIL_FIELD, NuageModel, __VA_ARGS__)                                   \
        return finish(table_);                                                                               \
    }                                                                                                        \
    static constexpr auto table = make();                                                                    \
    _Pragma("GCC diagnostic pop")

/// Lets the structs that derive from this one find it.
#define NUAGE_DETAIL_BASE(model)                                                                             \
    template <class NuageDerived>                                                                            \
        requires(!std::same_as<NuageDerived, model>)                                                         \
    friend constexpr nuage::model_tag<model> nuage_base_of(const model*,                                     \
                                                           nuage::detail::derived_tag<NuageDerived>) {       \
        return {};                                                                                           \
    }

/// The manager that NUAGE_MODEL calls `objects`, unless NUAGE_OBJECTS gives another one in the struct or in a base of it.
template <class NuageM>
using nuage_objects = nuage::Manager<NuageM>;

/// Gives `objects` a class of one's own, and makes it the default manager; stands before NUAGE_MODEL or NUAGE_PROXY.
/// struct Post { …; NUAGE_OBJECTS(VisibleManager) NUAGE_MODEL(Post, …) };
#define NUAGE_OBJECTS(manager)                 \
    template <class NuageM>                    \
    using nuage_objects = manager<NuageM>;

/// Describes a struct's members to nuage; stands last in the struct, before NUAGE_META.
#define NUAGE_MODEL(model, ...)                                                                              \
    using nuage_self = model;                                                                                \
    using DoesNotExist = nuage::DoesNotExistOf<model>;                                                       \
    using MultipleObjectsReturned = nuage::MultipleObjectsReturnedOf<model>;                                 \
    nuage::InstanceState nuage_state{};                                                                      \
    [[maybe_unused]] static constexpr nuage_objects<model> objects{};                                        \
    static constexpr std::string_view nuage_name() { return #model; }                                        \
    NUAGE_DETAIL_BASE(model)                                                                                 \
    template <class NuageModel>                                                                              \
    struct nuage_fields {                                                                                    \
        _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Winvalid-offsetof\"")              \
        static constexpr std::uint32_t state_offset = __builtin_offsetof(NuageModel, nuage_state);           \
        _Pragma("GCC diagnostic pop")                                                                        \
        NUAGE_DETAIL_TABLE(nuage::detail::with_default_key __VA_OPT__(, ) __VA_ARGS__)                       \
    };                                                                                                       \
    /** Writes the object: UPDATE when its row exists, else INSERT. See nuage::SaveOptions. */               \
    template <class NuageOptions = nuage::SaveOptions>                                                       \
    void save(const NuageOptions& options = {}) {                                                            \
        nuage::save(*this, options);                                                                         \
    }                                                                                                        \
    /** Sets fields and UPDATEs them; values may be expressions. See nuage::update(). */                     \
    template <class... NuageKeywords>                                                                        \
    void update(const NuageKeywords&... keywords) {                                                          \
        nuage::update(*this, keywords...);                                                                   \
    }                                                                                                        \
    /** Deletes the object's row and what belongs to it. See nuage::EraseOptions. */                         \
    template <class NuageOptions = nuage::EraseOptions>                                                      \
    auto erase(const NuageOptions& options = {}) {                                                           \
        return nuage::erase(*this, options);                                                                 \
    }                                                                                                        \
    /** A field's value; loaded by a query when only() or defer() left it out. */                            \
    template <class NuageName>                                                                               \
    auto& fetch(NuageName name) {                                                                            \
        return nuage::fetch(*this, name);                                                                    \
    }                                                                                                        \
    template <class NuageName>                                                                               \
    auto fetch(NuageName name) const {                                                                       \
        return nuage::fetch(*this, name);                                                                    \
    }                                                                                                        \
    /** Reads the object's columns anew. */                                                                  \
    template <class... NuageNames>                                                                           \
    void refresh_from_db(const NuageNames&... names) {                                                       \
        nuage::refresh_from_db(*this, names...);                                                             \
    }                                                                                                        \
    NUAGE_DETAIL_INSTANCE_METHODS(model)

/// The same row of the same table; unsaved objects equal only themselves. One's own operator== wins.
#define NUAGE_DETAIL_EQUALITY(model)                                \
    template <class NuageA, class NuageB>                           \
        requires nuage::detail::ComparableAs<model, NuageA, NuageB> \
    friend bool operator==(const NuageA& a, const NuageB& b) {      \
        return nuage::detail::same_row(a, b);                       \
    }

/// Further methods of each object. They are templates: who does not call them pays next to nothing.
#define NUAGE_DETAIL_INSTANCE_METHODS(model)                                                                 \
    /** Validates the object; throws nuage::ValidationError. See nuage/validation.hpp. */                    \
    template <class NuageOptions = nuage::CleanOptions>                                                      \
    void full_clean(const NuageOptions& options = {}) {                                                      \
        nuage::detail::InstanceValidation<model, sizeof(NuageOptions*) != 0>::full_clean(*this, options);    \
    }                                                                                                        \
    template <class NuageNames = nuage::FieldNames>                                                          \
    void clean_fields(const NuageNames& exclude = {}) {                                                      \
        nuage::detail::InstanceValidation<model, sizeof(NuageNames*) != 0>::clean_fields(*this, exclude);    \
    }                                                                                                        \
    template <class NuageNames = nuage::FieldNames>                                                          \
    void validate_unique(const NuageNames& exclude = {}) {                                                   \
        nuage::detail::InstanceValidation<model, sizeof(NuageNames*) != 0>::validate_unique(*this, exclude); \
    }                                                                                                        \
    template <class NuageNames = nuage::FieldNames>                                                          \
    void validate_constraints(const NuageNames& exclude = {}) {                                              \
        nuage::detail::InstanceValidation<model, sizeof(NuageNames*) != 0>::validate_constraints(*this,      \
                                                                                                 exclude);   \
    }                                                                                                        \
    /** The object that comes next, or before this one, by a date: post.get_next_by("posted"_f). */          \
    template <class NuageName, class... NuageConditions>                                                     \
    auto get_next_by(NuageName name, const NuageConditions&... conditions) const {                           \
        return nuage::get_next_by(*this, name, conditions...);                                               \
    }                                                                                                        \
    template <class NuageName, class... NuageConditions>                                                     \
    auto get_previous_by(NuageName name, const NuageConditions&... conditions) const {                       \
        return nuage::get_previous_by(*this, name, conditions...);                                           \
    }                                                                                                        \
    /** The words for the value of a field with choices: Django's get_FOO_display(). */                      \
    template <class NuageName>                                                                               \
    auto get_display(NuageName name) const {                                                                 \
        return nuage::get_display(*this, name);                                                              \
    }                                                                                                        \
    NUAGE_DETAIL_EQUALITY(model)

/// Describes a struct whose members, and Meta, models that derive from it get for their own; it has no table.
/// struct Stamped { nuage::DateTime created_at{}; NUAGE_ABSTRACT(Stamped, (created_at, auto_now_add)) };
#define NUAGE_ABSTRACT(model, ...)                           \
    using nuage_abstract = model;                            \
    NUAGE_DETAIL_BASE(model)                                 \
    template <class NuageModel>                              \
    struct nuage_fields {                                    \
        NUAGE_DETAIL_TABLE(__VA_OPT__(, ) __VA_ARGS__)       \
    };

/// Another class for the rows of the model it derives from, with a Meta, managers and methods of its own.
/// struct Veteran : Author { NUAGE_PROXY(Veteran) NUAGE_META(ordering("born")) };
#define NUAGE_PROXY(model)                                                                        \
    using nuage_self = model;                                                                     \
    using nuage_proxy = model;                                                                    \
    using DoesNotExist = nuage::DoesNotExistOf<model>;                                            \
    using MultipleObjectsReturned = nuage::MultipleObjectsReturnedOf<model>;                      \
    [[maybe_unused]] static constexpr nuage_objects<model> objects{};                             \
    static constexpr std::string_view nuage_name() { return #model; }                             \
    NUAGE_DETAIL_BASE(model)                                                                      \
    NUAGE_DETAIL_EQUALITY(model)                                                                  \
    auto erase() { return nuage::erase(*this); }

/// Meta options of a model; stands in the struct after NUAGE_MODEL.
#define NUAGE_META(...)                                     \
    template <class NuageModel>                             \
    static constexpr auto nuage_meta() {                    \
        NUAGE_DETAIL_USING_META;                            \
        return nuage::meta_options::make_meta(__VA_ARGS__); \
    }

#define NUAGE_DETAIL_APP_LABEL(label, model) \
    constexpr std::string_view nuage_app_label(nuage::model_tag<model>) { return #label; }
#define NUAGE_DETAIL_APP_MODEL(label, model) , &nuage::model_info<model>()
#define NUAGE_DETAIL_APP_CHECK(label, model) static_assert(nuage::detail::check_model<model>());

/// Makes models an app: gives their tables its prefix, and create_tables(), migrations and the admin a list.
/// Stands at namespace scope after the models, before their first use. Refer to it as nuage_app_<label>().
#define NUAGE_APP(label, ...)                                                                          \
    NUAGE_DETAIL_FOR_EACH(NUAGE_DETAIL_APP_LABEL, label, __VA_ARGS__)                                  \
    [[maybe_unused]] inline const nuage::AppInfo& nuage_app_##label() {                                \
        static constexpr auto models = nuage::detail::app_models(                                      \
            nullptr NUAGE_DETAIL_FOR_EACH(NUAGE_DETAIL_APP_MODEL, label, __VA_ARGS__));                \
        static constexpr nuage::AppInfo app{#label, models};                                           \
        return app;                                                                                    \
    }                                                                                                  \
    [[maybe_unused]] inline const bool nuage_registered_##label = nuage::register_app(nuage_app_##label()); \
    NUAGE_DETAIL_FOR_EACH(NUAGE_DETAIL_APP_CHECK, label, __VA_ARGS__)

namespace nuage::detail {

template <class... M>
constexpr std::array<const ModelInfo*, sizeof...(M)> app_models(std::nullptr_t, M... models) {
    return {models...};
}

}  // namespace nuage::detail
