// SPDX-License-Identifier: MIT
#include "cursor_text.hpp"

#include <bit>
#include <cstring>

namespace nuage::detail {

namespace {

constexpr char version = 1;
constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string base64(std::string_view octets) {
    std::string text;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : octets) {
        held = held << 8 | static_cast<std::uint8_t>(c);
        for (bits += 8; bits >= 6; bits -= 6) text += digits[held >> (bits - 6) & 63];
    }
    if (bits > 0) text += digits[held << (6 - bits) & 63];
    return text;
}
std::optional<std::string> octets_of(std::string_view text) {
    std::string octets;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        const std::size_t digit = digits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        held = held << 6 | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        octets += static_cast<char>(held >> bits & 255);
    }
    // One text for each content.
    if (base64(octets) != text) return std::nullopt;
    return octets;
}

class ContentWriter {
public:
    void number(std::uint64_t value) {
        for (; value >= 128; value >>= 7) out += static_cast<char>((value & 127) | 128);
        out += static_cast<char>(value);
    }
    void fixed(std::uint64_t value, int octets) {
        for (int i = 0; i < octets; ++i) out += static_cast<char>(value >> (8 * i) & 255);
    }
    void value(const Value& value) {
        out += static_cast<char>(value.kind());
        switch (value.kind()) {
            case ValueKind::null: case ValueKind::row: return;
            case ValueKind::real: return fixed(std::bit_cast<std::uint64_t>(value.real()), 8);
            case ValueKind::uuid:
                for (const std::uint8_t octet : value.uuid().bytes) out += static_cast<char>(octet);
                return;
            case ValueKind::text: case ValueKind::bytes: case ValueKind::decimal: case ValueKind::json: case ValueKind::ip:
                number(value.text().size());
                out += value.text();
                return;
            default: {
                const auto bits = static_cast<std::uint64_t>(value.integer());
                return number(bits << 1 ^ (value.integer() < 0 ? ~std::uint64_t{0} : 0));   // small ones are short, whatever their sign
            }
        }
    }
    std::string out;
};

/// Reads what ContentWriter wrote; past the end it gives zeros, and says that it failed.
class ContentReader {
public:
    explicit ContentReader(std::string_view octets) : rest_(octets) {}
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    std::string_view take(std::uint64_t count) {
        if (count > rest_.size()) {
            failed_ = true;
            rest_ = {};
            return {};
        }
        const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(count));
        rest_.remove_prefix(taken.size());
        return taken;
    }
    std::uint64_t fixed(int octets) {
        const std::string_view taken = take(static_cast<std::uint64_t>(octets));
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < taken.size(); ++i) value |= std::uint64_t{static_cast<std::uint8_t>(taken[i])} << (8 * i);
        return value;
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint64_t octet = fixed(1);
            value |= (octet & 127) << shift;
            if (octet < 128) return value;
        }
        failed_ = true;
        return 0;
    }
    Value value() {
        const auto kind = static_cast<ValueKind>(fixed(1));
        switch (kind) {
            case ValueKind::null: return {};
            case ValueKind::boolean: return Value(signed_number() != 0);
            case ValueKind::real: return Value(std::bit_cast<double>(fixed(8)));
            case ValueKind::uuid: {
                Uuid uuid;
                const std::string_view octets = take(uuid.bytes.size());
                if (!failed_) std::memcpy(uuid.bytes.data(), octets.data(), octets.size());
                return Value(uuid);
            }
            case ValueKind::text: case ValueKind::bytes: case ValueKind::decimal: case ValueKind::ip:
                return Value(kind, std::string(take(number())));
            case ValueKind::integer: case ValueKind::date: case ValueKind::time: case ValueKind::datetime: case ValueKind::duration:
                return Value(kind, signed_number());
            default: failed_ = true; return {};
        }
    }

private:
    std::int64_t signed_number() {
        const std::uint64_t bits = number();
        return static_cast<std::int64_t>(bits >> 1 ^ ((bits & 1) != 0 ? ~std::uint64_t{0} : 0));
    }

    std::string_view rest_;
    bool failed_ = false;
};

}  // namespace

std::uint32_t text_hash(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619U;
    return hash;
}

std::string cursor_text(const CursorContent& content) {
    ContentWriter writer;
    writer.out += version;
    writer.fixed(content.ordering, 4);
    for (const Value& value : content.values) writer.value(value);
    writer.fixed(text_hash(writer.out), 4);
    return base64(writer.out);
}

std::optional<CursorContent> read_cursor(std::string_view text) {
    const std::optional<std::string> octets = octets_of(text);
    if (!octets || octets->size() < 9 || octets->front() != version) return std::nullopt;
    const std::string_view content = std::string_view(*octets).substr(0, octets->size() - 4);
    if (ContentReader(std::string_view(*octets).substr(content.size())).fixed(4) != text_hash(content)) return std::nullopt;
    ContentReader reader(content.substr(1));
    CursorContent read;
    read.ordering = static_cast<std::uint32_t>(reader.fixed(4));
    while (!reader.at_end() && !reader.failed()) read.values.push_back(reader.value());
    if (reader.failed()) return std::nullopt;
    return read;
}

}  // namespace nuage::detail
