// SPDX-License-Identifier: MIT
// Django's names for what nuage throws.
#pragma once

#include <exception>
#include <string>

namespace conformance {

/// "IntegrityError" for all its kinds; of errors that belong to a model "Book.DoesNotExist".
[[nodiscard]] std::string error_name(const std::exception& error);

}  // namespace conformance
