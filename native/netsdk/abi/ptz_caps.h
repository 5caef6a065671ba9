#pragma once

#include "include/netsdk_open.h"
#include "wire/json.h"
#include "wire/result.h"

#include <cstdint>
#include <optional>

namespace netsdk::abi {

/// What a device's answer to CFG_CAP_CMD_PTZ says, as the newest generation of the struct: an answer with
/// `params.caps`, its params, or the caps themselves. What it does not tell, or tells as something else, is 0. Error:
/// malformed (no object).
[[nodiscard]] wire::Result<CFG_PTZ_PROTOCOL_CAPS_INFO> parse_ptz_caps(const wire::Json& answer);

/// The way back: {"caps": {…}}.
[[nodiscard]] wire::Json write_ptz_caps(const CFG_PTZ_PROTOCOL_CAPS_INFO& caps);

/// How many bytes of the struct a caller has, by its nStructSize, or by its buffer where that is 0. Nothing when no
/// generation had that size, or the buffer is smaller.
[[nodiscard]] std::optional<std::uint32_t> ptz_caps_size(std::int32_t struct_size, std::uint32_t buffer) noexcept;

} // namespace netsdk::abi
