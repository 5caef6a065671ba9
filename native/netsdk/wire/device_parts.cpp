#include "wire/device_parts.h"

#include <algorithm>

namespace netsdk::wire {

namespace {

constexpr std::size_t max_word = 128;

// Sizes come as whole numbers or with a fraction; what is negative or no number is 0.
std::uint64_t bytes_member(const Json& parent, std::string_view key)
{
    constexpr double most = 9e18;
    const Json* const value = member(&parent, key);
    const double number = value == nullptr ? 0 : real_number(*value).value_or(0);
    return number > 0 && number < most ? static_cast<std::uint64_t>(number) : 0;
}

DiskPart part_of(const Json& detail, const Json& disk)
{
    DiskPart part;
    part.name = text_member(&disk, "Name", max_word).value_or("");
    part.type = text_member(&detail, "Type", max_word).value_or("");
    part.total_bytes = bytes_member(detail, "TotalBytes");
    part.used_bytes = std::min(bytes_member(detail, "UsedBytes"), part.total_bytes);
    part.failed = bool_member(&detail, "IsError").value_or(false);
    return part;
}

const Json* list_of_disks(const RpcMessage& answer)
{
    if (answer.params.is_array())
        return &answer.params;
    return member(&answer.params, "info");
}

// [?] Seen as one bit per input (the answer of the HTTP twin) and, in clients that were never shown to work, as a list.
std::optional<bool> state_of(const Json& value)
{
    const auto state = flag_or_number(value);
    return state ? state : bool_member(&value, "State");
}

} // namespace

Result<Disks> parse_disks(const RpcMessage& answer)
{
    const Json* const list = list_of_disks(answer);
    if (list == nullptr || !(list->is_array() || list->is_null()))
        return Error::malformed;
    Disks disks;
    if (list->is_null())
        return disks;
    for (const auto& disk : list->get_array()) {
        const Json* const details = member(&disk, "Detail");
        std::uint32_t number = 0;
        if (details != nullptr && details->is_array())
            for (const auto& detail : details->get_array()) {
                if (disks.parts.size() == max_disk_parts)
                    break;
                auto part = part_of(detail, disk);
                part.disk = disks.count;
                part.part = number++;
                disks.parts.push_back(std::move(part));
            }
        ++disks.count;
    }
    return disks;
}

std::optional<std::uint32_t> alarm_ports(const RpcMessage& answer, AlarmPort port)
{
    const bool input = port == AlarmPort::input;
    if (const auto count = number_member(&answer.params, input ? "inputs" : "outputs"))
        return count;
    if (const auto count = number_member(&answer.params, "count")) // [?] one client reads it so
        return count;
    return number_member(member(&answer.params, "definition"), input ? "AlarmInChannel" : "AlarmOutChannel");
}

Result<std::vector<bool>> parse_alarm_inputs(const RpcMessage& answer)
{
    for (const auto* const key : {"result", "state", "states"}) {
        const Json* const value = member(&answer.params, key);
        if (value == nullptr)
            continue;
        std::vector<bool> inputs;
        if (value->is_array()) {
            for (const auto& each : value->get_array())
                if (const auto state = state_of(each); state && inputs.size() < max_alarm_inputs)
                    inputs.push_back(*state);
            return inputs;
        }
        const auto bits = number_member(&answer.params, key);
        if (!bits)
            return Error::malformed;
        for (std::uint32_t rest = *bits; rest != 0; rest >>= 1U)
            inputs.push_back((rest & 1U) != 0);
        return inputs;
    }
    return Error::malformed;
}

Result<bool> parse_recording(const RpcMessage& answer)
{
    const auto state = bool_member(&answer.params, "state");
    if (!state)
        return Error::malformed;
    return *state;
}

} // namespace netsdk::wire
