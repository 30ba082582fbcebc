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

Registration::Registration(const char* id, Answer (*run)(), std::initializer_list<CaseOption> options) {
    PortedCase ported{run};
    for (const CaseOption& option : options) {
        if (const auto* fewer = std::get_if<FewerQueries>(&option)) ported.fewer = *fewer;
        else ported.differences.push_back(std::get<Difference>(option));
    }
    PortedCases& cases = ported_cases();
    if (!cases.by_id.emplace(id, std::move(ported)).second) cases.registered_twice = id;
}

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
