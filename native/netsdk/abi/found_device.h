#pragma once

#include "include/netsdk_open.h"
#include "session/device_search.h"

namespace netsdk::abi {

/// What a search callback is given.
[[nodiscard]] DEVICE_NET_INFO_EX2 to_abi(const session::FoundDevice& found);

} // namespace netsdk::abi
