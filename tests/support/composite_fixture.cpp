// SPDX-License-Identifier: MIT
#include "composite_models.hpp"

namespace keyed {

Fixture::Fixture() {
    for (const Order& order : {first, second})
        for (int number = 1; number <= 3; ++number) {
            Line line{.number = number, .quantity = number * 10, .note = order.name + "." + std::to_string(number)};
            line.order = order;
            if (number == 1) line.product = pen;
            line.save();
        }
}

std::string Fixture::places(const nuage::QuerySet<Line>& lines) {
    std::string text;
    for (const Line& line : lines) text += (text.empty() ? "" : " ") + line.note;
    return text;
}

}  // namespace keyed
