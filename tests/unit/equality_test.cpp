// SPDX-License-Identifier: MIT
#include <support/catch.hpp>

#include <nuage/nuage.hpp>

namespace {

struct Plain {
    std::int64_t id{};
    std::string name{};
    NUAGE_MODEL(Plain, (id), (name))
};
/// Says itself what equal means.
struct Defaulted {
    std::int64_t id{};
    std::string name{};
    NUAGE_MODEL(Defaulted, (id), (name))
    friend bool operator==(const Defaulted&, const Defaulted&) = default;
};
struct Ordered {
    std::int64_t id{};
    std::string name{};
    NUAGE_MODEL(Ordered, (id), (name))
    auto operator<=>(const Ordered&) const = default;
    // Where a class declares any operator== (NUAGE_MODEL does), C++ adds none to a defaulted <=>.
    bool operator==(const Ordered&) const = default;
};
struct Member {
    std::int64_t id{};
    std::string name{};
    NUAGE_MODEL(Member, (id), (name))
    bool operator==(const Member& other) const { return name == other.name; }
};
struct Free {
    std::int64_t id{};
    std::string name{};
    NUAGE_MODEL(Free, (id), (name))
};
bool operator==(const Free& a, const Free& b) { return a.name == b.name; }

/// A plain class derived from a model, a proxy over the same table, and a child with a table of its own.
struct Derived : Plain {
    int more = 0;
};
struct Proxy : Plain {
    NUAGE_PROXY(Proxy)
};
struct Child : Plain {
    int age{};
    NUAGE_MODEL(Child, (age))
};
/// A member of model type takes part in a defaulted comparison.
struct Pair {
    Plain plain;
    int n = 0;
    friend bool operator==(const Pair&, const Pair&) = default;
};
/// A text as key: empty until the row is stored.
struct Named {
    std::string code{};
    NUAGE_MODEL(Named, (code, primary_key))
};

template <class A, class B>
concept Comparable = requires(const A& a, const B& b) { a == b; };

template <class M>
M with(std::int64_t id, std::string name) {
    M object;
    object.id = id;
    object.name = std::move(name);
    return object;
}

}  // namespace

TEST_CASE("an operator== of the struct's own wins over that of the model") {
    CHECK(with<Plain>(1, "a") == with<Plain>(1, "b"));
    CHECK(with<Plain>(1, "a") != with<Plain>(2, "a"));
    CHECK(with<Defaulted>(1, "a") != with<Defaulted>(1, "b"));
    CHECK(with<Ordered>(1, "a") != with<Ordered>(1, "b"));
    CHECK(with<Ordered>(1, "a") < with<Ordered>(1, "b"));
    CHECK(with<Member>(1, "a") == with<Member>(2, "a"));
    CHECK(with<Free>(1, "a") == with<Free>(2, "a"));
    CHECK(Pair{with<Plain>(1, "a")} == Pair{with<Plain>(1, "b")});
}

TEST_CASE("objects of derived classes are equal to those of the same table and key") {
    CHECK(with<Derived>(1, "a") == with<Plain>(1, "b"));
    CHECK(with<Plain>(1, "a") == with<Derived>(1, "b"));
    CHECK(with<Derived>(1, "a") == with<Derived>(1, "b"));
    CHECK(with<Proxy>(1, "a") == with<Plain>(1, "b"));
    CHECK(with<Plain>(1, "a") == with<Proxy>(1, "b"));
    CHECK(with<Proxy>(1, "a") == with<Proxy>(1, "b"));
    CHECK(with<Proxy>(1, "a") == with<Derived>(1, "b"));
    CHECK(with<Derived>(1, "a") == with<Proxy>(1, "b"));
    CHECK(with<Child>(1, "a") != with<Plain>(1, "a"));
    CHECK(with<Plain>(1, "a") != with<Child>(1, "a"));
}

TEST_CASE("objects without a key equal themselves only") {
    const Named a;
    CHECK(a == a);
    CHECK(a != Named{});
    CHECK(Named{.code = "x"} == Named{.code = "x"});
}

TEST_CASE("objects of unrelated models cannot be compared") {
    CHECK((Comparable<Plain, Proxy>));
    CHECK_FALSE((Comparable<Plain, Named>));
    CHECK_FALSE((Comparable<Plain, int>));
}
