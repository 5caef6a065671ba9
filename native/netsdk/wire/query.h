#pragma once

#include "wire/bytes.h"
#include "wire/dvrip_header.h"
#include "wire/limits.h"
#include "wire/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace netsdk::wire {

/// What a system query (a4) asks for.
enum class QueryItem : std::uint8_t {
    channels = 1,
    disks = 2,
    serial = 7,
    version = 8,
    device_type = 11,
    functions = 26,
};

/// The frame that asks for one item.
[[nodiscard]] Buffer query_request(QueryItem item);

/// The frame that asks for the channels' names.
[[nodiscard]] Buffer names_request();

/// A device's answer to a system query; `body` is a view of what was parsed.
struct QueryReply {
    QueryItem item = QueryItem::channels;
    Bytes body;
};

/// Reads the answer to a query. Errors: unexpected_answer (another command). The item may be one that QueryItem lacks.
[[nodiscard]] Result<QueryReply> parse_query_reply(const DvripHeader& header, Bytes body);

/// Number of channels in the answer to QueryItem::channels. Error::malformed when it is shorter than three bytes.
[[nodiscard]] Result<std::uint8_t> channel_count(const QueryReply& reply);

/// The answer as text: up to the first 0, ends trimmed, at most 256 bytes, valid UTF-8 without control characters.
[[nodiscard]] std::string text_answer(const QueryReply& reply);

/// Names in the answer to names_request(), each as text_answer gives text. Errors: unexpected_answer,
/// too_large (more names than Limits::max_names).
[[nodiscard]] Result<std::vector<std::string>> parse_names(const DvripHeader& header, Bytes body, const Limits& limits);

} // namespace netsdk::wire
