#pragma once

#include "net/http_request.h"
#include "session/taken_picture.h"
#include "wire/limits.h"

namespace netsdk::session {

/// The picture in what a device answered to snapshot.cgi, or why there is none. A refusal in words counts with status
/// 200 too, unless the device calls it a picture: then it is one that is none. Errors: login_refused (status 401),
/// not_initialised (that, or the words of a device that has no password), not_supported (404), request_refused (another
/// status, or another refusal in words), those of wire::picture_of.
[[nodiscard]] PictureResult picture_in(const net::HttpReply& reply, const wire::Limits& limits);

/// Whether the device refuses the login's name and password, so that each further try may cost the account one.
[[nodiscard]] bool refuses_credential(wire::Error why) noexcept;

} // namespace netsdk::session
