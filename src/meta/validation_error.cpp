// SPDX-License-Identifier: MIT
#include <nuage/meta/validation_error.hpp>

namespace nuage {

ValidationError::ValidationError(std::string message, std::string code, Params params) : Error("") {
    add(non_field_errors, {std::move(code), std::move(message), std::move(params)});
}

ValidationError ValidationError::of(std::string_view field, std::string message, std::string code, Params params) {
    ValidationError error;
    error.add(field, {std::move(code), std::move(message), std::move(params)});
    return error;
}

void ValidationError::add(std::string_view field, Item item) {
    auto found = errors_.find(field);
    if (found == errors_.end()) found = errors_.emplace(std::string(field), std::vector<Item>()).first;
    found->second.push_back(std::move(item));
    text_.clear();
    for (const auto& [name, items] : errors_) {
        if (!text_.empty()) text_ += ' ';
        if (name != non_field_errors) text_ += name + ": ";
        for (std::size_t i = 0; i < items.size(); ++i) text_ += (i == 0 ? "" : " ") + items[i].message;
    }
}

void ValidationError::add(const ValidationError& other, std::string_view field) {
    for (const auto& [name, items] : other.errors_)
        for (const Item& item : items) add(name == non_field_errors ? field : std::string_view(name), item);
}

std::vector<std::string> ValidationError::codes(std::string_view field) const {
    std::vector<std::string> all;
    if (const auto found = errors_.find(field); found != errors_.end())
        for (const Item& item : found->second) all.push_back(item.code);
    return all;
}

std::vector<std::string> ValidationError::messages(std::string_view field) const {
    std::vector<std::string> all;
    if (const auto found = errors_.find(field); found != errors_.end())
        for (const Item& item : found->second) all.push_back(item.message);
    return all;
}

std::vector<std::string> ValidationError::messages() const {
    std::vector<std::string> all;
    for (const auto& [name, items] : errors_)
        for (const Item& item : items) all.push_back(item.message);
    return all;
}

}  // namespace nuage
