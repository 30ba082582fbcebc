// SPDX-License-Identifier: MIT
// Time zones by their names, which neither SQLite knows nor the standard library of every compiler.
#pragma once

#include <cstdint>
#include <string_view>

namespace nuage::sqlite {

/// What the wall clock of a zone shows at a moment, as if that were UTC; both in seconds since 1970-01-01. Throws
/// ValueError for a name that the system's tables (/usr/share/zoneinfo, or $TZDIR) do not have.
[[nodiscard]] std::int64_t local_of(std::int64_t utc, std::string_view zone);
/// The moment at which it shows that: the first of two, and for a time that is skipped the one that counts on from before.
[[nodiscard]] std::int64_t utc_of(std::int64_t local, std::string_view zone);

}  // namespace nuage::sqlite
