// SPDX-License-Identifier: MIT
// Objects into the database and back.
#include "chapters.hpp"
#include "models.hpp"
#include "show.hpp"

namespace blog {

using namespace nuage::literals;

namespace {

void create() {
    chapter("Create");
    SHOW(auto john = User::objects.create("name"_f = "John Doe", "email"_f = "john@example.com"));
    sql(insert_sql(nuage::model_info<User>()));
    result("{}, id {}", john.name, john.id);

    SHOW(User jane{.name = "Jane", .email = "jane@company.com"});
    result("a plain struct, id {}", jane.id);
    SHOW(jane.save());
    result("{}, id {}", jane.name, jane.id);

    code(R"(std::vector<User> users{{.name = "Grace Johnson", …}, {.name = "Test", …}, {.name = "Test", …}};)");
    std::vector<User> users{{.name = "Grace Johnson", .email = "grace@company.com"},
                            {.name = "Test", .email = "test1@example.com"},
                            {.name = "Test", .email = "test2@example.com"}};
    SHOW(User::objects.bulk_create(users));
    for (const User& user : users) result("{}, id {}", user.name, user.id);

    SHOW(auto [found, created] = User::objects.get_or_create("email"_f = "x@y.z", nuage::defaults("name"_f = "X")));
    result("{}, id {}, created: {}", found.name, found.id, created);
    SHOW(auto [again, twice] = User::objects.get_or_create("email"_f = "x@y.z", nuage::defaults("name"_f = "Y")));
    result("{}, id {}, created: {}", again.name, again.id, twice);
}

void get() {
    chapter("Get");
    SHOW(auto by_email = User::objects.get("email"_f = "john@example.com"));
    sql(select_sql(User::objects.filter("email"_f = "john@example.com").order_by().query()));
    result("{} <{}>, id {}", by_email.name, by_email.email, by_email.id);

    code(R"(try { User::objects.get("email"_f = "nobody@example.com"); } catch (const User::DoesNotExist& e) { … })");
    try {
        const User nobody = User::objects.get("email"_f = "nobody@example.com");
        result("unexpected: {}", nobody.name);
    } catch (const User::DoesNotExist& e) {
        result("User::DoesNotExist: {}", e.what());
    }
    code(R"(try { User::objects.get("name"_f = "Test"); } catch (const User::MultipleObjectsReturned& e) { … })");
    try {
        const User one = User::objects.get("name"_f = "Test");
        result("unexpected: {}", one.name);
    } catch (const User::MultipleObjectsReturned& e) {
        result("User::MultipleObjectsReturned: {}", e.what());
    }
}

}  // namespace

void create_and_read() {
    create();
    get();
}

}  // namespace blog
