// SPDX-License-Identifier: MIT
// Reads compiled time zones, RFC 8536: the moments at which a zone's offset changes, and a rule for the time after them.
#include "time_zone.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <nuage/meta/errors.hpp>

namespace nuage::sqlite {

namespace {

constexpr std::int64_t day = 86400;

/// When, in a year, a rule changes the offset.
struct Change {
    char form = 0;   ///< M: month, week, weekday; J: a day from 1 without 29 February; 0: a day from 0
    int month = 0, week = 0, number = 0;
    std::int64_t seconds = 2 * 3600;

    /// Local seconds since 1970-01-01.
    [[nodiscard]] std::int64_t in(std::chrono::year year) const {
        using namespace std::chrono;
        sys_days date = year / January / 1;
        if (form == 'M') {
            const weekday wanted(static_cast<unsigned>(number));
            const auto in_month = year / std::chrono::month(static_cast<unsigned>(month));
            date = week == 5 ? sys_days(in_month / wanted[last]) : sys_days(in_month / wanted[static_cast<unsigned>(week)]);
        } else {
            date += days(form == 'J' && !(year.is_leap() && number >= 60) ? number - 1 : number);
        }
        return date.time_since_epoch().count() * day + seconds;
    }
};

/// A rule such as CET-1CEST,M3.5.0,M10.5.0/3.
class Rule {
public:
    Rule() = default;
    explicit Rule(std::string_view text) : rest_(text) {
        skip_name();
        standard_ = -time();
        if (rest_.empty()) return;
        skip_name();
        summer_ = rest_.starts_with(',') ? standard_ + 3600 : -time();
        changes_ = take(',');
        if (!changes_) return;
        begin_ = change();
        take(',');
        end_ = change();
    }
    [[nodiscard]] std::int64_t offset_at(std::int64_t utc) const {
        if (!changes_) return standard_;
        const auto date = std::chrono::sys_days(std::chrono::days((utc + standard_) / day - ((utc + standard_) % day < 0 ? 1 : 0)));
        const std::chrono::year year = std::chrono::year_month_day(date).year();
        const std::int64_t begin = begin_.in(year) - standard_;
        const std::int64_t end = end_.in(year) - summer_;
        const bool summer = begin < end ? utc >= begin && utc < end : utc >= begin || utc < end;
        return summer ? summer_ : standard_;
    }

private:
    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void skip_name() {
        const bool quoted = take('<');
        const std::size_t end = quoted ? rest_.find('>') : rest_.find_first_of("+-,0123456789");
        rest_.remove_prefix(std::min(rest_.size(), end == std::string_view::npos ? rest_.size() : end + (quoted ? 1 : 0)));
    }
    std::int64_t number() {
        std::int64_t value = 0;
        while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') {
            value = value * 10 + (rest_[0] - '0');
            rest_.remove_prefix(1);
        }
        return value;
    }
    std::int64_t time() {
        const std::int64_t sign = take('-') ? -1 : 1;
        take('+');
        std::int64_t seconds = number() * 3600;
        if (take(':')) seconds += number() * 60;
        if (take(':')) seconds += number();
        return sign * seconds;
    }
    Change change() {
        Change at;
        if (take('M')) {
            at.form = 'M';
            at.month = static_cast<int>(number());
            take('.');
            at.week = static_cast<int>(number());
            take('.');
        } else if (take('J')) {
            at.form = 'J';
        }
        at.number = static_cast<int>(number());
        if (take('/')) at.seconds = time();
        return at;
    }

    std::string_view rest_;
    std::int64_t standard_ = 0, summer_ = 0;
    bool changes_ = false;
    Change begin_, end_;
};

[[noreturn]] void refuse(std::string_view name) { throw ValueError("there is no time zone '" + std::string(name) + "'"); }

class Zone {
public:
    explicit Zone(std::string_view name) {
        const char* folder = std::getenv("TZDIR");
        const bool outside = name.empty() || name[0] == '/' || name.find("..") != std::string_view::npos;
        std::ifstream file(std::string(folder != nullptr ? folder : "/usr/share/zoneinfo") + '/' + std::string(name), std::ios::binary);
        if (outside || !file) refuse(name);
        data_.assign(std::istreambuf_iterator<char>(file), {});
        read(name);
    }
    [[nodiscard]] std::int64_t offset_at(std::int64_t utc) const {
        if (moments_.empty() || utc < moments_.front()) return moments_.empty() && has_rule_ ? rule_.offset_at(utc) : first_;
        if (utc >= moments_.back() && has_rule_) return rule_.offset_at(utc);
        const auto next = std::upper_bound(moments_.begin(), moments_.end(), utc);
        return offsets_[static_cast<std::size_t>(next - moments_.begin()) - 1];
    }

private:
    [[nodiscard]] std::int64_t integer(std::size_t at, std::size_t size) const {
        std::uint64_t value = size == 4 && (data_.at(at) & 0x80) != 0 ? ~std::uint64_t{0} : 0;
        for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(data_.at(at + i));
        return static_cast<std::int64_t>(value);
    }
    [[nodiscard]] std::size_t count(std::size_t header, std::size_t which) const {
        return static_cast<std::size_t>(integer(header + 20 + 4 * which, 4));
    }
    /// The size of a block with its header.
    [[nodiscard]] std::size_t size_of(std::size_t header, std::size_t time) const {
        enum { utc_flags, standard_flags, leaps, times, types, characters };
        return 44 + count(header, times) * (time + 1) + count(header, types) * 6 + count(header, characters) +
               count(header, leaps) * (time + 4) + count(header, standard_flags) + count(header, utc_flags);
    }
    void read(std::string_view name) {
        if (data_.size() < 88 || !data_.starts_with("TZif") || data_[4] < '2') refuse(name);
        const std::size_t header = size_of(0, 4);   // the first block has times of 32 bits
        const std::size_t times = count(header, 3);
        const std::size_t kinds = header + 44 + times * 8;
        const std::size_t types = kinds + times;
        first_ = integer(types, 4);
        for (std::size_t i = 0; i < times; ++i) {
            moments_.push_back(integer(header + 44 + i * 8, 8));
            offsets_.push_back(integer(types + 6 * static_cast<unsigned char>(data_.at(kinds + i)), 4));
        }
        const std::size_t begin = header + size_of(header, 8) + 1;
        const std::size_t end = begin < data_.size() ? data_.find('\n', begin) : std::string::npos;
        if (end == std::string::npos || end == begin) return;
        has_rule_ = true;
        rule_ = Rule(std::string_view(data_).substr(begin, end - begin));
    }

    std::string data_;
    std::vector<std::int64_t> moments_, offsets_;
    std::int64_t first_ = 0;
    bool has_rule_ = false;
    Rule rule_;
};

/// Zones are read once and kept: there are some hundreds at most.
const Zone& zone_of(std::string_view name) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<const Zone>, std::less<>> zones;
    const std::lock_guard lock(mutex);
    if (const auto known = zones.find(name); known != zones.end()) return *known->second;
    return *zones.emplace(std::string(name), std::make_unique<const Zone>(name)).first->second;
}

}  // namespace

std::int64_t local_of(std::int64_t utc, std::string_view zone) { return utc + zone_of(zone).offset_at(utc); }

std::int64_t utc_of(std::int64_t local, std::string_view name) {
    const Zone& zone = zone_of(name);
    const std::int64_t before = local - zone.offset_at(local - day);
    if (zone.offset_at(before) == local - before) return before;
    const std::int64_t after = local - zone.offset_at(before);
    return zone.offset_at(after) == local - after ? after : before;
}

}  // namespace nuage::sqlite
