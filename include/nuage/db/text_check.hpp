// SPDX-License-Identifier: MIT
// Text on its way into a database must be text.
#pragma once

#include <string_view>

namespace nuage {

/// Throws DataError, with the position of the byte, unless `text` is valid UTF-8 without NUL. Every database would
/// refuse such text or cut it short; this way all of them refuse it with the same words.
void require_valid_text(std::string_view text);

}  // namespace nuage
