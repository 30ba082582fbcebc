// SPDX-License-Identifier: MIT
#include "data.hpp"

#include <stdexcept>

namespace bench {
namespace {

constexpr std::int64_t first_created = 1'700'000'000'000'000;
constexpr std::int64_t filtered_rows = 50;
constexpr std::int64_t joined_rows = 1000;

std::string padded(std::int64_t number) {
    std::string digits = std::to_string(number);
    return std::string(7 - digits.size(), '0') + digits;
}

/// A name of 12 characters and an address of 24; names are in another order than the rows.
template <class Row>
std::vector<Row> people(std::int64_t count) {
    std::vector<Row> rows(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        Row& row = rows[static_cast<std::size_t>(i)];
        row.name = "user-" + padded(i * 7919 % 9'999'991);
        row.email = row.name + "@example.com";
        row.created = first_created + i;
    }
    return rows;
}

std::vector<Post> posts_of(std::int64_t users) {
    std::vector<Post> posts(static_cast<std::size_t>(2 * joined_rows));
    for (std::size_t i = 0; i < posts.size(); ++i) {
        posts[i].title = "What I did on day " + std::to_string(i);
        posts[i].created = first_created;
        posts[i].author = nuage::key(static_cast<std::int64_t>(i) * 31 % users + 1);
    }
    return posts;
}

Tree tree_of(std::int64_t writers, std::int64_t each) {
    Tree tree;
    for (std::int64_t i = 1; i <= writers; ++i) tree.writers.push_back({.name = "writer-" + padded(i)});
    for (std::int64_t i = 0; i < writers * each; ++i)
        tree.articles.push_back({.title = "What I learnt on day " + std::to_string(i), .writer = nuage::key(i / each + 1)});
    for (std::int64_t i = 0; i < writers * each * each; ++i)
        tree.remarks.push_back({.text = "I do not agree with point " + std::to_string(i), .article = nuage::key(i / each + 1)});
    return tree;
}

void get(Side& side, Data& data, std::uint64_t i) {
    const std::int64_t id = spread(i, data.rows) + 1;
    if (side.get(id).id != id) throw std::runtime_error("get: the wrong user");
}

void bulk_read(Side& side, Data& data, std::uint64_t) {
    if (side.bulk_read().size() != data.users.size()) throw std::runtime_error("bulk_read: not all users");
}

void filtered(Side& side, Data& data, std::uint64_t i) {
    const std::int64_t from = first_created + spread(i, data.rows - filtered_rows);
    if (side.filtered(from, from + filtered_rows).size() != filtered_rows)
        throw std::runtime_error("filtered: not all users");
}

void join(Side& side, Data&, std::uint64_t) {
    if (side.join(joined_rows).size() != joined_rows) throw std::runtime_error("join: not all posts");
}

void prefetch(Side& side, Data& data, std::uint64_t) {
    if (side.prefetch().size() != data.tree.writers.size()) throw std::runtime_error("prefetch: not all writers");
}

void bulk_create(Side& side, Data& data, std::uint64_t) { side.bulk_create(data.contacts); }

void bulk_load(Side& side, Data& data, std::uint64_t) { side.bulk_load(data.contacts); }

void without_contacts(Side& side, Data& data) {
    side.empty_contacts();
    for (Contact& contact : data.contacts) {
        contact.id = 0;
        contact.nuage_state = {};
    }
}

void update(Side& side, Data& data, std::uint64_t i) {
    if (side.update(spread(i, data.rows) + 1, data.names[i % data.names.size()]) != 1)
        throw std::runtime_error("update: no such user");
}

void require(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(std::string("the two sides differ in ") + what);
}

bool same(const User& a, const User& b) {
    return a.id == b.id && a.name == b.name && a.email == b.email && a.created == b.created;
}

bool same(const Post& a, const Post& b) {
    return a.id == b.id && a.title == b.title && a.created == b.created && a.author == b.author &&
           a.author.is_loaded() && b.author.is_loaded() && same(*a.author, *b.author);
}

bool same(const Remark& a, const Remark& b) { return a.id == b.id && a.text == b.text && a.article == b.article; }
bool same(const Article& a, const Article& b) {
    return a.id == b.id && a.title == b.title && a.writer == b.writer && a.remarks.is_loaded() && b.remarks.is_loaded() &&
           std::equal(a.remarks.begin(), a.remarks.end(), b.remarks.begin(), b.remarks.end(),
                      [](const Remark& x, const Remark& y) { return same(x, y); });
}
bool same(const Writer& a, const Writer& b) {
    return a.id == b.id && a.name == b.name && a.articles.is_loaded() && b.articles.is_loaded() && !a.articles.empty() &&
           std::equal(a.articles.begin(), a.articles.end(), b.articles.begin(), b.articles.end(),
                      [](const Article& x, const Article& y) { return same(x, y); });
}

template <class Row>
void require_same_rows(const std::vector<Row>& a, const std::vector<Row>& b, const char* what) {
    require(!a.empty() && a.size() == b.size(), what);
    for (std::size_t i = 0; i < a.size(); ++i) require(same(a[i], b[i]), what);
}

std::vector<std::int64_t> created_ids(Side& side, Data& data, decltype(&bulk_create) create) {
    without_contacts(side, data);
    create(side, data, 0);
    std::vector<std::int64_t> ids;
    for (const Contact& contact : data.contacts) ids.push_back(contact.id - data.contacts.front().id);
    return ids;
}

}  // namespace

std::int64_t spread(std::uint64_t i, std::int64_t range) {
    return static_cast<std::int64_t>(i * 7919 % static_cast<std::uint64_t>(range));
}

Data::Data(std::int64_t count)
    : rows(count), users(people<User>(count)), posts(posts_of(count)), contacts(people<Contact>(count)), tree(tree_of(100, 10)) {
    for (int i = 0; i < 1000; ++i) names.push_back("name-" + padded(i));
}

const std::vector<Workload> workloads = {
    {"get", &get, nullptr, 1000},          {"bulk_read", &bulk_read},
    {"filtered", &filtered, nullptr, 100}, {"join", &join, nullptr, 5},
    {"prefetch", &prefetch},
    {"bulk_create", &bulk_create, &without_contacts}, {"update", &update, nullptr, 1000},
    {"bulk_create_100k", &bulk_load, &without_contacts, 1, "postgresql"},
};

void require_same(Side& one, Side& other, Data& data) {
    for (std::uint64_t i = 0; i < 100; ++i) {
        const std::int64_t id = spread(i, data.rows) + 1;
        const std::string& name = data.names[i];
        require(one.update(id, name) == 1 && other.update(id, name) == 1, "update");
        require(same(one.get(id), other.get(id)) && one.get(id).name == name, "get");
    }
    require_same_rows(one.bulk_read(), other.bulk_read(), "bulk_read");
    require_same_rows(one.filtered(first_created, first_created + filtered_rows),
                      other.filtered(first_created, first_created + filtered_rows), "filtered");
    require_same_rows(one.join(joined_rows), other.join(joined_rows), "join");
    require_same_rows(one.prefetch(), other.prefetch(), "prefetch");
    const std::vector<std::int64_t> ids = created_ids(one, data, &bulk_create);
    require(ids.front() != ids.back() && ids == created_ids(other, data, &bulk_create), "bulk_create");
    require(ids == created_ids(other, data, &bulk_load), "bulk_create_100k");
}

}  // namespace bench
