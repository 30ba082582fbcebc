// SPDX-License-Identifier: MIT
#include <conformance/errors.hpp>

#include <string_view>

#include <conformance/models.hpp>
#include <nuage/meta/validation_error.hpp>

namespace conformance {

namespace {

template <class E>
bool is(const std::exception& error) {
    return dynamic_cast<const E*>(&error) != nullptr;
}

template <class M>
std::string name_for_model(const std::exception& error) {
    const std::string model(nuage::model_info<M>().name);
    if (is<typename M::DoesNotExist>(error)) return model + ".DoesNotExist";
    if (is<typename M::MultipleObjectsReturned>(error)) return model + ".MultipleObjectsReturned";
    return {};
}
template <class... M>
std::string name_for_models(const std::exception& error) {
    std::string name;
    static_cast<void>(((name = name_for_model<M>(error), !name.empty()) || ...));
    return name;
}

struct ErrorClass {
    bool (*matches)(const std::exception&);
    std::string_view name;
};
/// Derived classes before their bases. nuage's finer ones, such as UniqueViolation, have no names of their own in Django.
constexpr ErrorClass classes[] = {
    {&is<nuage::ProtectedError>, "ProtectedError"},
    {&is<nuage::RestrictedError>, "RestrictedError"},
    {&is<nuage::IntegrityError>, "IntegrityError"},
    {&is<nuage::DataError>, "DataError"},
    {&is<nuage::OperationalError>, "OperationalError"},
    {&is<nuage::ProgrammingError>, "ProgrammingError"},
    {&is<nuage::NotSupportedError>, "NotSupportedError"},
    {&is<nuage::InternalError>, "InternalError"},
    {&is<nuage::InterfaceError>, "InterfaceError"},
    {&is<nuage::DatabaseError>, "DatabaseError"},
    {&is<nuage::FieldError>, "FieldError"},
    {&is<nuage::ValidationError>, "ValidationError"},
    {&is<nuage::ValueError>, "ValueError"},
    {&is<nuage::TypeError>, "TypeError"},
    {&is<nuage::TransactionManagementError>, "TransactionManagementError"},
    {&is<nuage::ImproperlyConfigured>, "ImproperlyConfigured"},
    {&is<nuage::ObjectDoesNotExist>, "ObjectDoesNotExist"},
    {&is<nuage::MultipleObjectsReturned>, "MultipleObjectsReturned"},
    {&is<std::out_of_range>, "IndexError"},
};

}  // namespace

std::string error_name(const std::exception& error) {
    using namespace conf;
    // Derived models before their parents, whose errors theirs derive from.
    std::string name = name_for_models<Country, Publisher, Veteran, Author, AuthorProfile, Category, Tag, Book, Contribution,
                                       Review, Gadget, Product, Customer, Order, OrderLine, Post, Sample>(error);
    if (!name.empty()) return name;
    for (const ErrorClass& known : classes)
        if (known.matches(error)) return std::string(known.name);
    return std::string("an exception unknown to Django: ") + error.what();
}

}  // namespace conformance
