// SPDX-License-Identifier: MIT
// Opt-in: exact decimals, nuage::Decimal.
#pragma once

#include <nuage/fields/decimal.hpp>
