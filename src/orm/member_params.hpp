// SPDX-License-Identifier: MIT
// Binding the members of objects without copying them.
#pragma once

#include <deque>

#include <nuage/db/run.hpp>
#include <nuage/fields/field_traits.hpp>
#include <nuage/query/builder.hpp>

namespace nuage::detail {

/// A field with what is asked of it for each row, found out once.
struct BoundField {
    const FieldInfo* field;
    const Access* access;
    ValueKind kind;
    std::uint16_t max_length;
    bool checked;   ///< text, bytes or decimal of limited length

    explicit BoundField(const FieldInfo& f)
        : field(&f), access(f.access), kind(value_kind_of(value_field(f).kind)), max_length(value_field(f).max_length),
          checked(max_length != 0 || value_field(f).max_digits != 0) {}
};

/// Collects parameters that point into objects; those of fields with a codec point into values kept here.
class MemberParams {
public:
    void reserve(std::size_t count) { params_.reserve(count); }
    void clear() {
        params_.clear();
        kept_.clear();
    }
    [[nodiscard]] std::span<const Param> params() const { return params_; }

    /// Throws DataError when the value is longer than its column allows.
    void add(const BoundField& bound, const void* object) {
        const Access& access = *bound.access;
        const void* member = static_cast<const char*>(object) + bound.field->offset;
        const void* payload = access.get != nullptr ? access.get(member) : member;
        if (payload == nullptr) {
            params_.push_back({Storage::value, nullptr, bound.kind});
            return;
        }
        if (access.storage == Storage::custom) {
            add_value(bound, access.dump(payload));
            return;
        }
        if (bound.checked) check(bound, access, payload);
        params_.push_back({access.storage, payload, bound.kind});
    }

private:
    void add_value(const BoundField& bound, Value value) {
        if (bound.checked) build::check_column_value(*bound.field, value);
        kept_.push_back(std::move(value));
        Param param = param_of(kept_.back());
        if (kept_.back().is_null()) param.kind = bound.kind;
        params_.push_back(param);
    }
    static void check(const BoundField& bound, const Access& access, const void* payload) {
        if (access.storage == Storage::text) {
            const auto& text = *static_cast<const std::string*>(payload);
            if (text.size() > bound.max_length) build::check_text_length(*bound.field, text);
        } else if (access.storage == Storage::bytes || access.storage == Storage::value) {
            build::check_column_value(*bound.field, read_member({access.storage, bound.kind}, payload));
        }
    }

    std::vector<Param> params_;
    std::deque<Value> kept_;   // stable addresses
};

}  // namespace nuage::detail
