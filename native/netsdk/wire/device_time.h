#pragma once

#include "wire/result.h"
#include "wire/rpc_message.h"

#include <string>
#include <string_view>

namespace netsdk::wire {

/// A device's clock as it tells it: local time, without a zone.
struct DeviceTime {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;

    /// A day there is, from 2000 to 2099, and a time of it; no leap second.
    [[nodiscard]] bool valid() const noexcept;
    [[nodiscard]] bool operator==(const DeviceTime&) const = default;
};

/// "2026-01-02 03:04:05", with or without leading zeros. Error: malformed, also for a time that is none.
[[nodiscard]] Result<DeviceTime> parse_device_time(std::string_view text);

/// As devices write it, with leading zeros.
[[nodiscard]] std::string write_device_time(const DeviceTime& time);

/// The answer to global.getCurrentTime: the text stands in params.time, with some firmware in result. Error: malformed.
[[nodiscard]] Result<DeviceTime> current_time(const RpcMessage& answer);

} // namespace netsdk::wire
