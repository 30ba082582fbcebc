// SPDX-License-Identifier: MIT
// expect: two choices of Size share an enumerator or a stored value
#include "../models.hpp"
#include <nuage/choices.hpp>

enum class Size { small, large };
NUAGE_TEXT_CHOICES(Size, (small, "s", "Small"), (large, "s", "Large"))
