// SPDX-License-Identifier: MIT
// Rows that belong to others, in one piece of memory, for code by hand: each parent has a stretch of them.
#pragma once

#include <string>

#include "models.hpp"

namespace bench {

template <class Child>
class Children {
public:
    Child& add() { return rows_->rows.emplace_back(); }
    [[nodiscard]] std::size_t size() const { return rows_->rows.size(); }
    [[nodiscard]] Child* begin() { return rows_->rows.data(); }
    Child& operator[](std::size_t i) { return rows_->rows[i]; }

    /// Children and parents are in the order of the parents' ids.
    template <class Parent, class IdOf, class MemberOf>
    void give(Parent* parents, std::size_t count, IdOf id_of, MemberOf member_of) {
        std::size_t at = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t first = at;
            while (at < size() && id_of(rows_->rows[at]) == parents[i].id) ++at;
            nuage::detail::retain(rows_.get());
            // The member itself gives no way to put in objects that were read elsewhere.
            static_cast<nuage::detail::RelatedState*>(member_of(parents[i]))->rows.set({rows_.get(), rows_->rows.data() + first, at - first});
        }
    }

private:
    struct Block final : nuage::detail::Counted {
        Block() : Counted(&nuage::detail::destroy_as<Block>) {}
        std::vector<Child> rows;
    };
    nuage::detail::Ref<Block> rows_{new Block};
};

inline std::string more(int times, const char* what) {
    std::string text;
    for (int i = 0; i < times; ++i) text += what;
    return text;
}
inline std::string numbered(int count) {
    std::string text;
    for (int i = 1; i <= count; ++i) text += (i == 1 ? "$" : ", $") + std::to_string(i);
    return text;
}

}  // namespace bench
