// SPDX-License-Identifier: MIT
// One side of a comparison: the workloads, done by nuage or by hand.
#pragma once

#include <memory>

#include "models.hpp"

namespace bench {

/// Writers, articles and remarks, in the order of their ids.
struct Tree {
    std::vector<Writer> writers;
    std::vector<Article> articles;
    std::vector<Remark> remarks;
};

class Side {
public:
    virtual ~Side() = default;

    virtual User get(std::int64_t id) = 0;
    virtual std::vector<User> bulk_read() = 0;
    /// Users created in [from, to), by name.
    virtual std::vector<User> filtered(std::int64_t from, std::int64_t to) = 0;
    /// The first posts with their authors.
    virtual std::vector<Post> join(std::int64_t limit) = 0;
    /// All writers with their articles and the remarks on them, by three queries.
    virtual std::vector<Writer> prefetch() = 0;
    /// Inserts all, and fills in their ids.
    virtual void bulk_create(std::vector<Contact>& contacts) = 0;
    /// The same, by hand in the way that the database has for very many rows.
    virtual void bulk_load(std::vector<Contact>& contacts) = 0;
    /// Gives a user another name; the number of rows matched.
    virtual std::int64_t update(std::int64_t id, const std::string& name) = 0;

    // Not measured.
    virtual void fill(std::vector<User>& users, std::vector<Post>& posts, Tree& tree) = 0;
    virtual void empty_contacts() = 0;
};

std::unique_ptr<Side> nuage_side();
#ifdef NUAGE_WITH_SQLITE
/// In a database in memory of its own, with the tables nuage makes; or in a file that the other side made and filled.
std::unique_ptr<Side> raw_sqlite(const std::string& file);
#endif
#ifdef NUAGE_WITH_POSTGRESQL
/// In the tables that the other side made and filled.
std::unique_ptr<Side> raw_postgresql(const std::string& url);
#endif
#ifdef NUAGE_WITH_MYSQL
std::unique_ptr<Side> raw_mysql(const std::string& url);
#endif

}  // namespace bench
