// SPDX-License-Identifier: MIT
// How a test learns of what is found out where nothing may be thrown.
#pragma once

#include <string_view>

namespace nuage::testing {

/// Takes the reason why a test failed. It may be called while an exception passes through the test.
using FailureHandler = void (*)(std::string_view message);
/// Sets the handler of the program and gives the one before. The first one writes to the standard error stream and aborts.
/// For Catch2: [](std::string_view message) { FAIL_CHECK(message); }, for GoogleTest … { ADD_FAILURE() << message; }
FailureHandler set_failure_handler(FailureHandler handler) noexcept;
/// Calls it.
void fail(std::string_view message) noexcept;

}  // namespace nuage::testing
