#include "fuzz/require.h"
#include "wire/envelope.h"
#include "wire/outside_call.h"
#include "wire/picture.h"

#include <algorithm>
#include <string>

using namespace netsdk;

namespace {

void check_picture(wire::Bytes sent)
{
    const auto picture = wire::picture_of(sent);
    if (!picture)
        return;
    // It is the beginning of what was sent, and a picture by itself.
    const auto bytes = picture.value().bytes;
    const auto again = wire::picture_of(bytes);
    fuzz::require(bytes.data() == sent.data() && bytes.size() <= sent.size());
    fuzz::require(again && again.value().bytes.size() == bytes.size() && again.value().kind == picture.value().kind);
}

void check_key(const wire::RpcMessage& answer)
{
    const auto info = wire::parse_encrypt_info(answer);
    if (!info)
        return;
    const auto& key = info.value();
    fuzz::require(key.modulus.size() >= 128 && key.modulus.size() <= 1024 && key.exponent.size() <= 4);
    // What was read can be written, and reads the same.
    wire::RpcMessage written = answer;
    written.params.as_object()["pub"] = wire::public_key_text(key);
    fuzz::require(wire::parse_encrypt_info(written) == info);
    // Whatever key a device sends, the secret is not in what it gets.
    const auto sealed = wire::seal(key, std::string(wire::envelope_key_size(key.cipher), '7'), "a first password");
    fuzz::require(!sealed || wire::write_json(sealed.value()).find("password") == std::string::npos);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto input = std::as_bytes(std::span(data, size));
    check_picture(input);
    const auto answer = wire::parse_rpc_message(input, {});
    if (!answer)
        return 0;
    if (const auto status = wire::parse_init_status(answer.value()))
        fuzz::require(status.value() == wire::InitStatus::initialised ||
                      status.value() == wire::InitStatus::not_initialised);
    check_key(answer.value());
    return 0;
}
