// SPDX-License-Identifier: MIT
// Sending signals. Ask listening(model, signal) first: it costs one load where nobody listens.
//
//     if (listening(model, Signal::pre_delete)) notify_delete(model, Signal::pre_delete, object, database);
#pragma once

#include <nuage/signals.hpp>

#include <nuage/db/session.hpp>

namespace nuage::detail {

/// pre_save or post_save. What receivers throw passes on.
void notify_save(const ModelInfo& model, Signal signal, void* object, const SaveEvent& event);
/// pre_delete or post_delete of an object whose key is still set.
void notify_delete(const ModelInfo& model, Signal signal, void* object, const db::Database& database);
/// m2m_changed; `model` and `object` are those whose relation changes, event.model is the one at the other end.
void notify_m2m(const ModelInfo& model, void* object, const M2MEvent& event);

}  // namespace nuage::detail
