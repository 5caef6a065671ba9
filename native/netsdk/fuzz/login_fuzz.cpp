#include "fuzz/require.h"
#include "wire/challenge.h"
#include "wire/login_reply.h"
#include "wire/query.h"
#include "wire/text.h"

using namespace netsdk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto input = std::as_bytes(std::span(data, size));
    const auto header = wire::DvripHeader::read(input);
    if (!header)
        return 0;
    const auto body = input.subspan(wire::DvripHeader::size);

    const auto challenge = wire::parse_challenge(header.value(), body);
    const auto reply = wire::parse_login_reply(header.value(), body);
    fuzz::require(!(challenge && reply)); // a challenge is never taken for an acceptance
    if (challenge) {
        fuzz::require(challenge.value().realm.size() <= 256 && !wire::has_control(challenge.value().serial));
        fuzz::require(bool(wire::login_request({"user", "password"}, challenge.value())));
    }
    if (reply)
        fuzz::require(reply.value().accepted() == (header.value().byte<8>() == 0));

    if (const auto answer = wire::parse_query_reply(header.value(), body)) {
        fuzz::require(wire::text_answer(answer.value()).size() <= 256);
        static_cast<void>(wire::channel_count(answer.value()));
    }
    if (const auto names = wire::parse_names(header.value(), body, {}))
        for (const auto& name : names.value())
            fuzz::require(!wire::has_control(name) && wire::repaired_utf8(name) == name);
    return 0;
}
