#include "wire/plain_login.h"

#include "wire/byte_writer.h"
#include "wire/dvrip_header.h"
#include "wire/text.h"

#include <string_view>

namespace netsdk::wire {

namespace {

constexpr std::size_t field_size = 8;

// Filled up with zeros; the number's first byte is the text's.
std::uint64_t field_of(std::string_view text)
{
    std::uint64_t field = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        field |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    return field;
}

} // namespace

Result<Buffer> plain_login_request(LoginSecret secret)
{
    if (!is_user_name(secret.user))
        return Error::invalid_argument;
    DvripHeader header(Command::login, 0);
    header.set<3>(std::uint8_t{0x60}).set<24>(std::uint8_t{0x04}).set<25>(std::uint8_t{0x01});
    header.set<30>(std::uint8_t{0xa1}).set<31>(std::uint8_t{0xaa});
    if (secret.user.size() > field_size || secret.password.size() > field_size)
        return dvrip_frame(header, ByteWriter().text(secret.user).text("&&").text(secret.password).take());
    header.set<8>(field_of(secret.user)).set<16>(field_of(secret.password));
    return dvrip_frame(header, {});
}

// [?] No public source shows what these devices answer. These two are what the sources agree on for a wrong password
// and an unknown user, which a login without either is; an answer of any other bytes may be a device of today.
bool wants_password(const LoginReply& reply) noexcept
{
    return reply.code == 0x01 && (reply.sub_code == 0x00 || reply.sub_code == 0x01);
}

} // namespace netsdk::wire
