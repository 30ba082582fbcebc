// SPDX-License-Identifier: MIT
// on_commit() functions whose errors do not stop the others.
#include <support/catch.hpp>
#include <support/write_models.hpp>

using namespace nuage::literals;
using namespace write_models;

namespace {

std::vector<std::string> reported;

void keep_report(std::string_view where, const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& e) {
        reported.push_back(std::string(where) + ": " + e.what());
    }
}

struct Reported : Fixture {
    nuage::ErrorReporter before = nuage::set_error_reporter(keep_report);
    std::string told;
    Reported() { reported.clear(); }
    ~Reported() { nuage::set_error_reporter(before); }
};

}  // namespace

TEST_CASE_METHOD(Reported, "after a robust function that throws, the others run, and its error is reported") {
    nuage::atomic([&] {
        nuage::on_commit([&] { told += "a"; }, {.robust = true});
        nuage::on_commit([] { throw std::runtime_error("no mail today"); }, {.robust = true});
        nuage::on_commit([&] { told += "c"; });
    });
    CHECK(told == "ac");
    REQUIRE(reported.size() == 1);
    CHECK_THAT(reported[0], Catch::Contains("on_commit") && Catch::EndsWith("no mail today"));
}

TEST_CASE_METHOD(Reported, "outside a transaction a robust function runs at once, and does not throw") {
    CHECK_NOTHROW(nuage::on_commit([] { throw std::runtime_error("no"); }, {.robust = true}));
    CHECK(reported.size() == 1);
    CHECK_THROWS_AS(nuage::on_commit([] { throw std::runtime_error("no"); }), std::runtime_error);
    CHECK(reported.size() == 1);
}

TEST_CASE_METHOD(Reported, "a function that is not robust stops those after it; what was committed stays so") {
    CHECK_THROWS_AS(nuage::atomic([&] {
                        Author::objects.create("name"_f = "Ann");
                        nuage::on_commit([] { throw std::runtime_error("stop"); });
                        nuage::on_commit([&] { told += "b"; }, {.robust = true});
                    }),
                    std::runtime_error);
    CHECK(told.empty());
    CHECK(reported.empty());
    CHECK(Author::objects.count() == 1);
}
