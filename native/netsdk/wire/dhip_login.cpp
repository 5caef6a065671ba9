#include "wire/dhip_login.h"

#include "wire/dhip_packet.h"
#include "wire/text.h"

#include <boost/json/value.hpp>

namespace netsdk::wire {

namespace {

constexpr std::size_t max_session = 128;
constexpr std::string_view login_method = "global.login";
constexpr std::string_view challenge_encryption = "Default";
constexpr std::uint32_t challenge_code = 268632079;
constexpr std::uint32_t old_challenge_code = 401;
constexpr std::uint32_t in_use_code = 268632074;
constexpr std::uint32_t busy_code = 268632075;

// As sent: a proof is made of it, so nothing of it may be repaired.
std::string_view sent_text(const Json& parent, std::string_view key)
{
    return raw_text(member(&parent, key)).value_or(std::string_view());
}

} // namespace

Result<Buffer> dhip_request(const RpcRequest& request, const DhipSession& session)
{
    const Json name = session.text.empty() ? Json(session.number) : Json(session.text);
    return dhip_packet(session.text.empty() ? session.number : 0, request.id, bytes_of(rpc_text(request, name)));
}

Result<DhipSession> dhip_session(const RpcMessage& answer)
{
    if (const auto number = whole_number(&answer.session))
        return DhipSession{*number, {}};
    const auto text = raw_text(&answer.session).value_or(std::string_view());
    if (text.empty() || text.size() > max_session || has_control(text))
        return Error::malformed;
    return DhipSession{0, std::string(text)};
}

RpcRequest dhip_login(std::string_view user)
{
    RpcRequest request;
    request.method = login_method;
    request.params = {{"userName", user}, {"password", ""}, {"clientType", "Web3.0"}, {"loginType", "Direct"}};
    return request;
}

bool offers_challenge(const RpcMessage& answer) noexcept
{
    return answer.fault && (answer.fault->code == challenge_code || answer.fault->code == old_challenge_code);
}

bool passes(const RpcFault& fault) noexcept
{
    return fault.code == in_use_code || fault.code == busy_code;
}

Result<Challenge> parse_dhip_challenge(const RpcMessage& answer)
{
    if (!offers_challenge(answer) || sent_text(answer.params, "encryption") != challenge_encryption)
        return Error::not_a_challenge;
    return challenge_of(sent_text(answer.params, "realm"), sent_text(answer.params, "random"));
}

Result<RpcRequest> dhip_proof(LoginSecret secret, const Challenge& challenge)
{
    if (secret.user.empty() || has_control(secret.user))
        return Error::invalid_argument;
    const auto proof = gen2_proof(secret, challenge.realm, challenge.random);
    if (!proof)
        return proof.error();
    auto request = dhip_login(secret.user);
    auto& params = request.params.as_object();
    params["password"] = proof.value();
    params["passwordType"] = challenge_encryption;
    params["authorityType"] = challenge_encryption;
    return request;
}

} // namespace netsdk::wire
