// SPDX-License-Identifier: MIT
// Values of fields as JSON, and back.
#pragma once

#include <nlohmann/json.hpp>

#include <nuage/meta/field_info.hpp>

namespace nuage::testing {

using FixtureJson = nlohmann::ordered_json;

/// Throws ValueError or DataError for what the field cannot hold.
[[nodiscard]] Value value_from(const FixtureJson& json, const FieldInfo& field);
[[nodiscard]] FixtureJson json_from(const Value& value);

}  // namespace nuage::testing
