// SPDX-License-Identifier: MIT
// Models with primary keys of several fields: numbers, texts, foreign keys.
#pragma once

#include <optional>

#include <nuage/nuage.hpp>

#include <support/app_tables.hpp>

namespace keyed {

using namespace nuage::literals;

struct Line;
struct Enrolment;

struct Order {
    std::int64_t id{};
    std::string name{};
    nuage::RelatedSet<Line, "order"> lines{};

    NUAGE_MODEL(Order, (id), (name, max_length(30)), (lines))
};

struct Product {
    std::int64_t id{};
    std::string name{};
    nuage::RelatedSet<Line, "product"> lines{};

    NUAGE_MODEL(Product, (id), (name, max_length(30)), (lines))
};

struct Line {
    nuage::ForeignKey<Order> order{};
    std::int32_t number{};
    nuage::ForeignKey<Product, nuage::nullable> product{};
    std::int32_t quantity{};
    std::string note{};

    NUAGE_MODEL(Line,
        (order, on_delete(cascade), primary_key), (number, primary_key), (product, on_delete(protect), blank), (quantity), (note, max_length(50)))
};

/// Texts in the key, and an order of its own.
struct Stock {
    std::string warehouse{};
    std::string sku{};
    std::int32_t amount{};

    NUAGE_MODEL(Stock, (warehouse, max_length(20), primary_key), (sku, max_length(20), primary_key), (amount))
    NUAGE_META(ordering("-pk"))
};

struct Course;
struct Student {
    std::int64_t id{};
    std::string name{};
    nuage::ManyToMany<Course, nuage::through<Enrolment>> courses{};

    NUAGE_MODEL(Student, (id), (name, max_length(30)), (courses))
};
struct Course {
    std::int64_t id{};
    std::string title{};
    nuage::RelatedSet<Student, "courses"> students{};

    NUAGE_MODEL(Course, (id), (title, max_length(30)), (students))
};
/// A join table that needs no key but what it joins.
struct Enrolment {
    nuage::ForeignKey<Student> student{};
    nuage::ForeignKey<Course> course{};
    std::int32_t grade{};

    NUAGE_MODEL(Enrolment, (student, on_delete(cascade), primary_key), (course, on_delete(cascade), primary_key), (grade))
};

NUAGE_APP(keyed, Order, Product, Line, Stock, Student, Course, Enrolment)

/// Two orders of three lines, the first of each of a product; their notes are "first.1" to "second.3".
struct Fixture {
    test::AppTables tables{nuage_app_keyed()};
    Order first = Order::objects.create("name"_f = "first");
    Order second = Order::objects.create("name"_f = "second");
    Product pen = Product::objects.create("name"_f = "pen");
    Fixture();

    /// The notes of lines: "first.2 first.3" for the second and third of the first order.
    static std::string places(const nuage::QuerySet<Line>& lines);
};

}  // namespace keyed
