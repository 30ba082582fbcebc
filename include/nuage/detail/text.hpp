// SPDX-License-Identifier: MIT
// A text buffer for constant evaluation and run time alike.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nuage::detail {

/// Position of `part` in `text` at or after `from`, or npos. std::string_view::find compares addresses with null, which
/// g++ 12 refuses in constant evaluation under UBSan.
[[nodiscard]] constexpr std::size_t find(std::string_view text, std::string_view part, std::size_t from = 0) {
    for (std::size_t i = from; i + part.size() <= text.size(); ++i) {
        std::size_t n = 0;
        while (n < part.size() && text[i + n] == part[n]) ++n;
        if (n == part.size()) return i;
    }
    return std::string_view::npos;
}

/// Appends text. Over std::vector because libstdc++ 12 cannot move a std::string in constant evaluation.
class Text {
public:
    constexpr Text& operator<<(std::string_view text) {
        chars_.insert(chars_.end(), text.begin(), text.end());
        return *this;
    }
    constexpr Text& operator<<(char c) {
        chars_.push_back(c);
        return *this;
    }
    constexpr Text& number(std::int64_t value) {
        if (value < 0) {
            chars_.push_back('-');
            return digits(0 - static_cast<std::uint64_t>(value));
        }
        return digits(static_cast<std::uint64_t>(value));
    }
    [[nodiscard]] constexpr std::string_view view() const { return {chars_.data(), chars_.size()}; }
    [[nodiscard]] constexpr std::size_t size() const { return chars_.size(); }
    [[nodiscard]] constexpr bool empty() const { return chars_.empty(); }
    [[nodiscard]] std::string str() const { return std::string(view()); }

private:
    constexpr Text& digits(std::uint64_t value) {
        char reversed[20]{};
        int n = 0;
        do {
            reversed[n++] = static_cast<char>('0' + value % 10);
            value /= 10;
        } while (value != 0);
        while (n > 0) chars_.push_back(reversed[--n]);
        return *this;
    }

    std::vector<char> chars_;
};

}  // namespace nuage::detail
