// SPDX-License-Identifier: MIT
#include <nuage/db/query_event.hpp>

#include <nuage/db/row_plan.hpp>
#include <nuage/meta/access.hpp>

namespace nuage {

namespace {

std::string_view kind_name(ValueKind kind) {
    switch (kind) {
        case ValueKind::null: return "<null>";
        case ValueKind::boolean: return "<boolean>";
        case ValueKind::integer: return "<integer>";
        case ValueKind::real: return "<real>";
        case ValueKind::text: return "<text>";
        case ValueKind::bytes: return "<bytes>";
        case ValueKind::date: return "<date>";
        case ValueKind::time: return "<time>";
        case ValueKind::datetime: return "<datetime>";
        case ValueKind::duration: return "<duration>";
        case ValueKind::uuid: return "<uuid>";
        case ValueKind::decimal: return "<decimal>";
        case ValueKind::json: return "<json>";
        case ValueKind::ip: return "<ip>";
        case ValueKind::row: return "<row>";
    }
    return "<value>";
}

Value value_of(const Param& param) {
    if (param.data == nullptr) return {};
    return read_member(Access{param.storage, param.kind}, param.data);
}

/// Cut between characters, not within one.
std::string cut(std::string text, std::size_t most) {
    if (most == 0 || text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
    text.resize(most);
    return text += "…";
}

}  // namespace

std::vector<Value> QueryEvent::params() const {
    std::vector<Value> values;
    for (const Param& param : params_) values.push_back(redacted_ ? Value(kind_name(param.kind)) : value_of(param));
    return values;
}

std::string QueryEvent::params_text(std::size_t most_characters) const {
    std::string text;
    for (const Param& param : params_) {
        if (!text.empty()) text += ", ";
        if (redacted_) text += kind_name(param.kind);
        else text += cut(value_of(param).repr(), most_characters);
    }
    return text;
}

CallSite QueryEvent::location() const { return db::CallStack::here(frame_).site(); }

std::string QueryEvent::error_text() const {
    if (error == nullptr) return {};
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& e) {
        return e.what();
    } catch (...) {
        return "an exception that is no std::exception";
    }
}

}  // namespace nuage
