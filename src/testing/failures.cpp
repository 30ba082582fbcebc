// SPDX-License-Identifier: MIT
#include <nuage/testing/failures.hpp>

#include <atomic>
#include <cstdio>
#include <cstdlib>

#include <nuage/db/transaction.hpp>

namespace nuage::testing {

namespace {

void print_and_abort(std::string_view message) {
    std::fprintf(stderr, "nuage::testing: %.*s\n", static_cast<int>(message.size()), message.data());
    std::abort();
}

std::atomic<FailureHandler> handler{&print_and_abort};

}  // namespace

FailureHandler set_failure_handler(FailureHandler given) noexcept {
    return handler.exchange(given != nullptr ? given : &print_and_abort);
}

void fail(std::string_view message) noexcept {
    try {
        handler.load()(message);
    } catch (...) {
        db::report_error("the failure handler of nuage::testing", std::current_exception());
    }
}

}  // namespace nuage::testing
