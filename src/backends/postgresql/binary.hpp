// SPDX-License-Identifier: MIT
// Columns in the exact binary form of their types, as COPY wants them.
#pragma once

#include <string>

#include "types.hpp"

namespace nuage::postgresql {

/// Appends a value, its length before it. Throws DataError for a value that the column's type does not take.
using WriteColumn = void (*)(std::string& out, const Source& source);

/// How a field's values are written to a column of a type; nullptr where INSERT would convert and binary cannot.
[[nodiscard]] WriteColumn binary_writer(ValueKind field, Oid column);

template <class T>
void append(std::string& out, T number) {
    char bytes[sizeof number];
    store(bytes, number);
    out.append(bytes, sizeof bytes);
}

}  // namespace nuage::postgresql
