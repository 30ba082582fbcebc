// SPDX-License-Identifier: MIT
// The models that all suites share: a small bookshop, and a sheet with one column of each plain type.
#pragma once

#include <nuage/choices.hpp>
#include <nuage/decimal.hpp>
#include <nuage/decimal.hpp>
#include <nuage/nuage.hpp>

namespace shop {

using namespace nuage::literals;

enum class Status { draft, live, gone };
NUAGE_TEXT_CHOICES(Status, (draft, "draft", "Draft"), (live, "live", "On sale"), (gone, "gone", "Out of print"))

enum class Colour { red, green, blue };
NUAGE_TEXT_CHOICES(Colour, (red, "r", "Red"), (green, "g", "Green"), (blue, "b", "Blue"))

enum class Tier { basic = 0, silver, gold };
NUAGE_INTEGER_CHOICES(Tier, (basic, "Basic"), (silver, "Silver"), (gold, "Gold"))

struct Author;
struct AuthorProfile;
struct Book;
struct Order;
struct Publisher;
struct Review;
struct Tagging;

struct Country {
    std::int64_t id{};
    std::string code{};
    std::string name{};
    std::optional<std::int64_t> population{};
    nuage::RelatedSet<Publisher, "country"> publishers{};
    nuage::RelatedSet<Author, "country"> authors{};

    NUAGE_MODEL(Country,
        (id), (code, max_length(2), unique), (name, max_length(60)), (population), (publishers), (authors))
};

struct Publisher {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Country, nuage::to_field<"code">, nuage::nullable> country{};  // in a column of another name
    std::optional<nuage::Date> founded{};
    bool active = true;
    std::string website{};
    nuage::RelatedSet<Book, "publisher"> books{};

    NUAGE_MODEL(Publisher, (id), (name, max_length(80), unique),
                (country, db_column("country_code"), on_delete(set_null)), (founded), (active),
                (website, nuage::url, blank), (books))
    NUAGE_META(ordering("name"))
};

struct Author {
    std::int64_t id{};
    std::string first_name{};
    std::string last_name{};
    std::optional<std::string> email{};
    std::optional<nuage::Date> born{};
    std::optional<double> rating{};
    std::optional<bool> alive{};
    nuage::ForeignKey<Country, nuage::to_field<"code">, nuage::nullable> country{};
    nuage::ForeignKey<Author, nuage::nullable> mentor{};
    nuage::RelatedSet<Author, "mentor"> students{};
    nuage::RelatedSet<Book, "author"> books{};
    nuage::RelatedSet<Book, "editor"> edited_books{};
    nuage::RelatedSet<Review, "reviewer"> reviews{};
    nuage::RelatedOne<AuthorProfile, "author"> profile{};

    NUAGE_MODEL(Author, (id), (first_name, max_length(40)), (last_name, max_length(40)), (email, nuage::email, unique),
                (born), (rating), (alive), (country), (mentor, on_delete(set_null)), (students), (books),
                (edited_books), (reviews), (profile))
};

/// The primary key is a relation.
struct AuthorProfile {
    nuage::OneToOne<Author> author{};
    std::string bio{};
    std::optional<nuage::Bytes> avatar{};

    NUAGE_MODEL(AuthorProfile, (author, primary_key), (bio, blank), (avatar))
};

struct Category {
    std::int64_t id{};
    std::string name{};
    std::string slug{};
    nuage::ForeignKey<Category, nuage::nullable> parent{};
    std::uint16_t order = 0;  // a reserved word as a column
    nuage::RelatedSet<Category, "parent"> children{};
    nuage::RelatedSet<Book, "category"> books{};

    NUAGE_MODEL(Category,
        (id), (name, max_length(40)), (slug, nuage::slug, unique), (parent), (order), (children), (books))
    NUAGE_META(ordering("order", "slug"), constraints(unique("parent", "name")))
};

struct Tag {
    std::int64_t id{};
    std::string label{};
    Colour colour = Colour::blue;
    nuage::RelatedSet<Tagging, "tag"> taggings{};

    NUAGE_MODEL(Tag, (id), (label, max_length(30), unique), (colour, max_length(1)), (taggings))
};

struct Book {
    std::int64_t id{};
    std::string isbn{};
    std::string title{};
    std::optional<std::string> subtitle{};
    std::optional<std::uint32_t> pages{};
    std::optional<nuage::Decimal> price{};
    std::optional<double> weight{};
    std::optional<nuage::Date> published{};
    std::optional<nuage::DateTime> released_at{};
    std::optional<nuage::Duration> reading_time{};
    nuage::Uuid uid{};
    Status status = Status::draft;
    std::int32_t stock = 0;
    bool is_ebook = false;
    nuage::ForeignKey<Publisher, nuage::nullable> publisher{};
    nuage::ForeignKey<Author> author{};
    nuage::ForeignKey<Author, nuage::nullable> editor{};
    nuage::ForeignKey<Category, nuage::nullable> category{};
    nuage::RelatedSet<Review, "book"> reviews{};
    nuage::RelatedSet<Tagging, "book"> taggings{};

    NUAGE_MODEL(Book,
        (id), (isbn, max_length(13), unique), (title, max_length(120)), (subtitle, max_length(120)), (pages),
        (price, digits(8, 2)), (weight), (published), (released_at), (reading_time),
        (uid, unique, default_to<nuage::Uuid::random>), (status, max_length(5)), (stock), (is_ebook),
        (publisher, on_delete(protect)), (author, on_delete(cascade)), (editor, on_delete(set_null)),
        (category, on_delete(set_null)), (reviews), (taggings))
    NUAGE_META(db_table("catalogue_book"),
        constraints(check("book_price_not_negative", "price"_f >= 0),
                    unique("author", "title").named("book_one_live_title_per_author").where("status"_f = Status::live)),
        indexes(index("published", "title").named("book_published_title"), index("-stock")))
};

struct Tagging {
    std::int64_t id{};
    nuage::ForeignKey<Book> book{};
    nuage::ForeignKey<Tag> tag{};

    NUAGE_MODEL(Tagging, (id), (book), (tag))
    NUAGE_META(constraints(unique("book", "tag")))
};

struct Review {
    std::int64_t id{};
    nuage::ForeignKey<Book> book{};
    nuage::ForeignKey<Author, nuage::nullable> reviewer{};
    std::int16_t stars{};
    std::string body{};
    std::optional<bool> helpful{};
    nuage::DateTime posted{};

    NUAGE_MODEL(Review, (id), (book), (reviewer, on_delete(set_null)), (stars), (body, blank), (helpful), (posted))
    NUAGE_META(ordering("book__title", "-stars", "id"), get_latest_by("posted"),
               constraints(check("review_stars_in_range", "stars"_f >= -1 && "stars"_f <= 5)))
};

/// A text as primary key.
struct Currency {
    std::string code{};
    std::string name{};
    nuage::RelatedSet<Order, "currency"> orders{};

    NUAGE_MODEL(Currency, (code, max_length(3), primary_key), (name, max_length(40)), (orders))
};

/// A UUID as primary key, made when the row is inserted.
struct Voucher {
    nuage::Uuid id{};
    std::string label{};
    nuage::RelatedSet<Order, "voucher"> orders{};

    NUAGE_MODEL(Voucher, (id, primary_key, default_to<nuage::Uuid::random>), (label, max_length(30)), (orders))
};

/// Lives in a table whose name is a reserved word.
struct Order {
    std::int64_t id{};
    std::string number{};
    nuage::DateTime placed_at{};
    std::optional<nuage::Date> shipped_on{};
    bool paid = false;
    Tier tier = Tier::basic;
    nuage::ForeignKey<Currency, nuage::nullable> currency{};
    nuage::ForeignKey<Voucher, nuage::nullable> voucher{};

    NUAGE_MODEL(Order,
        (id), (number, max_length(10), unique), (placed_at), (shipped_on), (paid), (tier), (currency), (voucher))
    NUAGE_META(db_table("order"), ordering("-placed_at", "number"), get_latest_by("placed_at", "number"))
};

/// One column of each plain type.
struct Sample {
    std::int64_t id{};
    bool flag{};
    std::optional<bool> maybe{};
    std::int16_t tiny{};
    std::optional<std::int32_t> whole{};
    std::optional<std::int64_t> huge{};
    std::uint32_t pos{};
    std::uint16_t pos_tiny{};
    std::uint64_t pos_huge{};
    std::optional<double> real{};
    std::optional<nuage::Decimal> amount{};
    std::string word{};
    std::optional<std::string> word_n{};
    std::string prose{};
    std::optional<nuage::Date> day{};
    std::optional<nuage::Time> clock{};
    std::optional<nuage::DateTime> moment{};
    std::optional<nuage::Duration> span{};
    std::optional<nuage::Bytes> blob{};
    std::optional<nuage::Uuid> uid{};
    std::optional<nuage::IpAddress> addr{};
    std::string mail{};
    std::string handle{};
    std::string link{};
    Colour letter = Colour::red;
    std::optional<Tier> tier{};

    NUAGE_MODEL(Sample, (id), (flag), (maybe), (tiny), (whole), (huge), (pos), (pos_tiny), (pos_huge), (real),
                (amount, digits(12, 4)), (word, max_length(50)), (word_n, max_length(50)), (prose), (day), (clock),
                (moment), (span), (blob), (uid), (addr), (mail, nuage::email, blank), (handle, nuage::slug, blank),
                (link, nuage::url, blank), (letter, max_length(1), db_column("chr")), (tier))
    NUAGE_META(db_table("type_sheet"))
};

NUAGE_APP(shop, Country, Publisher, Author, AuthorProfile, Category, Tag, Book, Tagging, Review, Currency, Voucher,
          Order, Sample);

}  // namespace shop
