#include "wire/session_frames.h"

#include "wire/dvrip_header.h"

namespace netsdk::wire {

namespace {

Buffer bare(const DvripHeader& header)
{
    return {header.bytes().begin(), header.bytes().end()};
}

} // namespace

Buffer keep_alive_request()
{
    return bare(DvripHeader(Command::keep_alive, 0));
}

Buffer keep_alive_reply()
{
    return bare(DvripHeader(Command::keep_alive_reply, 0));
}

Buffer logout_request(std::uint32_t session)
{
    return bare(DvripHeader(Command::logout, 0).set<8>(session));
}

} // namespace netsdk::wire
