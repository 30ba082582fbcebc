// SPDX-License-Identifier: MIT
// The schema of the conformance cases, as models.py of the reference declares it: a bookshop with a blog.
#pragma once

#include <nuage/choices.hpp>
#include <nuage/decimal.hpp>
#include <nuage/json.hpp>
#include <nuage/nuage.hpp>

#include <conformance/fresh_uid.hpp>

namespace conf {

using namespace nuage::literals;

enum class Colour { red, green, blue };
NUAGE_TEXT_CHOICES(Colour, (red, "r", "Red"), (green, "g", "Green"), (blue, "b", "Blue"))

enum class Status { draft, live, gone };
NUAGE_TEXT_CHOICES(Status, (draft, "draft", "Draft"), (live, "live", "On sale"), (gone, "gone", "Out of print"))

enum class Role { writer, artist, translator };
NUAGE_TEXT_CHOICES(Role, (writer, "writer", "Writer"), (artist, "artist", "Artist"), (translator, "transl", "Translator"))

enum class Tier { basic = 0, silver, gold };
NUAGE_INTEGER_CHOICES(Tier, (basic, "Basic"), (silver, "Silver"), (gold, "Gold"))

enum class Letter { a, b, c };
NUAGE_TEXT_CHOICES(Letter, (a, "a", "Alpha"), (b, "b", "Beta"), (c, "c", "Gamma"))

struct Author;
struct AuthorProfile;
struct Book;
struct Category;
struct Contribution;
struct Customer;
struct Gadget;
struct Order;
struct OrderLine;
struct Post;
struct Product;
struct Publisher;
struct Review;

template <class M>
struct LiveBookManager : nuage::Manager<M, LiveBookManager<M>> {
    constexpr auto get_queryset() const { return this->base_queryset().filter("status"_f = Status::live); }
};
template <class M>
struct VisiblePostManager : nuage::Manager<M, VisiblePostManager<M>> {
    constexpr auto get_queryset() const { return this->base_queryset().filter("hidden"_f = false); }
    constexpr auto popular() const { return this->filter("views__gte"_f = 1000); }
};

inline constexpr nuage::DateTime long_ago = nuage::datetime(2020, 1, 1);

/// Two columns of Publisher, Author and Book.
struct Stamped {
    nuage::DateTime created_at = long_ago;
    std::string note{};

    NUAGE_ABSTRACT(Stamped, (created_at), (note, max_length(80), blank))
};

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

struct Publisher : Stamped {
    std::int64_t id{};
    std::string name{};
    nuage::ForeignKey<Country, nuage::to_field<"code">, nuage::nullable> country{};
    std::optional<nuage::Date> founded{};
    bool active = true;
    std::string website{};
    nuage::RelatedSet<Book, "publisher"> books{};
    nuage::RelatedSet<Product, "maker"> products{};
    nuage::RelatedSet<Customer, "favourite"> fans{};

    NUAGE_MODEL(Publisher, (id), (name, max_length(80), unique),
                (country, db_column("country_code"), on_delete(set_null)), (founded), (active),
                (website, nuage::url, blank), (books), (products), (fans))
    NUAGE_META(ordering("name"))
};

struct Author : Stamped {
    std::int64_t id{};
    std::string first_name{};
    std::string last_name{};
    std::optional<std::string> email{};
    std::optional<nuage::Date> born{};
    std::optional<double> rating{};
    std::optional<bool> alive{};
    nuage::ForeignKey<Country, nuage::to_field<"code">, nuage::nullable> country{};
    nuage::ForeignKey<Author, nuage::nullable> mentor{};
    nuage::ManyToMany<Author> friends{};
    nuage::ManyToMany<Author, nuage::asymmetrical> follows{};
    nuage::RelatedSet<Author, "follows"> followers{};
    nuage::RelatedSet<Book, "contributors"> contributed_books{};
    nuage::RelatedSet<Author, "mentor"> students{};
    nuage::RelatedSet<Book, "author"> books{};
    nuage::RelatedSet<Book, "editor"> edited_books{};
    nuage::RelatedSet<Contribution, "person"> contributions{};
    nuage::RelatedSet<Review, "reviewer"> reviews{};
    nuage::RelatedSet<Post, "writer"> posts{};
    nuage::RelatedOne<AuthorProfile, "author"> profile{};
    // Where cases put prefetched rows.
    nuage::Rows<Book> stocked{};
    nuage::Rows<Book> mine{};

    NUAGE_MODEL(Author, (id), (first_name, max_length(40)),
                (last_name, max_length(40)), (email, nuage::email, unique), (born), (rating), (alive),
                (country, on_delete(protect)), (mentor, on_delete(set_null)), (friends), (follows), (followers),
                (contributed_books), (students), (books), (edited_books),
                (contributions), (reviews), (posts), (profile))
};

/// Authors in another order.
struct Veteran : Author {
    NUAGE_PROXY(Veteran)
    NUAGE_META(ordering("born", "pk"))
};

struct AuthorProfile {
    nuage::OneToOne<Author> author{};
    std::string bio{};
    std::optional<nuage::Bytes> avatar{};
    nuage::Json settings = nuage::Json::object();

    NUAGE_MODEL(AuthorProfile, (author, primary_key), (bio, blank), (avatar), (settings))
};

struct Category {
    std::int64_t id{};
    std::string name{};
    std::string slug{};
    nuage::ForeignKey<Category, nuage::nullable> parent{};
    std::uint16_t order = 0;  // a reserved word as a column
    nuage::RelatedSet<Category, "parent"> children{};
    nuage::RelatedSet<Book, "categories"> books{};

    NUAGE_MODEL(Category,
        (id), (name, max_length(40)), (slug, nuage::slug, unique), (parent), (order), (children), (books))
    NUAGE_META(ordering("order", "slug"), constraints(unique("parent", "name")))
};

struct Tag {
    std::int64_t id{};
    std::string label{};
    Colour colour = Colour::blue;
    nuage::RelatedSet<Book, "tags"> books{};
    nuage::RelatedSet<Gadget, "tags"> gadgets{};
    nuage::Rows<Book> some{};   // where a case puts prefetched rows

    NUAGE_MODEL(Tag, (id), (label, max_length(30), unique), (colour, max_length(1)), (books), (gadgets))
};

struct Book : Stamped {
    std::int64_t id{};
    std::string isbn{};
    std::string title{};
    std::optional<std::string> subtitle{};
    std::string slug{};
    std::optional<std::uint32_t> pages{};
    std::optional<nuage::Decimal> price{};
    std::optional<double> weight{};
    std::optional<nuage::Date> published{};
    std::optional<nuage::DateTime> released_at{};
    std::optional<nuage::Duration> reading_time{};
    nuage::Uuid uid{};
    std::optional<nuage::Json> meta{};
    Status status = Status::draft;
    std::int32_t stock = 0;
    bool is_ebook = false;
    nuage::ForeignKey<Publisher, nuage::nullable> publisher{};
    nuage::ForeignKey<Author> author{};
    nuage::ForeignKey<Author, nuage::nullable> editor{};
    nuage::ManyToMany<Tag> tags{};
    nuage::ManyToMany<Category> categories{};
    nuage::ManyToMany<Author, nuage::through<Contribution>> contributors{};
    nuage::RelatedSet<Contribution, "book"> contributions{};
    nuage::RelatedSet<Review, "book"> reviews{};
    nuage::RelatedSet<OrderLine, "book"> lines{};
    nuage::RelatedSet<Post, "about"> posts{};
    nuage::Rows<Tag> red{};   // where a case puts prefetched rows
    static constexpr LiveBookManager<Book> on_sale{};

    NUAGE_MODEL(Book,
        (id), (isbn, max_length(13), unique), (title, max_length(120)),
        (subtitle, max_length(120)), (slug, nuage::slug, max_length(60)), (pages), (price, digits(8, 2)), (weight),
        (published), (released_at), (reading_time), (uid, unique, default_to<&fresh_uid>), (meta),
        (status, max_length(5)), (stock), (is_ebook), (publisher, on_delete(protect)), (author),
        (editor, on_delete(set_null)), (tags), (categories, db_table("shop_book_shelf")), (contributors), (contributions),
        (reviews), (lines), (posts))
    NUAGE_META(db_table("shop_book"),
        constraints(check("book_price_not_negative", "price"_f >= 0),
                    unique("author", "title").named("book_one_live_title_per_author").where("status"_f = Status::live)),
        indexes(index("published", "title").named("book_pub_title_idx"), index("-stock").named("book_stock_desc_idx")))
};

struct Contribution {
    std::int64_t id{};
    nuage::ForeignKey<Book> book{};
    nuage::ForeignKey<Author> person{};
    Role role = Role::writer;
    nuage::Decimal share{};

    NUAGE_MODEL(Contribution, (id), (book), (person), (role, max_length(6)), (share, digits(5, 2)))
    NUAGE_META(constraints(unique("book", "person", "role").named("contribution_once")))
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

struct Product {
    std::int64_t id{};
    std::string sku{};
    std::string label{};
    nuage::Decimal cost{};
    nuage::ForeignKey<Publisher, nuage::nullable> maker{};
    nuage::RelatedOne<Gadget, "product_ptr"> gadget{};   // made by the inheritance

    NUAGE_MODEL(Product, (id), (sku, max_length(12), unique), (label, max_length(60)), (cost, digits(9, 3)),
                (maker, on_delete(set_null)), (gadget))
};

struct Gadget : Product {
    std::optional<double> voltage{};
    std::optional<nuage::Duration> warranty{};
    nuage::ManyToMany<Tag> tags{};

    NUAGE_MODEL(Gadget, (voltage), (warranty), (tags))
    NUAGE_META(ordering("-voltage", "sku"))
};

struct Customer {
    std::int64_t id{};
    std::string name{};
    std::string email{};
    nuage::Date joined{};
    Tier tier = Tier::basic;
    nuage::Decimal credit{};
    nuage::ForeignKey<Publisher> favourite = nuage::key(1);
    nuage::ForeignKey<Customer, nuage::nullable> referrer{};
    nuage::RelatedSet<Customer, "referrer"> referrals{};
    nuage::RelatedSet<Order, "customer"> orders{};

    NUAGE_MODEL(Customer, (id), (name, max_length(60)), (email, nuage::email, blank), (joined), (tier),
                (credit, digits(10, 2)), (favourite, on_delete(set_default)), (referrer, on_delete(set_null)),
                (referrals), (orders))
    NUAGE_META(indexes(index("-tier", "name").named("cust_tier_name_idx")))
};

/// Lives in a table whose name is a reserved word.
struct Order {
    std::int64_t id{};
    std::string number{};
    nuage::ForeignKey<Customer> customer{};
    nuage::DateTime placed_at{};
    std::optional<nuage::Date> shipped_on{};
    bool paid = false;
    std::string remark{};
    nuage::RelatedSet<OrderLine, "order"> lines{};

    NUAGE_MODEL(Order, (id), (number, max_length(10), unique), (customer, on_delete(protect)), (placed_at),
                (shipped_on), (paid), (remark, max_length(100), blank), (lines))
    NUAGE_META(db_table("order"), ordering("-placed_at", "number"), get_latest_by("placed_at", "number"))
};

struct OrderLine {
    std::int64_t id{};
    nuage::ForeignKey<Order> order{};
    nuage::ForeignKey<Book> book{};
    std::uint16_t quantity{};
    nuage::Decimal unit_price{};
    double discount = 0.0;

    NUAGE_MODEL(OrderLine, (id), (order), (book, on_delete(restrict_delete)), (quantity), (unit_price, digits(8, 2)),
                (discount))
    NUAGE_META(constraints(unique("order", "book")))
};

struct Post {
    std::int64_t id{};
    std::string headline{};
    std::string body{};
    nuage::ForeignKey<Author, nuage::nullable> writer{};
    nuage::ForeignKey<Book, nuage::nullable> about{};
    bool hidden = false;
    std::int64_t views = 0;
    std::string group = "news";
    std::optional<nuage::Time> goes_live{};
    nuage::DateTime updated{};
    static constexpr nuage::Manager<Post> everything{};

    NUAGE_OBJECTS(VisiblePostManager)
    NUAGE_MODEL(Post, (id), (headline, max_length(100)), (body, blank), (writer, on_delete(do_nothing), no_db_constraint),
                (about, on_delete(set_null)), (hidden), (views), (group, max_length(12)), (goes_live),
                (updated, auto_now))
};

/// One column of each plain type.
struct Sample {
    std::int64_t id{};
    bool flag = false;
    std::optional<bool> maybe{};
    std::int16_t tiny = 0;
    std::optional<std::int32_t> whole{};
    std::optional<std::int64_t> huge{};
    std::uint32_t pos = 0;
    std::uint16_t pos_tiny = 0;
    std::uint64_t pos_huge = 0;
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
    std::optional<nuage::Json> doc{};
    std::string mail{};
    std::string handle{};
    std::string link{};
    std::optional<nuage::IpAddress> addr{};
    Letter letter = Letter::a;

    NUAGE_MODEL(Sample, (id), (flag), (maybe), (tiny), (whole), (huge), (pos), (pos_tiny), (pos_huge), (real),
                (amount, digits(12, 4)), (word, max_length(50), blank), (word_n, max_length(50)), (prose, blank), (day),
                (clock), (moment), (span), (blob), (uid), (doc), (mail, nuage::email, blank),
                (handle, nuage::slug, blank), (link, nuage::url, blank), (addr),
                (letter, max_length(1), db_column("chr")))
    NUAGE_META(db_table("type_sheet"))
};

NUAGE_APP(conf, Country, Publisher, Author, Veteran, AuthorProfile, Category, Tag, Book, Contribution, Review, Product,
          Gadget, Customer, Order, OrderLine, Post, Sample);

}  // namespace conf
