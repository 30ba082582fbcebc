// SPDX-License-Identifier: MIT
// Writing objects: save, erase, refresh_from_db. The work is done by code that knows no model type.
#pragma once

#include <map>
#include <string>
#include <vector>

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

/// How save() writes. Mistakes in names are FieldErrors.
struct SaveOptions {
    FieldNames update_fields{};   ///< UPDATE of these only; the row must exist
    bool force_insert = false;
    bool force_update = false;    ///< throws DatabaseError when no row was updated
    std::string_view using_db{};
};

/// What erase() did: rows in all, and per model ("blog.Post").
struct Erased {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> per_model{};
};

struct BulkOptions {
    std::size_t batch_size = 0;   ///< rows of one statement; 0: as many as pay off
    bool ignore_conflicts = false;
    std::string_view using_db{};
};

namespace detail {

/// A contiguous run of objects of a model.
struct Objects {
    void* first;
    std::size_t count;
    std::size_t stride;
};

void save_object(const ModelInfo& model, void* object, const SaveOptions& options);
Erased erase_object(const ModelInfo& model, void* object);
void refresh_object(const ModelInfo& model, void* object, const FieldNames& names);
void bulk_create_objects(const ModelInfo& model, Objects objects, const BulkOptions& options);
/// UPDATE and DELETE of a query's rows, in the tables of parents, too.
std::int64_t update_rows(const Query& query, const Clause& assignments);
Erased erase_rows(const Query& query);
std::int64_t bulk_update_objects(const ModelInfo& model, Objects objects, const FieldNames& names, const BulkOptions& options);
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

/// DELETEs the object's row. The object stays, as one that is not stored. Throws ValueError when it has no key.
template <Model M>
Erased erase(M& object) {
    static_assert(detail::check_model<M>());
    return detail::erase_object(model_info<M>(), &object);
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
