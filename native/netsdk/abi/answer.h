#pragma once

#include "wire/result.h"

#include <cstdint>
#include <utility>
#include <variant>

namespace netsdk::abi {

/// A number for CLIENT_GetLastError.
struct Failure {
    std::uint32_t code;
};

/// The ABI's number of a cause; the one table.
[[nodiscard]] std::uint32_t code_of(wire::Error error) noexcept;

/// What the body of an export gives: the value to return, or the number that tells why there is none.
template <class T>
class [[nodiscard]] Answer {
public:
    Answer(T value) // NOLINT(google-explicit-constructor): `return value;` is how a body succeeds
        : state_(std::in_place_index<0>, std::move(value))
    {
    }
    Answer(wire::Error error) // NOLINT(google-explicit-constructor): `return Error::…;` is how a body fails
        : state_(std::in_place_index<1>, Failure{code_of(error)})
    {
    }
    Answer(Failure failure) // NOLINT(google-explicit-constructor): where a cause has more than one number
        : state_(std::in_place_index<1>, failure)
    {
    }

    [[nodiscard]] explicit operator bool() const noexcept { return state_.index() == 0; }
    [[nodiscard]] const T& value() const { return std::get<0>(state_); }
    [[nodiscard]] std::uint32_t code() const { return std::get<1>(state_).code; }

private:
    std::variant<T, Failure> state_;
};

} // namespace netsdk::abi
