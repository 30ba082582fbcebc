// SPDX-License-Identifier: MIT
// Regular expressions for the regex and iregex lookups.
#pragma once

#include <string>
#include <string_view>

#include <regex.h>

namespace nuage::sqlite {

/// A compiled pattern. Takes the syntax that databases share: POSIX extended, \d \w \s \b and their opposites, (?i),
/// (?:…), named groups, lazy quantifiers and back references. Characters are those of UTF-8 text.
class Regex {
public:
    /// Throws ValueError that says what is wrong with the pattern.
    explicit Regex(std::string_view pattern);
    Regex(const Regex&) = delete;
    Regex& operator=(const Regex&) = delete;
    ~Regex();

    /// Whether the pattern is found anywhere in the text.
    [[nodiscard]] bool matches(const char* text) const;

private:
    regex_t compiled_;
};

}  // namespace nuage::sqlite
