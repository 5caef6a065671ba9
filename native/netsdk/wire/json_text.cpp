#include "wire/json.h"
#include "wire/text.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace netsdk::wire {

namespace {

template <class... Format>
void append_number(std::string& out, const auto number, const Format... format)
{
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, format...).ptr;
    out.append(digits.data(), end);
}

// The fewest digits that read as the same number, in the form that people write: 0.25, not 2.5E-1, which not every
// device's reader may know. A whole one stays one with a fraction.
void append_double(std::string& out, double number)
{
    constexpr double least_plain = 1e-4, most_plain = 1e15;
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    const double size = std::abs(number);
    const bool plain = number == 0 || (size >= least_plain && size < most_plain);
    append_number(out, number, plain ? std::chars_format::fixed : std::chars_format::scientific);
    if (plain && number == std::trunc(number))
        out += ".0";
}

void append_text(std::string& out, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::string_view named = "\b\t\n\f\r\"\\", names = "btnfr\"\\";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && c != '"' && c != '\\')
            out += c;
        else if (const auto at = named.find(c); at != std::string_view::npos)
            (out += '\\') += names[at];
        else
            ((out += "\\u00") += digits[byte >> 4U]) += digits[byte & 0xfU];
    }
    out += '"';
}

void append(std::string& out, const Json& value);

void append_array(std::string& out, const JsonArray& values)
{
    out += '[';
    for (bool first = true; const Json& each : values) {
        if (!std::exchange(first, false))
            out += ',';
        append(out, each);
    }
    out += ']';
}

void append_object(std::string& out, const JsonObject& members)
{
    out += '{';
    for (bool first = true; const auto& each : members) {
        if (!std::exchange(first, false))
            out += ',';
        append_text(out, each.key());
        out += ':';
        append(out, each.value());
    }
    out += '}';
}

// It goes as deep as the value, and that is what parse_json let through or what was built here.
void append(std::string& out, const Json& value)
{
    switch (value.kind()) {
    case boost::json::kind::null: out += "null"; break;
    case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
    case boost::json::kind::int64: append_number(out, value.get_int64()); break;
    case boost::json::kind::uint64: append_number(out, value.get_uint64()); break;
    case boost::json::kind::double_: append_double(out, value.get_double()); break;
    case boost::json::kind::string: append_text(out, value.get_string()); break;
    case boost::json::kind::array: append_array(out, value.get_array()); break;
    case boost::json::kind::object: append_object(out, value.get_object()); break;
    }
}

} // namespace

std::string write_json(const Json& value)
{
    std::string out;
    append(out, value);
    return repaired_utf8(out);
}

} // namespace netsdk::wire
