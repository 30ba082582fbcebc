// SPDX-License-Identifier: MIT
#include <nuage/queryset.hpp>

namespace nuage::detail {

void throw_sliced(const char* method) {
    throw TypeError(std::string("cannot call ") + method + "() once a slice has been taken");
}

void throw_combined(const char* method) {
    throw NotSupportedError(std::string("[F061] Calling ") + method +
                            "() after union_(), intersection() or difference() is not supported; filter the parts, or use as_derived().");
}

void throw_empty_when() { throw ValueError("an empty condition cannot be that of When(); otherwise(value) is for all other rows"); }

void throw_no_slice(std::int64_t from, std::int64_t to) {
    if (from < 0 || to < 0) throw ValueError("slice(): negative positions are not supported");
    throw ValueError("slice(): the end must be greater than the beginning; it was given " + std::to_string(from) + " and " + std::to_string(to));
}
void throw_negative_slice() { throw ValueError("negative slice bounds are not supported"); }

namespace {

enum class Groups : std::uint8_t { none, objects, values };
Groups groups_of(const Query& query) {
    const Clause& select = query.select;
    for (const Node* n = select.nodes.begin(); n != select.nodes.end(); n += subtree_size(n))
        if (n->kind == NodeKind::group) return n->count == 0 ? Groups::objects : Groups::values;
    return Groups::none;
}

/// Meta's ordering is none of groups.
bool has_order(const Query& query) {
    if (query.own_order) return !query.order.empty();
    return !query.model->ordering.empty() && groups_of(query) == Groups::none;
}

void order_by_key(Query& query) {
    query.own_order = true;
    query.order.clear();
    build::order_by_text(query.order, *query.model, "pk");
}

void limit_to_one(Query& query) {
    if (query.sliced()) {
        apply_slice(query, 0, 1);
        return;
    }
    query.limit = 1;
    query.fixed_limit = true;
    query.at_most_one = true;
}

/// A single condition `unique field = value`: at most one row.
bool is_lookup_by_unique(const Query& query) {
    const auto& nodes = query.where.nodes;
    if (nodes.size() < 4 || nodes[0].kind != NodeKind::filter || nodes[1].kind != NodeKind::lookup) return false;
    if (nodes[1].definition != &lookups[lookup_position::exact] || nodes[2].kind != NodeKind::path || nodes[2].count != 0)
        return false;
    const bool composite = nodes[2].arg == ModelInfo::composite_position;
    if (nodes.size() != (composite ? 4 + query.model->key_parts.size() : 4)) return false;
    return is_unique(query.model->field_at(nodes[2].arg));
}

ResolvedPath key_path(const ModelInfo& model) {
    ResolvedPath path;
    path.model = &model;
    path.field = static_cast<std::uint16_t>(model.primary_key_position());
    return path;
}

/// A node for the relations of "author__mentor", each forward or one-to-one.
void add_locked(Query& query, std::string_view path) {
    std::vector<std::uint32_t> hops;
    const ModelInfo* model = query.model;
    for (std::string_view rest = path == "self" ? std::string_view() : path; !rest.empty();) {
        const std::size_t end = std::min(rest.find("__"), rest.size());
        const std::string_view name = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 2, rest.size()));
        std::size_t at = 0;
        while (at < model->fields.size() && model->fields[at].name != name) ++at;
        if (at == model->fields.size() || !model->fields[at].is_relation())
            throw FieldError("[F051] select_for_update(of): '" + std::string(path) +
                             "' is neither self nor a relation that select_related() follows.");
        hops.push_back(static_cast<std::uint32_t>(at));
        model = &model->fields[at].target();
    }
    query.select.nodes.push_back({NodeKind::lock_of, 0, static_cast<std::uint16_t>(hops.size()), 0, nullptr});
    for (const std::uint32_t hop : hops) query.select.nodes.push_back({NodeKind::hop, 0, 0, hop, nullptr});
}

}  // namespace

void add_lock(Query& query, const BasicLockOptions<FieldNames>& options) {
    if (options.nowait && options.skip_locked)
        throw ValueError("select_for_update(): nowait and skip_locked exclude each other");
    query.lock = static_cast<std::uint8_t>(lock_rows | (options.nowait ? lock_nowait : 0) |
                                           (options.skip_locked ? lock_skip_locked : 0) | (options.no_key ? lock_no_key : 0));
    build::drop(query.select, NodeKind::lock_of);
    for (const std::string_view name : options.of) add_locked(query, name);
}

void order_for_first(Query& query, bool last) {
    if (!has_order(query)) {
        if (groups_of(query) == Groups::values)
            throw TypeError(std::string("cannot call ") + (last ? "last" : "first") +
                            "() on groups without an order; add order_by()");
        order_by_key(query);
    }
    if (last) {
        require_unsliced(query, "last");
        query.reversed = !query.reversed;
    }
    limit_to_one(query);
}

void begin_latest(Query& query, bool latest, std::size_t names) {
    require_unsliced(query, latest ? "latest" : "earliest");
    const std::span<const std::string_view> of_meta = query.model->get_latest_by;
    if (names == 0 && of_meta.empty())
        throw ValueError("earliest() and latest() require fields as arguments, or get_latest_by in the Meta of " +
                         std::string(query.model->name));
    query.own_order = true;
    query.order.clear();
    if (names == 0)
        for (std::string_view name : of_meta) build::order_by_text(query.order, *query.model, name);
    query.reversed = latest;
    limit_to_one(query);
}

void limit_for_get(Query& query) {
    if (query.sliced()) return;
    query.own_order = true;
    query.order.clear();
    if (is_lookup_by_unique(query)) {
        query.at_most_one = true;
        return;
    }
    query.limit = 21;
    query.fixed_limit = true;
}

void load_rows(const Query& query, const RowPlan* layout, const ObjectType& type, const LoadedObjects& place) {
    const Ref<ObjectBlock> block(new ObjectBlock(type));
    db::select(query, layout, {block.get(), &ObjectBlock::append_to});
    if (!query.columns_only && block->size() != 0) prefetch(query, {block->at(0), block->size(), type.size});
    place.publish(block->share());
}

void add_contains(Query& query, const void* object) {
    refuse_combined(query, "contains");
    require_unsliced(query, "contains");
    if (query.columns_only) throw TypeError("cannot call contains() after values() or values_list()");
    const ResolvedPath path = key_path(*query.model);
    build::push(query.where, NodeKind::filter, 1);
    build::comparison(query.where, path, lookups[lookup_position::exact], build::key_of(path, *query.model, object));
}

}  // namespace nuage::detail
