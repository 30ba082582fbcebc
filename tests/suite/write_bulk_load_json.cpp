// SPDX-License-Identifier: MIT
#ifdef NUAGE_WITH_JSON
#include <support/app_tables.hpp>
#include <support/documents.hpp>
#include <support/stored_rows.hpp>

TEST_CASE("JSON written many at once reads as written few at once") {
    const test::AppTables tables(archive::nuage_app_archive());
    test::check_ways_of_writing(+[](int i) {
        archive::Document document{.title = "D" + std::to_string(i)};
        document.body = {{"number", i}, {"list", {1, 2.5, nullptr, "\xc3\xa4\n"}}};
        if (i % 2 != 0) document.extra = nuage::Json(i);
        return document;
    });
}
#endif
