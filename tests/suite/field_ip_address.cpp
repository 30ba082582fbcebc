// SPDX-License-Identifier: MIT
#include <support/app_tables.hpp>
#include <support/catch.hpp>

using namespace nuage::literals;

namespace {

struct Host {
    std::int64_t id{};
    nuage::IpAddress address{};
    std::optional<nuage::IpAddress> gateway{};

    NUAGE_MODEL(Host, (id), (address, unique), (gateway))
};
NUAGE_APP(field_ip_address, Host);

struct Fixture {
    test::AppTables tables{nuage_app_field_ip_address()};
};

}  // namespace

TEST_CASE_METHOD(Fixture, "IP addresses of both versions come back as they were written") {
    for (const char* text : {"0.0.0.0", "192.0.2.1", "255.255.255.255", "::", "::1", "2001:db8::1",
                             "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}) {
        INFO(text);
        const Host host = Host::objects.create("address"_f = nuage::IpAddress::parse(text));
        const Host read = Host::objects.get("id"_f = host.id);
        CHECK(read.address.str() == text);
        CHECK_FALSE(read.gateway.has_value());
        CHECK(Host::objects.get("address"_f = nuage::IpAddress::parse(text)).id == host.id);
    }
    CHECK(Host::objects.count() == 7);
}

TEST_CASE_METHOD(Fixture, "an IP address has one form: what is written differently is found, and not stored twice") {
    Host::objects.create("address"_f = nuage::IpAddress::parse("2001:db8::1"));
    CHECK(Host::objects.filter("address"_f = nuage::IpAddress::parse("2001:0DB8:0:0:0:0:0:1")).count() == 1);
    CHECK_THROWS_AS(Host::objects.create("address"_f = nuage::IpAddress::parse("2001:db8:0::1")),
                    nuage::UniqueViolation);
}

TEST_CASE_METHOD(Fixture, "an optional IP address is kept, changed and taken away") {
    Host host = Host::objects.create("address"_f = nuage::IpAddress::parse("192.0.2.7"),
                                     "gateway"_f = nuage::IpAddress::parse("192.0.2.1"));
    CHECK(Host::objects.get().gateway->str() == "192.0.2.1");
    host.gateway.reset();
    host.save();
    CHECK(Host::objects.filter("gateway__isnull"_f = true).count() == 1);
    Host::objects.all().update("gateway"_f = nuage::IpAddress::parse("::1"));
    CHECK(Host::objects.get().gateway->str() == "::1");
}
