// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;
using namespace nuage;

using conformance::attempt;
using conformance::error_name;
using conformance::Json;
using conformance::list;
using conformance::state;
using conformance::state_size;

namespace {

/// Python's KeyError, which is no error of the database.
struct KeyError {};

}  // namespace

CASE("transaction.atomic_commit") {
    atomic([] { Tag::objects.create("label"_f = "kept"); });
    return state(Tag::objects.filter("label"_f = "kept").values_list("label"_f));
}

CASE("transaction.autocommit") {
    Tag::objects.create("label"_f = "auto");
    return list(db::in_atomic_block(), state(Tag::objects.filter("label"_f = "auto").values_list("label"_f)));
}

CASE("transaction.integrity_error_in_savepoint") {
    std::string error;
    atomic([&] {
        Tag::objects.create("label"_f = "first");
        error = attempt([] { Tag::objects.create("label"_f = "sale"); });
        Tag::objects.create("label"_f = "second");
    });
    return list(list(error), state(Tag::objects.filter("label__in"_f = {"first", "second"}).values_list("label"_f)));
}

CASE("transaction.set_rollback") {
    atomic([] {
        Tag::objects.create("label"_f = "doomed");
        set_rollback(true);
    });
    return state(Tag::objects.filter("label"_f = "doomed").values_list("label"_f));
}

CASE("transaction.on_commit_in_autocommit_runs_now") {
    Json log;
    on_commit([&] { log.push_back("now"); });
    log.push_back("next");
    return log;
}

CASE("transaction.on_commit_sees_committed_rows") {
    Json log;
    atomic([&] {
        Tag::objects.create("label"_f = "visible");
        on_commit([&] { log.push_back(list(db::in_atomic_block(), Tag::objects.filter("label"_f = "visible").count())); });
    });
    return log;
}

CASE("transaction.on_commit_robust") {
    Json log;
    const ErrorReporter loud = set_error_reporter([](std::string_view, const std::exception_ptr&) {});
    atomic([&] {
        on_commit([] { throw KeyError(); }, {.robust = true});
        on_commit([&] { log.push_back("ran"); });
    });
    set_error_reporter(loud);
    return log;
}

CASE("transaction.on_commit_error_stops_rest") {
    Json log;
    try {
        atomic([&] {
            Tag::objects.create("label"_f = "stays");
            on_commit([] { throw KeyError(); });
            on_commit([&] { log.push_back("skipped"); });
        });
    } catch (const KeyError&) {
        log.push_back("raised");
    }
    return list(log, state(Tag::objects.filter("label"_f = "stays").values_list("label"_f)));
}

CASE("transaction.decorator") {
    // What a decorator is in Python is a function around another one in C++.
    const auto work = [](bool fail) {
        return atomic([&] {
            Tag::objects.create("label"_f = fail ? "deco-True" : "deco-False");
            if (fail) throw KeyError();
        });
    };
    work(false);
    try {
        work(true);
    } catch (const KeyError&) {
    }
    return state(Tag::objects.filter("label__startswith"_f = "deco-").values_list("label"_f));
}

CASE("transaction.delete_cascade_is_atomic") {
    Json log = Json::array();
    try {
        Author::objects.get("pk"_f = 1).erase();
    } catch (const std::exception& error) {
        log.push_back(error_name(error));
    }
    return list(log, state_size(Author::objects.all()), state_size(Book::objects.all()));
}

CASE("transaction.bulk_create_batches_all_or_nothing") {
    std::vector<Tag> tags{{.label = "b1"}, {.label = "b2"}, {.label = "sale"}};
    try {
        Tag::objects.bulk_create(tags, {.batch_size = 1});
    } catch (const std::exception& error) {
        return list(error_name(error), state(Tag::objects.filter("label__in"_f = {"b1", "b2"}).values_list("label"_f)));
    }
    return "no error";
}
