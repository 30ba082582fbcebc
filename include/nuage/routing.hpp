// SPDX-License-Identifier: MIT
// Opt-in: routers for several databases, with what they ask about models.
#pragma once

#include <nuage/db/routing.hpp>
#include <nuage/model.hpp>

namespace nuage {

/// Whether a router's question is about this model: is_model<Visit>(model).
template <class M>
[[nodiscard]] bool is_model(const ModelInfo& model) {
    return &model == &model_info<M>();
}

/// The object in the hints, if it is one of this model: instance_as<User>(hints). Else nullptr.
template <class M>
[[nodiscard]] const M* instance_as(const RoutingHints& hints) {
    const bool is_one = hints.instance_model != nullptr && is_model<M>(*hints.instance_model);
    return is_one ? static_cast<const M*>(hints.instance) : nullptr;
}

}  // namespace nuage
