#include "wire/challenge.h"

#include "wire/byte_writer.h"
#include "wire/text.h"

#include <optional>
#include <string_view>

namespace netsdk::wire {

namespace {

constexpr std::size_t max_realm = 256;
constexpr std::size_t max_random = 128;
constexpr std::string_view serial_prefix = "Login to ";

// The header of both steps; its last eight bytes differ in the fourth (1 asks for a realm, 8 brings a proof). Devices
// are known to want a1 at byte 30.
DvripHeader login_header(std::uint8_t step)
{
    DvripHeader header(Command::login, 0);
    header.set<1>(std::uint8_t{0x05}).set<3>(std::uint8_t{0x60});
    header.set<24>(std::uint8_t{0x05}).set<25>(std::uint8_t{0x02}).set<27>(step);
    header.set<30>(std::uint8_t{0xa1}).set<31>(std::uint8_t{0xaa});
    return header;
}

// The value of a line `Key:Value`. The realm may have colons and blanks in it, so only line ends bound it.
std::optional<std::string_view> line_value(std::string_view text, std::string_view key)
{
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && same_word(trimmed(line.substr(0, colon)), key))
            return trimmed(line.substr(colon + 1));
    }
    return std::nullopt;
}

} // namespace

Result<Challenge> challenge_of(std::string_view realm, std::string_view random)
{
    if (realm.empty() || random.empty())
        return Error::not_a_challenge;
    if (realm.size() > max_realm || random.size() > max_random || has_control(realm) || has_control(random))
        return Error::malformed;
    Challenge challenge{std::string(realm), std::string(random), {}};
    if (realm.starts_with(serial_prefix))
        challenge.serial = display_text(trimmed(realm.substr(serial_prefix.size())), max_realm);
    return challenge;
}

Buffer realm_request()
{
    const DvripHeader header = login_header(0x01);
    return {header.bytes().begin(), header.bytes().end()};
}

Result<Challenge> parse_challenge(const DvripHeader& header, Bytes body)
{
    if (header.command() != Command::login_reply)
        return Error::unexpected_answer;
    const std::string_view text = until_zero(text_of(body));
    const auto realm = line_value(text, "Realm");
    const auto random = line_value(text, "Random");
    if (!realm || !random)
        return Error::not_a_challenge;
    return challenge_of(*realm, *random);
}

Result<Buffer> login_request(LoginSecret secret, const Challenge& challenge)
{
    if (!is_user_name(secret.user))
        return Error::invalid_argument;
    const auto gen2 = gen2_proof(secret, challenge.realm, challenge.random);
    if (!gen2)
        return gen2.error();
    const auto gen1 = gen1_proof(secret, challenge.random);
    if (!gen1)
        return gen1.error();
    const Buffer body = ByteWriter().text(secret.user).text("&&").text(gen2.value()).text(gen1.value()).take();
    return dvrip_frame(login_header(0x08), body);
}

} // namespace netsdk::wire
