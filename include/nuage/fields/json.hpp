// SPDX-License-Identifier: MIT
// JSON documents as a column. Needs nlohmann/json; nuage.hpp does not include this.
#pragma once

#include <nlohmann/json.hpp>

#include <nuage/fields/codec.hpp>
#include <nuage/meta/errors.hpp>

namespace nuage {

/// A JSON document. A JSON null is a value of the column; std::optional<Json> adds SQL's NULL.
using Json = nlohmann::json;

/// In the header, so that the library itself does not depend on nlohmann/json.
template <>
struct Codec<Json> {
    static constexpr FieldKind kind = FieldKind::json;

    static Value dump(const Json& document) {
        try {
            return {ValueKind::json, document.dump()};
        } catch (const Json::exception& error) {  // text that is not UTF-8
            throw DataError(std::string("the document cannot be written as JSON: ") + error.what());
        }
    }
    static Json load(const Value& value) {
        if (value.kind() != ValueKind::json && value.kind() != ValueKind::text)
            throw DataError(value.repr() + " is no JSON document");
        try {
            return Json::parse(value.text());
        } catch (const Json::exception& error) {
            throw DataError(value.repr() + " is no JSON document: " + error.what());
        }
    }
};

}  // namespace nuage
