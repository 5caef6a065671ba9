#pragma once

#include "wire/limits.h"
#include "wire/result.h"
#include "wire/rpc_message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace netsdk::wire {

/// One partition of one disk, as a device tells it.
struct DiskPart {
    std::uint32_t disk = 0; ///< which disk, counted from 0
    std::uint32_t part = 0; ///< which partition of it
    std::string name;
    std::string type; ///< ReadWrite, ReadOnly, …
    std::uint64_t total_bytes = 0;
    std::uint64_t used_bytes = 0;
    bool failed = false;

    [[nodiscard]] bool operator==(const DiskPart&) const = default;
};

/// The disks of a device.
struct Disks {
    std::uint32_t count = 0; ///< disks, whatever partitions they have
    std::vector<DiskPart> parts;

    [[nodiscard]] bool operator==(const Disks&) const = default;
};

/// More partitions than this are not told.
inline constexpr std::size_t max_disk_parts = 256;

/// The answer to storage.getDeviceAllInfo. Error: malformed (no list of disks).
[[nodiscard]] Result<Disks> parse_disks(const RpcMessage& answer);

/// Which side an alarm port is on.
enum class AlarmPort : std::uint8_t { input, output };

/// The number of ports in the answer to alarm.getInSlots or alarm.getOutSlots, or else to
/// magicBox.getProductDefinition; nothing when it does not tell.
[[nodiscard]] std::optional<std::uint32_t> alarm_ports(const RpcMessage& answer, AlarmPort port);

/// More alarm inputs than this are not told.
inline constexpr std::size_t max_alarm_inputs = 256;

/// The answer to alarm.getInState: one flag per input, true = alarm. Error: malformed.
[[nodiscard]] Result<std::vector<bool>> parse_alarm_inputs(const RpcMessage& answer);

/// The answer to recordManager.getState for one channel. Error: malformed.
[[nodiscard]] Result<bool> parse_recording(const RpcMessage& answer);

} // namespace netsdk::wire
