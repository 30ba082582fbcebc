// SPDX-License-Identifier: MIT
// What erase() takes, what it did, and why it refused.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>

namespace nuage {

/// What erase() did: rows in all, and per model ("blog.Post"). Rows that the database erases by itself do not count.
struct Erased {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t> per_model{};
};

/// How erase() goes about an object.
struct EraseOptions {
    bool keep_parents = false;   ///< of a child of another model: the parent's row stays
    std::string_view using_db{};
};

/// Objects that refer to what was to be erased, by one foreign key.
struct BlockingObjects {
    const ModelInfo* model;         ///< theirs
    const FieldInfo* foreign_key;
    std::vector<Value> keys;        ///< their primary keys
};

namespace detail {

/// What the refusals have in common.
class ErasureRefused : public IntegrityError {
public:
    /// Objects in the way.
    [[nodiscard]] std::size_t count() const;

protected:
    ErasureRefused(const std::string& message, std::vector<BlockingObjects> blocking)
        : IntegrityError(message), blocking_(std::move(blocking)) {}
    std::vector<BlockingObjects> blocking_;
};

}  // namespace detail

/// Objects refer to what was to be erased by a foreign key with on_delete(protect). Nothing was erased.
class ProtectedError : public detail::ErasureRefused {
public:
    ProtectedError(const std::string& message, std::vector<BlockingObjects> objects)
        : ErasureRefused(message, std::move(objects)) {}
    [[nodiscard]] const std::vector<BlockingObjects>& protected_objects() const { return blocking_; }
};

/// Objects that would stay refer to what was to be erased by a foreign key with on_delete(restrict_delete). Nothing was
/// erased.
class RestrictedError : public detail::ErasureRefused {
public:
    RestrictedError(const std::string& message, std::vector<BlockingObjects> objects)
        : ErasureRefused(message, std::move(objects)) {}
    [[nodiscard]] const std::vector<BlockingObjects>& restricted_objects() const { return blocking_; }
};

struct Query;

namespace detail {

/// Erases an object's row, and what refers to it as the foreign keys say.
Erased erase_object(const ModelInfo& model, void* object, const EraseOptions& options);
/// The same for all rows of a query. Throws TypeError for a slice, distinct() with names or values().
Erased erase_rows(const Query& query);
/// One DELETE of a query's rows. Throws TypeError for a slice.
std::int64_t raw_erase_rows(const Query& query);

}  // namespace detail
}  // namespace nuage
