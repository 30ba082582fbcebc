// SPDX-License-Identifier: MIT
#include <nuage/db/url.hpp>

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include <nuage/meta/errors.hpp>

namespace nuage {

namespace {

constexpr std::string_view mask = "***";

[[nodiscard]] bool is_password_option(std::string_view name) { return name.ends_with("password"); }

/// `text` with each password of its options replaced.
[[nodiscard]] std::string mask_options(std::string_view text) {
    const std::size_t question = text.find('?');
    if (question == std::string_view::npos) return std::string(text);
    std::string out(text.substr(0, question));
    char separator = '?';
    std::string_view rest = text.substr(question + 1);
    while (true) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view option = rest.substr(0, end);
        const std::size_t equals = option.find('=');
        out += separator;
        if (equals != std::string_view::npos && is_password_option(option.substr(0, equals)))
            out.append(option.substr(0, equals + 1)).append(mask);
        else
            out += option;
        if (end == rest.size()) return out;
        rest.remove_prefix(end + 1);
        separator = '&';
    }
}

/// For error messages about a URL that could not be taken apart: whatever may be part of a password is hidden, even
/// where a '/', '?' or '@' in it was not escaped.
[[nodiscard]] std::string mask_unparsed(std::string_view text) {
    const std::size_t slashes = text.find("//");
    // Without "//" the first colon ends the scheme, or there is no scheme and the password follows it.
    const std::size_t colon = text.find(':', slashes == std::string_view::npos ? 0 : slashes);
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) return mask_options(text);
    return fmt::format("{}{}{}", text.substr(0, colon + 1), mask, mask_options(text.substr(at)));
}

[[nodiscard]] int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text), rest_(text) {}

    [[nodiscard]] Url run() {
        scheme();
        const bool hierarchical = rest_.starts_with("//");
        // "sqlite::memory:": a name without a host.
        if (!hierarchical && !rest_.starts_with(':')) refuse(fmt::format("'//' is missing after '{}:'", url_.scheme));
        const std::string_view query = split_off('?');
        url_.text = text_.substr(0, offset_of(rest_));
        if (hierarchical) {
            rest_.remove_prefix(2);
            url_.text += "//";
            authority();
        }
        url_.path = decode(rest_, "name of the database");
        url_.text += mask_options(text_.substr(offset_of(rest_)));
        options(query);
        return std::move(url_);
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw ImproperlyConfigured(
            fmt::format("The database URL '{}' cannot be used: {}.", mask_unparsed(text_), what));
    }
    [[nodiscard]] std::size_t offset_of(std::string_view part) const {
        return static_cast<std::size_t>(part.data() - text_.data());
    }

    void scheme() {
        const std::size_t colon = rest_.find(':');
        if (colon == std::string_view::npos || colon == 0)
            refuse("it must begin with the kind of database and a colon, as in sqlite:///blog.db");
        for (char c : rest_.substr(0, colon)) {
            const bool upper = c >= 'A' && c <= 'Z';
            if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.')
                refuse(fmt::format("'{}' may not be part of the kind of database", c));
            url_.scheme += upper ? static_cast<char>(c - 'A' + 'a') : c;
        }
        rest_.remove_prefix(colon + 1);
    }

    /// Cuts `rest_` before the first `mark` and gives what follows it.
    [[nodiscard]] std::string_view split_off(char mark) {
        const std::size_t at = rest_.find(mark);
        if (at == std::string_view::npos) return {};
        const std::string_view tail = rest_.substr(at + 1);
        rest_ = rest_.substr(0, at);
        return tail;
    }

    /// user:password@host:port, and the slash that ends it.
    void authority() {
        const std::size_t end = std::min(rest_.find('/'), rest_.size());
        std::string_view host = rest_.substr(0, end);
        const std::size_t at = host.rfind('@');
        if (at != std::string_view::npos) {
            user_and_password(host.substr(0, at));
            host.remove_prefix(at + 1);
        }
        url_.text += host;
        hosts(host);
        rest_.remove_prefix(end);
        if (rest_.empty()) return;
        url_.text += '/';
        rest_.remove_prefix(1);
    }

    void user_and_password(std::string_view text) {
        const std::size_t colon = text.find(':');
        url_.user = decode(text.substr(0, colon), "user");
        url_.text += text.substr(0, colon);
        if (colon != std::string_view::npos) {
            url_.password = decode(text.substr(colon + 1), "password");
            (url_.text += ':') += mask;
        }
        url_.text += '@';
    }

    void hosts(std::string_view text) {
        const bool several = text.find(',') != std::string_view::npos;
        bool any_port = false;
        for (bool more = true; more;) {
            const std::size_t end = std::min(text.find(','), text.size());
            if (several && end == 0) refuse("a host is missing before or after a ','");
            url_.addresses.push_back(address(text.substr(0, end)));
            any_port = any_port || !url_.addresses.back().port.empty();
            more = end < text.size();
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        for (std::size_t i = 0; i < url_.addresses.size(); ++i) {
            if (i > 0) url_.host += ',';
            url_.host += url_.addresses[i].host;
            if (i > 0 && any_port) url_.port += ',';
            url_.port += url_.addresses[i].port;
        }
    }

    [[nodiscard]] Url::Address address(std::string_view text) const {
        if (!text.starts_with('[')) {
            const std::size_t colon = text.find(':');
            return {decode(text.substr(0, colon), "host"), colon == std::string_view::npos ? "" : port(text.substr(colon + 1))};
        }
        const std::size_t close = text.find(']');
        if (close == std::string_view::npos) refuse("the ']' after an IPv6 address is missing");
        const std::string_view rest = text.substr(close + 1);
        if (!rest.empty() && rest.front() != ':') refuse("only a port may follow the ']' of an IPv6 address");
        return {std::string(text.substr(1, close - 1)), rest.empty() ? "" : port(rest.substr(1))};
    }

    // The message does not repeat the port: after a forgotten '@' it may be a password.
    [[nodiscard]] std::string port(std::string_view text) const {
        std::uint32_t number = 0;
        const bool digits = !text.empty() && text.size() <= 5 &&
                            std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits)
            for (char c : text) number = number * 10 + static_cast<std::uint32_t>(c - '0');
        if (number < 1 || number > 65535)
            refuse(
                "the port must be a number from 1 to 65535 (in a password, write '@' as %40, ':' as %3A, '/' as %2F)");
        return std::string(text);
    }

    void options(std::string_view query) {
        while (!query.empty()) {
            const std::size_t end = std::min(query.find('&'), query.size());
            option(query.substr(0, end));
            query.remove_prefix(std::min(end + 1, query.size()));
        }
    }

    void option(std::string_view text) {
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos || equals == 0)
            refuse(fmt::format("after '?', options must be written name=value, not '{}'", text));
        std::string name = decode(text.substr(0, equals), "name of an option");
        for (const auto& [known, value] : url_.options)
            if (known == name) refuse(fmt::format("the option '{}' is given twice", name));
        url_.options.emplace_back(std::move(name), decode(text.substr(equals + 1), "value of an option"));
    }

    [[nodiscard]] std::string decode(std::string_view text, std::string_view part) const {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '%') {
                out += text[i];
                continue;
            }
            const bool room = text.size() - i > 2;
            const int high = room ? hex_digit(text[i + 1]) : -1;
            const int low = room ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                refuse(fmt::format("in the {}, a '%' must be followed by two hex digits; '%' itself is %25", part));
            if (high == 0 && low == 0) refuse(fmt::format("the {} may not have a NUL (%00)", part));
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
        return out;
    }

    std::string_view text_;
    std::string_view rest_;
    Url url_;
};

}  // namespace

Url Url::parse(std::string_view text) { return Parser(text).run(); }

std::string Url::option(std::string_view name, std::string_view fallback) const {
    for (const auto& [known, value] : options)
        if (known == name) return value;
    return std::string(fallback);
}

}  // namespace nuage
