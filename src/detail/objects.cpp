// SPDX-License-Identifier: MIT
#include <nuage/detail/objects.hpp>

#include <algorithm>

namespace nuage::detail {

ObjectBlock::ObjectBlock(const ObjectType& type, std::size_t room) : Counted(&destroy_as<ObjectBlock>), type_(type) {
    if (room != 0) reserve(room);
}

ObjectBlock::~ObjectBlock() {
    type_.destroy(memory_, size_);
    deallocate();
}

char* ObjectBlock::allocate(std::size_t room) const {
    return static_cast<char*>(::operator new(room * type_.size, std::align_val_t(type_.align)));
}

void ObjectBlock::deallocate() noexcept {
    if (memory_ != nullptr) ::operator delete(memory_, std::align_val_t(type_.align));
}

void ObjectBlock::reserve(std::size_t room) {
    if (room <= room_) return;
    char* memory = allocate(room);
    if (size_ != 0) type_.relocate(memory, memory_, size_);
    deallocate();
    memory_ = memory;
    room_ = room;
}

void* ObjectBlock::append() {
    if (size_ == room_) reserve(std::max<std::size_t>(8, room_ * 2));
    void* place = at(size_);
    type_.construct(place);
    ++size_;
    return place;
}

void* ObjectBlock::append_copy(const void* from) {
    if (size_ == room_) reserve(std::max<std::size_t>(1, room_ * 2));
    void* place = at(size_);
    type_.copy(place, from);
    ++size_;
    return place;
}

Held ObjectBlock::share() {
    retain(this);
    return {this, memory_, size_};
}

Ref<ObjectBlock> ObjectBlock::in_order(const std::uint32_t* order) {
    Ref<ObjectBlock> sorted(new ObjectBlock(type_, size_));
    for (std::size_t i = 0; i < size_; ++i) type_.relocate(sorted->at(i), at(order[i]), 1);
    sorted->size_ = std::exchange(size_, 0);
    return sorted;
}

}  // namespace nuage::detail
