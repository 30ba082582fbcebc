// SPDX-License-Identifier: MIT
// The workloads as a user of nuage writes them.
#include "side.hpp"

namespace bench {
namespace {

using namespace nuage::literals;

class NuageSide final : public Side {
public:
    User get(std::int64_t id) override { return User::objects.get("id"_f = id); }

    std::vector<User> bulk_read() override { return User::objects.all().fetch(); }

    std::vector<User> filtered(std::int64_t from, std::int64_t to) override {
        return User::objects.filter("created__gte"_f = from, "created__lt"_f = to).order_by("name"_f).fetch();
    }

    std::vector<Post> join(std::int64_t limit) override {
        return Post::objects.select_related("author"_f).order_by("id"_f).first(limit).fetch();
    }

    std::vector<Writer> prefetch() override {
        return Writer::objects.prefetch_related("articles__remarks"_f).order_by("id"_f).fetch();
    }

    void bulk_create(std::vector<Contact>& contacts) override { Contact::objects.bulk_create(contacts); }

    void bulk_load(std::vector<Contact>& contacts) override { bulk_create(contacts); }

    std::int64_t update(std::int64_t id, const std::string& name) override {
        return User::objects.filter("id"_f = id).update("name"_f = name);
    }

    void fill(std::vector<User>& users, std::vector<Post>& posts, Tree& tree) override {
        nuage::drop_tables(nuage_app_bench());
        nuage::create_tables(nuage_app_bench());
        User::objects.bulk_create(users);
        Post::objects.bulk_create(posts);
        Writer::objects.bulk_create(tree.writers);
        Article::objects.bulk_create(tree.articles);
        Remark::objects.bulk_create(tree.remarks);
    }

    void empty_contacts() override { Contact::objects.all().erase(); }
};

}  // namespace

std::unique_ptr<Side> nuage_side() { return std::make_unique<NuageSide>(); }

}  // namespace bench
