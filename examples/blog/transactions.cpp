// SPDX-License-Identifier: MIT
// All or nothing.
#include <stdexcept>

#include "chapters.hpp"
#include "models.hpp"
#include "show.hpp"

namespace blog {

using namespace nuage::literals;

void transactions() {
    chapter("Transactions");
    code("nuage::atomic([] { User::objects.create(\"name\"_f = \"Ada\", …); throw std::runtime_error(…); });");
    try {
        nuage::atomic([] {
            User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
            throw std::runtime_error("the power went out");
        });
    } catch (const std::runtime_error& e) {
        result("{}; Ada exists: {}", e.what(), User::objects.filter("name"_f = "Ada").exists());
    }

    code(R"(nuage::atomic([] { …create("name"_f = "Ada", …); nuage::on_commit([] { result("committed"); }); … });)");
    nuage::atomic([] {
        User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");
        nuage::on_commit([] { result("committed"); });
        result("Ada exists inside the block: {}", User::objects.filter("name"_f = "Ada").exists());
    });

    code(R"(User::objects.create("name"_f = "Eve", "email"_f = "ada@example.com");)");
    try {
        User::objects.create("name"_f = "Eve", "email"_f = "ada@example.com");
    } catch (const nuage::UniqueViolation&) {
        result("nuage::UniqueViolation: an e-mail address belongs to one user");
    }
}

}  // namespace blog
