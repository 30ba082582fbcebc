// SPDX-License-Identifier: MIT
#include "text_formats.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <regex>
#include <string>

#include <nuage/meta/errors.hpp>
#include <nuage/meta/types.hpp>

namespace nuage::detail {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// A part of a character beyond ASCII: domain names may be written in any script.
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

template <class Test>
bool all(std::string_view text, Test test) {
    return std::all_of(text.begin(), text.end(), test);
}

/// Calls a function with each part of a text between separators; false when it gave false for one.
template <class Test>
bool each_part(std::string_view text, char separator, Test test) {
    for (std::size_t from = 0;;) {
        const std::size_t to = text.find(separator, from);
        if (!test(text.substr(from, to == std::string_view::npos ? to : to - from))) return false;
        if (to == std::string_view::npos) return true;
        from = to + 1;
    }
}

bool is_label(std::string_view label) {
    const std::size_t length = length_of(label);
    return length >= 1 && length <= 63 && label.front() != '-' && label.back() != '-' &&
           all(label, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || is_beyond_ascii(c); });
}

/// Two characters or more; no digits but in the form of encoded names.
bool is_top_level(std::string_view label) {
    if (!is_label(label) || length_of(label) < 2) return false;
    return label.starts_with("xn--") || !std::any_of(label.begin(), label.end(), is_digit);
}

bool is_domain(std::string_view name) {
    if (name.size() > 253) return false;
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos && is_top_level(name.substr(dot + 1)) && each_part(name.substr(0, dot), '.', is_label);
}

bool is_address(std::string_view text, bool v6) {
    try {
        return IpAddress::parse(text).is_v6 == v6;
    } catch (const ValueError&) {
        return false;
    }
}
bool is_bracketed(std::string_view text) { return text.size() > 2 && text.front() == '[' && text.back() == ']'; }

bool is_atom(std::string_view text) {
    return !text.empty() && all(text, [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view("-!#$%&'*+/=?^_`{}|~").find(c) != std::string_view::npos;
    });
}

/// "what stands in quotes"@example.com
bool is_quoted_local(std::string_view text) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
    const std::string_view inside = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < inside.size(); ++i) {
        const auto c = static_cast<unsigned char>(inside[i]);
        if (c == '\\') {
            if (++i == inside.size()) return false;
            const auto escaped = static_cast<unsigned char>(inside[i]);
            if (escaped == 0 || escaped == '\n' || escaped == '\r' || escaped > 0x7f) return false;
        } else if (c == '"' || c == 0 || c == ' ' || (c >= '\t' && c <= '\n') || c == '\r' || c > 0x7f) {
            return false;
        }
    }
    return true;
}

bool is_host(std::string_view host) {
    if (is_bracketed(host)) return is_address(host.substr(1, host.size() - 2), true);
    if (host.ends_with('.')) host.remove_suffix(1);
    return host == "localhost" || is_address(host, false) || is_domain(host);
}

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

}  // namespace

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_slug(std::string_view text) {
    return !text.empty() && all(text, [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; });
}

bool is_email(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || text.size() > 320) return false;
    const std::string_view local = text.substr(0, at);
    const std::string_view domain = text.substr(at + 1);
    if (!each_part(local, '.', is_atom) && !is_quoted_local(local)) return false;
    if (is_bracketed(domain)) {
        const std::string_view address = domain.substr(1, domain.size() - 2);
        return is_address(address, false) || is_address(address, true);
    }
    return domain == "localhost" || is_domain(domain);
}

bool is_url(std::string_view text) {
    const std::size_t colon = text.find("://");
    if (colon == std::string_view::npos || length_of(text) > 2048) return false;
    const std::string scheme = lower(text.substr(0, colon));
    if (scheme != "http" && scheme != "https" && scheme != "ftp" && scheme != "ftps") return false;
    if (!all(text, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != 0x7f; })) return false;
    std::string_view authority = text.substr(colon + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        const std::string_view user = authority.substr(0, at);
        if (user.empty() || std::count(user.begin(), user.end(), ':') > 1 || user.find('@') != std::string_view::npos) return false;
        authority.remove_prefix(at + 1);
    }
    const std::size_t port = authority.rfind(':');
    if (port != std::string_view::npos && authority.find(']', port) == std::string_view::npos) {
        const std::string_view digits = authority.substr(port + 1);
        if (digits.empty() || digits.size() > 5 || !all(digits, is_digit)) return false;
        authority.remove_suffix(authority.size() - port);
    }
    return is_host(lower(authority));
}

namespace {

std::regex compiled(const std::string& pattern) try {
    constexpr auto flags = std::regex::ECMAScript | std::regex::optimize;
#ifdef __GLIBCXX__
    // Its other way of matching takes stack for each character, and time without bound for some patterns; but this one
    // knows no back-references.
    try {
        return std::regex(pattern, flags | std::regex_constants::__polynomial);
    } catch (const std::regex_error& error) {
        if (error.code() != std::regex_constants::error_complexity) throw;
    }
#endif
    return std::regex(pattern, flags);
} catch (const std::regex_error& error) {
    throw ImproperlyConfigured("'" + pattern + "' is no regular expression: " + error.what());
}

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
    static std::mutex mutex;
    static std::map<std::string, std::regex, std::less<>> known;
    const std::regex* regex = nullptr;
    {
        const std::lock_guard lock(mutex);
        auto found = known.find(pattern);
        if (found == known.end()) found = known.emplace(std::string(pattern), compiled(std::string(pattern))).first;
        regex = &found->second;   // entries of a map stay where they are
    }
    return std::regex_search(text.begin(), text.end(), *regex);
}

}  // namespace nuage::detail
