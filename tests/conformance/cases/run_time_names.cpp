// SPDX-License-Identifier: MIT
// What does not compile where the names are literals: with names that arrive at run time it is the error that Django gives.
#include <conformance/case.hpp>
#include <conformance/models.hpp>
#include <nuage/dynamic.hpp>

using namespace conf;
using namespace nuage;
using namespace nuage::by_name;
using conformance::attempt;
using conformance::fewer_queries;
using conformance::list;

namespace {

DynamicQuerySet books() { return dynamic_objects("conf.Book"); }

}  // namespace

CASE("values.unknown_error") { return dynamic_objects("conf.Tag").values({"colours"}).count(); }

CASE("values.annotation_conflict_error") { return books().annotate("title", field("slug")).count(); }

CASE("dates.bad_field_error") { return books().dates("title", "year").count(); }

CASE("group_by.alias_reference_error") { return dynamic_objects("conf.Author").alias("n", aggregate("count", "books")).values({"n"}).count(); }

CASE("func_date.extract_bad_name_error") { return dynamic_objects("conf.Sample").annotate("v", call("hour", {"day"})).values({"v"}).count(); }

CASE("func_date.trunc_bad_error") { return dynamic_objects("conf.Sample").annotate("v", call("TruncHour", {"day"})).values({"v"}).count(); }

CASE("func_text.collate_unknown_name_error") { return dynamic_objects("conf.Sample").annotate("v", collate("word", "bad name;")).count(); }

CASE("write.update_joined_f_error") { return list(attempt([] { books().update({{"note", field("author__last_name")}}); })); }

CASE("ordering.nulls_both_error") { return books().order_by({field("pages").asc().nulls_first().nulls_last()}).count(); }

CASE("related_load.select_related_unknown_error") { return Book::objects.select_related(dynamic("tags")); }

CASE("related_load.select_related_non_relation_error") { return Book::objects.select_related(dynamic("title")); }

CASE("related_load.prefetch_not_relation_error", fewer_queries(0)) { return Book::objects.prefetch_related(dynamic("title")); }

CASE("single_object.in_bulk_not_unique_error") { return static_cast<std::int64_t>(books().in_bulk({"live"}, "status").size()); }

CASE("misc.combine_different_models_error") { return (books() | dynamic_objects("conf.Tag")).count(); }

CASE("filtered_relation.empty_relation_error") {
    return dynamic_objects("conf.Author").annotate("x", filtered_relation("", where("books__stock", 1))).count();
}
