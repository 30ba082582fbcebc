# SPDX-License-Identifier: MIT
"""Writes the units whose compilation is measured: 10 models of 10 fields, 50 different queries; and the same grown by
20 annotated and 10 sub-queried queries.

No two queries share a name literal, so that nothing is instantiated once for several of them by accident.
"""

MODELS = ["Account", "Branch", "Client", "Deal", "Event", "File", "Group", "House", "Invoice", "Journal"]

MODEL = """
struct {name} {{
    std::int64_t id{{}};
    std::string {p}_name{{}};
    std::string {p}_email{{}};
    std::optional<std::string> {p}_note{{}};
    std::int32_t {p}_rank{{}};
    double {p}_score{{}};
    bool {p}_active{{}};
    nuage::DateTime {p}_created{{}};
    nuage::Date {p}_day{{}};
    nuage::ForeignKey<{target}, nuage::nullable> {p}_parent{{}};

    NUAGE_MODEL({name},
        (id), ({p}_name, max_length(100)), ({p}_email, nuage::email, unique), ({p}_note, max_length(200)),
        ({p}_rank, index), ({p}_score), ({p}_active), ({p}_created, auto_now_add), ({p}_day),
        ({p}_parent, on_delete(set_null)))
    NUAGE_META(ordering("-{p}_created"))
}};
"""

# Five for each model, each of another kind.
QUERIES = """
std::vector<{name}> {p}_recent(nuage::DateTime since, bool only_active) {{
    auto found = {name}::objects.filter("{p}_created"_f >= since && "{p}_email"_f.endswith("@company.com"))
                     .order_by("-{p}_created"_f, "{p}_name"_f)[{{0, 10}}];
    if (only_active) found = found.all();
    return found.fetch();
}}
{name} {p}_one(std::int64_t rank) {{
    return {name}::objects.get("{p}_rank__exact"_f = rank, "{p}_day__year"_f = 2024);
}}
std::vector<{name}> {p}_with_parent(const std::string& text) {{
    return {name}::objects.select_related("{p}_parent"_f)
        .exclude(Q("{p}_parent__{t}_name__icontains"_f = text) | ~Q("{p}_note__isnull"_f = true)).fetch();
}}
std::int64_t {p}_promote(double least) {{
    return {name}::objects.filter("{p}_score__gt"_f = least, "{p}_rank__in"_f = {{1, 2, 3}})
        .update("{p}_rank"_f = "{p}_rank"_f + 1, "{p}_active"_f = true);
}}
std::size_t {p}_pairs(const {target}& parent) {{
    std::size_t size = 0;
    for (auto [email, note] : {name}::objects.filter("{p}_parent"_f = parent, "{p}_name__startswith"_f = "A")
                                  .values_list("{p}_email"_f, "{p}_parent__{t}_note"_f))
        size += email.size() + (note ? note->size() : 0);
    return size;
}}
"""

# Two with annotations and one with a subquery for each model. {r} is the model that refers to it.
GROWTH = """
std::string {p}_busiest(std::int64_t least) {{
    std::string names;
    for (const auto& row : {name}::objects.values("{p}_parent__{t}_name"_f)
                               .annotate("{p}_count"_f = Count("id"_f), "{p}_best"_f = Max("{p}_score"_f))
                               .filter("{p}_count__gte"_f = least).order_by("-{p}_count"_f, "{p}_parent__{t}_name"_f))
        if (row["{p}_count"_f] > 0 && row["{p}_best"_f]) names += row["{p}_parent__{t}_name"_f].value_or("");
    return names;
}}
double {p}_heavy(double weight) {{
    double sum = 0;
    for (const auto& row : {name}::objects.annotate("{p}_weight"_f = "{p}_score"_f * weight + "{p}_rank"_f,
                                                    "{p}_kind"_f = Case(When("{p}_rank__gt"_f = 10, "high"), otherwise("low")))
                               .filter("{p}_weight__gt"_f = 1.5).order_by("-{p}_weight"_f)[{{0, 10}}])
        sum += row["{p}_weight"_f] * (row["{p}_kind"_f] == "high" ? 2 : 1);
    return sum;
}}
std::int64_t {p}_latest(std::string_view end) {{
    return {name}::objects
        .annotate("{p}_last"_f = Subquery({r_name}::objects.filter("{r}_parent"_f = OuterRef("pk"_f)).order_by("-{r}_created"_f)
                                              .values("{r}_email"_f)[{{0, 1}}]))
        .filter("{p}_last__endswith"_f = end, Exists({r_name}::objects.filter("{r}_parent"_f = OuterRef("pk"_f), "{r}_active"_f = true)))
        .count();
}}
"""


def unit_source(grown=False):
    names = [{"name": name, "p": name.lower(), "target": target, "t": target.lower(), "r_name": referrer, "r": referrer.lower()}
             for name, target, referrer in zip(MODELS, MODELS[1:] + MODELS[:1], MODELS[-1:] + MODELS[:-1])]
    parts = ["#include <optional>\n\n#include <nuage/nuage.hpp>\n\nnamespace measured {\n\n"
             "using namespace nuage::literals;\nusing nuage::Q;\n"]
    if grown:
        parts += [f"using nuage::{name};\n" for name in ("Case", "Count", "Exists", "Max", "OuterRef", "Subquery", "When", "otherwise")]
    parts += ["\n"] + [f"struct {name};\n" for name in MODELS]
    parts += [MODEL.format(**each) for each in names]
    parts.append(f"\nNUAGE_APP(measured, {', '.join(MODELS)});\n")
    parts += [QUERIES.format(**each) for each in names]
    if grown:
        parts += [GROWTH.format(**each) for each in names]
    parts.append("\n}  // namespace measured\n")
    return "".join(parts)
