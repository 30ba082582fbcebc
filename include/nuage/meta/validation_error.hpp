// SPDX-License-Identifier: MIT
// ValidationError: what is wrong with an object, field by field.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nuage/meta/errors.hpp>
#include <nuage/meta/value.hpp>

namespace nuage {

/// The name under which mistakes of the object as a whole stand.
inline constexpr std::string_view non_field_errors = "__all__";

/// Thrown by full_clean(), and by validators and clean() of one's own.
/// https://docs.djangoproject.com/en/5.2/ref/exceptions/#validationerror
class ValidationError : public Error {
public:
    /// What a message speaks of, by Django's names: limit_value, value …
    using Params = std::map<std::string, Value, std::less<>>;
    struct Item {
        std::string code;      ///< "required", "max_length" …: for programs
        std::string message;   ///< for people
        Params params{};
        friend bool operator==(const Item&, const Item&) = default;
    };
    using Errors = std::map<std::string, std::vector<Item>, std::less<>>;

    /// Nothing is wrong yet: for collecting with add().
    ValidationError() : Error("") {}
    /// A mistake of the value that a validator was given, or of the object as a whole.
    explicit ValidationError(std::string message, std::string code = "", Params params = {});
    /// A mistake of one field, for clean(): throw ValidationError::of("title", "Too loud.").
    [[nodiscard]] static ValidationError of(std::string_view field, std::string message, std::string code = "", Params params = {});

    void add(std::string_view field, Item item);
    /// All the mistakes of another error. Those of the object as a whole go to `field` where one is given.
    void add(const ValidationError& other, std::string_view field = non_field_errors);

    [[nodiscard]] bool empty() const { return errors_.empty(); }
    /// By field.
    [[nodiscard]] const Errors& errors() const { return errors_; }
    [[nodiscard]] bool has(std::string_view field) const { return errors_.find(field) != errors_.end(); }
    /// The codes of a field's mistakes.
    [[nodiscard]] std::vector<std::string> codes(std::string_view field = non_field_errors) const;
    /// The messages of a field.
    [[nodiscard]] std::vector<std::string> messages(std::string_view field) const;
    /// All messages.
    [[nodiscard]] std::vector<std::string> messages() const;
    /// "title: This field cannot be blank. pages: …"
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    Errors errors_;
    std::string text_;
};

}  // namespace nuage
