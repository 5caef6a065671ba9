#pragma once

#include "tests/abi/sdk.h"
#include "wire/json.h"

#include <boost/json/value.hpp>

#include <string>

namespace netsdk::test {

/// A library, a device and a login on it.
struct Asking {
    explicit Asking(LoopbackDevice::Options options = {}) : device(std::move(options)), login(log_in(device).handle) {}

    /// The parameters of the last call of a method; null when there was none.
    [[nodiscard]] wire::Json asked(std::string_view method) const
    {
        const auto call = last_call(method);
        return call.is_null() ? call : call.at("params");
    }
    [[nodiscard]] wire::Json last_call(std::string_view method) const
    {
        const auto calls = device.rpc_calls(method);
        return calls.empty() ? wire::Json() : wire::parse_json(calls.back(), {}).value();
    }
    [[nodiscard]] std::size_t times_asked(std::string_view method) const { return device.rpc_calls(method).size(); }

    const Sdk sdk;
    LoopbackDevice device;
    LLONG login;
};

/// A name as the ABI wants it: changeable, though nobody changes it.
inline char* name(const char* text)
{
    return const_cast<char*>(text);
}

} // namespace netsdk::test
