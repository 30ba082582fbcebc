// SPDX-License-Identifier: MIT
// The functions that by_name::call() knows: those that may end a name, and those of nuage/functions/.
#include <algorithm>

#include <nuage/functions/comparison.hpp>
#include <nuage/functions/date.hpp>
#include <nuage/functions/math.hpp>
#include <nuage/functions/text.hpp>
#include <nuage/functions/window.hpp>

#include "tree.hpp"

namespace nuage::detail {

namespace {

using namespace nuage::functions;

constexpr const FunctionDef* of_several[] = {
    &functions::coalesce, &functions::greatest, &functions::least, &functions::null_if,
    &concat, &functions::left, &lpad, &functions::repeat, &functions::replace, &functions::right, &rpad, &str_index, &substr,
    &functions::atan2, &functions::log, &functions::mod, &functions::pi, &functions::power, &functions::random,
    &functions::bit_and, &functions::bit_or, &functions::bit_xor, &bit_left_shift, &bit_right_shift,
    &functions::now, &trunc_year, &trunc_quarter, &trunc_month, &trunc_week, &trunc_day, &trunc_hour, &trunc_minute, &trunc_second,
    &at_zone, &from_zone,
};

constexpr const FunctionDef* of_windows[] = {&row_number, &functions::rank, &dense_rank, &percent_rank, &cume_dist, &ntile,
                                             &lag, &lead, &first_value, &last_value, &nth_value};

template <class Use>
void for_each_function(const Use& use) {
    for (const FunctionDef& function : transforms) use(function);
    for (const FunctionDef* function : of_several) use(*function);
    for (const FunctionDef* function : of_windows) use(*function);
}

}  // namespace

const FunctionDef* find_function(std::string_view name) {
    const FunctionDef* found = nullptr;
    for_each_function([&](const FunctionDef& function) {
        if (function.name == name || function.called == name) found = &function;
    });
    return found;
}

bool is_window_function(const FunctionDef& function) { return std::find(std::begin(of_windows), std::end(of_windows), &function) != std::end(of_windows); }

std::string suggested_function(std::string_view name) {
    Nearest nearest(name);
    for_each_function([&](const FunctionDef& function) {
        nearest.offer(function.name);
        nearest.offer(function.called);
    });
    Text out;
    nearest.write(out);
    return out.str();
}

}  // namespace nuage::detail
