// SPDX-License-Identifier: MIT
#include "load.hpp"

#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "index.hpp"
#include "models.hpp"

namespace packages {

using namespace nuage::literals;

namespace {

using TwoNames = std::pair<std::string, std::string>;

TwoNames person_of(const dpkg::Record& record) { return {record.maintainer_name, record.maintainer_email}; }
TwoNames key_of_maintainer(const Maintainer& m) { return {m.name, m.email}; }
std::string key_of_section(const Section& section) { return section.name; }
TwoNames key_of_package(const Package& package) { return {package.name, package.architecture}; }
auto key_of_dependency(const Dependency& d) {
    return std::tuple(d.package.id(), d.strength, d.position, d.alternative);
}

std::vector<Maintainer> maintainers_of(const std::vector<dpkg::Record>& records) {
    std::map<TwoNames, Maintainer> found;
    for (const dpkg::Record& r : records)
        if (!r.maintainer_name.empty())
            found.try_emplace(person_of(r), Maintainer{.name = r.maintainer_name, .email = r.maintainer_email});
    std::vector<Maintainer> rows;
    for (auto& [key, row] : found) rows.push_back(std::move(row));
    return rows;
}

std::vector<Section> sections_of(const std::vector<dpkg::Record>& records) {
    std::map<std::string, Section> found;
    for (const dpkg::Record& r : records)
        if (!r.section.empty()) found.try_emplace(r.section, Section{.name = r.section});
    std::vector<Section> rows;
    for (auto& [key, row] : found) rows.push_back(std::move(row));
    return rows;
}

std::vector<Package> packages_of(const std::vector<dpkg::Record>& records, const std::vector<Maintainer>& maintainers,
                                 const std::vector<Section>& sections) {
    std::map<TwoNames, std::int64_t> maintainer_ids;
    for (const Maintainer& m : maintainers) maintainer_ids.emplace(key_of_maintainer(m), m.id);
    std::map<std::string, std::int64_t> section_ids;
    for (const Section& s : sections) section_ids.emplace(s.name, s.id);

    std::vector<Package> rows;
    for (const dpkg::Record& r : records) {
        Package row{.name = r.name, .architecture = r.architecture, .version = r.version, .priority = r.priority,
                    .summary = r.summary, .installed_kib = r.installed_kib, .installed = r.installed,
                    .essential = r.essential};
        if (!r.maintainer_name.empty()) row.maintainer = nuage::key(maintainer_ids.at(person_of(r)));
        if (!r.section.empty()) row.section = nuage::key(section_ids.at(r.section));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Dependency> dependencies_of(const std::vector<dpkg::Record>& records,
                                        const std::vector<Package>& packages) {
    const PackageIndex index(records, packages);
    std::vector<Dependency> rows;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto add = [&](Strength strength, const std::vector<dpkg::Relation>& relations) {
            for (const dpkg::Relation& relation : relations) {
                Dependency row{.package = packages[i], .strength = strength, .position = relation.group,
                               .alternative = relation.alternative, .target_name = relation.name,
                               .qualifier = relation.qualifier, .constraint = relation.constraint};
                if (const Package* target = index.find(relation.name, packages[i].architecture)) row.target = *target;
                rows.push_back(std::move(row));
            }
        };
        add(Strength::depends, records[i].depends);
        add(Strength::pre_depends, records[i].pre_depends);
        add(Strength::recommends, records[i].recommends);
    }
    return rows;
}

}  // namespace

LoadReport load(const std::vector<dpkg::Record>& records) {
    return nuage::atomic([&] {
        LoadReport report;
        std::vector<Maintainer> maintainers = maintainers_of(records);
        const auto old_maintainers = reconcile(maintainers, key_of_maintainer, {}, report.maintainers);
        std::vector<Section> sections = sections_of(records);
        const auto old_sections = reconcile(sections, key_of_section, {}, report.sections);
        std::vector<Package> packages = packages_of(records, maintainers, sections);
        const auto old_packages = reconcile(
            packages, key_of_package,
            nuage::fields("version"_f, "priority"_f, "summary"_f, "installed_kib"_f, "installed"_f, "essential"_f,
                          "maintainer"_f, "section"_f),
            report.packages);
        std::vector<Dependency> dependencies = dependencies_of(records, packages);
        const auto old_dependencies =
            reconcile(dependencies, key_of_dependency,
                      nuage::fields("target_name"_f, "qualifier"_f, "constraint"_f, "target"_f), report.dependencies);
        // What refers to others goes first.
        remove<Dependency>(old_dependencies, report.dependencies);
        remove<Package>(old_packages, report.packages);
        remove<Section>(old_sections, report.sections);
        remove<Maintainer>(old_maintainers, report.maintainers);
        return report;
    });
}

}  // namespace packages
