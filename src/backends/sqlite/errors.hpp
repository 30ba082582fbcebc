// SPDX-License-Identifier: MIT
// From result codes to nuage's exceptions.
#pragma once

#include <string>
#include <string_view>

#include <sqlite3.h>

namespace nuage::sqlite {

/// The name of an extended result code: "SQLITE_CONSTRAINT_UNIQUE".
[[nodiscard]] std::string code_name(int code);

/// Throws the exception that stands for `code`. `message` says what happened; `sql` may be empty.
[[noreturn]] void throw_code(int code, const std::string& message, std::string_view sql);

/// Throws what the database's last failed call reported; call it before anything else touches the connection.
[[noreturn]] void throw_last_error(sqlite3* database, int code, std::string_view sql);

}  // namespace nuage::sqlite
