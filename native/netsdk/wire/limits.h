#pragma once

#include <cstddef>

namespace netsdk::wire {

/// No JSON may be nested deeper, whatever is set: reading, copying, writing and freeing one goes as deep.
inline constexpr std::size_t deepest_json = 256;

/// How much of anything a peer may send us. A peer that passes one is closed with Error::too_large or Error::too_deep.
struct Limits {
    std::size_t max_message = std::size_t{8} << 20; ///< Body of one DVRIP frame, media included.
    std::size_t max_json = std::size_t{1} << 20;    ///< One JSON text, after reassembly.
    std::size_t max_json_depth = 32;                ///< Nested arrays and objects; above deepest_json it is that.
    std::size_t max_json_values = 131'072;          ///< Values in one JSON text: each costs memory beyond its bytes.
    std::size_t max_frame = std::size_t{4} << 20;   ///< One DHAV frame, header and trailer included.
    std::size_t max_text = std::size_t{64} << 10;   ///< Body of one f4 text message.
    std::size_t max_text_lines = 128;               ///< Lines in it; real ones have a dozen.
    std::size_t max_names = 4'096;                  ///< Channel names in one answer.
    std::size_t max_cgi = std::size_t{1} << 20;     ///< One answer of a CGI script in text.
    std::size_t max_cgi_lines = 16'384;             ///< Lines in it; a whole configuration has some thousands.
    std::size_t max_cgi_key = 256;                  ///< A key in it.
    std::size_t max_part = std::size_t{4} << 20;    ///< Body of one part of a multipart answer: a picture.
    std::size_t max_part_head = 8'192;              ///< Its header lines.

    [[nodiscard]] bool operator==(const Limits&) const = default;
};

} // namespace netsdk::wire
