// SPDX-License-Identifier: MIT
#include <conformance/case.hpp>
#include <conformance/models.hpp>

using namespace conf;

CASE("inheritance.custom_manager") { return Post::objects.count(); }
