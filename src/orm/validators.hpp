// SPDX-License-Identifier: MIT
// The built-in validators: what a field's options ask of a value that is not empty.
#pragma once

#include <nuage/meta/model_info.hpp>
#include <nuage/meta/validation_error.hpp>

namespace nuage::detail {

/// A field's name for people: verbose_name, else its name with spaces.
[[nodiscard]] std::string field_label(const FieldInfo& field);
/// The same with a capital letter.
[[nodiscard]] std::string capitalised(std::string text);

/// Adds a mistake for each rule that the value breaks.
void run_validators(const FieldInfo& field, const Value& value, ValidationError& errors);

}  // namespace nuage::detail
