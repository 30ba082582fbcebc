// SPDX-License-Identifier: MIT
// expect: [F001] User has no field 'profil' (in 'author__profil'). Did you mean 'profile'? Fields: id, name, email,
//     posts, profile
#include "../models.hpp"

void query() {
    auto rows = Post::objects.select_related("author__profil"_f);
    static_cast<void>(rows);
}
