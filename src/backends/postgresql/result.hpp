// SPDX-License-Identifier: MIT
// Owns what libpq hands out.
#pragma once

#include <memory>

#include <libpq-fe.h>

namespace nuage::postgresql {

struct ClearResult {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

struct FinishConnection {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
using Handle = std::unique_ptr<PGconn, FinishConnection>;

}  // namespace nuage::postgresql
