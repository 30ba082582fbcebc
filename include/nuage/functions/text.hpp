// SPDX-License-Identifier: MIT
// Functions of a text: one line each. A dialect overrides a spelling by name.
#pragma once

#include <nuage/query/lookups.hpp>

namespace nuage::functions {

inline constexpr TransformDef lower{{}, "lower", kinds::textual, FieldKind::text, "LOWER(%l)"};
inline constexpr TransformDef upper{{}, "upper", kinds::textual, FieldKind::text, "UPPER(%l)"};

}  // namespace nuage::functions
