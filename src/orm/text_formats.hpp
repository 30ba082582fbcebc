// SPDX-License-Identifier: MIT
// The forms of text that validation knows, after Django's validators.
#pragma once

#include <string_view>

namespace nuage::detail {

/// local@domain, where the domain is a name with a dot, localhost, or an IP address in brackets.
[[nodiscard]] bool is_email(std::string_view text);
/// http, https, ftp or ftps, with a host that is a name, localhost or an IP address.
[[nodiscard]] bool is_url(std::string_view text);
/// Letters, digits, hyphens and underscores.
[[nodiscard]] bool is_slug(std::string_view text);
/// Whether the pattern is found in the text. Throws ImproperlyConfigured for a malformed pattern.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view text);
/// Characters, not octets, of UTF-8.
[[nodiscard]] std::size_t length_of(std::string_view text);

}  // namespace nuage::detail
