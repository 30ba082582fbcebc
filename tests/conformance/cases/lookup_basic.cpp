// SPDX-License-Identifier: MIT
#include <limits>
#include <ranges>

#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

CASE("lookup_basic.bool_true") { return Sample::objects.filter("flag"_f = true).flat("pk"_f); }

CASE("lookup_basic.bool_null_is_true") { return Sample::objects.filter("maybe"_f = true).flat("pk"_f); }

CASE("lookup_basic.bool_null_is_none") { return Sample::objects.filter("maybe"_f = nullptr).flat("pk"_f); }

CASE("lookup_basic.bool_in") { return Sample::objects.filter("maybe__in"_f = {true, false}).flat("pk"_f); }

CASE("lookup_basic.small_min") { return Sample::objects.filter("tiny"_f = -32768).flat("pk"_f); }

CASE("lookup_basic.int_gt") { return Sample::objects.filter("whole__gt"_f = 7).flat("pk"_f); }

CASE("lookup_basic.int_gte") { return Sample::objects.filter("whole__gte"_f = 7).flat("pk"_f); }

CASE("lookup_basic.int_lt_negative") { return Sample::objects.filter("whole__lt"_f = -1).flat("pk"_f); }

CASE("lookup_basic.int_gt_float_bound") { return Sample::objects.filter("whole__gt"_f = 6.5).flat("pk"_f); }

CASE("lookup_basic.int_lt_float_bound") { return Sample::objects.filter("whole__lt"_f = 7.9).flat("pk"_f); }

CASE("lookup_basic.int_overflow_exact_is_empty") { return Sample::objects.filter("whole"_f = 9'223'372'036'854'775'808u).flat("pk"_f); }

CASE("lookup_basic.int_range_reversed_is_empty") { return Sample::objects.filter("whole__range"_f = range(9, -7)).flat("pk"_f); }

CASE("lookup_basic.int_in") { return Sample::objects.filter("whole__in"_f = {7, 9, 4242}).flat("pk"_f); }

CASE("lookup_basic.int_in_duplicates") { return Sample::objects.filter("whole__in"_f = {7, 7, 7}).flat("pk"_f); }

CASE("lookup_basic.int_in_generator") { return Sample::objects.filter("whole__in"_f = std::views::iota(5, 10)).flat("pk"_f); }

CASE("lookup_basic.not_in_empty") { return Sample::objects.exclude("whole__in"_f = std::vector<int>{}).flat("pk"_f); }

CASE("lookup_basic.big_exact_min") {
    return Sample::objects.filter("huge"_f = std::numeric_limits<std::int64_t>::min()).flat("pk"_f);
}

CASE("lookup_basic.big_pos_max") { return Sample::objects.filter("pos_huge"_f = 9'223'372'036'854'775'807).flat("pk"_f); }

CASE("lookup_basic.float_exact") { return Sample::objects.filter("real"_f = 2.5).flat("pk"_f); }

CASE("lookup_basic.float_gt") { return Sample::objects.filter("real__gt"_f = 0.1).flat("pk"_f); }

CASE("lookup_basic.float_negative_zero") { return Sample::objects.filter("real"_f = 0).flat("pk"_f); }

CASE("lookup_basic.decimal_exact") { return Sample::objects.filter("amount"_f = 10_dec).flat("pk"_f); }

CASE("lookup_basic.decimal_smallest") { return Sample::objects.filter("amount"_f = 0.0001_dec).flat("pk"_f); }

CASE("lookup_basic.decimal_extreme") { return Sample::objects.filter("amount__lte"_f = -99999999.9999_dec).flat("pk"_f); }

CASE("lookup_basic.decimal_lt_int") { return Sample::objects.filter("amount__lt"_f = 3).flat("pk"_f); }

CASE("lookup_basic.isnull_false") { return Sample::objects.filter("whole__isnull"_f = false).flat("pk"_f); }

CASE("lookup_basic.exact_none_means_isnull") { return Sample::objects.filter("real__exact"_f = nullptr).flat("pk"_f); }

CASE("lookup_basic.exclude_none") { return Sample::objects.exclude("real"_f = nullptr).flat("pk"_f); }

// "whole__near"_f would not compile.
CASE("lookup_basic.unknown_lookup_error") { return Sample::objects.filter(dynamic("whole__near") = 3).flat("pk"_f); }

CASE("lookup_basic.reserved_column") { return Category::objects.filter("order__gte"_f = 2).order_by("order"_f, "slug"_f).flat("pk"_f); }

CASE("lookup_basic.int_regex") { return Book::objects.filter("pages__regex"_f = R"(^\d{2}$)").flat("pk"_f); }

CASE("lookup_basic.uuid_in") {
    return Sample::objects
        .filter("uid__in"_f = {Uuid(), Uuid::parse("00000000-0000-0000-0000-000000000001")})
        .flat("pk"_f);
}

CASE("lookup_basic.uuid_startswith") { return Sample::objects.filter("uid__startswith"_f = "12345678-12").flat("pk"_f); }

CASE("lookup_basic.uuid_bad_value") { return Sample::objects.filter("uid"_f = "not-a-uuid").flat("pk"_f); }

CASE("lookup_basic.binary_empty") { return Sample::objects.filter("blob"_f = Bytes()).flat("pk"_f); }

CASE("lookup_basic.duration_negative") { return Sample::objects.filter("span__lt"_f = Duration(0)).flat("pk"_f); }

CASE("lookup_basic.duration_gt") { return Sample::objects.filter("span__gte"_f = 1 * nuage::days).flat("pk"_f); }

CASE("lookup_basic.duration_microsecond") { return Sample::objects.filter("span"_f = std::chrono::microseconds(1)).flat("pk"_f); }

CASE("lookup_basic.ip_v6_normalised") {
    return Sample::objects.filter("addr"_f = "2001:0db8:0000:0000:0000:ff00:0042:8329").flat("pk"_f);
}

CASE("lookup_basic.email_iexact") { return Sample::objects.filter("mail__iexact"_f = "upper@case.example").flat("pk"_f); }

CASE("lookup_basic.slug_exact") { return Sample::objects.filter("handle"_f = "a-b_c").flat("pk"_f); }

CASE("lookup_basic.url_contains_percent") { return Sample::objects.filter("link__contains"_f = "%25").flat("pk"_f); }
