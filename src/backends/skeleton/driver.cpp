// SPDX-License-Identifier: MIT
#include "driver.hpp"

#include "connection.hpp"

namespace nuage::skeleton {
namespace {

class SkeletonDriver final : public Driver {
public:
    [[nodiscard]] std::string_view name() const override { return "skeleton"; }
    [[nodiscard]] std::unique_ptr<Connection> connect(const Url& url) override {
        return std::make_unique<SkeletonConnection>(url);
    }
    [[nodiscard]] const Dialect& dialect() const override { return skeleton::dialect(); }
};

}  // namespace

std::unique_ptr<Driver> driver() { return std::make_unique<SkeletonDriver>(); }

}  // namespace nuage::skeleton
