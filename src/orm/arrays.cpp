// SPDX-License-Identifier: MIT
// Arrays as they come from the database: JSON, whose elements are of one kind.
#include <nuage/arrays.hpp>

#include <charconv>

#include <nuage/meta/errors.hpp>

namespace nuage::detail {

namespace {

/// Reads JSON that a database wrote: an array of scalars.
class Elements {
public:
    explicit Elements(std::string_view json) : rest_(json) {}

    [[nodiscard]] bool take(char c) {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!take(c)) refuse();
    }
    [[nodiscard]] bool done() const { return rest_.empty(); }
    /// The text of a string, behind its quote.
    std::string string() {
        std::string text;
        while (true) {
            const char c = next();
            if (c == '"') return text;
            if (c == '\\') escaped(text);
            else text += c;
        }
    }
    /// A number, true, false or null.
    std::string_view word() {
        const std::size_t size = std::min(rest_.find_first_of(",] "), rest_.size());
        if (size == 0) refuse();
        const std::string_view word = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return word;
    }
    [[noreturn]] static void refuse() { throw DataError("what was read is no array of plain values", {"", "", ""}); }

private:
    char next() {
        if (rest_.empty()) refuse();
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    void escaped(std::string& text) {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
        const char c = next();
        if (c != 'u') {
            const std::size_t at = letters.find(c);
            if (at == std::string_view::npos) refuse();
            text += meant[at];
            return;
        }
        // Only control characters are written by their numbers.
        unsigned number = 0;
        if (rest_.size() < 4 || std::from_chars(rest_.data(), rest_.data() + 4, number, 16).ptr != rest_.data() + 4 || number > 0x7f) refuse();
        rest_.remove_prefix(4);
        text += static_cast<char>(number);
    }

    std::string_view rest_;
};

template <class T>
T number_of(std::string_view text) {
    T number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size()) Elements::refuse();
    return number;
}

Value element(std::string text, ValueKind kind) {
    switch (kind) {
        case ValueKind::boolean: return Value(text == "true");
        case ValueKind::integer: return Value(number_of<std::int64_t>(text));
        case ValueKind::real: return Value(number_of<double>(text));   // NaN and Infinity, too
        case ValueKind::date: return Value(parse_date(text));
        case ValueKind::datetime: return Value(parse_datetime(text));
        case ValueKind::uuid: return Value(Uuid::parse(text));
        case ValueKind::text: return Value(std::move(text));
        default: return Value(kind, std::move(text));
    }
}

}  // namespace

void read_array(std::string_view json, ValueKind kind, void* elements, void (*add)(void* elements, const Value& element)) {
    Elements reader(json);
    reader.expect('[');
    if (!reader.take(']')) {
        do {
            if (reader.take('"')) {
                add(elements, element(reader.string(), kind));
                continue;
            }
            const std::string_view word = reader.word();
            add(elements, word == "null" ? Value() : element(std::string(word), kind));
        } while (reader.take(','));
        reader.expect(']');
    }
    if (!reader.done()) Elements::refuse();
}

}  // namespace nuage::detail
