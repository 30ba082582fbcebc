// SPDX-License-Identifier: MIT
#include <thread>
#include <vector>

#include <support/catch.hpp>

#include <nuage/nuage.hpp>

namespace {

struct Leaf;
struct Loose;
struct Tree {
    std::int64_t id{};
    nuage::ForeignKey<Tree, nuage::nullable> parent{};
    nuage::RelatedSet<Loose, "tree"> loose{};

    NUAGE_MODEL(Tree, (id), (parent), (loose))
};
struct Mark {
    std::int64_t id{};

    NUAGE_MODEL(Mark, (id))
};
struct Leaf {
    std::int64_t id{};
    nuage::ForeignKey<Tree> tree{};
    nuage::ForeignKey<Tree, nuage::nullable> second{};
    nuage::ManyToMany<Mark> marks{};

    NUAGE_MODEL(Leaf, (id), (tree), (second), (marks))
};
/// In no app: known by the other end that Tree declares.
struct Loose {
    std::int64_t id{};
    nuage::ForeignKey<Tree> tree{};

    NUAGE_MODEL(Loose, (id), (tree))
};
/// In no app, and nobody knows of it.
struct Lonely {
    std::int64_t id{};
    nuage::ForeignKey<Tree> tree{};
    nuage::ForeignKey<Lonely, nuage::nullable> self{};

    NUAGE_MODEL(Lonely, (id), (tree), (self))
};

NUAGE_APP(referring, Tree, Mark, Leaf)

std::vector<std::string> names(const nuage::ModelInfo& model) {
    std::vector<std::string> names;
    for (const nuage::Referrer& referrer : nuage::referrers(model))
        names.push_back(std::string(referrer.model->name) + "." + std::string(referrer.field->name));
    return names;
}

}  // namespace

TEST_CASE("the foreign keys to a model are found in all apps and where relations lead") {
    CHECK(names(nuage::model_info<Tree>()) == std::vector<std::string>{"Tree.parent", "Leaf.tree", "Leaf.second", "Loose.tree"});
    CHECK(names(nuage::model_info<Loose>()).empty());
}

TEST_CASE("the join tables of many-to-many relations refer to both sides") {
    CHECK(names(nuage::model_info<Mark>()) == std::vector<std::string>{"Leaf_marks.target"});
    CHECK(names(nuage::model_info<Leaf>()) == std::vector<std::string>{"Leaf_marks.source"});
}

TEST_CASE("a model that is in no app knows at least itself") {
    CHECK(names(nuage::model_info<Lonely>()) == std::vector<std::string>{"Lonely.self"});
}

TEST_CASE("referrers may be asked for by several threads") {
    std::vector<std::thread> threads;
    std::vector<const nuage::Referrer*> found(8);
    for (std::size_t i = 0; i < found.size(); ++i)
        threads.emplace_back([&found, i] { found[i] = nuage::referrers(nuage::model_info<Tree>()).data(); });
    for (std::thread& thread : threads) thread.join();
    for (const nuage::Referrer* first : found) CHECK(first == found[0]);
}
