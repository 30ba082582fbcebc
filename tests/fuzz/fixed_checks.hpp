// SPDX-License-Identifier: MIT
// What is checked before anything is left to chance.
#pragma once

#include <string>

namespace fuzz {

/// Whether suspicion() notices statements that were tampered with, and lets others pass. What is wrong; empty: nothing.
[[nodiscard]] std::string unnoticed();
/// Stores hostile texts and looks for each by every lookup of texts. What is wrong; empty: nothing.
[[nodiscard]] std::string not_found_again();

}  // namespace fuzz
