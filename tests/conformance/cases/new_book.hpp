// SPDX-License-Identifier: MIT
#pragma once

#include <conformance/models.hpp>

namespace conf {

/// Values for a valid new book: new_book() of the reference.
[[nodiscard]] inline Book new_book() {
    Book book;
    book.isbn = "9799999999990";
    book.title = "Fresh";
    book.slug = "fresh";
    book.author = nuage::key(1);
    return book;
}

}  // namespace conf
