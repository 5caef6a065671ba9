#pragma once

#include "abi/answer.h"

#include <new>
#include <utility>

namespace netsdk::abi {

/// Why the last failed call of this thread failed; written only on failure.
[[nodiscard]] std::uint32_t& last_error() noexcept;

/// The barrier of every export: nothing that is thrown passes, and a failure leaves its number.
template <class T, class Body>
[[nodiscard]] T guarded(T failed, Body&& body) noexcept
{
    std::uint32_t code = 0;
    try {
        const Answer<T> answer = std::forward<Body>(body)();
        if (answer)
            return answer.value();
        code = answer.code();
    } catch (const std::bad_alloc&) {
        code = code_of(wire::Error::no_memory);
    } catch (...) {
        code = code_of(wire::Error::internal);
    }
    last_error() = code;
    return failed;
}

} // namespace netsdk::abi
