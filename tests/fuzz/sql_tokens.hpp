// SPDX-License-Identifier: MIT
// Reads SQL as a server would, and finds what cannot have come from nuage itself.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace fuzz {

/// The tables and columns that a statement may name.
using Identifiers = std::set<std::string, std::less<>>;

/// What is wrong with a statement: an open quote, a comment, a second statement, a literal or an identifier that nuage does
/// not write, something of a hostile text, or placeholders that are not as many as the parameters. Empty: nothing.
[[nodiscard]] std::string suspicion(std::string_view sql, char identifier_quote, std::size_t parameters, const Identifiers& known);

}  // namespace fuzz
