// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using conformance::Json;
using conformance::list;

namespace {

/// loaded() of the reference: the names of what is deferred, sorted; Python has "parent_id" for the key of a relation.
template <class M>
Json loaded(const M& object) {
    std::vector<std::string> names;
    for (const auto& name : nuage::deferred_fields(object)) {
        const nuage::ModelInfo& model = nuage::model_info<M>();
        const nuage::FieldInfo& field = model.fields[model.find(name)];
        names.push_back(std::string(name) + (field.kind == nuage::FieldKind::foreign_key ? "_id" : ""));
    }
    std::sort(names.begin(), names.end());
    return conformance::encode(names);
}

}  // namespace

CASE("defer_only.defer_names") { return loaded(Tag::objects.defer("colour"_f).get("pk"_f = 1)); }

CASE("defer_only.only_keeps_pk") { return loaded(Tag::objects.only("label"_f).get("pk"_f = 1)); }

CASE("defer_only.defer_access_queries") {
    Tag tag = Tag::objects.defer("label"_f).get("pk"_f = 2);
    return tag.fetch("label"_f);
}

CASE("defer_only.only_access_queries") {
    Json rows;
    for (Tag tag : Tag::objects.only("label"_f).filter("pk__lte"_f = 2).order_by("pk"_f))
        rows.push_back(list(tag.label, tag.fetch("colour"_f)));
    return rows;
}

CASE("defer_only.only_twice") {
    return loaded(Category::objects.only("name"_f).only("slug"_f).get("pk"_f = 1));
}

CASE("defer_only.only_then_defer") {
    return loaded(Category::objects.only("name"_f, "slug"_f).defer("name"_f).get("pk"_f = 1));
}

CASE("defer_only.defer_related") {
    Json rows;
    for (const Book& book : Book::objects.select_related("author"_f)
                                .defer("author__note"_f, "author__created_at"_f)
                                .filter("pk"_f = 3))
        rows.push_back(list(book.author->first_name, loaded(*book.author)));
    return rows;
}

CASE("defer_only.only_deferred_fk_select_related_error") {
    return Book::objects.select_related("author"_f).only("title"_f).filter("pk"_f = 3).rows();
}
