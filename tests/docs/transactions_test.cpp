// SPDX-License-Identifier: MIT
// Snippets of docs/transactions.md.
#include <nuage/connection.hpp>
#include <support/catch.hpp>

#include "database.hpp"

namespace {

std::vector<std::string> mails;
void send_mail(const std::string& to) { mails.push_back(to); }

// [atomic]
User sign_up(const std::string& name, const std::string& email) {
    return nuage::atomic([&] {
        User user = User::objects.create("name"_f = name, "email"_f = email);
        Post::objects.create("title"_f = "Hello", "author"_f = user);
        nuage::on_commit([email] { send_mail(email); });   // runs after COMMIT; not at all after ROLLBACK
        return user;
    });
}
// [/atomic]

}  // namespace

TEST_CASE("a transaction is kept whole or not at all", "[docs]") {
    const BlogDatabase database;
    mails.clear();
    sign_up("Mary", "mary@example.com");
    CHECK(mails == std::vector<std::string>{"mary@example.com"});
    CHECK_THROWS_AS(sign_up("Mary again", "mary@example.com"), nuage::UniqueViolation);
    CHECK(mails.size() == 1);
    CHECK(Post::objects.filter("title"_f = "Hello").count() == 1);
}

TEST_CASE("a nested block is a savepoint", "[docs]") {
    const BlogDatabase database;
    // [nested]
    nuage::atomic([&] {
        Post::objects.create("title"_f = "Kept", "author"_f = database.ada);
        try {
            nuage::atomic([&] {
                Post::objects.create("title"_f = "Lost", "author"_f = database.ada);
                User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");   // not unique
            });
        } catch (const nuage::UniqueViolation&) {
            // The inner block is rolled back; the outer one goes on.
        }
        Post::objects.create("title"_f = "Kept, too", "author"_f = database.ada);
    });
    // [/nested]
    CHECK(Post::objects.filter("title__startswith"_f = "Kept").count() == 2);
    CHECK_FALSE(Post::objects.filter("title"_f = "Lost").exists());
}

TEST_CASE("an error caught inside a block spoils it", "[docs]") {
    const BlogDatabase database;
    // [spoiled]
    try {
        nuage::atomic([&] {
            try {
                User::objects.create("name"_f = "Ada", "email"_f = "ada@example.com");   // not unique
            } catch (const nuage::UniqueViolation&) {
            }
            User::objects.count();   // throws TransactionManagementError, on every database
        });
    } catch (const nuage::TransactionManagementError&) {
    }
    // [/spoiled]
    CHECK_THROWS_AS(nuage::atomic([&] {
                        CHECK_THROWS_AS(User::objects.create("email"_f = "ada@example.com"), nuage::UniqueViolation);
                        User::objects.count();
                    }),
                    nuage::TransactionManagementError);
    CHECK(User::objects.count() == 3);
}

TEST_CASE("a durable block refuses to be nested", "[docs]") {
    const BlogDatabase database;
    // [options]
    nuage::atomic({.using_db = "default", .durable = true}, [&] { User::objects.count(); });
    nuage::atomic([&] {
        nuage::atomic({.savepoint = false}, [&] { User::objects.count(); });   // an exception here ends the outer block
    });
    // [/options]
    CHECK_THROWS_AS(nuage::atomic([] { nuage::atomic({.durable = true}, [] {}); }), nuage::TransactionManagementError);
}

TEST_CASE("a savepoint by hand", "[docs]") {
    const BlogDatabase database;
    // [savepoint]
    nuage::atomic([&] {
        for (const char* email : {"ada@example.com", "mary@example.com"}) {
            const nuage::Savepoint before = nuage::savepoint();
            try {
                User::objects.create("name"_f = "New", "email"_f = email);
                nuage::savepoint_commit(before);
            } catch (const nuage::UniqueViolation&) {
                nuage::savepoint_rollback(before);   // the first one is there already; the block goes on
            }
        }
    });
    // [/savepoint]
    CHECK(User::objects.filter("name"_f = "New").count() == 1);
}

TEST_CASE("a row is locked while it is changed", "[docs]") {
    const BlogDatabase database;
    // [for-update]
    nuage::atomic([&] {
        Post post = Post::objects.select_for_update().get("title"_f = "Compilers");
        post.views += 1;   // nobody else changes it between reading and writing
        post.save();
    });
    // [/for-update]
    CHECK(Post::objects.get("title"_f = "Compilers").views == 6);
}

TEST_CASE("a transaction is run again", "[docs]") {
    const BlogDatabase database;
    // [retries]
    nuage::atomic({.retries = 5, .isolation = nuage::Isolation::serializable}, [&] {
        Post post = Post::objects.get("title"_f = "Compilers");
        post.views += 1;
        post.save();   // a concurrent change is a SerializationFailure or a deadlock: then all of this is run again
    });
    // [/retries]
    CHECK(Post::objects.get("title"_f = "Compilers").views == 6);
}

TEST_CASE("foreign keys are checked when the transaction commits", "[docs]") {
    const BlogDatabase database;
    bool went_on = false;
    CHECK_THROWS_AS(nuage::atomic([&] {
                        Post::objects.create("title"_f = "Lost", "author"_f = 999);
                        went_on = true;
                    }),
                    nuage::ForeignKeyViolation);
    CHECK(went_on);
    CHECK_FALSE(Post::objects.filter("title"_f = "Lost").exists());
    CHECK_THROWS_AS(nuage::atomic([&] {
                        Post::objects.create("title"_f = "Lost", "author"_f = 999);
                        // [check-constraints]
                        nuage::connection().check_constraints();                // #include <nuage/connection.hpp>
                        nuage::connection().check_constraints<User, Post>();    // of some tables, where the database can
                        // [/check-constraints]
                        FAIL("not found");
                    }),
                    nuage::ForeignKeyViolation);
}
