#include "wire/login_reply.h"

#include "wire/challenge.h"
#include "wire/text.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace netsdk::wire {

namespace {

// Public sources disagree about these codes; this table is the one place to change. Rows marked [?] are read so by one
// client only; what no row has is guessed in login_refusal.
struct Row {
    std::uint8_t code;
    std::uint8_t sub_code;
    LoginRefusal refusal;
};
constexpr std::array rows{
    Row{0x01, 0x00, LoginRefusal::wrong_password},
    Row{0x01, 0x01, LoginRefusal::no_such_user},
    Row{0x01, 0x04, LoginRefusal::locked},
    Row{0x01, 0x05, LoginRefusal::forbidden},
    Row{0x03, 0x03, LoginRefusal::already_logged_in},
    Row{0x01, 0x11, LoginRefusal::not_initialized},       // [?]
    Row{0x01, 0x13, LoginRefusal::only_third_generation}, // [?] "not implemented"
};

/// What byte 8 may name by itself. Not 1: there byte 9 decides.
constexpr std::array<std::uint8_t, 15> numbers{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 18, 19, 20};

constexpr std::string_view lock_key = "lockLeftTime";

// `LockLeftTime`, then a colon or an equals sign, then seconds; where it stands in the text is not known for sure.
std::optional<std::chrono::seconds> lock_left(std::string_view text)
{
    const auto found = std::ranges::search(text, lock_key, [](char l, char r) { return same_word({&l, 1}, {&r, 1}); });
    if (found.empty())
        return std::nullopt;
    std::string_view rest(found.end(), text.end());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t:=\""), rest.size()));
    rest = rest.substr(0, rest.find_first_not_of("0123456789"));
    const auto seconds = decimal(rest, std::numeric_limits<std::int32_t>::max());
    if (!seconds)
        return std::nullopt;
    return std::chrono::seconds(*seconds);
}

// 0 is what devices put there that do not count; a device at its last try answers "locked" instead.
std::optional<std::uint8_t> tries_left(const DvripHeader& header)
{
    const auto tries = header.little<std::uint16_t, 28>();
    if (tries == 0 || tries >= std::numeric_limits<std::uint8_t>::max())
        return std::nullopt;
    return static_cast<std::uint8_t>(tries);
}

} // namespace

LoginRefusal login_refusal(std::uint8_t code, std::uint8_t sub_code) noexcept
{
    const auto row = std::ranges::find_if(rows, [&](const Row& r) { return r.code == code && r.sub_code == sub_code; });
    if (row != rows.end())
        return row->refusal;
    // [?] the ABI's own number on the wire
    return std::ranges::find(numbers, code) == numbers.end() ? LoginRefusal::unknown : static_cast<LoginRefusal>(code);
}

Result<LoginReply> parse_login_reply(const DvripHeader& header, Bytes body)
{
    // A challenge has the same command, and zeros where an acceptance has them: it must never be taken for one.
    const auto challenge = parse_challenge(header, body);
    if (challenge || challenge.error() != Error::not_a_challenge)
        return Error::unexpected_answer;
    const std::string_view text = until_zero(text_of(body));

    LoginReply reply;
    reply.code = header.byte<8>();
    reply.sub_code = header.byte<9>();
    if (reply.code != 0) {
        reply.refusal = login_refusal(reply.code, reply.sub_code);
        reply.tries_left = tries_left(header);
        reply.lock_left = lock_left(text);
        return reply;
    }
    reply.channels = header.byte<10>();
    reply.device_type = header.byte<12>();
    reply.device_subtype = header.byte<13>();
    reply.session = header.little<std::uint32_t, 16>();
    return reply;
}

} // namespace netsdk::wire
