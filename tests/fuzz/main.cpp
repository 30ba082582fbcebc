// SPDX-License-Identifier: MIT
// Random queries through the door for names that arrive at run time:
//     nuage_fuzz [--seed N] [--seconds N | --minutes N | --queries N] [--only NUMBER] [--data data.json]
// Each must be refused by an error that says why, or be SQL of nuage's own making that SQLite prepares and runs. The same
// seed makes the same queries; --only runs one of them and shows it.
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include <fmt/format.h>

#include <conformance/data.hpp>
#include <fuzz/fixed_checks.hpp>
#include <fuzz/dynamic_target.hpp>
#include <nuage/nuage.hpp>

namespace fuzz {

namespace {

struct Arguments {
    std::uint64_t seed = 1;
    std::chrono::seconds time{0};
    std::uint64_t queries = 0;   ///< 0: as many as the time allows
    std::int64_t only = -1;
    std::string data;
};

Arguments read_arguments(int argc, char* argv[]) {
    Arguments arguments;
    for (int i = 1; i < argc; i += 2) {
        const std::string_view name = argv[i];
        if (i + 1 == argc) throw std::runtime_error(fmt::format("'{}' wants a value", name));
        const char* value = argv[i + 1];
        if (name == "--seed") arguments.seed = std::strtoull(value, nullptr, 10);
        else if (name == "--seconds") arguments.time = std::chrono::seconds(std::atoi(value));
        else if (name == "--minutes") arguments.time = std::chrono::minutes(std::atoi(value));
        else if (name == "--queries") arguments.queries = std::strtoull(value, nullptr, 10);
        else if (name == "--only") arguments.only = std::atoll(value);
        else if (name == "--data") arguments.data = value;
        else throw std::runtime_error(fmt::format("unknown argument '{}'", name));
    }
    if (arguments.time.count() == 0 && arguments.queries == 0 && arguments.only < 0) arguments.queries = 2000;
    return arguments;
}

void make_tables(const std::string& path) {
    nuage::configure({{"default", "sqlite::memory:"}});
    nuage::Json data = nuage::Json{{"tables", nuage::Json::array()}};
    if (!path.empty()) {
        std::ifstream file(path);
        if (!file) throw std::runtime_error("cannot read '" + path + "'");
        data = nuage::Json::parse(file);
    }
    conformance::load(data);
}

std::atomic<std::uint64_t> current{0};

/// Which query it was that ended the program. What a handler calls must be safe in one, hence no formatting by a library.
extern "C" void tell_query(int signal_number) {
    char text[48] = "nuage_fuzz: a crash; run --only ";
    std::size_t length = sizeof "nuage_fuzz: a crash; run --only " - 1;
    const std::uint64_t number = current.load();
    std::uint64_t unit = 1;
    while (number / unit >= 10) unit *= 10;
    for (; unit > 0 && length < sizeof text - 1; unit /= 10) text[length++] = static_cast<char>('0' + number / unit % 10);
    text[length++] = '\n';
    [[maybe_unused]] const auto written = ::write(2, text, length);
    std::signal(signal_number, SIG_DFL);
    std::raise(signal_number);
}

class Run {
public:
    explicit Run(Arguments arguments) : arguments_(std::move(arguments)), known_(known_identifiers()) {}

    int operator()() {
        if (arguments_.only >= 0) return one(static_cast<std::uint64_t>(arguments_.only), true) ? 0 : 1;
        const auto end = std::chrono::steady_clock::now() + arguments_.time;
        std::uint64_t done = 0;
        for (; failed_ < most_failures && goes_on(done, end); ++done) failed_ += one(done, false) ? 0u : 1u;
        fmt::print("seed {}: {} queries ran, {} were refused\n{} passed, {} failed, 0 skipped\n", arguments_.seed, done - refused_, refused_,
                   done - failed_, failed_);
        fmt::print("of queries of several steps, {} steps were taken, {} refused\n", steps_, refused_steps_);
        // Queries that are all refused would prove nothing.
        if (done >= 200 && (refused_ * 10 > done * 9 || refused_steps_ > steps_ * 9)) {
            fmt::print("more than nine in ten were refused\n");
            return 1;
        }
        return failed_ == 0 ? 0 : 1;
    }

private:
    static constexpr std::uint64_t most_failures = 10;

    [[nodiscard]] bool goes_on(std::uint64_t done, std::chrono::steady_clock::time_point end) const {
        return arguments_.queries != 0 ? done < arguments_.queries : std::chrono::steady_clock::now() < end;
    }
    /// The query of a number; the same whichever were before it.
    bool one(std::uint64_t number, bool show) {
        current = number;
        Random random(Random(arguments_.seed * 1'000'003 + number).next());
        if (random.one_in(2)) return one_dynamic(random, number, show);
        const Target& target = targets()[random.below(targets().size())];
        const Plan plan = random_plan(random, *target.model);
        const Verdict verdict = target.run(plan, known_);
        refused_ += verdict.refusal.empty() ? 0u : 1u;
        if (verdict.problem.empty() && !show) return true;
        const char* word = !verdict.problem.empty() ? "failed" : verdict.refusal.empty() ? "passed" : "refused";
        fmt::print("{}: --seed {} --only {}\n    {}{}\n    {}\n    {}\n", word, arguments_.seed, number, target.model->name, describe(plan),
                   verdict.sql, verdict.problem.empty() ? verdict.refusal : verdict.problem);
        return verdict.problem.empty();
    }

    bool one_dynamic(Random& random, std::uint64_t number, bool show) {
        const DynamicVerdict run = run_dynamic(random, known_);
        steps_ += run.taken;
        refused_steps_ += run.refused;
        refused_ += run.verdict.refusal.empty() ? 0u : 1u;
        if (run.verdict.problem.empty() && !show) return true;
        fmt::print("{}: --seed {} --only {}\n    {}\n    {}\n    {}\n", run.verdict.problem.empty() ? "passed" : "failed", arguments_.seed, number,
                   run.description, run.verdict.sql, run.verdict.problem.empty() ? run.verdict.refusal : run.verdict.problem);
        return run.verdict.problem.empty();
    }

    Arguments arguments_;
    Identifiers known_;
    std::uint64_t steps_ = 0;
    std::uint64_t refused_steps_ = 0;
    std::uint64_t refused_ = 0;
    std::uint64_t failed_ = 0;
};

}  // namespace
}  // namespace fuzz

int main(int argc, char* argv[]) {
    for (const int ends : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE}) std::signal(ends, fuzz::tell_query);
    try {
        fuzz::Arguments arguments = fuzz::read_arguments(argc, argv);
        fuzz::make_tables(arguments.data);
        for (const std::string& problem : {fuzz::unnoticed(), fuzz::not_found_again()})
            if (!problem.empty()) throw std::runtime_error(problem);
        const int status = fuzz::Run(std::move(arguments))();
        nuage::db::close_all();
        return status;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nuage_fuzz: %s\n", error.what());
        return 2;
    }
}
