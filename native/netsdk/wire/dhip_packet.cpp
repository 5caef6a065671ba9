#include "wire/dhip_packet.h"

#include "wire/byte_reader.h"
#include "wire/byte_writer.h"

#include <limits>

namespace netsdk::wire {

namespace {

constexpr std::uint32_t header_length = 0x20;
constexpr std::string_view mark = "DHIP";

} // namespace

Result<DhipHeader> DhipHeader::read(Bytes bytes)
{
    ByteReader reader(bytes);
    const auto first = reader.little<std::uint32_t>();
    const std::string_view name = text_of(reader.take(mark.size()));
    DhipHeader header;
    header.session = reader.little<std::uint32_t>();
    header.id = reader.little<std::uint32_t>();
    header.length = reader.little<std::uint32_t>();
    reader.skip(4);
    header.total = reader.little<std::uint32_t>();
    reader.skip(4);
    if (!reader.ok() || first != header_length || name != mark)
        return Error::malformed;
    return header;
}

Result<Buffer> dhip_packet(std::uint32_t session, std::uint32_t id, Bytes json)
{
    if (json.size() > std::numeric_limits<std::uint32_t>::max())
        return Error::too_large;
    const auto length = static_cast<std::uint32_t>(json.size());
    ByteWriter writer;
    writer.little(header_length).text(mark).little(session).little(id);
    writer.little(length).zeros(4).little(length).zeros(4).bytes(json);
    return writer.take();
}

Result<Bytes> dhip_datagram(Bytes datagram, const Limits& limits)
{
    const auto header = DhipHeader::read(datagram);
    if (!header)
        return header.error();
    if (header.value().length > limits.max_json)
        return Error::too_large;
    ByteReader reader(datagram.subspan(DhipHeader::size));
    const Bytes json = reader.take(header.value().length);
    if (!reader.ok())
        return Error::malformed;
    return json;
}

} // namespace netsdk::wire
