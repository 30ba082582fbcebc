// SPDX-License-Identifier: MIT
// nuage_bench: nuage against the C clients. Prints a JSON object per line; bench/run.py makes the table of them.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <unistd.h>

#include "throughput.hpp"

namespace bench {
namespace {

constexpr const char* usage =
    "nuage_bench [--rows N] [--only DATABASE[:WORKLOAD[:nuage|:raw]]] [--count N]\n"
    "  Times the workloads on SQLite in memory, on PostgreSQL if NUAGE_TEST_POSTGRESQL has its URL, and on MariaDB if\n"
    "  NUAGE_TEST_MARIADB has.\n"
    "  With a side, runs N operations of that side alone, for callgrind to count, and prints nothing.\n"
    "nuage_bench --threads [--rows N] [--only DATABASE]\n"
    "  Times `get` by 1, 4 and 16 threads at once; SQLite has a file in the directory of temporary ones then.\n";

struct Options {
    std::int64_t rows = 100'000;
    std::uint64_t operations = 0;   ///< 0: what the workload proposes
    std::string database;
    std::string workload;
    std::string side;
    bool threads = false;

    [[nodiscard]] bool wants_database(std::string_view name) const { return database.empty() || database == name; }
    [[nodiscard]] bool wants_workload(std::string_view name) const { return workload.empty() || workload == name; }
};

std::int64_t number(const std::string& text) {
    std::size_t end = 0;
    const long long value = std::stoll(text, &end);
    if (end != text.size() || value < 1) throw std::invalid_argument("'" + text + "' is no positive number");
    return value;
}

void take_only(Options& options, std::string_view only) {
    for (std::string* part : {&options.database, &options.workload, &options.side}) {
        *part = only.substr(0, only.find(':'));
        only.remove_prefix(std::min(only.size(), part->size() + 1));
    }
    if (options.database != "sqlite" && options.database != "postgresql" && options.database != "mariadb")
        throw std::invalid_argument("no database '" + options.database + "'; there are sqlite, postgresql and mariadb");
    bool known = options.workload.empty();
    for (const Workload& workload : workloads) known = known || workload.name == options.workload;
    if (!known) throw std::invalid_argument("no workload '" + options.workload + "'");
    if (!options.side.empty() && options.side != "nuage" && options.side != "raw")
        throw std::invalid_argument("no side '" + options.side + "'; there are nuage and raw");
}

Options options_of(std::vector<std::string> arguments) {
    Options options;
    options.threads = std::erase(arguments, "--threads") != 0;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        const std::string& name = arguments[i];
        if (name != "--rows" && name != "--count" && name != "--only")
            throw std::invalid_argument("unknown argument '" + name + "'");
        if (i + 1 == arguments.size()) throw std::invalid_argument(name + " wants a value");
        const std::string& value = arguments[i + 1];
        if (name == "--rows") options.rows = number(value);
        else if (name == "--count") options.operations = static_cast<std::uint64_t>(number(value));
        else take_only(options, value);
    }
    if (options.threads && !options.workload.empty()) throw std::invalid_argument("--threads has one workload, get");
    if (options.rows < 1000) throw std::invalid_argument("--rows must be at least 1000");
    return options;
}

void print(std::string_view workload, std::string_view database, const Times& times) {
    std::printf("{\"workload\": \"%s\", \"database\": \"%s\", \"nuage_ns\": %.0f, \"raw_ns\": %.0f}\n", std::string(workload).c_str(),
                std::string(database).c_str(), times.nuage, times.raw);
    std::fflush(stdout);
}

void compare(const Options& options, std::string_view database, Side& nuage, Side& raw, Data& data) {
    require_same(nuage, raw, data);
    for (const Workload& workload : workloads) {
        if (!options.wants_workload(workload.name)) continue;
        if (!workload.database.empty() && workload.database != database) continue;
        print(workload.name, database, measure(workload, nuage, raw, data));
    }
}

void run(const Options& options, std::string_view database, Side& nuage, Side& raw, Data& data) {
    if (options.side.empty()) return compare(options, database, nuage, raw, data);
    for (const Workload& workload : workloads)
        if (workload.name == options.workload)
            count(workload, options.side == "raw" ? raw : nuage, data,
                  options.operations != 0 ? options.operations : workload.counted);
}

/// In tables that are there. `connect` makes one hand-written side more, with a connection of its own.
template <class Connect>
void compare_threads(std::string_view database, Side& nuage, const Connect& connect, const Data& data) {
    std::vector<std::unique_ptr<Side>> raw;
    for (const int threads : thread_counts) {
        while (raw.size() < static_cast<std::size_t>(threads)) raw.push_back(connect());
        const std::string name = "get_" + std::to_string(threads) + (threads == 1 ? "_thread" : "_threads");
        print(name, database, measure_threads(threads, nuage, raw, data));
    }
}

#ifdef NUAGE_WITH_SQLITE
void run_sqlite_threads(Data& data) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() / ("nuage_bench_" + std::to_string(getpid()) + ".db");
    nuage::configure({{"default", "sqlite:///" + file.string()}});
    const std::unique_ptr<Side> nuage = nuage_side();
    nuage->fill(data.users, data.posts, data.tree);
    compare_threads("sqlite", *nuage, [&] { return raw_sqlite(file.string()); }, data);
    nuage::db::close_all();
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
}
#endif

void run_sqlite([[maybe_unused]] const Options& options, [[maybe_unused]] Data& data) {
#ifdef NUAGE_WITH_SQLITE
    if (options.threads) return run_sqlite_threads(data);
    nuage::configure({{"default", "sqlite::memory:"}});
    const std::unique_ptr<Side> nuage = nuage_side();
    const std::unique_ptr<Side> raw = raw_sqlite(":memory:");
    nuage->fill(data.users, data.posts, data.tree);
    raw->fill(data.users, data.posts, data.tree);
    run(options, "sqlite", *nuage, *raw, data);
#else
    std::fputs("sqlite: skipped, it was not built\n", stderr);
#endif
}

/// On a server, where the raw side works in the tables that nuage made and filled.
struct Server {
    std::string_view name;
    const char* variable;   ///< has the URL
    std::unique_ptr<Side> (*raw)(const std::string& url);
};
constexpr Server servers[] = {
#ifdef NUAGE_WITH_POSTGRESQL
    {"postgresql", "NUAGE_TEST_POSTGRESQL", raw_postgresql},
#else
    {"postgresql", "NUAGE_TEST_POSTGRESQL", nullptr},
#endif
#ifdef NUAGE_WITH_MYSQL
    {"mariadb", "NUAGE_TEST_MARIADB", raw_mysql},
#else
    {"mariadb", "NUAGE_TEST_MARIADB", nullptr},
#endif
};

void skip(const Server& server, const std::string& why) {
    std::fprintf(stderr, "%s: skipped, %s\n", std::string(server.name).c_str(), why.c_str());
}

void run_server(const Options& options, const Server& server, Data& data) {
    if (server.raw == nullptr) return skip(server, "it was not built");
    const char* url = std::getenv(server.variable);
    if (url == nullptr || *url == '\0') return skip(server, std::string(server.variable) + " is not set");
    nuage::configure({{"default", url}});
    const std::unique_ptr<Side> nuage = nuage_side();
    nuage->fill(data.users, data.posts, data.tree);
    {
        const std::unique_ptr<Side> raw = server.raw(url);
        raw->fill(data.users, data.posts, data.tree);
        if (options.threads) compare_threads(server.name, *nuage, [&] { return server.raw(url); }, data);
        else run(options, server.name, *nuage, *raw, data);
    }
    nuage::drop_tables(nuage_app_bench());
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
    try {
        const bench::Options options = bench::options_of({argv + 1, argv + argc});
        {
            bench::Data data(options.rows);
            if (options.wants_database("sqlite")) bench::run_sqlite(options, data);
        }
        for (const bench::Server& server : bench::servers) {
            bench::Data data(options.rows);
            if (options.wants_database(server.name)) bench::run_server(options, server, data);
        }
        nuage::db::close_all();
        return 0;
    } catch (const std::invalid_argument& error) {
        std::fprintf(stderr, "nuage_bench: %s\n%s", error.what(), bench::usage);
        return 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "nuage_bench: %s\n", error.what());
        return 1;
    }
}
