// SPDX-License-Identifier: MIT
#include "errors.hpp"

#include <nuage/meta/errors.hpp>

namespace nuage::skeleton {

void refuse(const std::string& message, std::string_view sql) {
    throw NotSupportedError(message, {std::string(sql), "skeleton", ""});
}

}  // namespace nuage::skeleton
