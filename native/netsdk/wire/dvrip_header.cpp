#include "wire/dvrip_header.h"

#include "wire/byte_reader.h"

#include <algorithm>
#include <limits>

namespace netsdk::wire {

DvripHeader::DvripHeader(Command command, std::uint32_t body_length) noexcept
{
    set<0>(static_cast<std::uint8_t>(command));
    set<4>(body_length);
}

Result<DvripHeader> DvripHeader::read(Bytes bytes)
{
    ByteReader reader(bytes);
    const Bytes raw = reader.take(size);
    if (!reader.ok())
        return Error::malformed;
    DvripHeader header;
    std::ranges::copy(raw, header.raw_.begin());
    return header;
}

Result<Buffer> dvrip_frame(DvripHeader header, Bytes body)
{
    if (body.size() > std::numeric_limits<std::uint32_t>::max())
        return Error::too_large;
    header.set<4>(static_cast<std::uint32_t>(body.size()));
    const Bytes head = header.bytes();
    Buffer frame;
    frame.reserve(head.size() + body.size());
    frame.insert(frame.end(), head.begin(), head.end());
    frame.insert(frame.end(), body.begin(), body.end());
    return frame;
}

} // namespace netsdk::wire
