// SPDX-License-Identifier: MIT
// Validation of objects: full_clean() and its parts. Opt-in; save() never validates.
// https://docs.djangoproject.com/en/5.2/ref/models/instances/#validating-objects
#pragma once

#include <nuage/manager.hpp>
#include <nuage/meta/validation_error.hpp>

namespace nuage {

namespace detail {

/// Each adds what it finds to `errors`. Fields of `exclude` are left out; unknown names throw FieldError.
void clean_object_fields(const ModelInfo& model, void* object, const FieldNames& exclude, ValidationError& errors);
void validate_object_unique(const ModelInfo& model, void* object, const FieldNames& exclude, ValidationError& errors);
void validate_object_constraints(const ModelInfo& model, void* object, const FieldNames& exclude, ValidationError& errors);
/// All of them, with the user's clean() after the fields; nullptr where there is none.
void full_clean_object(const ModelInfo& model, void* object, void (*clean)(void* object), const CleanOptions& options);
void throw_if_any(const ValidationError& errors);

template <class M>
concept HasClean = requires(M& object) { object.clean(); };

template <class M>
constexpr bool check_clean() {
    static_assert(HasClean<M> == HasClean<std::remove_const_t<M>>,
                  "[M022] nuage: clean() of this model is not const, so a const object cannot be validated; make either one agree");
    return check_model<std::remove_const_t<M>>();
}
template <class M>
void* address_of(M& object) {
    return const_cast<void*>(static_cast<const void*>(std::addressof(object)));
}
template <class M>
void call_clean(void* object) {
    static_cast<M*>(object)->clean();
}

}  // namespace detail

/// clean_fields(), the model's own `void clean()` if it has one, validate_unique() and validate_constraints(). Throws
/// ValidationError with all that is wrong; fields that were wrong already are left out of the further checks.
template <class M>
    requires Model<std::remove_const_t<M>>
void full_clean(M& object, const CleanOptions& options = {}) {
    static_assert(detail::check_clean<M>());
    void (*clean)(void*) = nullptr;
    if constexpr (detail::HasClean<M>) clean = &detail::call_clean<M>;
    detail::full_clean_object(model_info<std::remove_const_t<M>>(), detail::address_of(object), clean, options);
}

#define NUAGE_DETAIL_VALIDATION(function, work)                                                        \
    template <class M>                                                                                 \
        requires Model<std::remove_const_t<M>>                                                         \
    void function(M& object, const FieldNames& exclude = {}) {                                         \
        static_assert(detail::check_model<std::remove_const_t<M>>());                                  \
        ValidationError errors;                                                                        \
        detail::work(model_info<std::remove_const_t<M>>(), detail::address_of(object), exclude, errors); \
        detail::throw_if_any(errors);                                                                  \
    }
/// Each field by itself: presence, length, form, bounds, choices, validators; whether the rows referred to exist.
NUAGE_DETAIL_VALIDATION(clean_fields, clean_object_fields)
/// Unique fields: one query each. Fields that are NULL are not compared.
NUAGE_DETAIL_VALIDATION(validate_unique, validate_object_unique)
/// Meta's constraints: one query each.
NUAGE_DETAIL_VALIDATION(validate_constraints, validate_object_constraints)
#undef NUAGE_DETAIL_VALIDATION

namespace detail {

/// What the methods of NUAGE_MODEL do.
template <class M>
struct InstanceValidation<M, true> {
    static void full_clean(M& object, const CleanOptions& options) { nuage::full_clean(object, options); }
    static void clean_fields(M& object, const FieldNames& exclude) { nuage::clean_fields(object, exclude); }
    static void validate_unique(M& object, const FieldNames& exclude) { nuage::validate_unique(object, exclude); }
    static void validate_constraints(M& object, const FieldNames& exclude) { nuage::validate_constraints(object, exclude); }
};

}  // namespace detail
}  // namespace nuage
