// SPDX-License-Identifier: MIT
// The example, in the order in which main() runs it.
#pragma once

namespace blog {

void create_and_read();
void query();
void relations();
void transactions();
void change_and_erase();

}  // namespace blog
