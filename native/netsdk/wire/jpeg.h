#pragma once

#include "wire/bytes.h"
#include "wire/result.h"

namespace netsdk::wire {

/// The JPEG in what a device sent as a picture: from its start marker to its last end marker, a view of it; devices put
/// line ends or zeros behind it. Its inside is not looked at. Errors: unexpected_answer (nothing was sent), malformed
/// (no start, or no end: what was cut on the way).
[[nodiscard]] Result<Bytes> jpeg_of(Bytes sent);

} // namespace netsdk::wire
