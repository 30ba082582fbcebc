// SPDX-License-Identifier: MIT
#include <nuage/db/peers.hpp>

#include <nuage/meta/access.hpp>

namespace nuage::db {

namespace {

template <class T>
detail::Ref<detail::Counted> shared(const detail::Ref<T>& object) {
    detail::retain(object.get());
    return detail::Ref<detail::Counted>(object.get());
}

}  // namespace

Attacher::Attacher(const ModelInfo& model, Database& database, FetchMode mode)
    : model_(model), peers_(new Peers(model, database, mode)) {
    for (const FieldInfo& field : model.fields) {
        const bool forward = field.kind == FieldKind::foreign_key && !field.parent_link;
        if (!forward && field.relation == nullptr) continue;
        Relation relation{&field, {}, {}};
        if (forward) relation.source = detail::Ref<ToOneSource>(new ToOneSource(model, field, database, mode));
        relations_.push_back(std::move(relation));
    }
}

void Attacher::attach(void* object) {
    auto* bytes = static_cast<char*>(object);
    const bool collects = peers_->mode == FetchMode::peers;
    if (peers_->mode != FetchMode::one) reinterpret_cast<InstanceState*>(bytes + model_.state_offset)->peers = shared(peers_);
    if (collects) {
        const FieldInfo& key = model_.primary_key();
        peers_->keys.push_back(read_member(*key.access, bytes + key.offset));
    }
    for (Relation& relation : relations_) {
        void* member = bytes + relation.field->offset;
        if (relation.source) {
            auto& state = *static_cast<detail::ToOneState*>(member);
            state.source = shared(relation.source);
            if (collects && !state.key.is_null() && !state.object.loaded()) relation.source->keys.push_back(state.key);
        }
        const void* joined = relation.field->relation->object(member);
        if (joined == nullptr) continue;
        if (!relation.joined)
            relation.joined = std::make_unique<Attacher>(relation.field->target(), peers_->database, peers_->mode);
        relation.joined->attach(const_cast<void*>(joined));
    }
}

}  // namespace nuage::db
