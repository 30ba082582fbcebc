// SPDX-License-Identifier: MIT
// Paragraphs of fields: https://www.debian.org/doc/debian-policy/ch-controlfields.html
#include "parser.hpp"

#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

#include "text.hpp"

namespace dpkg {

namespace {

struct Field {
    std::size_t line;
    std::string_view name;
    std::string value;  ///< continuation lines are joined by newlines
};

std::vector<Relation> relations_of(const std::string& value) { return parse_relations(value); }

std::int64_t number_of(const std::string& value) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < 0)
        throw ParseError("'" + value + "' is no size in KiB");
    return number;
}

/// "Jane Doe <jane@example.org>"; quotes around the name are dropped.
void set_maintainer(Record& record, const std::string& value) {
    std::string_view name = value;
    if (const std::size_t open = value.rfind('<'); open != std::string::npos) {
        const std::size_t close = value.find('>', open);
        record.maintainer_email = trim(value.substr(open + 1, close - open - 1));
        name = trim(name.substr(0, open));
    }
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    record.maintainer_name = name;
}

/// "install ok installed": what is wanted, whether there was an error, and how it is.
void set_status(Record& record, const std::string& value) {
    const std::size_t space = value.find_last_of(" \t");
    if (space == std::string::npos) throw ParseError("'" + value + "' is no status of three words");
    record.installed = value.substr(space + 1) == "installed";
}

/// What may be no text at all must not reach a terminal.
std::string printable(std::string_view text) {
    std::string copy(text);
    for (char& c : copy)
        if (c < ' ' || c > '~') c = '?';
    return copy;
}

struct Setter {
    std::string_view name;
    void (*set)(Record&, const std::string& value);
};

/// Fields that are read; others are passed over.
constexpr Setter setters[] = {
    {"Package", [](Record& r, const std::string& v) { r.name = v; }},
    {"Version", [](Record& r, const std::string& v) { r.version = v; }},
    {"Architecture", [](Record& r, const std::string& v) { r.architecture = v; }},
    {"Priority", [](Record& r, const std::string& v) { r.priority = v; }},
    {"Section", [](Record& r, const std::string& v) { r.section = v; }},
    {"Maintainer", set_maintainer},
    {"Status", set_status},
    {"Description", [](Record& r, const std::string& v) { r.summary = v.substr(0, v.find('\n')); }},
    {"Installed-Size", [](Record& r, const std::string& v) { r.installed_kib = number_of(v); }},
    {"Essential", [](Record& r, const std::string& v) { r.essential = same_ignoring_case(v, "yes"); }},
    {"Depends", [](Record& r, const std::string& v) { r.depends = relations_of(v); }},
    {"Pre-Depends", [](Record& r, const std::string& v) { r.pre_depends = relations_of(v); }},
    {"Recommends", [](Record& r, const std::string& v) { r.recommends = relations_of(v); }},
    {"Provides", [](Record& r, const std::string& v) { r.provides = relations_of(v); }},
};

class Parser {
public:
    Parser(std::string_view text, std::string_view source) : rest_(text), source_(source) {}

    std::vector<Record> run() {
        while (!rest_.empty()) {
            ++line_;
            std::string_view line = cut_until(rest_, '\n');
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (trim(line).empty()) end_paragraph();
            else if (line.front() == ' ' || line.front() == '\t') continue_field(line);
            else if (line.front() != '#') begin_field(line);
        }
        end_paragraph();
        if (records_.empty()) throw ParseError(std::string(source_) + " describes no packages");
        return std::move(records_);
    }

private:
    [[noreturn]] void refuse(std::size_t line, const std::string& why) const {
        throw ParseError(std::string(source_) + ":" + std::to_string(line) + ": " + why);
    }

    void begin_field(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == 0 || colon == std::string_view::npos || line.substr(0, colon).find_first_of(" \t") < colon)
            refuse(line_, "a field begins with its name and a colon; this line is '" +
                              printable(line.substr(0, 60)) + "'");
        const std::string_view name = line.substr(0, colon);
        for (const Field& field : fields_)
            if (same_ignoring_case(field.name, name))
                refuse(line_, "the field " + std::string(name) + " was given in line " +
                                  std::to_string(field.line) + " already");
        fields_.push_back({line_, name, std::string(trim(line.substr(colon + 1)))});
    }

    void continue_field(std::string_view line) {
        if (fields_.empty()) refuse(line_, "an indented line continues a field, but there is none before it");
        fields_.back().value.append("\n").append(trim(line));
    }

    void end_paragraph() {
        if (fields_.empty()) return;
        Record record;
        const std::size_t begin = fields_.front().line;
        for (const Field& field : fields_) {
            try {
                for (const Setter& setter : setters)
                    if (same_ignoring_case(setter.name, field.name)) setter.set(record, field.value);
            } catch (const ParseError& e) {
                refuse(field.line, "in the field " + std::string(field.name) + ": " + e.what());
            }
        }
        if (record.name.empty()) refuse(begin, "a paragraph without a field Package");
        records_.push_back(std::move(record));
        fields_.clear();
    }

    std::string_view rest_;
    std::string_view source_;
    std::size_t line_ = 0;
    std::vector<Field> fields_{};
    std::vector<Record> records_{};
};

}  // namespace

std::vector<Record> parse(std::string_view text, std::string_view source) { return Parser(text, source).run(); }

std::vector<Record> parse_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw ParseError("cannot open " + path);
    std::string text;
    try {
        text.assign(std::istreambuf_iterator<char>(file), {});
    } catch (const std::ios_base::failure& e) {
        throw ParseError("cannot read " + path + ": " + e.what());  // a folder opens like a file
    }
    return parse(text, path);
}

std::size_t keep_last_versions(std::vector<Record>& records) {
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> last;
    for (std::size_t i = 0; i < records.size(); ++i) last[{records[i].name, records[i].architecture}] = i;
    std::vector<Record> kept;
    kept.reserve(last.size());
    std::vector<bool> keep(records.size());
    for (const auto& [key, position] : last) keep[position] = true;
    for (std::size_t i = 0; i < records.size(); ++i)
        if (keep[i]) kept.push_back(std::move(records[i]));
    const std::size_t dropped = records.size() - kept.size();
    records = std::move(kept);
    return dropped;
}

}  // namespace dpkg
