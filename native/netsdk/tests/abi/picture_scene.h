#pragma once

#include "tests/abi/picture_album.h"
#include "tests/net/loopback_http.h"

#include <string>
#include <utility>

namespace netsdk::test {

/// The order that ends the repeated ones.
constexpr std::uint32_t no_more = 0xFFFFFFFFU;

/// A picture that tells which one was asked for.
inline LoopbackHttp::Answer picture_of(const LoopbackHttp::Request& request)
{
    return {200, small_jpeg(request.target)};
}

/// The same, once the server lets go.
inline LoopbackHttp::Answer held(const LoopbackHttp::Request& request)
{
    auto answer = picture_of(request);
    answer.hold = true;
    return answer;
}

inline LoopbackHttp::Answer sends(int status, const std::string& body, const std::string& headers = "")
{
    return {status, body, headers};
}

/// A library, a login, its device's HTTP side, and what the callbacks bring.
struct PictureScene {
    explicit PictureScene(LoopbackHttp::Handler handler = picture_of) : http(std::move(handler))
    {
        http.want(device.options().user, device.options().password);
        album.open();
        login = log_in(device).handle;
        NETSDK_OPEN_SetHttpPort(login, http.port());
    }

    PictureAlbum album; // outlives the library, which calls back until its end
    const Sdk sdk;
    LoopbackDevice device{{}};
    LoopbackHttp http;
    LLONG login = 0;
};

} // namespace netsdk::test
