// SPDX-License-Identifier: MIT
#include "questions.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "models.hpp"

namespace packages {

using namespace nuage::literals;

namespace {

constexpr std::size_t most_shown = 10;
constexpr std::array needs{Strength::depends, Strength::pre_depends};

/// Runs a query set; `row` turns one of its rows into a line.
template <class Rows, class Line>
void ask(std::string_view question, const Rows& rows, Line line) {
    fmt::print("\n{}\n    {}\n", question, rows.sql().str());
    const auto begin = std::chrono::steady_clock::now();
    const std::size_t count = rows.size();
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    for (std::size_t i = 0; i < std::min(count, most_shown); ++i) fmt::print("  {}\n", line(rows.rows()[i]));
    if (count > most_shown) fmt::print("  ...\n");
    fmt::print("  ({} rows in {:.2f} ms)\n", count, time.count());
}

std::string size_of(const Package& package) {
    return package.installed_kib ? fmt::format("{:>9} KiB", *package.installed_kib) : fmt::format("{:>13}", "unknown");
}
std::string line_of(const Package& package) {
    return fmt::format("{}  {:<32} {}", size_of(package), package.name, package.summary);
}

/// Counting by groups in SQL needs annotate(); until then the rows are counted here.
void ask_for_sections(const nuage::QuerySet<Package>& installed) {
    const auto names = installed.order_by().values_list("section__name"_f);
    fmt::print("\nWhich sections have the most packages?\n    {}\n", names.sql().str());
    const auto begin = std::chrono::steady_clock::now();
    std::map<std::string, int> counts;
    for (const auto& [name] : names) ++counts[name.value_or("(none)")];
    std::vector<std::pair<std::string, int>> order(counts.begin(), counts.end());
    std::ranges::sort(order, [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    for (std::size_t i = 0; i < std::min(order.size(), most_shown); ++i)
        fmt::print("  {:>6}  {}\n", order[i].second, order[i].first);
    fmt::print("  ({} sections, counted in {:.2f} ms)\n", order.size(), time.count());
}

}  // namespace

void answer_questions(const Subject& subject) {
    const auto installed = Package::objects.filter("installed"_f = true);

    ask(fmt::format("Which packages does a maintainer with '{}' in the name look after?", subject.maintainer),
        installed.select_related("maintainer"_f)
            .filter("maintainer__name__icontains"_f = subject.maintainer)
            .order_by("name"_f, "architecture"_f),
        [](const Package& p) { return fmt::format("{:<32} {}", p.name, p.maintainer->name); });

    ask("Which are the largest?",
        installed.order_by("installed_kib"_f.desc().nulls_last(), "name"_f)[{0, most_shown}], line_of);

    ask(fmt::format("What depends on {}?", subject.needed),
        installed.filter("dependencies__target__name"_f = subject.needed, "dependencies__strength"_f.in(needs))
            .distinct()
            .order_by("name"_f, "architecture"_f),
        line_of);

    ask("Which do no others depend on?",
        installed.exclude("dependents__strength"_f.in(needs))
            .order_by("installed_kib"_f.desc().nulls_last(), "name"_f),
        line_of);

    ask("What is recommended, but not installed?",
        Dependency::objects
            .filter("strength"_f = Strength::recommends, "target__isnull"_f = true, "package__installed"_f = true)
            .order_by("target_name"_f)
            .distinct()
            .values_list("target_name"_f),
        [](const auto& row) { return std::get<0>(row); });

    ask_for_sections(installed);
}

}  // namespace packages
