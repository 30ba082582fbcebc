// SPDX-License-Identifier: MIT
#include <fuzz/fixed_checks.hpp>

#include <conformance/models.hpp>
#include <fuzz/hostile.hpp>
#include <fuzz/sql_tokens.hpp>

namespace fuzz {

std::string unnoticed() {
    const Identifiers known{"t", "name"};
    constexpr std::string_view tampered[] = {
        R"(SELECT "t"."name" FROM "t" WHERE "t"."name" = 'x')",
        R"(SELECT "t"."name" FROM "t" WHERE "t"."name" = ?; DROP TABLE "t")",
        R"(SELECT "t"."name" FROM "t" WHERE "t"."name" = ? --)",
        R"(SELECT "t"."name" FROM "t" /* WHERE "t"."name" = ? */)",
        R"(SELECT "t"."name" FROM "t" WHERE "t"."name" = ? OR "t"."name" = '?)",
        R"(SELECT "t"."name" FROM "t" WHERE "t"."pass""word" = ?)",
        R"(SELECT "t"."name" FROM "t" WHERE "t"."name" = ? OR "t"."name" = ?)",
        R"(SELECT "t"."name" FROM "t" WHERE "t"."name" = ? AND `t` = 1)",
        R"(SELECT "t"."name" FROM "t" WHERE "t"."name" = ? AND zq7x = 1)",
        R"(SELECT "t"."name" FROM "t" WHERE "t"."name" = ? # )",
        "SELECT \"t\".\"name\" FROM \"t\" WHERE \"t\".\"name\" = ? AND \"t\" = \xc3\xa6"};
    for (const std::string_view sql : tampered)
        if (suspicion(sql, '"', 1, known).empty()) return "nothing was found in " + std::string(sql);
    constexpr std::string_view good[] = {R"(SELECT "T3"."name" FROM "t" "T3" WHERE "T3"."name" LIKE ? ESCAPE '\' LIMIT 1)",
                                         R"(SELECT "t"."name" FROM "t" WHERE "t"."name" ? $1)"};
    for (const std::string_view sql : good)
        if (const std::string problem = suspicion(sql, '"', 1, known); !problem.empty()) return problem + ", it was said of " + std::string(sql);
    return "";
}

std::string not_found_again() {
    using namespace nuage::literals;
    using conf::Sample;
    constexpr const char* lookups[] = {"exact", "iexact", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith",
                                       "in", "gte", "lte"};
    const nuage::db::AtomicBlock rolled_back;
    for (const std::string& text : storable_texts()) {
        const Sample stored = Sample::objects.create("word_n"_f = text);
        if (Sample::objects.get("pk"_f = stored.id).word_n != text) return "another text was read than " + nuage::Value(text).repr();
        for (const char* lookup : lookups) {
            const std::string name = std::string("word_n__") + lookup;
            const nuage::Condition<Sample> condition = std::string_view(lookup) == "in"
                                                           ? nuage::dynamic(name) = std::vector<nuage::Value>{"x", text}
                                                           : nuage::dynamic(name) = nuage::Value(text);
            if (!Sample::objects.filter(condition).contains(stored)) return name + " does not find " + nuage::Value(text).repr();
            if (Sample::objects.exclude(condition).contains(stored)) return name + " does not leave out " + nuage::Value(text).repr();
        }
    }
    return {};
}

}  // namespace fuzz
