// SPDX-License-Identifier: MIT
// expect: [F017] 'pages' of a new row cannot be computed from columns: there is no row yet.
#include "../models.hpp"

void query() {
    Post::objects.bulk_create({{"title"_f = "x"}, {"pages"_f = "pages"_f + 1}});
}
