#include "wire/query.h"

#include "wire/byte_reader.h"
#include "wire/text.h"

namespace netsdk::wire {

namespace {

constexpr std::size_t max_answer = 256;

Buffer bare(const DvripHeader& header)
{
    return {header.bytes().begin(), header.bytes().end()};
}

} // namespace

Buffer query_request(QueryItem item)
{
    return bare(DvripHeader(Command::query, 0).set<8>(static_cast<std::uint8_t>(item)));
}

Buffer names_request()
{
    return bare(DvripHeader(Command::names, 0));
}

Result<QueryReply> parse_query_reply(const DvripHeader& header, Bytes body)
{
    if (header.command() != Command::query_reply)
        return Error::unexpected_answer;
    return QueryReply{static_cast<QueryItem>(header.byte<8>()), body};
}

Result<std::uint8_t> channel_count(const QueryReply& reply)
{
    ByteReader reader(reply.body);
    reader.skip(2);
    const auto count = reader.little<std::uint8_t>();
    if (!reader.ok())
        return Error::malformed;
    return count;
}

std::string text_answer(const QueryReply& reply)
{
    return display_text(trimmed(until_zero(text_of(reply.body))), max_answer);
}

Result<std::vector<std::string>> parse_names(const DvripHeader& header, Bytes body, const Limits& limits)
{
    if (header.command() != Command::names_reply)
        return Error::unexpected_answer;
    std::vector<std::string> names;
    std::string_view rest = trimmed(until_zero(text_of(body)));
    while (!rest.empty()) {
        if (names.size() == limits.max_names)
            return Error::too_large;
        const std::size_t end = rest.find("&&");
        names.push_back(display_text(trimmed(rest.substr(0, end)), max_answer));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    }
    return names;
}

} // namespace netsdk::wire
