// SPDX-License-Identifier: MIT
#include <fuzz/hostile.hpp>

#include <string_view>

#include <fuzz/plan.hpp>

namespace fuzz {

namespace {

using namespace std::string_view_literals;

// @ is the marker.
constexpr std::string_view attacks[] = {
    "@'; DROP TABLE conf_tag; --"sv, "\"@\" OR 1=1"sv, "`@`"sv, "@\\"sv, "\\'@"sv, "@''''"sv, "%@_%"sv, "@/*"sv, "*/@"sv, "@#"sv,
    "@ ?"sv, "$1 @"sv, "%s%(@)s"sv, "@\0tail"sv, "{@}"sv, "@]]"sv, "x'@"sv, "@\r\n--"sv, "\xf0\x9f\x90\x9d@"sv, "@\xcc\x81"sv,
    "\xef\xbc\x87@"sv,   // a full-width apostrophe
    "@\xff\xfe"sv,       // no UTF-8
    "\xed\xa0\x80@"sv};  // half of a pair
constexpr std::string_view plain[] = {"", " ", "a", "alpha", "A Novel", "%", "_", "\\", "'", "100%", "tail ", "ÆRØ", "2020-02-29",
                                      "12345678-1234-4321-8765-abcdefabcdef", "[a-z]+", "^(", "(a|b)*$", "\\d{2}", "x{1,"};

std::string marked(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '@') result += marker;
        else result += c;
    }
    return result;
}

}  // namespace

std::string hostile_name(Random& random) {
    constexpr std::string_view odd[] = {"", "_", "__", "___", "-", "?", "pk__", "__pk", "@", "id__@", "@__id", "-@", "id--@", "ID__@", "id\n@"};
    if (random.one_in(50)) return std::string(20'000, 'a') + std::string(marker);
    return random.one_in(2) ? marked(random.pick(odd)) : marked(random.pick(attacks));
}

std::vector<std::string> storable_texts() {
    std::vector<std::string> texts;
    for (const std::string_view attack : attacks)
        if (attack.find_first_of("\0\xff\xed"sv) == std::string_view::npos) texts.push_back(marked(attack));
    for (const std::string_view text : plain) texts.emplace_back(text);
    return texts;
}

std::string random_text(Random& random) {
    if (random.one_in(60)) return std::string(5'000, '\'') + std::string(marker);
    return random.one_in(2) ? std::string(random.pick(plain)) : marked(random.pick(attacks));
}

}  // namespace fuzz
