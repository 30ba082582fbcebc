// SPDX-License-Identifier: MIT
#include <nuage/fields/decimal.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <nuage/meta/errors.hpp>

// These say which of the library's builds is linked (libbidgcc000): arguments by value, rounding mode and flags as
// arguments, so that no state is shared between threads.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

namespace nuage {

namespace {

__extension__ typedef unsigned __int128 Coefficient;

constexpr _IDEC_round half_even = 0;

[[nodiscard]] constexpr Coefficient power_of_ten(int exponent) {
    Coefficient power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}
constexpr Coefficient coefficient_limit = power_of_ten(Decimal::max_digits);

/// The digits of a coefficient; "0" for zero.
[[nodiscard]] std::string digits_of(Coefficient coefficient) {
    std::string reversed;
    do {
        reversed += static_cast<char>('0' + static_cast<int>(coefficient % 10));
        coefficient /= 10;
    } while (coefficient != 0);
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

}  // namespace

/// Between Decimal and the library's type.
struct DecimalBits {
    [[nodiscard]] static Coefficient coefficient(Decimal number) {
        return static_cast<Coefficient>(number.coefficient_high()) << 64 | number.low_;
    }
    [[nodiscard]] static Decimal make(bool negative, Coefficient coefficient, int scale) {
        return {negative && coefficient != 0, static_cast<std::uint64_t>(coefficient >> 64),
                static_cast<std::uint64_t>(coefficient), scale};
    }
    [[nodiscard]] static BID_UINT128 to_bid(Decimal number) {
        BID_UINT128 bits;
        bits.w[BID_LOW_128W] = number.low_;
        bits.w[BID_HIGH_128W] = number.high_;
        return bits;
    }
    /// Keeps what Decimal promises: no negative zero, no exponent above zero (9E3 becomes 9000).
    [[nodiscard]] static Decimal from_bid(const BID_UINT128& bits) {
        Decimal number;
        number.low_ = bits.w[BID_LOW_128W];
        number.high_ = bits.w[BID_HIGH_128W];
        Coefficient wide = coefficient(number);
        int scale = number.scale();
        if (wide == 0) scale = std::max(scale, 0);
        for (; scale < 0; ++scale) {
            wide *= 10;
            if (wide >= coefficient_limit) throw_overflow();
        }
        return make(number.is_negative(), wide, scale);
    }
    [[noreturn]] static void throw_overflow() {
        throw DataError(
            fmt::format("the result has more than {} digits before the decimal point", Decimal::max_digits));
    }
};

namespace {

using BinaryOperation = BID_UINT128(BID_UINT128, BID_UINT128, _IDEC_round, _IDEC_flags*);

[[nodiscard]] Decimal calculate(BinaryOperation& operation, Decimal left, Decimal right) {
    _IDEC_flags flags = 0;
    const BID_UINT128 result = operation(DecimalBits::to_bid(left), DecimalBits::to_bid(right), half_even, &flags);
    if ((flags & (BID_OVERFLOW_EXCEPTION | BID_INVALID_EXCEPTION)) != 0) DecimalBits::throw_overflow();
    return DecimalBits::from_bid(result);
}

}  // namespace

namespace detail {

void not_a_decimal(std::string_view text) {
    throw ValueError(
        fmt::format("'{}' is no decimal number; expected digits with at most one point, as in -12.50", text));
}

void too_many_decimal_digits(std::string_view text) {
    throw ValueError(
        fmt::format("'{}' has too many digits; a decimal number has at most {}", text, Decimal::max_digits));
}

}  // namespace detail

Decimal operator+(Decimal left, Decimal right) { return calculate(bid128_add, left, right); }
Decimal operator-(Decimal left, Decimal right) { return calculate(bid128_sub, left, right); }
Decimal operator*(Decimal left, Decimal right) { return calculate(bid128_mul, left, right); }

Decimal operator/(Decimal left, Decimal right) {
    if (right.is_zero()) throw ValueError(fmt::format("{} cannot be divided by zero", left.str()));
    return calculate(bid128_div, left, right);
}

std::weak_ordering operator<=>(Decimal left, Decimal right) {
    _IDEC_flags flags = 0;
    const BID_UINT128 a = DecimalBits::to_bid(left);
    const BID_UINT128 b = DecimalBits::to_bid(right);
    if (bid128_quiet_equal(a, b, &flags) != 0) return std::weak_ordering::equivalent;
    return bid128_quiet_less(a, b, &flags) != 0 ? std::weak_ordering::less : std::weak_ordering::greater;
}

std::string Decimal::str() const {
    std::string text = digits_of(DecimalBits::coefficient(*this));
    const auto places = static_cast<std::size_t>(scale());
    if (places > 0) {
        if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
        text.insert(text.size() - places, 1, '.');
    }
    if (is_negative()) text.insert(0, 1, '-');
    return text;
}

int Decimal::digits() const {
    return std::max(static_cast<int>(digits_of(DecimalBits::coefficient(*this)).size()), scale());
}

Decimal Decimal::quantize(int places) const {
    if (places < 0 || places > bias) throw ValueError(fmt::format("there cannot be {} digits after the point", places));
    _IDEC_flags flags = 0;
    const BID_UINT128 pattern = DecimalBits::to_bid(DecimalBits::make(false, 1, places));
    const BID_UINT128 result = bid128_quantize(DecimalBits::to_bid(*this), pattern, half_even, &flags);
    if ((flags & BID_INVALID_EXCEPTION) != 0)
        throw DataError(
            fmt::format("{} with {} digits after the point has more than {} digits", str(), places, max_digits));
    return DecimalBits::from_bid(result);
}

Decimal::operator double() const {
    _IDEC_flags flags = 0;
    return bid128_to_binary64(DecimalBits::to_bid(*this), half_even, &flags);
}

std::size_t Decimal::hash() const {
    Coefficient coefficient = DecimalBits::coefficient(*this);
    if (coefficient == 0) return 0;
    int places = scale();
    for (; coefficient % 10 == 0; coefficient /= 10) --places;
    const Decimal shortest = DecimalBits::make(is_negative(), coefficient, places);
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;  // the golden ratio: spreads neighbours
    return static_cast<std::size_t>((shortest.low_ * odd ^ shortest.high_) * odd);
}

Value Codec<Decimal>::dump(const Decimal& number) { return {ValueKind::decimal, number.str()}; }

Decimal Codec<Decimal>::load(const Value& value) {
    if (value.kind() == ValueKind::integer) return value.integer();
    if (value.kind() != ValueKind::decimal && value.kind() != ValueKind::text)
        throw DataError(fmt::format("{} is no decimal number", value.repr()));
    try {
        return Decimal(std::string_view(value.text()));
    } catch (const ValueError& error) {
        throw DataError(error.what());
    }
}

}  // namespace nuage
