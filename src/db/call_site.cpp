// SPDX-License-Identifier: MIT
#include <nuage/db/call_site.hpp>

#include <map>
#include <mutex>
#include <string_view>
#include <vector>

#include <dlfcn.h>
#include <unwind.h>

#include <fmt/format.h>

#ifdef NUAGE_WITH_BACKTRACE
// libbacktrace comes with GCC. Its header is found by GCC only, the library by every compiler.
extern "C" {
struct backtrace_state;
using backtrace_error = void (*)(void* data, const char* message, int number);
using backtrace_full = int (*)(void* data, std::uintptr_t pc, const char* file, int line, const char* function);
using backtrace_symbol = void (*)(void* data, std::uintptr_t pc, const char* name, std::uintptr_t value, std::uintptr_t size);
backtrace_state* backtrace_create_state(const char* program, int threaded, backtrace_error error, void* data);
int backtrace_pcinfo(backtrace_state* state, std::uintptr_t pc, backtrace_full callback, backtrace_error error, void* data);
int backtrace_syminfo(backtrace_state* state, std::uintptr_t pc, backtrace_symbol callback, backtrace_error error, void* data);
}
#endif

namespace nuage {

std::string CallSite::str() const {
    if (!file.empty()) return fmt::format("{}:{}", file, line);
    if (function.empty()) return address.empty() ? "unknown place" : address;
    return fmt::format("{} ({})", function, address);
}

namespace db {

namespace {

/// What is known of one address: the calls that the compiler made one there, innermost first.
struct Call {
    std::string file;
    std::uint32_t line = 0;
    std::string function;   ///< as the linker knows it
};

/// The folder that nuage's own sources are in, as the compiler was told it.
std::string_view own_sources() {
    constexpr std::string_view here = __FILE__;
    return here.substr(0, here.rfind("db/"));
}

bool is_own_file(std::string_view file) {
    return file.starts_with(own_sources()) || file.find("include/nuage/") != std::string_view::npos ||
           file.find("/include/c++/") != std::string_view::npos;
}

/// What NUAGE_MODEL makes, which stands in the source of the program: templates that are members of models.
bool is_model_method(std::string_view name) {
    for (const std::string_view method : {"4saveI", "6updateI", "5eraseI", "5fetchI", "15refresh_from_dbI", "10full_cleanI", "12clean_fieldsI", "11get_next_byI", "15get_previous_byI",
                                          "15validate_uniqueI", "20validate_constraintsI"})
        if (name.starts_with("_ZN") && name.find(method) != std::string_view::npos) return true;
    // Where the compiler has left out the mangled names.
    for (const std::string_view method : {"save<", "update<", "erase<", "fetch<", "refresh_from_db<", "full_clean<", "clean_fields<",
                                          "validate_unique<", "validate_constraints<"})
        if (name.starts_with(method)) return true;
    return false;
}

/// Functions of nuage and of the standard library, by their mangled names; where there are no line numbers.
bool is_own_function(std::string_view name) {
    for (const std::string_view prefix : {"_ZN5nuage", "_ZNK5nuage", "_ZNO5nuage", "_ZNKR5nuage", "_ZNR5nuage", "_ZNKO5nuage", "_ZSt", "_ZNSt", "_ZNKSt"})
        if (name.starts_with(prefix)) return true;
    return false;
}

/// Addresses of calls, innermost first; those of frames beyond one that is given.
struct Calls {
    std::uintptr_t beyond;
    std::uintptr_t* addresses;
    std::size_t most;
    std::size_t count = 0;

    static _Unwind_Reason_Code add(_Unwind_Context* context, void* self) {
        Calls& calls = *static_cast<Calls*>(self);
        if (_Unwind_GetCFA(context) <= calls.beyond) return _URC_NO_REASON;
        int exact = 0;
        const std::uintptr_t address = _Unwind_GetIPInfo(context, &exact);
        if (address == 0 || calls.count == calls.most) return _URC_END_OF_STACK;
        // It is where the call returns to, which may be another line.
        calls.addresses[calls.count++] = exact != 0 ? address : address - 1;
        return _URC_NO_REASON;
    }
};

std::string address_text(std::uintptr_t call) {
    Dl_info info{};
    if (dladdr(reinterpret_cast<void*>(call), &info) == 0 || info.dli_fname == nullptr) return fmt::format("{:#x}", call);
    const std::string_view path = info.dli_fname;
    return fmt::format("{}+{:#x}", path.substr(path.rfind('/') + 1), call - reinterpret_cast<std::uintptr_t>(info.dli_fbase));
}

#ifdef NUAGE_WITH_BACKTRACE
void ignore_error(void*, const char*, int) {}

backtrace_state* state() {
    static backtrace_state* made = backtrace_create_state(nullptr, 1, &ignore_error, nullptr);
    return made;
}

std::vector<Call> look_up(std::uintptr_t address) {
    std::vector<Call> calls;
    backtrace_pcinfo(state(), address, [](void* data, std::uintptr_t, const char* file, int line, const char* function) {
        if (file != nullptr)
            static_cast<std::vector<Call>*>(data)->push_back({file, static_cast<std::uint32_t>(line), function != nullptr ? function : ""});
        return 0;
    }, &ignore_error, &calls);
    if (!calls.empty()) return calls;
    calls.emplace_back();
    backtrace_syminfo(state(), address, [](void* data, std::uintptr_t, const char* name, std::uintptr_t, std::uintptr_t) {
        if (name != nullptr) static_cast<Call*>(data)->function = name;
    }, &ignore_error, &calls.back());
    return calls;
}
#else
std::vector<Call> look_up(std::uintptr_t) { return {Call{}}; }
#endif

/// Looking up takes as long as a query: each address once.
const std::vector<Call>& calls_at(std::uintptr_t address) {
    static std::mutex mutex;
    static std::map<std::uintptr_t, std::vector<Call>> known;
    const std::lock_guard lock(mutex);
    const auto found = known.find(address);
    return found != known.end() ? found->second : known.emplace(address, look_up(address)).first->second;
}

}  // namespace

CallStack CallStack::here(const void* beyond) {
    CallStack stack;
    Calls calls{reinterpret_cast<std::uintptr_t>(beyond), stack.calls_.data(), stack.calls_.size()};
    _Unwind_Backtrace(&Calls::add, &calls);
    stack.size_ = calls.count;
    return stack;
}

CallSite CallStack::site() const {
    CallSite named;   // the best without line numbers
    for (std::size_t i = 0; i < size_; ++i) {
        for (const Call& call : calls_at(calls_[i])) {
            if (!call.file.empty()) {
                if (!is_own_file(call.file) && !is_model_method(call.function)) return {call.file, call.line, call.function, address_text(calls_[i])};
            } else if (!call.function.empty() && named.function.empty() && !is_own_function(call.function)) {
                named = {{}, 0, call.function, address_text(calls_[i])};
            }
        }
    }
    // Of a program without any names the caller of this function is all that can be told.
    if (named.function.empty() && size_ > 0) named.address = address_text(calls_[size_ > 1 ? 1 : 0]);
    return named;
}

bool knows_lines() {
#ifdef NUAGE_WITH_BACKTRACE
    return true;
#else
    return false;
#endif
}

}  // namespace db
}  // namespace nuage
