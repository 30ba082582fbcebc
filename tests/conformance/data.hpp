// SPDX-License-Identifier: MIT
// The tables of the cases and their rows.
#pragma once

#include <nuage/json.hpp>

namespace conformance {

/// Makes the tables anew and loads the rows of data.json.
void load(const nuage::Json& data);

}  // namespace conformance
