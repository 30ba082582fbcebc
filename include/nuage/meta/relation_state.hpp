// SPDX-License-Identifier: MIT
// What relation members hold, whatever model they lead to.
#pragma once

#include <nuage/detail/shared.hpp>
#include <nuage/meta/value.hpp>

namespace nuage {

struct FieldInfo;

/// What touching a relation or a field that was not loaded does. Django's fetch modes.
enum class FetchMode : std::uint8_t {
    one,    ///< loads it for this object
    peers,  ///< loads it for all objects that came from the same query, at once
    raise   ///< throws FieldFetchBlocked
};

namespace detail {

/// In a ForeignKey or OneToOne: the key, and the object once it is loaded.
struct ToOneState {
    Value key;              ///< first: the member's address is that of its Value
    LoadedObjects object;
    Ref<Counted> source;    ///< where and how to load it when not from the default database one by one
};

/// In the other end of a relation, and in a many-to-many one: the objects once they are loaded.
struct RelatedState {
    LoadedObjects rows;
};

/// A many-to-many relation cannot tell from its type whose it is: it is told when its object is loaded or saved.
struct ManyToManyState : RelatedState {
    const FieldInfo* field = nullptr;
};

}  // namespace detail
}  // namespace nuage
