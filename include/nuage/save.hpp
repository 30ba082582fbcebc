// SPDX-License-Identifier: MIT
// Writing objects: save, erase, refresh_from_db. The work is done by code that knows no model type.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nuage/erase.hpp>
#include <nuage/names.hpp>

namespace nuage {

/// Names of fields that came from fields("a"_f, "b"_f) or from run time.
using FieldNames = std::vector<std::string_view>;

/// Field names that the compiler can still check against a model.
template <detail::fixed_string... S>
struct FieldList {
    operator FieldNames() const { return {S.view()...}; }
};
/// fields("title"_f, "content"_f): for update_fields and bulk_update.
template <detail::fixed_string... S>
[[nodiscard]] constexpr FieldList<S...> fields(Name<S>...) {
    return {};
}

/// What save() writes: everything unless fields are named. Naming none is a save that does nothing.
class UpdateFields {
public:
    UpdateFields() = default;
    UpdateFields(FieldNames names) : names_(std::move(names)) {}
    UpdateFields(std::initializer_list<std::string_view> names) : names_(std::in_place, names) {}
    template <detail::fixed_string... S>
    UpdateFields(FieldList<S...> names) : names_(std::in_place, FieldNames(names)) {}
    [[nodiscard]] bool has_value() const { return names_.has_value(); }
    [[nodiscard]] const FieldNames& operator*() const { return *names_; }
    [[nodiscard]] const FieldNames* operator->() const { return &*names_; }

private:
    std::optional<FieldNames> names_;
};

/// How save() writes. Mistakes in names are FieldErrors.
struct SaveOptions {
    UpdateFields update_fields{};   ///< UPDATE of these only; the row must exist
    bool force_insert = false;
    bool force_update = false;    ///< throws DatabaseError when no row was updated
    std::string_view using_db{};
};

/// What full_clean() checks. See nuage/validation.hpp.
struct CleanOptions {
    FieldNames exclude{};
    bool validate_unique = true;
    bool validate_constraints = true;
};

/// How bulk_create() and bulk_update() write; the latter knows of no conflicts. A conflict is a row that is there
/// already, by a unique constraint. https://docs.djangoproject.com/en/5.2/ref/models/querysets/#bulk-create
template <class Names>
struct BasicBulkOptions {
    std::size_t batch_size = 0;      ///< rows of one statement; 0: as many as pay off
    bool ignore_conflicts = false;   ///< rows in conflict are left out; no keys are filled in
    bool update_conflicts = false;   ///< the row that is there gets the update_fields of the object
    Names update_fields{};
    Names unique_fields{};           ///< those of the unique constraint; not on MySQL, which takes any
    std::string_view using_db{};

    template <class Other>
    operator BasicBulkOptions<Other>() const {
        return {batch_size, ignore_conflicts, update_conflicts, Other(update_fields), Other(unique_fields), using_db};
    }
};
/// What select_for_update() does about rows that others have locked, and how it locks.
template <class Names>
struct BasicLockOptions {
    bool nowait = false;        ///< throws LockTimeout at once instead of waiting
    bool skip_locked = false;   ///< leaves out rows that others have locked
    Names of{};                 ///< lock rows of these only: "self"_f, and relations given to select_related()
    bool no_key = false;        ///< a weaker lock: others may refer to the row meanwhile
};
/// With names that are checked at run time; mistakes in them are FieldErrors.
using BulkOptions = BasicBulkOptions<FieldNames>;

namespace detail {


/// A contiguous run of objects of a model.
struct Objects {
    void* first;
    std::size_t count;
    std::size_t stride;
    std::ptrdiff_t expressions = 0;   ///< from an object to the Clause that assigns expressions to its row; 0: there is none
};

/// `expressions` are assignments to fields whose values the database computes. They are read back, or else count as not loaded.
void save_object(const ModelInfo& model, void* object, const SaveOptions& options, const Clause& expressions = {});
/// UPDATEs the fields of these names, and those that are set at each save.
void save_changed(const ModelInfo& model, void* object, FieldNames names, std::string_view alias, const Clause& expressions);
void refresh_object(const ModelInfo& model, void* object, const FieldNames& names);
void bulk_create_objects(const ModelInfo& model, Objects objects, const BulkOptions& options);
/// UPDATE of a query's rows, in the tables of parents, too.
std::int64_t update_rows(const Query& query, const Clause& assignments);
std::int64_t bulk_update_objects(const Query& query, Objects objects, const FieldNames& names, const BulkOptions& options);
/// The value of a field that was not loaded with its object, into a place for it. Throws FieldFetchBlocked.
void load_deferred(const ModelInfo& model, const void* object, std::size_t position, void* place);
void note_loaded(const ModelInfo& model, void* object, std::size_t position);
[[nodiscard]] bool is_deferred(const ModelInfo& model, const void* object, std::size_t position);
/// "app.Model", for counts and messages.
[[nodiscard]] std::string model_label(const ModelInfo& model);

}  // namespace detail

/// INSERTs a new object and fills in its generated key; UPDATEs one whose row exists. An object that has a key but
/// was not loaded is UPDATEd, then INSERTed when there was no such row.
/// https://docs.djangoproject.com/en/5.2/ref/models/instances/#saving-objects
template <Model M>
void save(M& object, const SaveOptions& options = {}) {
    static_assert(detail::check_model<M>());
    detail::save_object(model_info<M>(), &object, options);
}

/// DELETEs the object's row, and does to the rows that refer to it what their foreign keys' on_delete says. The object
/// stays, as one that is not stored. Throws ProtectedError or RestrictedError when other objects forbid it, ValueError
/// when it has no key. https://docs.djangoproject.com/en/5.2/ref/models/instances/#deleting-objects
template <Model M>
Erased erase(M& object, const EraseOptions& options = {}) {
    static_assert(detail::check_model<M>());
    return detail::erase_object(model_info<M>(), &object, options);
}

namespace detail {
template <class M, fixed_string S>
constexpr std::size_t fetched_position() {
    constexpr const ResolvedPath& path = name_of<M, S>::value;
    static_assert(!path.is_composite(), "[F032] nuage: a key of several fields is always loaded; nuage::pk(object) gives it");
    return path.is_composite() ? path.part(0).field : path.field;
}
}  // namespace detail

/// A field's value; loaded by one query when only() or defer() left it out, and kept in the object. With FetchMode::peers it is
/// loaded for all objects of the result at once.
template <Model M, detail::fixed_string S>
auto& fetch(M& object, Name<S>) {
    static_assert(detail::check_own_field<M, S>());
    constexpr std::size_t position = detail::fetched_position<M, S>();
    using Member = detail::member_type<M, position>;
    auto& member = *reinterpret_cast<Member*>(reinterpret_cast<char*>(&object) + model_info<M>().fields[position].offset);
    if (detail::is_deferred(model_info<M>(), &object, position)) {
        detail::load_deferred(model_info<M>(), &object, position, &member);
        detail::note_loaded(model_info<M>(), &object, position);
    }
    return member;
}
/// The same for an object that may not be changed: the value.
template <Model M, detail::fixed_string S>
[[nodiscard]] auto fetch(const M& object, Name<S>) {
    static_assert(detail::check_own_field<M, S>());
    constexpr std::size_t position = detail::fetched_position<M, S>();
    using Member = detail::member_type<M, position>;
    Member member(*reinterpret_cast<const Member*>(reinterpret_cast<const char*>(&object) + model_info<M>().fields[position].offset));
    if (detail::is_deferred(model_info<M>(), &object, position)) detail::load_deferred(model_info<M>(), &object, position, &member);
    return member;
}
/// The fields that only(), defer() or raw() left out, in the order of NUAGE_MODEL. Django's get_deferred_fields().
template <Model M>
[[nodiscard]] FieldNames deferred_fields(const M& object) {
    FieldNames names;
    const ModelInfo& model = model_info<M>();
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (detail::is_deferred(model, &object, i)) names.push_back(model.fields[i].name);
    return names;
}

/// Reads all columns anew, or those named. Throws the model's DoesNotExist when the row is gone.
template <Model M, detail::fixed_string... S>
void refresh_from_db(M& object, Name<S>...) {
    if constexpr ((detail::check_own_field<M, S>() && ...)) {
        try {
            detail::refresh_object(model_info<M>(), &object, {S.view()...});
        } catch (const ObjectDoesNotExist& e) {
            throw typename M::DoesNotExist(e.what());
        }
    }
}

}  // namespace nuage
