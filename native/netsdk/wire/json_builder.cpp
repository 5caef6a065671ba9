#include "wire/json_builder.h"

#include <charconv>
#include <cmath>
#include <system_error>

namespace netsdk::wire {

bool JsonBuilder::on_object_end(std::size_t members, Code&)
{
    values_.push_object(members);
    return true;
}

bool JsonBuilder::on_array_end(std::size_t values, Code&)
{
    values_.push_array(values);
    return true;
}

bool JsonBuilder::on_key_part(Text part, std::size_t, Code&)
{
    values_.push_chars(part);
    return true;
}

bool JsonBuilder::on_key(Text rest, std::size_t, Code&)
{
    values_.push_key(rest);
    return true;
}

bool JsonBuilder::on_string_part(Text part, std::size_t, Code&)
{
    values_.push_chars(part);
    return true;
}

bool JsonBuilder::on_string(Text rest, std::size_t, Code&)
{
    values_.push_string(rest);
    return true;
}

bool JsonBuilder::on_int64(std::int64_t number, Text, Code&)
{
    values_.push_int64(number);
    return true;
}

bool JsonBuilder::on_uint64(std::uint64_t number, Text, Code&)
{
    values_.push_uint64(number);
    return true;
}

bool JsonBuilder::on_double(double rounded, Text digits, Code& error)
{
    double number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec != std::errc())
        number = rounded; // too large, or so small that it is 0
    if (!std::isfinite(number)) {
        error = boost::json::error::exponent_overflow;
        return false;
    }
    values_.push_double(number);
    return true;
}

bool JsonBuilder::on_bool(bool flag, Code&)
{
    values_.push_bool(flag);
    return true;
}

bool JsonBuilder::on_null(Code&)
{
    values_.push_null();
    return true;
}

} // namespace netsdk::wire
