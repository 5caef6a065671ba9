#pragma once

#include "wire/bytes.h"

#include <algorithm>
#include <utility>

namespace netsdk::wire {

/// What a reader keeps of a stream of bytes until a header or a body is whole. It grows only with what really came.
class HeldBytes {
public:
    /// Takes from the front of `input` until it holds `wanted` bytes; false: more are needed.
    [[nodiscard]] bool fill(Bytes& input, std::size_t wanted)
    {
        const Bytes piece = input.first(std::min(wanted - bytes_.size(), input.size()));
        bytes_.insert(bytes_.end(), piece.begin(), piece.end());
        input = input.subspan(piece.size());
        return bytes_.size() == wanted;
    }
    /// Hands it out; it stays valid until release().
    [[nodiscard]] Bytes lend() noexcept
    {
        lent_ = true;
        return bytes_;
    }
    /// Lets go of what was handed out. A buffer that something large needed is given back, a small one is kept for
    /// next.
    void release() noexcept
    {
        if (!std::exchange(lent_, false))
            return;
        if (bytes_.capacity() > kept_capacity)
            bytes_ = {};
        bytes_.clear();
    }
    void clear() noexcept { bytes_.clear(); }
    [[nodiscard]] Bytes bytes() const noexcept { return bytes_; }
    /// Bytes that are kept for the next call, or handed out.
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
    /// True when nothing waits for the rest of it.
    [[nodiscard]] bool at_boundary() const noexcept { return bytes_.empty() || lent_; }

private:
    static constexpr std::size_t kept_capacity = 4096;

    Buffer bytes_;
    bool lent_ = false;
};

} // namespace netsdk::wire
