// SPDX-License-Identifier: MIT
// Runs the conformance cases on the database of NUAGE_TEST_DATABASE:
//     nuage_conformance --cases cases.json [--not-applicable FILE.md]... [--uids FILE.json] [--only TEXT]
// The rows to load are in data.json beside the cases; the UUIDs that new books get in each case are in the file of
// --uids, which run.py writes. Exits with 1 for failures, and for cases that are neither ported
// nor listed as not applicable.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include <fmt/format.h>

#include <conformance/compare.hpp>
#include <conformance/data.hpp>
#include <conformance/fresh_uid.hpp>
#include <conformance/models.hpp>
#include <conformance/not_applicable.hpp>
#include <conformance/registry.hpp>
#include <conformance/report.hpp>
#include <nuage/meta/fixed_clock.hpp>
#include <nuage/sql/dialect.hpp>

namespace conformance {

namespace {

constexpr nuage::DateTime clock_of_reference = nuage::datetime(2024, 5, 17, 12, 34, 56, 789'012);

struct Arguments {
    std::string cases;
    std::vector<std::string> not_applicable;
    std::string uids;
    std::string only;   ///< part of the ids to run
};

Arguments read_arguments(int argc, char* argv[]) {
    Arguments arguments;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        if (name == "--cases") arguments.cases = argv[i + 1];
        else if (name == "--not-applicable") arguments.not_applicable.emplace_back(argv[i + 1]);
        else if (name == "--uids") arguments.uids = argv[i + 1];
        else if (name == "--only") arguments.only = argv[i + 1];
        else throw std::runtime_error(fmt::format("unknown argument '{}'; there are --cases, --not-applicable, --uids and --only", name));
    }
    if (argc % 2 == 0) throw std::runtime_error(fmt::format("'{}' wants a value", argv[argc - 1]));
    if (arguments.cases.empty()) throw std::runtime_error("--cases FILE is missing");
    return arguments;
}

Json read_json(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read '" + path.string() + "'");
    return Json::parse(file);
}

/// A value that may differ by database: itself, {"all": v}, or {"sqlite": v, …}.
const Json& for_database(const Json& by_database, const std::string& database) {
    if (!by_database.is_object()) return by_database;
    return by_database.contains("all") ? by_database.at("all") : by_database.at(database);
}

bool is_optional(const Json& test, const std::string& database) {
    if (!test.contains("quirk")) return false;
    for (const Json& name : test.at("quirk"))
        if (name == database) return true;
    return false;
}

/// Runs a case and leaves the data as it was.
Outcome run_isolated(const Json& test, Answer (*run)(), const Json& data) {
    const nuage::FixedClock clock(clock_of_reference);
    if (test.at("isolation") == "commit") {
        load(data);
        Outcome outcome = run_case(run);
        load(data);
        return outcome;
    }
    const nuage::db::AtomicBlock rolled_back;
    return run_case(run);
}

bool equal(const Json& test, const Json& expected, const Json& actual) {
    return test.at("ordered").get<bool>() ? same(expected, actual) : same_multiset(expected, actual);
}

/// What is wrong with what a case says about itself; empty when nothing is.
std::string mistakes(const Json& test, const PortedCase& ported, const ListedCase* listed) {
    if (listed != nullptr && listed->as != Listed::fewer_queries && listed->as != Listed::differs)
        return "    is ported, and yet listed as not applicable\n";
    const bool told_fewer = listed != nullptr && listed->as == Listed::fewer_queries;
    if (ported.fewer.has_value() != told_fewer)
        return told_fewer ? "    is listed under 'Fewer queries', but its CASE has no fewer_queries()\n"
                          : "    has fewer_queries(), but is not listed under 'Fewer queries'\n";
    std::string databases;
    for (const Difference& difference : ported.differences) {
        databases += fmt::format("{}{}", databases.empty() ? "" : ", ", difference.database);
        const Json expected = Json::parse(difference.expected, nullptr, false);
        if (expected.is_discarded()) return fmt::format("    what it gives on {} is no JSON: {}\n", difference.database, difference.expected);
        if (equal(test, for_database(test.at("expect"), std::string(difference.database)), expected))
            return fmt::format("    is told to differ on {}, where Django gives the same\n", difference.database);
    }
    const std::string told = listed != nullptr && listed->as == Listed::differs ? listed->databases : "";
    if (told != databases)
        return fmt::format("    differs on '{}' by its CASE, and on '{}' by the list 'Differs on a database'\n", databases, told);
    return {};
}

/// What is wrong with an outcome; empty when nothing is.
std::string faults(const Json& test, const Outcome& outcome, const PortedCase& ported, const std::string& database) {
    std::string text;
    const Difference* difference = nullptr;
    for (const Difference& other : ported.differences)
        if (other.database == database) difference = &other;
    const Json expected = difference != nullptr ? Json::parse(difference->expected) : for_database(test.at("expect"), database);
    const Json actual = database == "mysql" ? with_digits_of(expected, outcome.json) : outcome.json;
    if (!equal(test, expected, actual)) {
        text += fmt::format("    expected {}\n    got      {}\n", expected.dump(), outcome.json.dump());
        if (!outcome.message.empty()) text += fmt::format("    that is: {}\n", outcome.message);
    }
    const auto in_django = for_database(test.at("queries"), database).get<std::size_t>();
    std::optional<FewerQueries> fewer = ported.fewer;
    if (fewer && !fewer->database.empty() && fewer->database != database) fewer.reset();
    if (fewer && fewer->count >= in_django)
        text += fmt::format("    {} queries are told to be fewer than Django's {}\n", fewer->count, in_django);
    const std::size_t queries = fewer ? fewer->count : difference != nullptr ? difference->queries.value_or(in_django) : in_django;
    if (queries != outcome.statements.size()) {
        text += fmt::format("    expected {} queries, got {}\n", queries, outcome.statements.size());
        for (const std::string& sql : outcome.statements) text += fmt::format("        {}\n", sql);
    }
    if (text.empty()) return text;
    return fmt::format("    {}\n{}", test.at("django").get<std::string>(), text);
}

/// What new books get in a case.
std::vector<nuage::Uuid> uids_of(const Json& uids, const std::string& id) {
    std::vector<nuage::Uuid> list;
    if (uids.contains(id))
        for (const Json& uid : uids.at(id)) list.push_back(nuage::Uuid::parse(uid.get<std::string>()));
    return list;
}

void judge(const Json& test, const Json& data, const std::map<std::string, ListedCase>& lists, const std::string& database,
           Report& report) {
    const std::string id = test.at("id").get<std::string>();
    const std::string area = test.at("area").get<std::string>();
    const auto ported = ported_cases().by_id.find(id);
    const auto listed = lists.find(id);
    const ListedCase* row = listed == lists.end() ? nullptr : &listed->second;
    if (ported == ported_cases().by_id.end()) {
        const bool skipped = row != nullptr && (row->as == Listed::not_applicable || row->as == Listed::not_yet);
        if (!skipped) report.fail(area, id, "    is neither ported nor listed as not applicable\n");
        else report.add(area, row->as == Listed::not_yet ? Result::not_yet : Result::not_applicable);
        return;
    }
    if (const std::string wrong = mistakes(test, ported->second, row); !wrong.empty()) {
        report.fail(area, id, wrong);
        return;
    }
    const std::string wrong = faults(test, run_isolated(test, ported->second.run, data), ported->second, database);
    const bool told = std::any_of(ported->second.differences.begin(), ported->second.differences.end(),
                                  [&](const Difference& difference) { return difference.database == database; });
    if (wrong.empty()) report.add(area, Result::passed);
    else if (is_optional(test, database) && !told) report.add(area, Result::optional);
    else report.fail(area, id, wrong);
}

int run(const Arguments& arguments) {
    const char* url = std::getenv("NUAGE_TEST_DATABASE");
    if (url == nullptr) throw std::runtime_error("NUAGE_TEST_DATABASE is not set; for example sqlite:///conformance.db");
    if (ported_cases().registered_twice)
        throw std::runtime_error("the case '" + *ported_cases().registered_twice + "' is ported twice");
    const Json cases = read_json(arguments.cases).at("cases");
    const Json data = read_json(std::filesystem::path(arguments.cases).parent_path() / "data.json");
    const Json uids = arguments.uids.empty() ? Json::object() : read_json(arguments.uids);
    std::map<std::string, ListedCase> lists;
    for (const std::string& path : arguments.not_applicable) read_listed(path, lists);

    nuage::configure({{"default", url}});
    load(data);
    const std::string database(nuage::db::dialect_of(nuage::db::default_database()).name());
    Report report(database);
    for (const Json& test : cases) {
        const std::string id = test.at("id").get<std::string>();
        if (id.find(arguments.only) == std::string::npos) continue;
        conf::use_uids(uids_of(uids, id));
        judge(test, data, lists, database, report);
    }
    // Other tests of the same server make tables and indexes of the same names.
    nuage::drop_tables(conf::nuage_app_conf());
    nuage::db::close_all();
    report.print();
    return report.failed() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace conformance

int main(int argc, char* argv[]) {
    try {
        return conformance::run(conformance::read_arguments(argc, argv));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nuage_conformance: %s\n", error.what());
        return 2;
    }
}
