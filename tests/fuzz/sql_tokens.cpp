// SPDX-License-Identifier: MIT
#include <fuzz/sql_tokens.hpp>

#include <algorithm>

#include <fuzz/plan.hpp>

namespace fuzz {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// T3, U0, V1: tables that are joined, and those of subqueries. Columns of derived tables are single letters, or numbered.
bool is_alias(std::string_view name) {
    if (name == "subquery") return true;
    if (name.empty() || !is_letter(name.front())) return false;
    name.remove_prefix(name.starts_with("col") ? 3 : 1);
    return std::all_of(name.begin(), name.end(), is_digit);
}

bool hostile(std::string_view text) { return text.find(marker) != std::string_view::npos; }

class Scanner {
public:
    Scanner(std::string_view sql, char identifier_quote, const Identifiers& known) : rest_(sql), quote_(identifier_quote), known_(known) {}

    std::string run() {
        while (!rest_.empty() && problem_.empty()) token();
        return problem_;
    }
    [[nodiscard]] std::size_t placeholders() const { return placeholders_; }

private:
    void token() {
        const char c = rest_.front();
        if (c == quote_) return identifier();
        if (c == '\'') return literal();
        if (is_letter(c)) return word();
        if (is_digit(c)) return skip_while([](char d) { return is_digit(d) || d == '.'; });
        if (quote_ == '"' && (rest_.starts_with("#>") || rest_.starts_with("@>"))) return rest_.remove_prefix(2);   // of JSON documents
        if (quote_ == '"' && rest_.starts_with("# ") && rest_.size() > 2 && rest_[2] != ')') return rest_.remove_prefix(2);               // BitXor()
        if (quote_ == '"' && rest_.starts_with("? $")) return rest_.remove_prefix(1);   // PostgreSQL asks a document for a key so
        if (rest_.starts_with("--") || rest_.starts_with("/*")) return refuse("a comment");
        rest_.remove_prefix(1);
        if (c == '?') ++placeholders_;
        else if (c == '$') dollar();
        else if (std::string_view(" \n.,()=<>!+-*/%|&~^:").find(c) == std::string_view::npos) refuse(std::string("the character '") + c + '\'');
    }
    template <class Is>
    void skip_while(Is is) {
        while (!rest_.empty() && is(rest_.front())) rest_.remove_prefix(1);
    }
    void word() {
        const std::string_view from = rest_;
        skip_while([](char c) { return is_letter(c) || is_digit(c); });
        if (hostile(from.substr(0, from.size() - rest_.size()))) refuse("hostile text");
    }
    void dollar() {
        if (rest_.empty() || !is_digit(rest_.front())) return refuse("a dollar sign");
        skip_while(is_digit);
        ++placeholders_;
    }
    /// What stands between quotes, which are doubled inside.
    std::string quoted(char quote) {
        std::string text;
        rest_.remove_prefix(1);
        while (!rest_.empty()) {
            const char c = rest_.front();
            rest_.remove_prefix(1);
            if (c != quote) text += c;
            else if (!rest_.empty() && rest_.front() == quote) {
                text += quote;
                rest_.remove_prefix(1);
            } else return text;
        }
        refuse("an open quote");
        return text;
    }
    void identifier() {
        const std::string name = quoted(quote_);
        if (!is_alias(name) && !known_.contains(name)) refuse("the identifier " + name);
    }
    // Dialects write words in quotes (parts of dates, kinds of hashes, patterns of theirs), and the keys that a name leads to in a
    // JSON document: names like those of columns, so the only place where a hostile text may stand. What else a user says is bound.
    void literal() {
        constexpr std::string_view written[] = {"\\", "\\\\", "\\%", "\\_", "\\\\\\\\", "\\\\%", "\\\\_", "(?i)", "(?-i)"};
        const std::string text = quoted('\'');
        const bool is_path = text.starts_with("$") || text.starts_with("{");
        const bool is_word = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 _%:.-") == std::string::npos && !hostile(text);
        if (!is_path && !is_word && std::find(std::begin(written), std::end(written), text) == std::end(written)) refuse("the literal " + text);
    }
    void refuse(const std::string& what) {
        if (problem_.empty()) problem_ = what + " in the SQL";
    }

    std::string_view rest_;
    char quote_;
    const Identifiers& known_;
    std::size_t placeholders_ = 0;
    std::string problem_;
};

}  // namespace

std::string suspicion(std::string_view sql, char identifier_quote, std::size_t parameters, const Identifiers& known) {
    Scanner scanner(sql, identifier_quote, known);
    std::string problem = scanner.run();
    if (problem.empty() && scanner.placeholders() != parameters)
        problem = std::to_string(scanner.placeholders()) + " placeholders for " + std::to_string(parameters) + " parameters";
    return problem;
}

}  // namespace fuzz
