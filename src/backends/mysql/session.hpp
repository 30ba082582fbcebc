// SPDX-License-Identifier: MIT
// One server session.
#pragma once

#include <cstdint>
#include <utility>

#include "client.hpp"

namespace nuage::mysql {

/// Shared by a connection and its statements, because a statement may be destroyed after the connection it came from.
struct Session {
    explicit Session(Handle h) : handle(std::move(h)) {}
    Handle handle;
    std::int64_t changed_rows = 0;   ///< by the last statement that ran
};

}  // namespace nuage::mysql
