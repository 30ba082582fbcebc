// SPDX-License-Identifier: MIT
// One server session.
#pragma once

#include <cstdint>
#include <utility>

#include "client.hpp"

namespace nuage::mysql {

class PreparedStatement;

/// Shared by a connection and its statements, because a statement may be destroyed after the connection it came from.
struct Session {
    explicit Session(Handle h) : handle(std::move(h)) {}
    Handle handle;
    std::int64_t changed_rows = 0;   ///< by the last statement that ran
    /// Whose rows are still on their way, which nothing else may be sent before.
    PreparedStatement* receiving = nullptr;

    /// Takes in what is on its way. To be called before anything is sent; throws what reading rows throws.
    void settle() {
        if (receiving != nullptr) [[unlikely]] take_in_rest();
    }
    void take_in_rest();
};

}  // namespace nuage::mysql
