// SPDX-License-Identifier: MIT
#include "connection.hpp"

#include "driver.hpp"
#include "errors.hpp"
#include "functions.hpp"
#include "statement.hpp"

namespace nuage::skeleton {

SkeletonConnection::SkeletonConnection(const Url& url) {
    if (!url.options.empty()) refuse("skeleton: unknown option '" + url.options.front().first + "'");
    register_functions(*this);
    refuse("skeleton: '" + url.text + "' names a backend without a database");
}

const Dialect& SkeletonConnection::dialect() const { return skeleton::dialect(); }

std::unique_ptr<Statement> SkeletonConnection::prepare(std::string_view sql, std::span<const ValueKind>) {
    return std::make_unique<SkeletonStatement>(sql);
}

void SkeletonConnection::execute(std::string_view sql) { refuse("nothing to execute it on", sql); }

std::int64_t SkeletonConnection::last_insert_id() { return 0; }

bool SkeletonConnection::is_usable() noexcept { return false; }

bool SkeletonConnection::in_transaction() { return false; }

}  // namespace nuage::skeleton
