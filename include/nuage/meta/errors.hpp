// SPDX-License-Identifier: MIT
// The exceptions: Django's family. What a database says is a DatabaseError; what a program did wrong is not.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace nuage {

/// Base of everything nuage throws.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A name that arrived at run time is no field, lookup or transform; says the words of the compile-time check.
class FieldError : public Error { using Error::Error; };
/// A value that cannot be meant: a malformed date, a negative slice, None for a lookup other than exact.
class ValueError : public Error { using Error::Error; };
/// A call that the state of a query set does not allow: filtering after slicing, for one.
class TypeError : public Error { using Error::Error; };
/// A relation or field was touched that was not loaded, in rows of a query set with fetch_mode(FetchMode::raise).
class FieldFetchBlocked : public Error { using Error::Error; };
/// A malformed URL, an alias that was not configured, a driver that was not built in.
class ImproperlyConfigured : public Error { using Error::Error; };
/// Misuse of atomic blocks, or a query inside a block that must be rolled back.
class TransactionManagementError : public Error { using Error::Error; };
/// get() found nothing. Each model has a class of its own derived from this: User::DoesNotExist.
class ObjectDoesNotExist : public Error { using Error::Error; };
/// get() found more than one row. Each model has its own: User::MultipleObjectsReturned.
class MultipleObjectsReturned : public Error { using Error::Error; };

namespace detail {
/// What they say of a model, by its name: no row, or so many.
[[nodiscard]] std::string none_matches(std::string_view model);
[[nodiscard]] std::string several_match(std::string_view model, std::size_t count);
}  // namespace detail

/// What the server or the embedded library answered, or that it did not answer.
class DatabaseError : public Error {
public:
    /// Where an error came from; all fields may be empty.
    struct Origin {
        std::string sql;       ///< the statement, placeholders and all
        std::string backend;   ///< "sqlite", "postgresql", …
        std::string code;      ///< SQLSTATE, or the extended result code's name
    };
    explicit DatabaseError(const std::string& message, Origin origin = {})
        : Error(message), origin_(std::move(origin)) {}

    [[nodiscard]] const std::string& sql() const { return origin_.sql; }
    [[nodiscard]] const std::string& backend() const { return origin_.backend; }
    [[nodiscard]] const std::string& code() const { return origin_.code; }
    /// True when the same transaction, run again from its beginning, may well succeed, and nothing can be done twice by
    /// that: what failed was rolled back, or never sent. atomic({.retries = n}, f) goes by it.
    [[nodiscard]] virtual bool retryable() const noexcept { return false; }

private:
    Origin origin_;
};

/// Misuse of the driver's interface.
class InterfaceError : public DatabaseError { using DatabaseError::DatabaseError; };
/// A value does not fit its column: too long, out of range, not valid UTF-8.
class DataError : public DatabaseError { using DatabaseError::DatabaseError; };
/// Outside the program's control: connection lost, disk full, lock not obtained.
class OperationalError : public DatabaseError { using DatabaseError::DatabaseError; };
/// The connection is gone, or could not be made. Retryable when nothing can have been done: no connection was made, or it
/// was lost inside a transaction and before COMMIT. Not so when a single write was on its way.
class ConnectionLost : public OperationalError {
public:
    using OperationalError::OperationalError;
    [[nodiscard]] bool retryable() const noexcept override { return nothing_done_; }
    /// Said by who knows that nothing was sent, or that the server has rolled back what was.
    void set_nothing_done() noexcept { nothing_done_ = true; }

private:
    bool nothing_done_ = false;
};
/// The connection was lost during COMMIT: whether the transaction is kept cannot be known from here. Read what it wrote
/// before running it again.
class CommitUnknown : public ConnectionLost {
public:
    using ConnectionLost::ConnectionLost;
    [[nodiscard]] bool retryable() const noexcept override { return false; }
};
/// A lock was not obtained in time.
class LockTimeout : public OperationalError { using OperationalError::OperationalError; };
/// A statement ran longer than `statement_timeout` allows.
class StatementTimeout : public OperationalError { using OperationalError::OperationalError; };
/// Somebody cancelled the statement: a CancelToken, or the server's administrator.
class QueryCancelled : public OperationalError { using OperationalError::OperationalError; };
/// All connections of the pool stayed in use for `pool_timeout`.
class PoolTimeout : public OperationalError { using OperationalError::OperationalError; };
/// A write in a transaction, or on a database, that may only be read.
class ReadOnlyViolation : public OperationalError { using OperationalError::OperationalError; };
/// The server chose this transaction to end a deadlock. Run it again.
class DeadlockDetected : public OperationalError {
public:
    using OperationalError::OperationalError;
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};
/// The transaction cannot be ordered among its concurrent ones. Run it again.
class SerializationFailure : public OperationalError {
public:
    using OperationalError::OperationalError;
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};
/// No room left for data.
class DiskFull : public OperationalError { using OperationalError::OperationalError; };
/// A constraint refused the change. The classes below say which.
class IntegrityError : public DatabaseError { using DatabaseError::DatabaseError; };
class UniqueViolation : public IntegrityError { using IntegrityError::IntegrityError; };
class ForeignKeyViolation : public IntegrityError { using IntegrityError::IntegrityError; };
class CheckViolation : public IntegrityError { using IntegrityError::IntegrityError; };
class NotNullViolation : public IntegrityError { using IntegrityError::IntegrityError; };
class InternalError : public DatabaseError { using DatabaseError::DatabaseError; };
/// The statement is wrong: a syntax error, a missing table.
class ProgrammingError : public DatabaseError { using DatabaseError::DatabaseError; };
/// This database cannot do that.
class NotSupportedError : public DatabaseError { using DatabaseError::DatabaseError; };

}  // namespace nuage
