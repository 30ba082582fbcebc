// SPDX-License-Identifier: MIT
// From fetched cells to the members of objects.
#pragma once

#include "types.hpp"

namespace nuage::mysql {

/// Decodes the row that the cells hold. Throws DataError with the number of the column in `column`.
void read_row(std::span<const Cell> cells, const RowPlan& plan, void* object, std::size_t& column);

}  // namespace nuage::mysql
