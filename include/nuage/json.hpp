// SPDX-License-Identifier: MIT
// Opt in to JSON columns: a program that includes this depends on nlohmann/json.
#pragma once

#include <nuage/fields/json.hpp>
