// SPDX-License-Identifier: MIT
// Who listens to a model's signals: what saving and loading look at before they send one.
#pragma once

#include <atomic>
#include <cstdint>

namespace nuage {

struct ModelInfo;

enum class Signal : std::uint8_t { post_init, pre_save, post_save, pre_delete, post_delete, m2m_changed };

namespace detail {

/// Signals as bits; one for each model, through ModelInfo::listeners.
struct Listeners {
    std::atomic<std::uint32_t> signals{0};
};

template <class M>
struct listeners_of {
    static constinit inline Listeners value{};
};

[[nodiscard]] constexpr std::uint32_t signal_bit(Signal signal) { return 1u << static_cast<unsigned>(signal); }
/// Receivers of any model's signals have the upper half of a word.
[[nodiscard]] constexpr std::uint32_t any_model_bit(Signal signal) { return signal_bit(signal) << 16; }

/// Signals that somebody listens to, whatever the model. Where nobody does, this is all that is read.
inline constinit Listeners heard_signals{};

/// Sends post_init for an object that was read from a database. Defined with the signals.
void notify_init(const ModelInfo& model, void* object, const void* database);
/// The same for the object and all the related ones that were read with it.
void notify_init_of_row(const ModelInfo& model, void* object, const void* database);

}  // namespace detail
}  // namespace nuage
