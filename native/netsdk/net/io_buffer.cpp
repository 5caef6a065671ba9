#include "net/io_buffer.h"

namespace netsdk::net {
namespace {
constexpr std::size_t buffer_size = std::size_t{64} << 10;
// A pointer and not the buffer itself: every thread that enters the library gets all of its thread-local memory.
thread_local IoBuffer* current = nullptr;
} // namespace

IoBuffer::IoBuffer() : bytes_(buffer_size)
{
    current = this;
}

IoBuffer::~IoBuffer()
{
    current = nullptr;
}

std::span<std::byte> IoBuffer::of_this_thread() noexcept
{
    return current == nullptr ? std::span<std::byte>{} : std::span(current->bytes_);
}

} // namespace netsdk::net
