// SPDX-License-Identifier: MIT
#include <nuage/db/text_check.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include <nuage/meta/errors.hpp>

namespace nuage {
namespace {

constexpr std::uint64_t ones = 0x0101010101010101u;
constexpr std::uint64_t high_bits = 0x8080808080808080u;

std::uint64_t load8(const char* at) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}
std::uint32_t load4(const char* at) {
    std::uint32_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

// A high bit is left where a byte is not ASCII, or is zero: subtracting 1 from zero borrows.
constexpr std::uint64_t odd_bytes(std::uint64_t word) { return ((word - ones) | word) & high_bits; }

// The ends overlap rather than being taken byte by byte.
bool is_plain(const char* text, std::size_t size) {
    if (size >= 8) {
        std::uint64_t odd = odd_bytes(load8(text + size - 8));
        for (std::size_t i = 0; i + 8 <= size; i += 8) odd |= odd_bytes(load8(text + i));
        return odd == 0;
    }
    if (size >= 4) return odd_bytes(load4(text) | std::uint64_t{load4(text + size - 4)} << 32) == 0;
    for (std::size_t i = 0; i < size; ++i)
        if (static_cast<signed char>(text[i]) <= 0) return false;
    return true;
}

bool continues(const unsigned char* at) { return (*at & 0xC0u) == 0x80u; }

// Bytes of the sequence at `at`, 0 if it is malformed: cut short, overlong, a surrogate, above U+10FFFF, or NUL.
std::size_t sequence_size(const unsigned char* at, std::size_t left) {
    const unsigned first = at[0];
    if (first < 0x80) return first == 0 ? 0 : 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (left < size) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if (!continues(at + i)) return 0;
    const unsigned second = at[1];
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0)) return 0;
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90)) return 0;
    return size;
}

[[noreturn]] void refuse(std::string_view text, std::size_t at) {
    if (text[at] == '\0') throw DataError("text has a NUL character at byte " + std::to_string(at));
    throw DataError("text is not valid UTF-8 at byte " + std::to_string(at));
}

void check_sequences(std::string_view text) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        if (i + 8 <= text.size() && odd_bytes(load8(text.data() + i)) == 0) {
            i += 8;
            continue;
        }
        const std::size_t size = sequence_size(bytes + i, text.size() - i);
        if (size == 0) refuse(text, i);
        i += size;
    }
}

}  // namespace

void require_valid_text(std::string_view text) {
    if (!is_plain(text.data(), text.size())) check_sequences(text);
}

}  // namespace nuage
