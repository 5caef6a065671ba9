#pragma once

namespace netsdk::abi {

/// Whether the last order of this thread has left for its device, of those that are told from the questions before
/// them: CLIENT_DHPTZControlEx2 and CLIENT_InitDevAccount.
[[nodiscard]] bool& order_sent() noexcept;

} // namespace netsdk::abi
