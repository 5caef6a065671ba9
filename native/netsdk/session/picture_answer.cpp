#include "session/picture_answer.h"

#include "wire/cgi_text.h"
#include "wire/text.h"

namespace netsdk::session {
namespace {
constexpr long ok = 200;
constexpr long not_authorised = 401;
constexpr long not_found = 404;
constexpr std::string_view any_picture = "image/";

[[nodiscard]] bool is_called_picture(std::string_view content_type)
{
    return wire::same_word(wire::trimmed(content_type).substr(0, any_picture.size()), any_picture);
}

/// Nothing when the answer is no refusal in words.
[[nodiscard]] std::optional<wire::CgiRefusal> refusal_in(const net::HttpReply& reply, const wire::Limits& limits)
{
    if (is_called_picture(reply.content_type))
        return std::nullopt;
    const auto text = wire::CgiText::parse(reply.body, limits);
    return text ? text.value().refusal() : std::nullopt;
}
} // namespace

PictureResult picture_in(const net::HttpReply& reply, const wire::Limits& limits)
{
    const auto picture = wire::picture_of(reply.body);
    if (reply.status == ok && picture) {
        const auto [kind, bytes] = picture.value();
        return std::make_shared<const TakenPicture>(TakenPicture{kind, {bytes.begin(), bytes.end()}});
    }
    const auto refusal = refusal_in(reply, limits);
    if (refusal == wire::CgiRefusal::invalid_authority && (reply.status == ok || reply.status == not_authorised))
        return wire::Error::not_initialised;
    switch (reply.status) {
    case ok: return refusal ? wire::Error::request_refused : picture.error();
    case not_authorised: return wire::Error::login_refused;
    case not_found: return wire::Error::not_supported;
    default: return wire::Error::request_refused;
    }
}

bool refuses_credential(wire::Error why) noexcept
{
    return why == wire::Error::login_refused || why == wire::Error::not_initialised;
}

} // namespace netsdk::session
