// SPDX-License-Identifier: MIT
// Turns a sentence computed in constant evaluation into the compiler's error message.
#pragma once

#include <nuage/detail/fixed_string.hpp>

namespace nuage::detail {

/// Text of a function object that writes it, as a template argument.
template <auto Write>
constexpr auto as_fixed_string() {
    constexpr std::size_t size = Write().size();
    fixed_string<size> fixed;
    const auto text = Write();
    for (std::size_t i = 0; i < size; ++i) fixed.text[i] = text.view()[i];
    return fixed;
}

#if defined(__clang__)

// clang prints no more than 32 characters of a string argument, so the sentence is given in lines of that length.
// (As the message of the assertion it would be whole, but clang 19 takes such messages from C++26 on only.)
constexpr std::size_t line_end(std::string_view sentence, std::size_t from) {
    constexpr std::size_t longest = 30;
    if (sentence.size() - from <= longest) return sentence.size();
    const std::size_t space = sentence.substr(from, longest + 1).rfind(' ');
    return space == std::string_view::npos || space == 0 ? from + longest : from + space;
}
template <fixed_string Sentence, std::size_t From, std::size_t To>
constexpr fixed_string<To - From> line() {
    fixed_string<To - From> cut;
    for (std::size_t i = From; i < To; ++i) cut.text[i - From] = Sentence.text[i];
    // clang prints text of 8 or 16 characters as numbers unless its terminator was written, too.
    cut.text[To - From] = '\0';
    return cut;
}

template <fixed_string... Lines>
struct nuage_says {
    static constexpr bool fine = false;
};
template <fixed_string Sentence, std::size_t From = 0, fixed_string... Lines>
constexpr auto in_lines() {
    if constexpr (From == Sentence.size()) return nuage_says<Lines...>{};
    else {
        constexpr std::size_t end = line_end(Sentence.view(), From);
        return in_lines<Sentence, end, Lines..., line<Sentence, From, end>()>();
    }
}
// A function, not a class: clang takes a class with a failed assertion for invalid, and reports each constant
// expression that makes use of it, too.
template <class Says>
constexpr bool stop() {
    static_assert(Says::fine);
    return true;
}
/// Made with a mistake's sentence only.
template <fixed_string Sentence>
struct mistake {
    bool reported = stop<decltype(in_lines<Sentence>())>();
};

#else

/// Made with a mistake's sentence only; g++ prints the argument in full.
template <fixed_string Sentence>
struct mistake {
    static_assert(Sentence.size() == 0, "nuage: the sentence is in the template argument");
    bool reported = true;
};

#endif

/// Whether there is nothing to be said: a sentence stops the build. `Says` is a lambda that gives a Text.
template <auto Says>
constexpr bool check_sentence() {
    constexpr std::size_t size = Says().size();
    if constexpr (size != 0) [[maybe_unused]] mistake<as_fixed_string<Says>()> said;
    return size == 0;
}

}  // namespace nuage::detail
