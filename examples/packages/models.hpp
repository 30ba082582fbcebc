// SPDX-License-Identifier: MIT
// What a machine has installed, who looks after it, and what needs what.
#pragma once

#include <optional>
#include <string>

#include <nuage/choices.hpp>
#include <nuage/nuage.hpp>

namespace packages {

struct Package;
struct Dependency;

struct Maintainer {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    nuage::RelatedSet<Package, "maintainer"> packages{};

    NUAGE_MODEL(Maintainer, (id), (name, max_length(250)), (email, max_length(250), blank), (packages))
    NUAGE_META(ordering("name"), constraints(unique("name", "email")))

    friend bool operator==(const Maintainer&, const Maintainer&) = default;
};

struct Section {
    std::int64_t id{};
    std::string name{};
    nuage::RelatedSet<Package, "section"> packages{};

    NUAGE_MODEL(Section, (id), (name, max_length(100), unique), (packages))
    NUAGE_META(ordering("name"))

    friend bool operator==(const Section&, const Section&) = default;
};

struct Package {
    std::int64_t id{};
    std::string name{};
    std::string architecture{};
    std::string version{};
    std::string priority{};
    std::string summary{};
    std::optional<std::int64_t> installed_kib{};
    bool installed{};
    bool essential{};
    nuage::ForeignKey<Maintainer, nuage::nullable> maintainer{};
    nuage::ForeignKey<Section, nuage::nullable> section{};
    nuage::RelatedSet<Dependency, "package"> dependencies{};  // what it needs
    nuage::RelatedSet<Dependency, "target"> dependents{};     // what needs it

    NUAGE_MODEL(Package,
        (id), (name, max_length(200)), (architecture, max_length(30), blank), (version, max_length(200), blank),
        (priority, max_length(30), blank), (summary, blank), (installed_kib, positive), (installed), (essential),
        (maintainer, on_delete(protect)), (section, on_delete(protect)), (dependencies), (dependents))
    NUAGE_META(ordering("name"), constraints(unique("name", "architecture")), indexes(index("-installed_kib")))

    friend bool operator==(const Package&, const Package&) = default;
};

enum class Strength { depends, pre_depends, recommends };
NUAGE_TEXT_CHOICES(Strength, (depends, "depends", "Depends"), (pre_depends, "pre-depends", "Pre-Depends"),
                   (recommends, "recommends", "Recommends"))

struct Dependency {
    std::int64_t id{};
    nuage::ForeignKey<Package> package{};
    Strength strength{};
    std::int32_t position{};     // dependencies of one position are alternatives: "a | b"
    std::int32_t alternative{};
    std::string target_name{};
    std::string qualifier{};     // "any" in "perl:any"
    std::string constraint{};    // ">= 2.36"
    nuage::ForeignKey<Package, nuage::nullable> target{};  // empty: no such package is installed

    NUAGE_MODEL(Dependency,
        (id), (package, on_delete(cascade)), (strength, max_length(20)), (position), (alternative),
        (target_name, max_length(200), index), (qualifier, max_length(30), blank), (constraint, max_length(200), blank),
        (target, on_delete(set_null)))
    NUAGE_META(constraints(unique("package", "strength", "position", "alternative")))

    friend bool operator==(const Dependency&, const Dependency&) = default;
};

NUAGE_APP(packages, Maintainer, Section, Package, Dependency);

}  // namespace packages
