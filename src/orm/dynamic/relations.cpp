// SPDX-License-Identifier: MIT
// Relations to load whose names arrive at run time.
#include <nuage/queryset.hpp>

namespace nuage::detail {

void add_related(Query& query, std::string_view name) {
    const ResolvedPath path = build::resolve_plain(*query.model, name);
    if (path.multi_valued || relation_path(*query.model, path, name).count == 0)
        throw FieldError("[F010] select_related() follows ForeignKey and OneToOne; '" + std::string(name) + "' is neither");
    const bool by_key = ends_in_key(path, name);
    query.select.nodes.push_back({NodeKind::related, 0, static_cast<std::uint16_t>(path.hop_count + (by_key ? 1 : 0)), 0, nullptr});
    for (std::size_t i = 0; i < path.hop_count; ++i) query.select.nodes.push_back({NodeKind::hop, 0, 0, path.hops[i], nullptr});
    if (by_key) query.select.nodes.push_back({NodeKind::hop, 0, 0, path.field, nullptr});
}

void add_prefetch_name(Query& query, std::string_view name) {
    const ResolvedPath path = build::resolve_plain(*query.model, name);
    const RelationPath relations = relation_path(*query.model, path, name);
    if (relations.count == 0) throw ValueError("[F014] prefetch_related() follows relations; '" + std::string(name) + "' is none");
    add_prefetch(query, {relations.fields, relations.count}, nullptr, PrefetchList::none);
}

}  // namespace nuage::detail
