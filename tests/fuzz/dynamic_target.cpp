// SPDX-License-Identifier: MIT
#include <fuzz/dynamic_target.hpp>

#include <conformance/models.hpp>
#include <fuzz/hostile.hpp>
#include <nuage/dynamic.hpp>
#include <nuage/meta/validation_error.hpp>
#include <nuage/sqlite.hpp>

#include <algorithm>

namespace fuzz {

namespace {

using nuage::DynamicExpression;
using nuage::DynamicOrder;
using nuage::DynamicQuerySet;
using nuage::Value;
namespace by_name = nuage::by_name;

/// Of nuage's own making, and none of what the database says.
bool is_typed_refusal(const std::exception& error) {
    // Some errors of nuage are DatabaseErrors because Django's are; they have a code.
    if (dynamic_cast<const nuage::DatabaseError*>(&error) != nullptr && std::string_view(error.what()).starts_with("[F0")) return true;
    const auto is = [&]<class... E>(std::type_identity<E>...) { return ((dynamic_cast<const E*>(&error) != nullptr) || ...); };
    return is(std::type_identity<nuage::FieldError>(), std::type_identity<nuage::ValueError>(), std::type_identity<nuage::TypeError>(),
              std::type_identity<nuage::ValidationError>(), std::type_identity<nuage::DataError>(), std::type_identity<nuage::NotSupportedError>());
}

constexpr const nuage::ModelInfo* models[] = {
    &nuage::model_info<conf::Author>(), &nuage::model_info<conf::Book>(), &nuage::model_info<conf::Category>(), &nuage::model_info<conf::Gadget>(),
    &nuage::model_info<conf::Order>(), &nuage::model_info<conf::Post>(), &nuage::model_info<conf::Publisher>(), &nuage::model_info<conf::Sample>()};
// Of one letter and a digit, as aliases of tables are: known to be harmless.
constexpr const char* names[] = {"n1", "n2", "n3", "n4"};
// Without those that make texts of any length.
constexpr const char* functions[] = {
    "lower", "Upper", "length", "trim", "reverse", "md5", "sha256", "chr", "ord", "abs", "ceil", "floor", "round", "sign", "sqrt", "ln", "exp", "sin",
    "acos", "cot", "degrees", "year", "iso_year", "quarter", "month", "week", "day", "week_day", "hour", "minute", "second", "date", "time",
    "coalesce", "greatest", "least", "null_if", "concat", "left", "right", "replace", "str_index", "substr", "atan2", "log", "mod", "power", "pi",
    "bit_and", "bit_or", "bit_xor", "bit_left_shift", "bit_right_shift", "trunc_year", "trunc_week", "trunc_hour", "trunc_day", "now", "at_zone"};
constexpr const char* aggregates[] = {"count", "sum", "avg", "min", "max", "stddev", "stddev_samp", "variance", "var_samp", "string_agg", "any_value"};
constexpr const char* comparisons[] = {"exact", "gt", "gte", "lt", "lte"};

/// Makes what it is asked for out of chance, and tells how.
class Builder {
public:
    explicit Builder(Random& random, const nuage::ModelInfo& model) : random_(random), model_(model) {}

    DynamicExpression expression(std::size_t depth) {
        if (depth == 0) return leaf();
        switch (random_.below(14)) {
            case 0: case 1: case 2: return leaf();
            case 3: case 4: return call(depth);
            case 5: case 6: return aggregate(depth);
            case 7: return arithmetic(depth);
            case 8: return choose(depth);
            case 9: return by_name::exists(query_set(depth - 1));
            case 11: return window(depth);
            case 12: return cast(depth);
            case 10: return by_name::subquery(query_set(depth - 1).values({name()}).slice(0, 1));
            default: return random_.one_in(3) ? by_name::collate(expression(depth - 1), random_.one_in(4) ? hostile_name(random_) + ";" : "nocase") : condition(depth - 1);
        }
    }
    DynamicExpression condition(std::size_t depth) {
        switch (depth == 0 ? 0 : random_.below(6)) {
            case 1: return by_name::compare(expression(depth - 1), random_.pick(comparisons), expression(depth - 1));
            case 2: return by_name::where(random_name(random_, model_, true), expression(depth - 1));
            case 3: return by_name::where(random_name(random_, model_, true), query_set(depth - 1));
            case 4: return ~condition(depth - 1);
            case 5: return random_.one_in(2) ? condition(depth - 1) & condition(depth - 1) : condition(depth - 1) ^ condition(depth - 1);
            default: break;
        }
        if (random_.one_in(3)) return by_name::where(std::string(random_.pick(names)) + (random_.one_in(2) ? "__gt" : ""), random_value_for(random_, model_, "pk"));
        return converted(random_condition(random_, model_, 2));
    }
    /// Of any model, with a few conditions and an order, one of them over the rows around it.
    DynamicQuerySet query_set(std::size_t depth) {
        const nuage::ModelInfo& other = random_.one_in(2) ? model_ : *random_.pick(models);
        Builder inner(random_, other);
        DynamicQuerySet set(other);
        if (random_.one_in(2)) set = set.filter(inner.random_path(), by_name::outer(random_path(), random_.one_in(20) ? 1 : 0));
        if (depth > 0 && random_.one_in(2)) set = set.filter(inner.condition(depth - 1));
        if (random_.one_in(3)) set = set.order_by({DynamicOrder(inner.random_path())});
        if (random_.one_in(3)) set = set.values({inner.random_path()});
        return set;
    }
    std::string name() {
        if (random_.one_in(40)) return hostile_name(random_);
        return random_.one_in(3) ? random_.pick(names) : random_path();
    }
    std::string random_path() { return random_name(random_, model_, random_.one_in(50)); }
    /// Hostile ones are mostly refused; those that are not stand in quotes.
    std::string new_name() {
        if (!random_.one_in(30)) return random_.pick(names);
        given_.insert(hostile_name(random_));
        return *given_.begin();
    }
    [[nodiscard]] const Identifiers& given() const { return given_; }

private:
    DynamicExpression leaf() {
        if (!random_.one_in(4)) return by_name::field(name());
        return by_name::value(random_value_for(random_, model_, random_path()));
    }
    DynamicExpression call(std::size_t depth) {
        std::vector<DynamicExpression> operands;
        for (std::size_t count = random_.below(4); count > 0; --count) operands.push_back(expression(depth - 1));
        if (random_.one_in(60)) return by_name::call(hostile_name(random_), operands);
        return by_name::call(random_.pick(functions), std::move(operands));
    }
    DynamicExpression aggregate(std::size_t depth) {
        by_name::AggregateOptions options;
        options.distinct = random_.one_in(4);
        if (random_.one_in(4)) options.filter = condition(depth - 1);
        if (random_.one_in(6)) options.default_to = leaf();
        return by_name::aggregate(random_.pick(aggregates), random_.one_in(6) ? by_name::field("*") : expression(depth - 1), options);
    }
    DynamicExpression window(std::size_t depth) {
        constexpr const char* of_windows[] = {"row_number", "rank", "DenseRank", "percent_rank", "cume_dist"};
        constexpr const char* of_rows[] = {"lag", "lead", "first_value", "last_value"};
        by_name::WindowOptions options;
        if (random_.one_in(2)) options.partition_by.push_back(expression(depth - 1));
        if (!random_.one_in(4)) options.order_by.push_back(random_.one_in(2) ? DynamicOrder("-" + name()) : expression(depth - 1).asc());
        if (random_.one_in(4)) options.frame = by_name::WindowFrame{.from = -2, .to = 1};
        // SQLite does not have the others over windows.
        if (random_.one_in(3)) return by_name::window(by_name::aggregate(aggregates[random_.below(5)], expression(depth - 1)), options);
        if (random_.one_in(2)) return by_name::window(by_name::call(random_.pick(of_rows), {expression(depth - 1)}), options);
        return by_name::window(by_name::call(random_.pick(of_windows)), options);
    }
    DynamicExpression cast(std::size_t depth) {
        constexpr const char* types[] = {"boolean", "integer", "real", "text", "date", "time", "datetime"};
        if (random_.one_in(20)) return by_name::cast(expression(depth - 1), hostile_name(random_));
        if (random_.one_in(4)) return by_name::cast(expression(depth - 1), "decimal", 10, 2);
        return by_name::cast(expression(depth - 1), random_.pick(types));
    }
    DynamicExpression arithmetic(std::size_t depth) {
        const DynamicExpression left = expression(depth - 1);
        const DynamicExpression right = expression(depth - 1);
        switch (random_.below(5)) {
            case 0: return left + right;
            case 1: return left - right;
            case 2: return left * right;
            case 3: return left / right;
            default: return left % right;
        }
    }
    DynamicExpression choose(std::size_t depth) {
        std::vector<by_name::Branch> branches;
        for (std::size_t count = random_.below(3); count > 0; --count) branches.push_back({condition(depth - 1), expression(depth - 1)});
        std::optional<DynamicExpression> otherwise;
        if (random_.one_in(2)) otherwise = expression(depth - 1);
        return by_name::choose(std::move(branches), otherwise);
    }
    DynamicExpression converted(const Condition& plan) {
        switch (plan.kind) {
            case Condition::Kind::nothing: return by_name::everything();
            case Condition::Kind::keyword:
                return plan.list ? by_name::where(plan.name, plan.values) : by_name::where(plan.name, plan.values.at(0));
            case Condition::Kind::negation: return ~converted(plan.children[0]);
            default: break;
        }
        DynamicExpression joined = converted(plan.children[0]);
        for (std::size_t i = 1; i < plan.children.size(); ++i) {
            const DynamicExpression next = converted(plan.children[i]);
            if (plan.kind == Condition::Kind::all_of) joined = joined & next;
            else if (plan.kind == Condition::Kind::any_of) joined = joined | next;
            else joined = joined ^ next;
        }
        return joined;
    }

    Random& random_;
    const nuage::ModelInfo& model_;
    Identifiers given_{};
};

struct Step {
    const char* called;
    DynamicQuerySet (*take)(const DynamicQuerySet& set, Builder& builder, Random& random);
};
const Step steps[] = {
    {"filter", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.filter(builder.condition(2)); }},
    {"exclude", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.exclude(builder.condition(2)); }},
    {"annotate", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.annotate(builder.new_name(), builder.expression(3)); }},
    {"annotate", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.annotate(builder.new_name(), builder.expression(2)); }},
    {"annotate", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.annotate(builder.new_name(), builder.expression(1)); }},
    {"alias", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.alias(builder.new_name(), builder.expression(2)); }},
    {"alias of a relation", [](const DynamicQuerySet& set, Builder& builder, Random&) {
        return set.alias(builder.new_name(), by_name::filtered_relation(builder.random_path(), builder.condition(1)));
    }},
    {"values", [](const DynamicQuerySet& set, Builder& builder, Random& random) {
        std::vector<std::string> chosen;
        for (std::size_t count = random.below(4); count > 0; --count) chosen.push_back(builder.name());
        return set.values(chosen);
    }},
    {"order_by", [](const DynamicQuerySet& set, Builder& builder, Random& random) {
        std::vector<DynamicOrder> items;
        for (std::size_t count = random.below(3); count > 0; --count) {
            if (random.one_in(2)) items.emplace_back((random.one_in(2) ? "-" : "") + builder.name());
            else items.push_back(random.one_in(2) ? builder.expression(2).desc().nulls_last() : builder.expression(1).asc());
        }
        return set.order_by(items);
    }},
    {"distinct", [](const DynamicQuerySet& set, Builder&, Random&) { return set.distinct(); }},
    {"reverse", [](const DynamicQuerySet& set, Builder&, Random&) { return set.reverse(); }},
    {"slice", [](const DynamicQuerySet& set, Builder&, Random& random) {
        const auto from = static_cast<std::int64_t>(random.below(4));
        return set.slice(from, from + static_cast<std::int64_t>(random.below(20)));
    }},
    {"dates", [](const DynamicQuerySet& set, Builder& builder, Random& random) { return set.dates(builder.name(), random.one_in(2) ? "month" : "year"); }},
    {"union_", [](const DynamicQuerySet& set, Builder& builder, Random& random) { return set.union_({set.filter(builder.condition(1))}, {.all = random.one_in(2)}); }},
    {"union_", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.union_({builder.query_set(1)}); }},
    {"difference", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.difference({set.filter(builder.condition(1))}); }},
    {"intersection", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set.intersection({set.exclude(builder.condition(1))}); }},
    {"|", [](const DynamicQuerySet& set, Builder& builder, Random&) { return set | set.filter(builder.condition(1)); }},
    {"& of its own", [](const DynamicQuerySet& set, Builder&, Random&) { return set & set; }},
    {"as_derived", [](const DynamicQuerySet& set, Builder&, Random&) { return set.as_derived(); }},
};

/// The rows that count() counts: an order over a relation to many, or beside DISTINCT, repeats some, and is left out but of slices.
DynamicQuerySet counted_rows(const DynamicQuerySet& set) {
    try {
        return set.order_by({});
    } catch (const nuage::TypeError&) {
        return set;
    }
}

/// What the answers have to say to each other.
std::string contradiction(const DynamicQuerySet& set, std::string_view sql) {
    const std::int64_t counted = set.count();
    const std::string count = "count() = " + std::to_string(counted);
    if (set.exists() != (counted > 0)) return "exists() says otherwise than " + count;
    constexpr std::int64_t most = 500;
    const auto read = [](const DynamicQuerySet& rows) { return static_cast<std::int64_t>(rows.slice(0, most).fetch().size()); };
    const std::int64_t expected = std::min(counted, most);
    if (const std::int64_t rows = read(set); rows < expected) return std::to_string(rows) + " rows, but " + count;
    if (const std::int64_t rows = read(counted_rows(set)); rows != expected) return std::to_string(rows) + " rows without an order, but " + count;
    if (set.count() != counted) return "another count() the second time";
    // Windows number rows as they come, which in a subquery may be along another index.
    if (sql.find(" OVER (") != std::string_view::npos) return {};
    const DynamicQuerySet others(*models[0]);
    if (others.filter(by_name::exists(set)).exists() != (counted > 0)) return "exists() as a condition says otherwise than " + count;
    return {};
}

}  // namespace

bool is_of_data(const std::exception& error) {
    if (dynamic_cast<const nuage::OperationalError*>(&error) == nullptr && dynamic_cast<const nuage::DatabaseError*>(&error) == nullptr) return false;
    const std::string_view said = error.what();
    for (const std::string_view word : {"integer overflow", "string or blob too big", "LIKE or GLOB pattern too complex", "malformed JSON"})
        if (said.find(word) != std::string_view::npos) return true;
    return false;
}

DynamicVerdict run_dynamic(Random& random, const Identifiers& given) {
    Identifiers known = given;
    known.insert("nocase");
    DynamicVerdict result;
    const nuage::ModelInfo& model = *random.pick(models);
    Builder builder(random, model);
    DynamicQuerySet set(model);
    result.description = model.name;
    try {
        for (std::size_t count = random.below(6) + 1; count > 0; --count) {
            const Step& step = steps[random.below(std::size(steps))];
            for (int tries = 0; tries < 4; ++tries) {
                try {
                    DynamicQuerySet next = step.take(set, builder, random);
                    // Some mistakes are seen when the whole is put together.
                    result.verdict.sql = next.sql(nuage::sqlite::dialect()).str();
                    set = std::move(next);
                    result.description += std::string(".") + step.called + "()";
                    ++result.taken;
                    break;
                } catch (const std::exception& error) {
                    if (!is_typed_refusal(error)) throw;
                    ++result.refused;
                    result.verdict.refusal = error.what();
                }
            }
        }
        if (result.taken > 0) result.verdict.refusal.clear();
        result.verdict.sql = set.sql(nuage::sqlite::dialect()).str();
        known.insert(builder.given().begin(), builder.given().end());
        result.verdict.problem = suspicion_of(&set, [](const void* of, const nuage::Dialect& dialect) { return static_cast<const DynamicQuerySet*>(of)->sql(dialect); }, known);
        if (result.verdict.problem.empty()) result.verdict.problem = contradiction(set, result.verdict.sql);
        if (result.verdict.problem.empty() && random.one_in(3)) static_cast<void>(set.aggregate(builder.new_name(), builder.expression(2)));
    } catch (const std::exception& error) {
        if (is_typed_refusal(error) || is_of_data(error)) result.verdict.refusal = error.what();
        else result.verdict.problem = error.what();
    }
    return result;
}

}  // namespace fuzz
