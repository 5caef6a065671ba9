#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace netsdk::net {

/// The receive buffer of one I/O thread. Connections wait for readability and read into it, so that an idle one owns
/// no buffer. Make one at the start of the thread's main function.
class IoBuffer {
public:
    IoBuffer();
    ~IoBuffer();
    IoBuffer(const IoBuffer&) = delete;
    IoBuffer& operator=(const IoBuffer&) = delete;

    /// This thread's buffer; what is in it ends with the handler that asked.
    [[nodiscard]] static std::span<std::byte> of_this_thread() noexcept;

private:
    std::vector<std::byte> bytes_;
};

} // namespace netsdk::net
