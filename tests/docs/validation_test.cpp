// SPDX-License-Identifier: MIT
// Snippets of docs/validation.md.
#include <support/catch.hpp>

#include <nuage/decimal.hpp>
#include <nuage/nuage.hpp>
#include <nuage/validation.hpp>

using namespace nuage::literals;

namespace theatre {

// [model]
inline void no_shouting(const std::string& title) {
    if (title.ends_with('!')) throw nuage::ValidationError("Please do not shout.", "loud");
}

struct Show {
    std::int64_t id{};
    std::string title{};
    std::string code{};
    std::int32_t seats = 100;
    nuage::Decimal price{};
    nuage::Date opens{};
    std::optional<nuage::Date> closes{};

    NUAGE_MODEL(Show,
        (id), (title, max_length(40), min_length(3), validator<no_shouting>),
        (code, unique, regex("^[A-Z]{3}[0-9]+$", "Three capital letters and a number, please.")),
        (seats, min_value(10), max_value(2000), step(10)), (price, digits(6, 2), min_value("0.50")),
        (opens), (closes, blank))
    NUAGE_META(constraints(check("closes_after_opening", "closes"_f >= "opens"_f)))

    void clean() {
        if (title == code) throw nuage::ValidationError::of("title", "The title is not the code.", "same");
    }
};

NUAGE_APP(theatre, Show);
// [/model]

struct Database {
    Database() {
        nuage::configure({{"default", "sqlite::memory:"}});
        nuage::create_tables(nuage_app_theatre());
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { nuage::db::close_all(); }
};

Show good() { return {.title = "Hamlet", .code = "HAM1", .price = 12.50_dec, .opens = nuage::date(2024, 5, 17)}; }

}  // namespace theatre

using namespace theatre;

TEST_CASE("full_clean() says what is wrong, field by field", "[docs]") {
    const Database database;
    std::vector<std::string> said;
    // [full_clean]
    Show show{.title = "Hamlet!", .code = "ham", .seats = 5, .price = 12.50_dec, .opens = nuage::date(2024, 5, 17)};
    try {
        show.full_clean();
        show.save();
    } catch (const nuage::ValidationError& errors) {
        for (const auto& [field, mistakes] : errors.errors())
            for (const auto& mistake : mistakes) said.push_back(field + ": " + mistake.message + " (" + mistake.code + ")");
    }
    // [/full_clean]
    CHECK(said == std::vector<std::string>{
                      "code: Three capital letters and a number, please. (invalid)",
                      "seats: Ensure this value is greater than or equal to 10. (min_value)",
                      "seats: Ensure this value is a multiple of step size 10. (step_size)",
                      "title: Please do not shout. (loud)",
                  });
    CHECK(Show::objects.count() == 0);
}

TEST_CASE("the object as a whole is checked after its fields", "[docs]") {
    const Database database;
    good().save();
    Show show = good();
    show.closes = nuage::date(2023, 1, 1);
    // [whole]
    try {
        show.full_clean();
    } catch (const nuage::ValidationError& errors) {
        errors.messages("code");       // {"Show with this Code already exists."}
        errors.codes("code");          // {"unique"}
        errors.messages("__all__");    // {"Constraint “closes_after_opening” is violated."}
    }
    // [/whole]
    try {
        show.full_clean();
        FAIL("a mistake was expected");
    } catch (const nuage::ValidationError& errors) {
        CHECK(errors.messages("code") == std::vector<std::string>{"Show with this Code already exists."});
        CHECK(errors.codes("code") == std::vector<std::string>{"unique"});
        CHECK(errors.messages("__all__") == std::vector<std::string>{"Constraint “closes_after_opening” is violated."});
    }
}

TEST_CASE("parts of the validation, and fields left out", "[docs]") {
    const Database database;
    Show show = good();
    CHECK_NOTHROW([&] {
        // [parts]
        show.full_clean({.exclude = nuage::fields("price"_f), .validate_constraints = false});
        show.clean_fields(nuage::fields("code"_f));   // all but the code
        show.validate_unique();
        show.validate_constraints();
        // [/parts]
    }());
}
