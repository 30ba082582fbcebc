// SPDX-License-Identifier: MIT
// Reads a Debian machine's package database into tables and asks them questions.
//     packages --database sqlite:///packages.db --file /var/lib/dpkg/status
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "load.hpp"
#include "models.hpp"
#include "questions.hpp"

namespace {

/// A run after the first one finds the tables and updates them.
void make_tables_once() {
    try {
        (void)packages::Package::objects.exists();
    } catch (const nuage::DatabaseError&) {
        nuage::create_tables(packages::nuage_app_packages());
    }
}

void print_changes(std::string_view what, const packages::Changes& changes) {
    fmt::print("  {:<14}{:>9}{:>9}{:>11}{:>9}\n", what, changes.created, changes.updated, changes.unchanged,
               changes.removed);
}

void run(const std::string& database, const std::string& file, const packages::Subject& subject) {
    // The whole file is understood before the database is touched.
    std::vector<dpkg::Record> records = dpkg::parse_file(file);
    const std::size_t older = dpkg::keep_last_versions(records);
    fmt::print("{} describes {} packages\n", file, records.size());
    if (older > 0) fmt::print("{} other versions of them are passed over\n", older);
    nuage::configure({{"default", database}});
    make_tables_once();
    const auto begin = std::chrono::steady_clock::now();
    const packages::LoadReport report = packages::load(records);
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    fmt::print("loaded in {:.0f} ms\n", time.count());
    fmt::print("\n  {:<14}{:>9}{:>9}{:>11}{:>9}\n", "", "created", "updated", "unchanged", "removed");
    print_changes("maintainers", report.maintainers);
    print_changes("sections", report.sections);
    print_changes("packages", report.packages);
    print_changes("dependencies", report.dependencies);
    packages::answer_questions(subject);
}

}  // namespace

int main(int argc, char** argv) {
    std::string database = "sqlite:///packages.db";
    std::string file = "/var/lib/dpkg/status";
    packages::Subject subject;
    CLI::App app("Loads a Debian package database into packages_… tables and answers questions about it.");
    app.add_option("--database", database, "URL of the database")->capture_default_str();
    app.add_option("--file", file, "dpkg's status file, or a list of packages in its form")->capture_default_str();
    app.add_option("--maintainer", subject.maintainer, "part of a maintainer's name")->capture_default_str();
    app.add_option("--needed", subject.needed, "the package whose dependents to list")->capture_default_str();
    CLI11_PARSE(app, argc, argv);

    try {
        run(database, file, subject);
        return 0;
    } catch (const std::exception& e) {
        fmt::print(stderr, "packages: {}\n", e.what());
        return 1;
    }
}
