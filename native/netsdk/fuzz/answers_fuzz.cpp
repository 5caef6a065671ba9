#include "abi/ptz_caps.h"
#include "fuzz/require.h"
#include "wire/device_parts.h"
#include "wire/device_time.h"

#include <boost/json/value.hpp>

using namespace netsdk;

namespace {

void check_caps(const wire::RpcMessage& answer)
{
    const auto caps = abi::parse_ptz_caps({{"params", answer.params}});
    if (!caps)
        return;
    // What was read can be written, and reads the same.
    const auto again = abi::parse_ptz_caps(abi::write_ptz_caps(caps.value()));
    fuzz::require(again && abi::write_ptz_caps(again.value()) == abi::write_ptz_caps(caps.value()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto answer = wire::parse_rpc_message(std::as_bytes(std::span(data, size)), {});
    if (!answer)
        return 0;
    if (const auto time = wire::current_time(answer.value()))
        fuzz::require(time.value().valid() &&
                      wire::parse_device_time(wire::write_device_time(time.value())) == time.value());
    if (const auto disks = wire::parse_disks(answer.value()))
        for (const auto& part : disks.value().parts)
            fuzz::require(part.disk < disks.value().count && part.used_bytes <= part.total_bytes);
    if (const auto inputs = wire::parse_alarm_inputs(answer.value()))
        fuzz::require(inputs.value().size() <= wire::max_alarm_inputs);
    static_cast<void>(wire::parse_recording(answer.value()));
    static_cast<void>(wire::alarm_ports(answer.value(), wire::AlarmPort::input));
    check_caps(answer.value());
    return 0;
}
