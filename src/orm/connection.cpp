// SPDX-License-Identifier: MIT
#include <nuage/connection.hpp>

namespace nuage {

ConnectionProxy::ConnectionProxy(std::string_view alias)
    : alias_(alias.empty() ? nullptr : db::interned(db::alias_of(db::database(alias)))) {}

std::vector<std::vector<Value>> ConnectionProxy::read(std::vector<Value>*, std::string_view sql, std::vector<Value> params) const {
    return db::raw_values(sql, std::move(params), alias_);
}

ConnectionProxy connection(std::string_view alias) { return ConnectionProxy(alias); }

}  // namespace nuage
