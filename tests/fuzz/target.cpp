// SPDX-License-Identifier: MIT
#include <fuzz/dynamic_target.hpp>

#include <conformance/models.hpp>
#include <nuage/meta/validation_error.hpp>
#include <nuage/sql/dialect.hpp>
#include <nuage/sqlite.hpp>
#if defined(NUAGE_WITH_POSTGRESQL)
#include <nuage/postgresql.hpp>
#endif
#if defined(NUAGE_WITH_MYSQL)
#include <nuage/mysql.hpp>
#endif

namespace fuzz {

namespace {

template <class M>
nuage::Condition<M> built(const Condition& plan) {
    nuage::Condition<M> condition;
    switch (plan.kind) {
        case Condition::Kind::nothing: break;
        case Condition::Kind::keyword:
            if (plan.list) condition = nuage::dynamic(plan.name) = plan.values;
            else condition = nuage::dynamic(plan.name) = plan.values.at(0);
            break;
        case Condition::Kind::negation: condition = ~built<M>(plan.children[0]); break;
        default:
            // By the operators, not by &=, which leaves empty conditions out itself.
            condition = built<M>(plan.children[0]);
            for (std::size_t i = 1; i < plan.children.size(); ++i) {
                const nuage::Condition<M> next = built<M>(plan.children[i]);
                if (plan.kind == Condition::Kind::all_of) condition = nuage::Condition<M>(condition & next);
                else if (plan.kind == Condition::Kind::any_of) condition = nuage::Condition<M>(condition | next);
                else condition = nuage::Condition<M>(condition ^ next);
            }
    }
    return condition;
}

template <class M>
nuage::QuerySet<M> filtered(const Plan& plan) {
    nuage::QuerySet<M> rows;
    for (const Call& call : plan.calls) {
        const nuage::Condition<M> first = built<M>(call.conditions[0]);
        const nuage::Condition<M> second = call.conditions.size() > 1 ? built<M>(call.conditions[1]) : nuage::Condition<M>();
        rows = call.exclude ? rows.exclude(first, second) : rows.filter(first, second);
    }
    return rows;
}

template <class M>
nuage::QuerySet<M> arranged(nuage::QuerySet<M> rows, const Plan& plan) {
    if (plan.distinct) rows = rows.distinct();
    if (plan.order.size() == 1) rows = rows.order_by(nuage::dynamic(plan.order[0]));
    else if (plan.order.size() > 1) rows = rows.order_by(nuage::dynamic(plan.order[0]), nuage::dynamic(plan.order[1]));
    if (plan.reversed) rows = rows.reverse();
    if (plan.slice) rows = rows.slice(plan.slice->first, plan.slice->first + plan.slice->second);
    return rows;
}

/// What the answers have to say to each other.
template <class M>
std::string contradiction(const nuage::QuerySet<M>& all, const nuage::QuerySet<M>& rows, const Plan& plan) {
    const std::int64_t matching = all.count();
    if (all.exists() != (matching > 0)) return "exists() says otherwise than count() = " + std::to_string(matching);
    const auto read = static_cast<std::int64_t>(rows.fetch().size());
    const std::int64_t counted = rows.count();
    // An ordering over a relation to many repeats rows, which count() does not.
    if (plan.order.empty() ? read != counted : read < counted) return std::to_string(read) + " rows, but count() = " + std::to_string(counted);
    if (!plan.distinct && !plan.slice && read < matching)
        return std::to_string(read) + " rows, but there are " + std::to_string(matching);
    // The second run finds the statement in the cache.
    if (rows.count() != counted) return "another count() the second time";
    return {};
}

/// A row either satisfies a condition or does not, NULLs or not.
template <class M>
std::string unshared(const Condition& plan) {
    if (!shares_out(plan, nuage::model_info<M>())) return {};
    const nuage::Condition<M> condition = built<M>(plan);
    const std::int64_t all = M::objects.count();
    const std::int64_t with = M::objects.filter(condition).count();
    const std::int64_t without = M::objects.exclude(condition).count();
    if (with + without == all) return {};
    return "filter() has " + std::to_string(with) + " and exclude() " + std::to_string(without) + " of " + std::to_string(all) + " rows: " +
           M::objects.exclude(condition).sql(nuage::sqlite::dialect()).str();
}

template <class M>
std::string suspicion_of(const nuage::QuerySet<M>& rows, const Identifiers& known) {
    return fuzz::suspicion_of(&rows, [](const void* set, const nuage::Dialect& dialect) { return static_cast<const nuage::QuerySet<M>*>(set)->sql(dialect); }, known);
}

template <class M>
Verdict run(const Plan& plan, const Identifiers& known) {
    Verdict verdict;
    const auto refuse = [&](const std::exception& error) { verdict.refusal = error.what(); };
    try {
        const nuage::QuerySet<M> all = filtered<M>(plan);
        const nuage::QuerySet<M> rows = arranged(all, plan);
        verdict.sql = rows.sql(nuage::sqlite::dialect()).str();
        verdict.problem = suspicion_of(rows, known);
        if (verdict.problem.empty()) verdict.problem = contradiction(all, rows, plan);
        if (verdict.problem.empty()) verdict.problem = unshared<M>(plan.calls[0].conditions[0]);
    } catch (const nuage::FieldError& error) {
        refuse(error);
    } catch (const nuage::ValueError& error) {
        refuse(error);
    } catch (const nuage::TypeError& error) {
        refuse(error);
    } catch (const nuage::ValidationError& error) {
        refuse(error);
    } catch (const nuage::DataError& error) {
        refuse(error);
    } catch (const nuage::NotSupportedError& error) {
        refuse(error);
    } catch (const std::exception& error) {
        if (is_of_data(error)) {
            refuse(error);
            return verdict;
        }
        // Above all what SQLite says of statements that it cannot prepare.
        verdict.problem = error.what();
    }
    return verdict;
}

template <class... M>
std::span<const Target> targets_of() {
    static const Target all[] = {{&nuage::model_info<M>(), &run<M>}...};
    return all;
}

}  // namespace

std::string suspicion_of(const void* query_set, SqlOf sql_of, const Identifiers& known) {
    struct Spelling {
        const nuage::Dialect* dialect;
        char quote;
    };
    static const Spelling spellings[] = {
        {&nuage::sqlite::dialect(), '"'},
#if defined(NUAGE_WITH_POSTGRESQL)
        {&nuage::postgresql::dialect(), '"'},
#endif
#if defined(NUAGE_WITH_MYSQL)
        {&nuage::mysql::dialect("8.0.36"), '`'},
        {&nuage::mysql::dialect("10.11.6-MariaDB"), '`'},
#endif
    };
    for (const Spelling& spelling : spellings) {
        try {
            const nuage::SqlText sql = sql_of(query_set, *spelling.dialect);
            std::string problem = suspicion(sql.text, spelling.quote, sql.params.size(), known);
            if (!problem.empty()) return problem + ": " + sql.text;
        } catch (const nuage::NotSupportedError&) {
        }
    }
    return {};
}

std::span<const Target> targets() {
    using namespace conf;
    return targets_of<Author, Book, Category, Gadget, Order, Post, Publisher, Sample>();
}

Identifiers known_identifiers() {
    Identifiers known;
    const auto add = [&](const nuage::ModelInfo& model) {
        known.insert(nuage::table_name(model));
        for (const nuage::FieldInfo& field : model.fields)
            if (field.has_column()) known.insert(nuage::column_name(field));
    };
    for (const nuage::ModelInfo* model : conf::nuage_app_conf().models) {
        add(*model);
        for (const nuage::FieldInfo& field : model->fields)
            if (field.kind == nuage::FieldKind::many_to_many) add(*field.through().model);
    }
    return known;
}

}  // namespace fuzz
