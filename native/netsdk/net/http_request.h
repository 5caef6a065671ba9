#pragma once

#include "net/clock.h"
#include "net/target.h"
#include "wire/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace netsdk::net {

/// What is asked of a device over HTTP.
struct HttpRequest {
    Target target;
    std::string path;         ///< from its '/', with the query
    wire::Buffer body = {};   ///< JSON, sent by POST; empty: GET
    std::size_t max_body = 0; ///< of the answer; more is Error::too_large
    Milliseconds connect_time{0};
};

/// Whose name is on a request: given as the answer to a digest challenge and in no other way. Borrowed for the call.
struct HttpCredential {
    std::string_view user;
    std::string_view password;
};

/// What a device answered, whatever its status.
struct HttpReply {
    long status = 0;
    std::string content_type; ///< as the device calls the body; empty: it does not say
    wire::Buffer body;
};

} // namespace netsdk::net
