// SPDX-License-Identifier: MIT
// How values go to a statement and how rows become objects, as data for the drivers.
#pragma once

#include <cstddef>
#include <vector>

#include <nuage/meta/field_info.hpp>

namespace nuage {

struct FieldSet;

/// A value to bind, by address: nothing is copied on the way to the client library.
struct Param {
    Storage storage;                 ///< never `custom`; `value` means a Value
    const void* data = nullptr;      ///< the payload; nullptr is NULL
    ValueKind kind = ValueKind::null;///< what the column or the comparison wants; types a NULL, too
};
[[nodiscard]] Param param_of(const Value&);

/// One column of a result and where it goes.
struct ColumnPlan {
    const Access* access;
    ValueKind kind;        ///< the column's own kind
    std::uint32_t offset;  ///< from the address of the object it belongs to
    std::uint16_t object = 0;  ///< which object: 0 is the row itself, n the n-th of `related`, or extra_object
    std::uint8_t decimal_places = any_scale;  ///< a decimal read is given this many digits after the point
    static constexpr std::uint8_t any_scale = 255;
    static constexpr std::uint16_t extra_object = 0xffff;   ///< goes to RowPlan::extra
};

/// An object joined in by select_related().
struct RelatedPlan {
    const FieldInfo* relation;   ///< the foreign key (or reverse one-to-one) it hangs on
    std::uint16_t parent;        ///< the object that holds the relation
    std::uint16_t first_column;
    std::uint16_t key_column;    ///< NULL here: there is no such object
    std::uint16_t columns;
    std::uint32_t state_offset;  ///< of the InstanceState in the related object
};

/// How to decode rows into objects. Columns are in the order of the result; those of related[i] are contiguous
/// and follow those of its parent.
struct RowPlan {
    std::vector<ColumnPlan> columns;
    std::vector<RelatedPlan> related;
    /// Of the InstanceState in the row's object; no_state for tuples and scalars.
    std::uint32_t state_offset = no_state;
    const void* database = nullptr;   ///< written to each InstanceState
    const FieldSet* loaded = nullptr; ///< written to that of the row's object, when not all its columns are read
    /// Where columns of extra_object are decoded, row after row: what belongs to a row but to no object, such as the
    /// other key of a many-to-many relation. Looked at after the sink's append(); not null when there are such columns.
    void* extra = nullptr;
    static constexpr std::uint32_t no_state = static_cast<std::uint32_t>(-1);
};

/// Where rows go: append() makes room for one more and returns its address.
struct RowSink {
    void* container;
    void* (*append)(void* container);
};

}  // namespace nuage
