#pragma once

#include "wire/bytes.h"

#include <concepts>
#include <cstdint>
#include <utility>

namespace netsdk::wire {

/// Writes bytes from front to back; the mirror of ByteReader.
class ByteWriter {
public:
    template <std::unsigned_integral T>
    ByteWriter& little(T value)
    {
        for (std::size_t i = 0; i < sizeof(T); ++i)
            bytes_.push_back(static_cast<std::byte>(static_cast<std::uint64_t>(value) >> (8 * i)));
        return *this;
    }
    ByteWriter& bytes(Bytes bytes)
    {
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return *this;
    }
    ByteWriter& text(std::string_view text) { return bytes(bytes_of(text)); }
    ByteWriter& zeros(std::size_t count)
    {
        bytes_.insert(bytes_.end(), count, std::byte{0});
        return *this;
    }

    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }

    /// What was written; the writer is empty afterwards.
    [[nodiscard]] Buffer take() noexcept { return std::exchange(bytes_, {}); }

private:
    Buffer bytes_;
};

} // namespace netsdk::wire
