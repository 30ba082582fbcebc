// SPDX-License-Identifier: MIT
// Query sets: lazy, composed step by step, run when the rows are wanted.
#include "chapters.hpp"
#include "models.hpp"
#include "show.hpp"

namespace blog {

using namespace nuage::literals;

namespace {

void filter() {
    chapter("Filter");
    SHOW(auto all = User::objects.all().order_by("id"_f));
    sql(select_sql(all.query()));
    result("lazy: nothing has run yet; count() is {}", all.count());
    SHOW(for (const User& user : all) result("{}", user.str()));

    SHOW(auto some = User::objects.filter("name__icontains"_f = "john").order_by("name"_f));
    sql(select_sql(some.query()));
    for (const User& user : some) result("{} <{}>", user.name, user.email);
}

void conditions() {
    chapter("Conditions");
    SHOW(auto since = nuage::datetime(2024, 1, 1));
    SHOW(auto same = User::objects.filter(Q("created_at__gte"_f = since) & ~Q("email__endswith"_f = "@company.com"))
                         .order_by("-created_at"_f, "name"_f)[{0, 10}]);
    sql(select_sql(same.query()));
    result("{} users", same.size());

    SHOW(auto recent = User::objects
                           .filter("created_at"_f >= nuage::now() - 30 * nuage::days &&
                                   "email"_f.endswith("@company.com"))
                           .order_by("-created_at"_f, "-id"_f)[{0, 10}]);
    sql_text(select_sql(recent.query()).text);
    for (const User& user : recent) result("{} <{}>", user.name, user.email);

    SHOW(bool only_test = true);
    SHOW(auto users = User::objects.order_by("email"_f));
    SHOW(if (only_test) users = users.filter("name"_f = "Test"));
    sql(select_sql(users.query()));
    for (const User& user : users) result("{} <{}>", user.name, user.email);
}

void columns() {
    chapter("Columns");
    SHOW(auto names = User::objects.order_by("id"_f).flat("name"_f));
    result("{}", fmt::join(names, ", "));
    SHOW(auto pairs = User::objects.filter("id__lte"_f = 2).order_by("id"_f).values_list("id"_f, "email"_f));
    sql(select_sql(pairs.query()));
    for (const auto& [id, email] : pairs) result("({}, {})", id, email);
}

void raw() {
    chapter("Raw SQL");
    SHOW(auto users = User::objects.raw("SELECT * FROM blog_user WHERE email LIKE ? ORDER BY id", "%@company.com"));
    for (const User& user : users) result("{} <{}>", user.name, user.email);
}

}  // namespace

void query() {
    filter();
    conditions();
    columns();
    raw();
}

}  // namespace blog
