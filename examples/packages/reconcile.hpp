// SPDX-License-Identifier: MIT
// Makes a table hold the rows that are wanted: what is new is created, what differs is updated, the rest left alone.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <nuage/nuage.hpp>

#include "progress.hpp"

namespace packages {

struct Changes {
    std::size_t created = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    std::size_t removed = 0;
};

/// Writes the wanted rows, matched with those stored by `key_of(row)`, and fills in their ids. Gives the ids of rows
/// that are not wanted any more; remove() them when nothing refers to them.
template <class M, class KeyOf>
std::vector<std::int64_t> reconcile(std::vector<M>& wanted, KeyOf key_of, const nuage::FieldNames& fields,
                                    Changes& changes) {
    constexpr std::size_t batch = 1000;
    std::map<decltype(key_of(wanted.front())), M> stored;
    for (M& row : M::objects.order_by().fetch()) {
        auto key = key_of(row);
        stored.emplace(std::move(key), std::move(row));
    }
    std::vector<M> created;
    std::vector<M> updated;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto node = stored.extract(key_of(wanted[i]));
        if (node.empty()) {
            created.push_back(wanted[i]);
            places.push_back(i);
            continue;
        }
        wanted[i].id = node.mapped().id;
        if (!(wanted[i] == node.mapped())) updated.push_back(wanted[i]);
    }
    changes.created = created.size();
    changes.updated = updated.size();
    changes.unchanged = wanted.size() - created.size() - updated.size();

    const std::string name(nuage::model_info<M>().name);
    Progress creating("creating " + name, created.size());
    for (std::size_t from = 0; from < created.size(); from += batch) {
        const std::size_t count = std::min(batch, created.size() - from);
        M::objects.bulk_create(std::span(created).subspan(from, count));
        creating.advance(count);
    }
    for (std::size_t i = 0; i < created.size(); ++i) wanted[places[i]].id = created[i].id;

    Progress updating("updating " + name, updated.size());
    for (std::size_t from = 0; from < updated.size(); from += batch) {
        const std::size_t count = std::min(batch, updated.size() - from);
        M::objects.bulk_update(std::span(updated).subspan(from, count), fields);
        updating.advance(count);
    }

    std::vector<std::int64_t> unwanted;
    for (const auto& [key, row] : stored) unwanted.push_back(row.id);
    return unwanted;
}

template <class M>
void remove(const std::vector<std::int64_t>& ids, Changes& changes) {
    using namespace nuage::literals;
    constexpr std::size_t batch = 500;
    for (std::size_t from = 0; from < ids.size(); from += batch) {
        const auto first = ids.begin() + static_cast<std::ptrdiff_t>(from);
        const std::size_t count = std::min(batch, ids.size() - from);
        const std::vector<std::int64_t> some(first, first + static_cast<std::ptrdiff_t>(count));
        changes.removed += static_cast<std::size_t>(M::objects.filter("id__in"_f = some).erase().total);
    }
}

}  // namespace packages
