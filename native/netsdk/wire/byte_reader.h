#pragma once

#include "wire/bytes.h"

#include <concepts>
#include <cstdint>
#include <utility>

namespace netsdk::wire {

/// Reads received bytes from front to back; the one place where received memory is touched by position.
///
/// The first read past the end fails the reader for good: from then on it gives 0 and nothing. So a parser reads
/// straight down, asks ok() once, and only then believes what it read.
class ByteReader {
public:
    explicit ByteReader(Bytes bytes) noexcept : rest_(bytes) {}

    /// The next `count` bytes, or nothing when there are fewer.
    [[nodiscard]] Bytes take(std::size_t count) noexcept
    {
        if (count > rest_.size()) {
            rest_ = {};
            ok_ = false;
            return {};
        }
        return std::exchange(rest_, rest_.subspan(count)).first(count);
    }

    void skip(std::size_t count) noexcept { static_cast<void>(take(count)); }

    /// A little-endian number.
    template <std::unsigned_integral T>
    [[nodiscard]] T little() noexcept
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; const std::byte b : take(sizeof(T))) {
            value |= std::to_integer<std::uint64_t>(b) << shift;
            shift += 8;
        }
        return static_cast<T>(value);
    }

    /// A part with an end of its own: reading past it fails the part and not this reader.
    [[nodiscard]] ByteReader within(std::size_t count) noexcept
    {
        ByteReader part(take(count));
        part.ok_ = ok_;
        return part;
    }

    /// Everything that is left.
    [[nodiscard]] Bytes rest() noexcept { return take(rest_.size()); }

    [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }

    /// False once anything was read past the end.
    [[nodiscard]] bool ok() const noexcept { return ok_; }

private:
    Bytes rest_;
    bool ok_ = true;
};

} // namespace netsdk::wire
