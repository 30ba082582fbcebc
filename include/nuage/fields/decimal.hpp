// SPDX-License-Identifier: MIT
// Exact decimal numbers: money, quantities.
#pragma once

#include <compare>
#include <utility>

#include <nuage/fields/codec.hpp>

namespace nuage {

namespace detail {
[[noreturn]] void not_a_decimal(std::string_view text);
[[noreturn]] void too_many_decimal_digits(std::string_view text);
}  // namespace detail

/// A decimal number of up to 34 significant digits: IEEE 754-2008 decimal128, by Intel's decimal library.
///
/// Remembers trailing zeros ("12.50" stays so), compares by value (1.0 == 1.00). There is no NaN, no infinity and no
/// negative zero. Only digits after the point are ever rounded, half to even, and only by division, quantize() and
/// where a result has no room for all of them; a result too large for 34 digits before the point throws DataError.
/// Differs from Django: Python's decimals have 28 digits unless told otherwise.
class Decimal {
public:
    static constexpr int max_digits = 34;

    constexpr Decimal() noexcept = default;
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    constexpr Decimal(T value) noexcept : Decimal(std::cmp_less(value, 0), 0, magnitude(value), 0) {}
    /// Not from double, which cannot hold 0.1: write 0.1_dec, or give text.
    template <std::floating_point T>
    Decimal(T) = delete;
    /// Reads "-12.50": digits with at most one point. Throws ValueError, also for more than 34 digits: never rounds.
    constexpr explicit Decimal(std::string_view text);

    /// Plain notation, never with an exponent.
    [[nodiscard]] std::string str() const;
    /// Digits after the point.
    [[nodiscard]] constexpr int scale() const { return bias - static_cast<int>((high_ >> 49) & 0x3fff); }
    /// Digits in all, as a column's max_digits counts them: 3 for 1.50, 2 for 0.05.
    [[nodiscard]] int digits() const;
    [[nodiscard]] constexpr bool is_zero() const { return low_ == 0 && coefficient_high() == 0; }
    [[nodiscard]] constexpr bool is_negative() const { return (high_ >> 63) != 0; }
    /// With `places` digits after the point, rounded half to even. Throws DataError where 34 digits do not suffice.
    [[nodiscard]] Decimal quantize(int places) const;
    /// The nearest double.
    [[nodiscard]] explicit operator double() const;
    /// The same for numbers that compare equal.
    [[nodiscard]] std::size_t hash() const;

    [[nodiscard]] constexpr Decimal operator-() const {
        return is_zero() ? *this : Decimal(!is_negative(), coefficient_high(), low_, scale());
    }
    [[nodiscard]] constexpr Decimal operator+() const { return *this; }
    friend Decimal operator+(Decimal, Decimal);
    friend Decimal operator-(Decimal, Decimal);
    friend Decimal operator*(Decimal, Decimal);
    /// Throws ValueError for a division by zero.
    friend Decimal operator/(Decimal, Decimal);
    Decimal& operator+=(Decimal other) { return *this = *this + other; }
    Decimal& operator-=(Decimal other) { return *this = *this - other; }
    Decimal& operator*=(Decimal other) { return *this = *this * other; }
    Decimal& operator/=(Decimal other) { return *this = *this / other; }
    /// Weak, not strong: 1.0 and 1.00 are equivalent and yet not the same.
    friend std::weak_ordering operator<=>(Decimal, Decimal);
    friend bool operator==(Decimal left, Decimal right) { return (left <=> right) == 0; }
    [[nodiscard]] friend constexpr Decimal abs(Decimal value) { return value.is_negative() ? -value : value; }

private:
    static constexpr int bias = 6176;
    static constexpr std::uint64_t coefficient_mask = (std::uint64_t{1} << 49) - 1;
    friend struct DecimalBits;

    constexpr Decimal(bool negative, std::uint64_t coefficient_high, std::uint64_t coefficient_low, int scale) noexcept
        : low_(coefficient_low),
          high_(std::uint64_t{negative} << 63 | static_cast<std::uint64_t>(bias - scale) << 49 | coefficient_high) {}
    template <class T>
    [[nodiscard]] static constexpr std::uint64_t magnitude(T value) {
        const auto bits = static_cast<std::uint64_t>(value);
        return std::cmp_less(value, 0) ? 0 - bits : bits;
    }
    [[nodiscard]] constexpr std::uint64_t coefficient_high() const { return high_ & coefficient_mask; }

    // Sign, 14 bits of exponent, 113 bits of coefficient. The exponent is never positive here.
    std::uint64_t low_ = 0;
    std::uint64_t high_ = std::uint64_t{bias} << 49;
};

constexpr Decimal::Decimal(std::string_view text) {
    const bool negative = text.starts_with('-');
    const std::string_view number = text.substr(negative || text.starts_with('+') ? 1 : 0);
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    int significant = 0;
    int places = 0;
    bool any = false;
    bool point = false;
    for (char c : number) {
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9') detail::not_a_decimal(text);
        any = true;
        places += point ? 1 : 0;
        significant += significant > 0 || c != '0' ? 1 : 0;
        if (significant > max_digits || places > bias) detail::too_many_decimal_digits(text);
        // 128 bits, times ten, in parts of 32 bits: __int128 is no standard C++.
        const std::uint64_t first = (low & 0xffffffff) * 10 + static_cast<std::uint64_t>(c - '0');
        const std::uint64_t second = (low >> 32) * 10 + (first >> 32);
        low = second << 32 | (first & 0xffffffff);
        high = high * 10 + (second >> 32);
    }
    if (!any) detail::not_a_decimal(text);
    *this = Decimal(negative && (high != 0 || low != 0), high, low, places);
}

namespace literals {

/// 12.50_dec: exact, since the digits are read as written. A malformed one does not compile.
template <char... digits>
[[nodiscard]] consteval Decimal operator""_dec() {
    char text[sizeof...(digits)]{};
    std::size_t size = 0;
    for (char c : {digits...})
        if (c != '\'') text[size++] = c;
    return Decimal(std::string_view(text, size));
}

}  // namespace literals

template <>
struct Codec<Decimal> {
    static constexpr FieldKind kind = FieldKind::decimal;
    static Value dump(const Decimal& number);
    static Decimal load(const Value& value);
};

}  // namespace nuage

template <>
struct std::hash<nuage::Decimal> {
    std::size_t operator()(nuage::Decimal number) const { return number.hash(); }
};
