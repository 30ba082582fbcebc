// SPDX-License-Identifier: MIT
// The check of text that the backends share.
#include <support/catch.hpp>

#include <nuage/db/text_check.hpp>
#include <nuage/meta/errors.hpp>

using namespace nuage;

TEST_CASE("Valid text is let through, whatever its length") {
    for (std::size_t size = 0; size < 40; ++size) {
        const std::string ascii(size, 'x');
        CHECK_NOTHROW(require_valid_text(ascii));
        for (const char* character :
             {"é", "€", "𝄞", "\x7f", "\x01", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"})
            for (std::size_t at = 0; at <= size; ++at)
                CHECK_NOTHROW(require_valid_text(std::string(ascii).insert(at, character)));
    }
}

TEST_CASE("Text that is none is refused at the byte") {
    const std::string bad[] = {std::string(1, '\0'), "\x80", "\xff", "\xc3", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf",
                               "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82"};
    for (std::size_t size = 0; size < 20; ++size)
        for (const std::string& sequence : bad)
            for (std::size_t at = 0; at <= size; ++at) {
                const std::string content = std::string(size, 'x').insert(at, sequence);
                const std::string place = "byte " + std::to_string(at);
                try {
                    require_valid_text(content);
                    FAIL("let through");
                } catch (const DataError& error) {
                    const std::string what = error.what();
                    CHECK(what.substr(what.size() - place.size()) == place);
                }
            }
}
