// SPDX-License-Identifier: MIT
// From the client library's codes to nuage's exceptions.
#pragma once

#include <string>
#include <string_view>

namespace nuage::skeleton {

/// Throws NotSupportedError. A real backend looks its code up in a table of exception classes.
[[noreturn]] void refuse(const std::string& message, std::string_view sql = {});

}  // namespace nuage::skeleton
