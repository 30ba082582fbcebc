// SPDX-License-Identifier: MIT
// expect: [F010] select_related() follows ForeignKey and OneToOne; 'author__profile' is neither
//
// RelatedOne has no room for an object; the other end of a OneToOne serves lookups.
#include "../models.hpp"

void query() {
    auto rows = Post::objects.select_related("author"_f, "author__profile"_f);
    static_cast<void>(rows);
}
