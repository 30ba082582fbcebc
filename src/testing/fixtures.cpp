// SPDX-License-Identifier: MIT
#include <nuage/testing/fixtures.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include <fmt/format.h>

#include <nuage/db/run.hpp>
#include <nuage/query/builder.hpp>
#include <nuage/related.hpp>
#include <nuage/sql/dialect.hpp>
#include <nuage/sql/schema_editor.hpp>

#include "fixture_values.hpp"
#include "orm/instances.hpp"

namespace nuage::testing {

namespace {

using nuage::detail::ObjectBlock;
using nuage::detail::Ref;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string label_of(const ModelInfo& model) { return std::string(model.app) + "." + lower(model.name); }

/// "blog.user", or "blog.User".
const ModelInfo* find_model(const std::string& label) {
    const std::string wanted = lower(label);
    for (const AppInfo* app : registered_apps())
        for (const ModelInfo* model : app->models)
            if (lower(label_of(*model)) == wanted) return &concrete_model(*model);
    return nullptr;
}

/// An object of a fixture.
struct Entry {
    const ModelInfo* model;
    std::string where;   ///< "users.json, object 3 (blog.user, pk 7)"
    Ref<ObjectBlock> object;
    struct Many {
        const FieldInfo* field;
        std::vector<Value> keys;
    };
    std::vector<Many> relations{};
    [[nodiscard]] void* address() const { return object->at(0); }
};

/// Reads a fixture into objects, which nobody has stored yet.
class Reader {
public:
    Reader(std::string_view name, const FixtureOptions& options) : name_(name), options_(options) {}

    std::vector<Entry> read(std::string_view text) {
        FixtureJson json;
        try {
            json = FixtureJson::parse(text);
        } catch (const FixtureJson::parse_error& error) {
            throw FixtureError(fmt::format("{} is no JSON: {}", name_, error.what()));
        }
        if (!json.is_array()) throw FixtureError(name_ + " must be a list of objects");
        std::vector<Entry> entries;
        for (std::size_t i = 0; i < json.size(); ++i) read_entry(json[i], i, entries);
        return entries;
    }

private:
    [[noreturn]] static void refuse(const std::string& where, const std::string& what) { throw FixtureError(where + ": " + what); }

    void read_entry(const FixtureJson& json, std::size_t number, std::vector<Entry>& entries) {
        std::string where = fmt::format("{}, object {}", name_, number + 1);
        if (!json.is_object() || !json.contains("model") || !json["model"].is_string()) refuse(where, "it has no \"model\"");
        const std::string label = json["model"].get<std::string>();
        const ModelInfo* model = find_model(label);
        if (model == nullptr) {
            if (options_.ignore_unknown) return;
            refuse(where, fmt::format("there is no model '{}'", label));
        }
        where += fmt::format(" ({}{})", label, json.contains("pk") ? ", pk " + json["pk"].dump() : "");
        Entry entry{model, where, Ref<ObjectBlock>(new ObjectBlock(*model->type, 1))};
        entry.object->append();
        if (json.contains("pk") && !json["pk"].is_null()) read_key(entry, json["pk"]);
        std::set<std::string_view> given;
        if (json.contains("fields")) {
            if (!json["fields"].is_object()) refuse(where, "its \"fields\" are no object");
            for (const auto& [name, value] : json["fields"].items()) read_field(entry, name, value, given);
        }
        set_defaults(entry, given);
        entries.push_back(std::move(entry));
    }

    static void read_key(Entry& entry, const FixtureJson& json) {
        const ModelInfo& model = *entry.model;
        if (model.key_parts.empty()) return write(entry, model.primary_key(), json);
        if (!json.is_array() || json.size() != model.key_parts.size())
            refuse(entry.where, fmt::format("its pk must be a list of {} values", model.key_parts.size()));
        for (std::size_t i = 0; i < model.key_parts.size(); ++i) write(entry, model.fields[model.key_parts[i]], json[i]);
    }

    void read_field(Entry& entry, const std::string& name, const FixtureJson& json, std::set<std::string_view>& given) const {
        const std::size_t position = entry.model->find(name);
        const FieldInfo* field = position != ModelInfo::none ? &entry.model->fields[position] : nullptr;
        const bool many = field != nullptr && field->kind == FieldKind::many_to_many;
        if (field == nullptr || (!many && !field->has_column())) {
            if (options_.ignore_unknown) return;
            refuse(entry.where, fmt::format("{} has no field '{}'", entry.model->name, name));
        }
        if (field->inherited) refuse(entry.where, fmt::format("'{}' belongs into an object of the parent model", name));
        if (field->is_generated) return;   // the database computes it
        given.insert(field->name);
        if (many) read_many(entry, *field, json);
        else write(entry, *field, json);
    }

    static void read_many(Entry& entry, const FieldInfo& field, const FixtureJson& json) {
        if (!json.is_array()) refuse(entry.where, fmt::format("'{}' must be a list of keys", field.name));
        Entry::Many many{&field, {}};
        for (const FixtureJson& key : json) many.keys.push_back(value_of(entry, *field.through().target, key, field.name));
        entry.relations.push_back(std::move(many));
    }

    static Value value_of(const Entry& entry, const FieldInfo& field, const FixtureJson& json, std::string_view name) {
        try {
            return value_from(json, field);
        } catch (const Error& error) {
            refuse(entry.where, fmt::format("field '{}': {}", name, error.what()));
        } catch (const FixtureJson::exception& error) {
            refuse(entry.where, fmt::format("field '{}': {}", name, error.what()));
        }
    }

    static void write(Entry& entry, const FieldInfo& field, const FixtureJson& json) {
        const Value value = value_of(entry, field, json, field.name);
        if (value.is_null() && !field.null) refuse(entry.where, fmt::format("field '{}' cannot be null", field.name));
        try {
            if (!value.is_null()) build::check_column_value(field, value);
            write_member(*field.access, nuage::detail::member_of(field, entry.address()), value);
        } catch (const Error& error) {
            refuse(entry.where, fmt::format("field '{}': {}", field.name, error.what()));
        }
    }

    static void set_defaults(Entry& entry, const std::set<std::string_view>& given) {
        for (const FieldInfo& field : entry.model->fields) {
            void* member = nuage::detail::member_of(field, entry.address());
            if (field.apply_default != nullptr && !given.contains(field.name) && !field.inherited && field.access->is_empty(member))
                field.apply_default(member);
        }
    }

    std::string name_;
    FixtureOptions options_;
};

/// Writes the objects of a fixture in one transaction.
class Loader {
public:
    explicit Loader(std::string_view alias) : database_(nuage::detail::database_of(alias)) {}

    void load(std::vector<Entry>& entries) {
        db::AtomicBlock block(database_, true);
        // Rows may refer to ones that follow: where foreign keys are not checked at the end, they are not checked meanwhile.
        const DropSpelling spelling = database_.dialect().drop_spelling();
        const bool deferred = database_.dialect().features().deferred_foreign_keys;
        if (!deferred) execute(spelling.before);
        try {
            for (Entry& entry : entries) save(entry);
            for (Entry& entry : entries) relate(entry);
            check_references(entries);
        } catch (...) {
            if (!deferred) restore(spelling.after);
            throw;
        }
        if (!deferred) execute(spelling.after);
        move_sequences(entries);
        block.commit();
    }

private:
    void execute(std::string_view sql) {
        if (sql.empty()) return;
        db::with_session(database_, false, [&](db::Session& session) { db::execute_watched(*session.connection, QueryKind::schema, sql); });
    }

    /// After an error, which bars other statements. A connection on which this fails is not used again.
    void restore(std::string_view sql) const noexcept {
        db::Session& session = *db::Lease::held(database_);
        try {
            if (!session.broken) session.connection->execute(sql);
        } catch (const std::exception&) {
            session.broken = true;
        }
    }

    void save(Entry& entry) {
        try {
            nuage::detail::save_raw(*entry.model, entry.address(), database_);
        } catch (const IntegrityError& error) {
            throw FixtureError(entry.where + ": " + error.what());
        }
    }

    static void relate(Entry& entry) {
        for (Entry::Many& many : entry.relations)
            nuage::detail::related_set({*entry.model, *many.field, entry.address()}, std::move(many.keys), {});
    }

    /// Whether the rows that foreign keys of the fixture name are there. Some databases would not say which is not.
    void check_references(const std::vector<Entry>& entries) {
        for (const Entry& entry : entries)
            for (const FieldInfo& field : entry.model->fields) {
                if (field.kind != FieldKind::foreign_key || field.inherited || !field.db_constraint) continue;
                Value key = read_member(*field.access, nuage::detail::member_of(field, entry.address()));
                if (key.is_null() || is_there(field, key)) continue;
                throw FixtureError(fmt::format("{}: field '{}' refers to {} {}, which is not there", entry.where, field.name,
                                               label_of(concrete_model(field.target())), key.repr()));
            }
    }
    bool is_there(const FieldInfo& field, const Value& key) {
        const auto known = known_.find({&field, key});
        if (known != known_.end()) return known->second;
        const ModelInfo& target = concrete_model(field.target());
        Query query;
        query.model = &target;
        query.own_order = true;
        query.database = &database_.alias();
        build::push(query.where, NodeKind::filter, 1);
        build::keys(query.where, nullptr, target, value_field(field), {key});
        return known_[{&field, key}] = db::exists(query);
    }

    void move_sequences(const std::vector<Entry>& entries) {
        std::vector<const ModelInfo*> models;
        for (const Entry& entry : entries)
            if (std::find(models.begin(), models.end(), entry.model) == models.end()) models.push_back(entry.model);
        for (const std::string& sql : database_.dialect().move_sequences(models)) execute(sql);
    }

    db::Database& database_;
    std::map<std::pair<const FieldInfo*, Value>, bool> known_;
};

}  // namespace

std::size_t load_fixture_text(std::string_view json, std::string_view name, const FixtureOptions& options) {
    std::vector<Entry> entries = Reader(name, options).read(json);
    Loader(options.using_db).load(entries);
    return entries.size();
}

std::size_t load_fixture(const std::string& path, const FixtureOptions& options) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw FixtureError("the fixture " + path + " cannot be read");
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return load_fixture_text(text, path, options);
}

namespace detail {

struct FixtureWriter::State {
    FixtureJson all = FixtureJson::array();
    std::set<std::pair<const ModelInfo*, std::string>> seen;
};

FixtureWriter::FixtureWriter() : state_(std::make_unique<State>()) {}
FixtureWriter::~FixtureWriter() = default;

namespace {

Value value_in(const FieldInfo& field, const void* object) { return read_member(*field.access, static_cast<const char*>(object) + field.offset); }

FixtureJson key_of(const ModelInfo& model, const void* object) {
    if (model.key_parts.empty()) return json_from(value_in(model.primary_key(), object));
    FixtureJson key = FixtureJson::array();
    for_key_fields(model, [&](const FieldInfo& part) { key.push_back(json_from(value_in(part, object))); });
    return key;
}

FixtureJson related_keys(const ModelInfo& model, const FieldInfo& field, const void* object) {
    const ThroughInfo& through = field.through();
    Query query;
    query.model = through.model;
    const auto& state = nuage::detail::state_of(model, const_cast<void*>(object));
    if (state.database != nullptr) query.database = &static_cast<const db::Database*>(state.database)->alias();
    build::push(query.where, NodeKind::filter, 1);
    build::keys(query.where, nullptr, *through.model, *through.source, {value_in(value_field(*through.source), object)});
    const Ref<ObjectBlock> rows(new ObjectBlock(*through.model->type));
    db::select(query, nullptr, {rows.get(), [](void* block) { return static_cast<ObjectBlock*>(block)->append(); }});
    std::vector<Value> keys;
    for (std::size_t i = 0; i < rows->size(); ++i) keys.push_back(value_in(*through.target, rows->at(i)));
    std::sort(keys.begin(), keys.end());
    FixtureJson list = FixtureJson::array();
    for (const Value& key : keys) list.push_back(json_from(key));
    return list;
}

}  // namespace

void FixtureWriter::add(const ModelInfo& given, const void* object) {
    const ModelInfo& model = concrete_model(given);
    if (model.parent_link != ModelInfo::no_link) add(model.base(), nuage::detail::parent_part(model, const_cast<void*>(object)));
    FixtureJson key = key_of(model, object);
    if (!state_->seen.insert({&model, key.dump()}).second) return;
    FixtureJson fields = FixtureJson::object();
    for (const FieldInfo& field : model.fields) {
        if (field.inherited || field.parent_link || field.primary_key || field.is_generated) continue;
        const std::string name(field.name);
        // Rows of a model of one's own are dumped for themselves.
        if (field.kind == FieldKind::many_to_many) {
            if (field.through().model->automatic) fields[name] = related_keys(model, field, object);
        } else if (field.has_column()) {
            fields[name] = json_from(value_in(field, object));
        }
    }
    state_->all.push_back({{"model", label_of(model)}, {"pk", std::move(key)}, {"fields", std::move(fields)}});
}

std::string FixtureWriter::text() const { return state_->all.dump(2); }

}  // namespace detail
}  // namespace nuage::testing
