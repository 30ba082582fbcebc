// SPDX-License-Identifier: MIT
#pragma once

#include <conformance/models.hpp>

namespace conf {

/// Values for a valid new book: new_book() of the reference.
[[nodiscard]] inline Book new_book() {
    return {.isbn = "9799999999990", .title = "Fresh", .slug = "fresh", .author = nuage::key(1)};
}

}  // namespace conf
