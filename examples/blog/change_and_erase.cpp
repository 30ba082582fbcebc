// SPDX-License-Identifier: MIT
// Changing and deleting, one object or many rows at once.
#include "chapters.hpp"
#include "models.hpp"
#include "show.hpp"

namespace blog {

using namespace nuage::literals;

namespace {

void update() {
    chapter("Update");
    User user = User::objects.get("email"_f = "john@example.com");
    SHOW(user.name = "John Smith");
    SHOW(user.save());
    sql(save_sql(nuage::model_info<User>()));
    result("{}", User::objects.get("id"_f = user.id).name);

    SHOW(auto matched = User::objects.filter("name__icontains"_f = "John").update("name"_f = "Updated"));
    sql(update_sql(User::objects.filter("name__icontains"_f = "John").query(), "name", "Updated"));
    result("{} rows", matched);
    SHOW(user.refresh_from_db());
    result("{}", user.name);

    SHOW(auto users = User::objects.filter("name"_f = "Updated").order_by("id"_f).fetch());
    SHOW(for (User& u : users) u.name += " and numbered " + std::to_string(u.id));
    SHOW(auto changed = User::objects.bulk_update(users, nuage::fields("name"_f)));
    result("{} rows: {}", changed,
           fmt::join(User::objects.filter("name__startswith"_f = "Updated").order_by("id"_f).flat("name"_f), ", "));
}

void erase() {
    chapter("Erase");
    SHOW(auto [total, per_model] = User::objects.filter("name"_f = "Test").erase());
    sql(erase_sql(User::objects.filter("name"_f = "Test").query()));
    result("{} rows", total);
    for (const auto& [model, rows] : per_model) result("{}: {}", model, rows);

    User user = User::objects.get("email"_f = "x@y.z");
    SHOW(user.erase());
    sql(erase_sql(User::objects.filter("id"_f = 6).query()));
    result("exists: {}; {} users are left", User::objects.filter("email"_f = "x@y.z").exists(), User::objects.count());
}

}  // namespace

void change_and_erase() {
    update();
    erase();
}

}  // namespace blog
