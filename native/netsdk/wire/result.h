#pragma once

#include "wire/error.h"

#include <utility>
#include <variant>

namespace netsdk::wire {

/// A value or the cause of its absence; must be looked at. Has the names of std::expected, which C++20 lacks.
template <class T>
class [[nodiscard]] Result {
public:
    using Value = T;

    Result(T value) // NOLINT(google-explicit-constructor): `return value;` is how a function succeeds
        : state_(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error) // NOLINT(google-explicit-constructor): `return Error::…;` is how a function fails
        : state_(std::in_place_index<1>, error)
    {
    }

    [[nodiscard]] explicit operator bool() const noexcept { return state_.index() == 0; }

    /// The value; throws std::bad_variant_access on an error, which is a bug of the caller, not an input.
    [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
    [[nodiscard]] T& value() & { return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }

    /// The cause; throws std::bad_variant_access on a value.
    [[nodiscard]] Error error() const { return std::get<1>(state_); }

    [[nodiscard]] bool operator==(const Result&) const = default;

private:
    std::variant<T, Error> state_;
};

/// Success without a value, or the cause of the failure.
using Status = Result<std::monostate>;

/// Success, as a Status.
[[nodiscard]] inline Status success()
{
    return std::monostate{};
}

} // namespace netsdk::wire
