// SPDX-License-Identifier: MIT
#include <nuage/meta/errors.hpp>

namespace nuage::detail {

std::string none_matches(std::string_view model) { return std::string(model) + " matching query does not exist."; }

std::string several_match(std::string_view model, std::size_t count) {
    return "get() returned more than one " + std::string(model) + " -- it returned " + (count > 20 ? "more than 20" : std::to_string(count)) + "!";
}

}  // namespace nuage::detail
