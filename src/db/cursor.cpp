// SPDX-License-Identifier: MIT
#include <nuage/db/execute.hpp>
#include <nuage/db/peers.hpp>
#include <nuage/db/run.hpp>

namespace nuage::db {

/// Two ways to stream: stepping the statement itself where that holds no more than a row or a chunk, or a cursor declared in the
/// server, fetched in chunks. The latter needs a transaction: the thread's own, or a private one on a connection apart,
/// so that what the program writes meanwhile is committed as if no cursor were open.
struct Cursor::State {
    State(const Query& q, const RowPlan* given, std::size_t chunk) : query(q), values(values_of(query)), chunk_size(chunk) {
        if (given != nullptr) layout = *given;
        has_layout = given != nullptr;
    }
    ~State() {
        if (fetch) fetch->reset();
        if (lease && !name.empty()) close();
        if (stepping != nullptr) {
            if (stepping->statement) stepping->statement->reset();
            stepping->busy = false;
            stepping->ran = true;
        }
        end_watch();
    }
    void begin_watch(Session& session, const CachedStatement& cached) {
        watch.emplace(*session.connection, StatementRun{told_sql, params, cached.ran});
        watch->pause();
    }
    /// Runs a piece of the statement's work.
    template <class F>
    auto watching(F&& function) {
        if (!watch) return function();
        try {
            watch->resume();
            struct Pause {
                Watch& watch;
                ~Pause() { watch.pause(); }
            } const pause{*watch};
            return function();
        } catch (...) {
            watch->fail();
            watch.reset();
            throw;
        }
    }
    /// The statement has ended well, or the program wants no more of its rows.
    void end_watch() {
        if (!watch) return;
        watch->rows(rows);
        watch->finish();
        watch.reset();
    }
    void close() noexcept {
        try {
            fetch.reset();
            Session& session = lease->session();
            if (own_transaction) execute_watched(*session.connection, QueryKind::commit, "COMMIT");
            else if (!session.transaction.needs_rollback) session.connection->execute("CLOSE " + name);
        } catch (const Error&) {
            lease->session().broken = own_transaction;
        }
    }

    void attach(void* object) const {
        if (query.columns_only) return;
        if (Attacher::is_needed(lease->database(), query.fetch_mode)) {
            // Rows come one by one and are forgotten: there are no peers to load anything for.
            const FetchMode mode = query.fetch_mode == FetchMode::peers ? FetchMode::one : query.fetch_mode;
            Attacher(*query.model, lease->database(), mode).attach(object);
        }
        if ((detail::heard_signals.signals.load(std::memory_order_relaxed) & detail::signal_bit(Signal::post_init)) != 0)
            detail::notify_init_of_row(*query.model, object, &lease->database());
    }

    Query query;
    Values values;
    RowPlan layout;
    bool has_layout = false;
    std::size_t chunk_size;
    std::unique_ptr<Lease> lease;
    CachedStatement* stepping = nullptr;   ///< the statement that is stepped
    std::unique_ptr<Statement> fetch;      ///< FETCH of the declared cursor
    std::string name;
    bool own_transaction = false;
    bool done = false;
    std::size_t in_chunk = 0;
    std::optional<Watch> watch;            ///< of the query, whose chunks belong to it
    std::string told_sql;
    Params params;
    std::int64_t rows = 0;

    bool step(void* object);
};

namespace {

std::string next_cursor_name() {
    thread_local std::uint64_t number = 0;
    return "nuage_cursor_" + std::to_string(++number);
}

}  // namespace

Cursor::Cursor(const Query& query, const RowPlan* layout, std::size_t chunk_size)
    : state_(std::make_unique<State>(query, layout, chunk_size == 0 ? 2000 : chunk_size)) {
    State& s = *state_;
    if (query.empty || query.limit == 0) {
        s.done = true;
        return;
    }
    Database& database = route(query);
    const Session* held = Lease::held(database);
    const bool declared = database.dialect().features().declared_cursors;
    const bool in_block = held != nullptr && held->transaction.depth > 0;
    s.own_transaction = declared && !in_block;
    s.lease = std::make_unique<Lease>(database, s.own_transaction ? Lease::Sharing::none : Lease::Sharing::with_thread);
    Session& session = s.lease->session();
    require_usable(session);
    noting_failures(session, [&] {
        CachedStatement& cached = prepared(session, database, Operation::select, s.query);
        if (!query.columns_only) s.layout = s.has_layout ? with_annotations(cached, s.layout) : cached.rows;
        if (cached.never) {
            s.done = true;
            return;
        }
        Params& params = s.params;
        bind(params, cached, s.values);
        // The statement may leave the cache before the stream ends.
        if (watchers.load(std::memory_order_relaxed) != 0) s.told_sql = cached.sql;
        if (!declared) {
            s.stepping = &cached;
            cached.busy = true;
            cached.statement->fetch_in_chunks(s.chunk_size);
            s.begin_watch(session, cached);
            s.watching([&] { cached.statement->execute(params); });
            return;
        }
        std::vector<ValueKind> kinds;
        for (const plan::ParamRef& ref : cached.params) kinds.push_back(ref.kind);
        if (s.own_transaction) execute_watched(*session.connection, QueryKind::begin, "BEGIN");
        s.name = next_cursor_name();
        const auto declare = session.connection->prepare("DECLARE " + s.name + " NO SCROLL CURSOR FOR " + cached.sql, kinds);
        s.begin_watch(session, cached);
        s.watching([&] { declare->execute(params); });
        declare->reset();
        s.fetch = session.connection->prepare("FETCH FORWARD " + std::to_string(s.chunk_size) + " FROM " + s.name, {});
    });
}

Cursor::Cursor(Cursor&&) noexcept = default;
Cursor::~Cursor() = default;

bool Cursor::State::step(void* object) {
    if (stepping != nullptr) {
        if (!stepping->statement->next()) {
            done = true;
            return false;
        }
        stepping->statement->read(layout, object);
        return true;
    }
    if (in_chunk == 0) fetch->execute({});
    if (!fetch->next()) {
        fetch->reset();
        // A short chunk was the last one.
        if (in_chunk < chunk_size) {
            done = true;
            return false;
        }
        in_chunk = 0;
        return step(object);
    }
    ++in_chunk;
    fetch->read(layout, object);
    return true;
}

bool Cursor::next(void* object) {
    State& s = *state_;
    if (s.done) return false;
    s.lease->session().require_owner();
    const bool found = noting_failures(s.lease->session(), [&] {
        if (!s.watching([&] { return s.step(object); })) return false;
        s.attach(object);
        return true;
    });
    if (found) ++s.rows;
    else s.end_watch();
    return found;
}

}  // namespace nuage::db
