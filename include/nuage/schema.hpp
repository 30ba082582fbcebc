// SPDX-License-Identifier: MIT
// Tables of an app: created and dropped as a whole. Changing them is what migrations are for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nuage/meta/model_info.hpp>

namespace nuage {

class Dialect;

/// CREATE TABLE, CREATE INDEX and constraints of an app's models, referred-to tables first, in one transaction where
/// the database has transactional DDL: create_tables(nuage_app_blog()).
void create_tables(const AppInfo& app, std::string_view using_db = {});
/// Drops the app's tables, referring ones first; tables that do not exist are passed over.
void drop_tables(const AppInfo& app, std::string_view using_db = {});
/// The statements of create_tables(); needs no connection.
[[nodiscard]] std::vector<std::string> create_tables_sql(const AppInfo& app, const Dialect& dialect);

}  // namespace nuage
