#pragma once

#include <boost/json/error.hpp>
#include <boost/json/value_stack.hpp>

#include <cstddef>
#include <cstdint>

namespace netsdk::wire {

/// What boost::json::basic_parser tells of a text, put together to a value: as boost::json::parser does, but for
/// numbers with a fraction, which that one rounds twice. A number that no double holds is an error.
class JsonBuilder {
public:
    using Text = boost::json::string_view;
    using Code = boost::json::error_code;

    static constexpr std::size_t max_object_size = boost::json::object::max_size();
    static constexpr std::size_t max_array_size = boost::json::array::max_size();
    static constexpr std::size_t max_key_size = boost::json::string::max_size();
    static constexpr std::size_t max_string_size = boost::json::string::max_size();

    /// What was read; once, when the parser is through.
    [[nodiscard]] boost::json::value release() { return values_.release(); }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return true; }
    bool on_array_begin(Code&) { return true; }
    bool on_object_end(std::size_t members, Code&);
    bool on_array_end(std::size_t values, Code&);
    bool on_key_part(Text part, std::size_t, Code&);
    bool on_key(Text rest, std::size_t, Code&);
    bool on_string_part(Text part, std::size_t, Code&);
    bool on_string(Text rest, std::size_t, Code&);
    bool on_number_part(Text, Code&) { return true; }
    bool on_int64(std::int64_t number, Text, Code&);
    bool on_uint64(std::uint64_t number, Text, Code&);
    bool on_double(double rounded, Text digits, Code& error);
    bool on_bool(bool flag, Code&);
    bool on_null(Code&);
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }

private:
    boost::json::value_stack values_;
};

} // namespace netsdk::wire
