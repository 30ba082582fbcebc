// SPDX-License-Identifier: MIT
// Rows from JSON, and back, in the format of Django's loaddata and dumpdata.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nuage/db/execute.hpp>
#include <nuage/detail/objects.hpp>
#include <nuage/meta/errors.hpp>
#include <nuage/meta/model_info.hpp>
#include <nuage/queryset.hpp>

namespace nuage::testing {

/// A fixture cannot be loaded; what() names the file, the object, its model and field.
class FixtureError : public Error { using Error::Error; };

struct FixtureOptions {
    std::string_view using_db{};
    bool ignore_unknown = false;   ///< entries of models, and fields, that are not there are passed over. Django's --ignorenonexistent
};

/// Writes the rows of a JSON file, all or none, and gives their number:
///
///     [{"model": "blog.user", "pk": 1, "fields": {"name": "Ada", "email": "ada@example.com"}},
///      {"model": "blog.post", "pk": 7, "fields": {"title": "Looms", "author": 1, "tags": [3, 4]}}]
///
/// Values are written as they are: auto_now and validation do nothing, signals of save() are not sent. A row whose key is there is
/// overwritten. Fields that are left out have their defaults. Foreign keys are given by key, and may refer to rows further
/// down; many-to-many relations are lists of keys. Natural keys are not known.
/// Generated keys go on behind those that were given. Throws FixtureError, and what the database says.
/// https://docs.djangoproject.com/en/5.2/topics/serialization/#serialization-formats-json
std::size_t load_fixture(const std::string& path, const FixtureOptions& options = {});
/// The same from a text; errors call it by the name.
std::size_t load_fixture_text(std::string_view json, std::string_view name = "fixture", const FixtureOptions& options = {});

namespace detail {

/// Collects objects and writes them down.
class FixtureWriter {
public:
    FixtureWriter();
    FixtureWriter(const FixtureWriter&) = delete;
    FixtureWriter& operator=(const FixtureWriter&) = delete;
    ~FixtureWriter();
    void add(const ModelInfo& model, const void* object);
    [[nodiscard]] std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

template <class M>
void add_rows(FixtureWriter& writer, const QuerySet<M>& rows) {
    for (const M& row : rows.fetch()) writer.add(model_info<M>(), &row);
}

}  // namespace detail

/// The rows of query sets as a fixture, in their order; those of a child model after those of its parents. Runs the queries,
/// and one for each many-to-many relation of each row.
///
///     dump_fixture(User::objects.all(), Post::objects.filter("views__gt"_f = 100))
template <class... M>
[[nodiscard]] std::string dump_fixture(const QuerySet<M>&... query_sets) {
    detail::FixtureWriter writer;
    (detail::add_rows(writer, query_sets), ...);
    return writer.text();
}

}  // namespace nuage::testing
