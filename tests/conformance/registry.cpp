// SPDX-License-Identifier: MIT
#include <conformance/registry.hpp>

namespace conformance {

namespace {

nuage::QueryCounter* counter_of_case = nullptr;

}  // namespace

PortedCases& ported_cases() {
    static PortedCases cases;
    return cases;
}

namespace {

void note(const char* id, const PortedCase& ported) {
    PortedCases& cases = ported_cases();
    if (!cases.by_id.emplace(id, ported).second) cases.registered_twice = id;
}

}  // namespace

Registration::Registration(const char* id, Answer (*run)()) { note(id, {run}); }
Registration::Registration(const char* id, Answer (*run)(), FewerQueries queries) { note(id, {run, queries}); }

Uncounted::Uncounted() {
    if (counter_of_case != nullptr) counter_of_case->pause();
}
Uncounted::~Uncounted() {
    if (counter_of_case != nullptr) counter_of_case->resume();
}

Outcome run_case(Answer (*run)()) {
    nuage::QueryCounter counter;
    counter_of_case = &counter;
    Outcome outcome;
    try {
        outcome.json = run().json;
    } catch (const std::exception& error) {
        outcome.json = Json{{"$error", error_name(error)}};
        outcome.message = error.what();
    }
    counter_of_case = nullptr;
    outcome.statements = counter.statements();
    return outcome;
}

}  // namespace conformance
