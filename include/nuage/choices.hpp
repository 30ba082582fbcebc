// SPDX-License-Identifier: MIT
// Opt-in: enumerations as choices, with names and labels.
#pragma once

#include <nuage/fields/choices.hpp>
