// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace nuage::sqlite {

/// Hashes of octets, as hexadecimal digits.
[[nodiscard]] std::string md5(std::string_view message);
[[nodiscard]] std::string sha1(std::string_view message);
[[nodiscard]] std::string sha224(std::string_view message);
[[nodiscard]] std::string sha256(std::string_view message);
[[nodiscard]] std::string sha384(std::string_view message);
[[nodiscard]] std::string sha512(std::string_view message);

}  // namespace nuage::sqlite
