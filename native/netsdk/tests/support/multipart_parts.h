#pragma once

#include <string>
#include <string_view>

namespace netsdk::test {

/// How firmwares tell a part's length and end it. Sources: a capture of 2019 in scottlamb/multipart-stream-rs
/// (`dahua_style`), fixtures of 2026 in a client's tests, and a bridge that saw no length at all.
enum class MultipartDialect {
    tight,  ///< `Content-Length:135`, and an empty line more before the boundary
    single, ///< `Content-Length: 9`, and a single line end
    open,   ///< no length: the body ends at the boundary
};

/// One part with the boundary before it and the line end behind it.
[[nodiscard]] inline std::string multipart_part(MultipartDialect dialect, std::string_view type, std::string_view body)
{
    std::string text = "--myboundary\r\nContent-Type: ";
    text.append(type).append("\r\n");
    if (dialect != MultipartDialect::open)
        text.append("Content-Length:").append(dialect == MultipartDialect::tight ? "" : " ");
    if (dialect != MultipartDialect::open)
        text.append(std::to_string(body.size())).append("\r\n");
    text.append("\r\n").append(body).append("\r\n");
    return text.append(dialect == MultipartDialect::tight ? "\r\n" : "");
}

} // namespace netsdk::test
