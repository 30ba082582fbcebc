// SPDX-License-Identifier: MIT
// On the C library's matcher, which needs no further dependency and, unlike std::regex, neither backtracks nor recurses
// over the text. What it lacks in syntax is translated or refused here.
#include "regex.hpp"

#include <cstdint>

#include <locale.h>
#include <algorithm>
#include <vector>

#include <nuage/meta/errors.hpp>

namespace nuage::sqlite {
namespace {

// The matcher takes characters for what the thread's locale says they are; a program's own is often plain "C".
class Utf8Locale {
public:
    Utf8Locale() : before_(shared() != nullptr ? uselocale(shared()) : nullptr) {}
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;
    ~Utf8Locale() {
        if (before_ != nullptr) uselocale(before_);
    }

private:
    static locale_t shared() {
        static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
        return locale;
    }
    locale_t before_;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Writes a pattern in POSIX extended syntax with GNU's additions.
class Translator {
public:
    explicit Translator(std::string_view pattern) : in_(pattern) { take_flags(); }

    [[nodiscard]] std::string translate() {
        while (!at_end()) item();
        return std::move(out_);
    }
    [[nodiscard]] bool ignores_case() const { return ignores_case_; }

private:
    // The C library parses groups by recursion and copies what is counted: both are bounded here.
    static constexpr std::size_t deepest = 200;
    static constexpr std::uint64_t most_copies = 20'000;

    [[noreturn]] void refuse(const std::string& why) const {
        throw ValueError("regular expression '" + std::string(in_) + "': " + why + " at character " +
                         std::to_string(at_ + 1));
    }
    [[nodiscard]] bool at_end() const { return at_ >= in_.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0';
    }
    [[nodiscard]] bool take(std::string_view text) {
        if (in_.substr(at_, text.size()) != text) return false;
        at_ += text.size();
        return true;
    }

    void take_flags() {
        while (in_.substr(at_, 2) == "(?" && is_letter(peek(2))) {
            const std::size_t end = in_.find(')', at_);
            if (end == std::string_view::npos) return;
            for (char flag : in_.substr(at_ + 2, end - at_ - 2)) {
                if (flag == 'i') ignores_case_ = true;
                else if (flag == 's') dot_is_all_ = true;
                else if (flag != 'u') return;  // left for the group parser to refuse
            }
            at_ = end + 1;
        }
    }

    void item() {
        switch (peek()) {
            case '(': open(); break;
            case ')': close(); break;
            case '[': bracket(); break;
            case '\\': escape(); break;
            case '*':
            case '+':
            case '?': quantifier(std::string(1, in_[at_++])); break;
            case '{': counted(); break;
            case '.':
                ++at_;
                atom(dot_is_all_ ? "." : "[^\n]");
                break;
            default: atom(std::string(1, in_[at_++]));
        }
    }

    void atom(const std::string& text) {
        out_ += text;
        add_size(1);
    }
    void add_size(std::uint64_t size) {
        last_size_ = size;
        sizes_.back() += size;
        if (sizes_.back() > most_copies) refuse("it is too large");
    }

    void open() {
        ++at_;
        bool captures = true;
        if (take("?:")) captures = false;
        else if (take("?P<")) skip_name();
        else if (peek() == '?') refuse("this kind of group is not supported; (?:…) and a leading (?i) are,");
        ++groups_;
        if (captures) captured_.push_back(groups_);
        sizes_.push_back(0);
        if (sizes_.size() > deepest) refuse("groups are nested too deeply");
        out_ += '(';
    }
    void skip_name() {
        while (!at_end() && peek() != '>') ++at_;
        if (!take(">")) refuse("the name of the group has no end");
    }
    void close() {
        if (sizes_.size() == 1) refuse("')' closes no group");
        ++at_;
        out_ += ')';
        const std::uint64_t size = sizes_.back();
        sizes_.pop_back();
        add_size(size + 1);
    }

    // Lazy or not is the same to the question whether there is a match.
    void quantifier(const std::string& text) {
        if (peek() == '?') ++at_;
        else if (peek() == '+') refuse("possessive quantifiers are not supported");
        out_ += text;
    }
    void counted() {
        const std::size_t end = in_.find('}', at_);
        const std::string_view inside = in_.substr(at_ + 1, end == std::string_view::npos ? 0 : end - at_ - 1);
        if (inside.empty() || inside.find_first_not_of("0123456789,") != std::string_view::npos || inside[0] == ',') {
            atom("\\{");  // as elsewhere, a brace that begins no count is a brace
            ++at_;
            return;
        }
        std::uint64_t highest = 0;
        std::uint64_t number = 0;
        for (char c : inside) {
            number = c == ',' ? 0 : number * 10 + static_cast<unsigned>(c - '0');
            if (number > 1000) refuse("a count above 1000");
            highest = std::max(highest, number);
        }
        at_ = end + 1;
        if (highest > 1) add_size(last_size_ * (highest - 1));
        quantifier("{" + std::string(inside) + "}");
    }

    void escape() {
        ++at_;
        if (at_end()) refuse("nothing follows the last backslash");
        const char c = in_[at_++];
        switch (c) {
            case 'd': return atom("[0-9]");
            case 'D': return atom("[^0-9]");
            case 'w': case 'W': case 's': case 'S': case 'b': case 'B': return atom({'\\', c});
            case 'A': return atom("\\`");
            case 'Z': case 'z': return atom("\\'");
            default: break;
        }
        if (c >= '1' && c <= '9') return back_reference(static_cast<std::size_t>(c - '0'));
        if (is_letter(c) || c == '0') return atom(std::string(1, control(c)));
        atom({'\\', c});
    }
    // Groups that do not capture are written as groups that do, which shifts the numbers.
    void back_reference(std::size_t number) {
        if (number > captured_.size()) refuse("there is no group " + std::to_string(number));
        if (captured_[number - 1] > 9) refuse("a reference to a group after the ninth");
        atom("\\" + std::to_string(captured_[number - 1]));
    }
    [[nodiscard]] char control(char letter) const {
        switch (letter) {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'f': return '\f';
            case 'v': return '\v';
            default: refuse("'\\" + std::string(1, letter) + "' is not supported");
        }
    }

    void bracket() {
        ++at_;
        std::string set = "[";
        if (take("^")) set += '^';
        const std::size_t first = at_;
        for (bool open = true; open;) {
            if (at_end()) refuse("'[' without ']'");
            if (peek() == ']' && at_ != first) open = false;
            else set += bracket_item();
        }
        ++at_;
        atom(set + "]");
    }
    std::string bracket_item() {
        if (peek() == '[' && (peek(1) == ':' || peek(1) == '.' || peek(1) == '=')) return posix_class();
        if (peek() == '\\') {
            const char c = peek(1);
            at_ += 2;
            if (c == '\0') refuse("'[' without ']'");
            if (c == 'd') return "0-9";
            if (c == 'w') return "[:alnum:]_";
            if (c == 's') return "[:space:]";
            return bracket_literal(is_letter(c) ? control(c) : c);
        }
        const char c = in_[at_++];
        const bool is_range = c == '-' && at_ >= 2 && peek() != ']' && in_[at_ - 2] != '[' && in_[at_ - 2] != '^';
        return is_range ? std::string("-") : bracket_literal(c);
    }
    std::string posix_class() {
        const std::string end = std::string(1, peek(1)) + "]";
        const std::size_t stop = in_.find(end, at_ + 2);
        if (stop == std::string_view::npos) refuse("'[" + std::string(1, peek(1)) + "' without '" + end + "'");
        const std::string_view text = in_.substr(at_, stop + 2 - at_);
        at_ = stop + 2;
        return std::string(text);
    }
    // In brackets a backslash stands for itself; a name in [. .] keeps a character from meaning anything.
    static std::string bracket_literal(char c) {
        if (c == ']' || c == '[' || c == '^' || c == '-') return {'[', '.', c, '.', ']'};
        return std::string(1, c);
    }

    std::string_view in_;
    std::size_t at_ = 0;
    std::string out_;
    bool ignores_case_ = false;
    bool dot_is_all_ = false;
    std::vector<std::uint64_t> sizes_{0};   ///< of the open groups
    std::uint64_t last_size_ = 0;
    std::vector<std::size_t> captured_;
    std::size_t groups_ = 0;
};

std::string problem(int code, const regex_t& compiled) {
    char text[100];
    regerror(code, &compiled, text, sizeof text);
    return text;
}

}  // namespace

Regex::Regex(std::string_view pattern) {
    Translator translator(pattern);
    const std::string translated = translator.translate();
    const Utf8Locale utf8;
    const int flags = REG_EXTENDED | REG_NOSUB | (translator.ignores_case() ? REG_ICASE : 0);
    const int code = regcomp(&compiled_, translated.c_str(), flags);
    if (code != 0) throw ValueError("regular expression '" + std::string(pattern) + "': " + problem(code, compiled_));
}

Regex::~Regex() { regfree(&compiled_); }

bool Regex::matches(const char* text) const {
    const Utf8Locale utf8;
    return regexec(&compiled_, text, 0, nullptr, 0) == 0;
}

}  // namespace nuage::sqlite
